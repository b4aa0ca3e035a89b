import MediaBuffers

/// The latest samples of a sound that is read from its start on, by their position; silence before 0 and after the end.
final class SampleHistory {
    private let reader: (any SampleReading)?
    private var samples = StereoSamples()
    private(set) var start = 0
    /// Where the sound ends, once that is known.
    private(set) var end: Int?
    /// What stopped reading; from there on all is silence.
    private(set) var failure: (any Error)?

    /// Samples that were no numbers, or far beyond all that is sound; silence stands in for the former.
    private(set) var wildCount = 0

    /// Samples that are read at a time.
    private static let blockLength = 8_192

    /// The history of a sound; of silence where there is no reader.
    init(_ reader: (any SampleReading)?) {
        self.reader = reader
        if reader == nil { end = 0 }
    }

    /// The first position that was not read yet.
    var readEnd: Int { start + samples.frameCount }

    /// Reads on up to a position; `take` gets each run that is new, and how many of its samples come before the end.
    func read(to position: Int, _ take: (StereoSamples, Int) -> Void = { _, _ in }) {
        while readEnd < position {
            let count = min(Self.blockLength, position - readEnd)
            var block = StereoSamples()
            var real = 0
            if let reader, end == nil {
                do {
                    real = max(0, min(count, try reader.read(frameCount: count, into: &block)))
                } catch {
                    failure = error
                }
                if real < count { end = readEnd + real }
            }
            wildCount += block.settle(frameCount: count)
            take(block, real)
            samples.append(block, 0..<count)
        }
    }

    /// Lets go of what lies before a position.
    func drop(before position: Int) {
        let count = min(samples.frameCount, position - start)
        // Moving what is left costs time, so it is done seldom.
        if count < 65_536 { return }
        samples.removeFirst(count)
        start += count
    }

    /// The samples of a range; silence where nothing is kept.
    func copy(_ range: Range<Int>) -> StereoSamples {
        var result = StereoSamples()
        copy(range, into: &result)
        return result
    }

    /// Appends the samples of a range.
    func copy(_ range: Range<Int>, into result: inout StereoSamples) {
        let known = range.clamped(to: start..<max(start, readEnd))
        if known.isEmpty {
            result.appendSilence(frameCount: range.count)
            return
        }
        result.appendSilence(frameCount: known.lowerBound - range.lowerBound)
        result.append(samples, known.lowerBound - start..<known.upperBound - start)
        result.appendSilence(frameCount: range.upperBound - known.upperBound)
    }
}

extension StereoSamples {
    /// Makes it as long as it should be, and all of it numbers that can be computed with.
    fileprivate mutating func settle(frameCount: Int) -> Int {
        var wild = 0
        for channel in [\StereoSamples.left, \StereoSamples.right] {
            let missing = frameCount - self[keyPath: channel].count
            if missing > 0 { self[keyPath: channel].append(contentsOf: repeatElement(0, count: missing)) }
            if missing < 0 { self[keyPath: channel].removeLast(-missing) }
            self[keyPath: channel].withUnsafeMutableBufferPointer { values in
                for index in values.indices {
                    if abs(values[index]) <= 64 { continue }
                    wild += 1
                    values[index] = abs(values[index]) < .infinity ? (values[index] < 0 ? -64 : 64) : 0
                }
            }
        }
        return wild
    }
}
