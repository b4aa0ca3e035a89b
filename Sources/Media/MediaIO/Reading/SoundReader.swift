import CFFmpeg
package import MediaBuffers
package import MediaTiming
package import TimelineModel

/// Reads a sound as 48 kHz stereo, exact to the sample: sample k is source time k / 48 000 s.
///
/// Rate, format and channels may change on the way. A clock that runs apart from the samples is followed by stretching them.
package final class SoundReader {
    /// Samples of one converter and where the first of them belongs. What two of them have at the same place is added: the
    /// end of one rings into the beginning of the next.
    private struct Stretch {
        var start: Int64
        var samples = StereoSamples()

        var end: Int64 { start + Int64(samples.frameCount) }
    }

    private let blocks: SoundBlocks
    private var converter: SoundConverter?
    /// What was made and not yet given, in order; the last one is the converter's.
    private var stretches: [Stretch] = []
    private var position: Int64
    private var isEnded = false
    private var tempo: TempoStage?

    /// A gap that is longer goes through no converter; seconds.
    private static let longGap = 1.0
    /// A lag that is made good: at least a quarter of a block, at most this; seconds.
    private static let greatestLag = 0.01

    /// Opens a sound to be read from a sample on. With a rate other than one, time runs faster and the pitch is kept.
    package init(
        path: String, facts: SoundFacts, startingAt sample: Int64, playbackRate: Rational = .one,
        byteLimit: Int = MediaByteLimit.source
    ) throws(AssetProblem) {
        let index = try FileIndex.of(path, byteLimit: byteLimit)
        guard let stream = index.soundStream else { throw AssetProblem(.unsupported, "there is no sound in it") }
        let decoder = try StreamDecoder(path: path, stream: stream, byteLimit: byteLimit, known: index.parameters)
        blocks = SoundBlocks(decoder: decoder, zero: index.zero, hasClock: index.soundHasClock)
        position = sample
        let base = rational(decoder.timeBase)
        // Decoders of Opus and of AAC's noise carry their state for long, so a sample is the same wherever reading begins
        // only when decoding began at the start. Far into a file that would take too long; ten seconds settle it there.
        let start = MediaTime(sample, timeBase: Rational(1, 48_000))
        let wanted = start + index.zero - MediaTime(milliseconds: 10_000)
        if start > MediaTime(milliseconds: 180_000), !index.hasCountedSound,
            wanted > (index.soundRange?.start ?? index.zero)
        {
            if !decoder.seek(to: (wanted.seconds / base).floor) { _ = decoder.seek(to: nil) }
        }
        if playbackRate != .one { tempo = try TempoStage(rate: playbackRate) }
    }

    /// Appends `frameCount` samples and returns how many of them come before the sound's end; the rest is silence.
    @discardableResult
    package func read(into samples: inout StereoSamples, frameCount: Int) throws(AssetProblem) -> Int {
        if let tempo {
            return try tempo.read(into: &samples, frameCount: frameCount) { (count) throws(AssetProblem) in
                try self.plain(count)
            }
        }
        let (block, real) = try plain(frameCount)
        samples.left += block.left
        samples.right += block.right
        return real
    }

    private func plain(_ count: Int) throws(AssetProblem) -> (StereoSamples, Int) {
        let end = position + Int64(count)
        while !isEnded, (stretches.last?.end ?? .min) < end { try decodeMore() }
        var block = StereoSamples(frameCount: count)
        for stretch in stretches where stretch.start < end {
            let first = max(stretch.start, position)
            for place in first..<max(first, min(stretch.end, end)) {
                block.left[Int(place - position)] += stretch.samples.left[Int(place - stretch.start)]
                block.right[Int(place - position)] += stretch.samples.right[Int(place - stretch.start)]
            }
        }
        let soundEnd = stretches.map(\.end).max() ?? position
        let real = isEnded ? Int(max(0, min(soundEnd - position, Int64(count)))) : count
        position = end
        letGo()
        return (block, real)
    }

    /// Forgets what was given.
    private func letGo() {
        let last = stretches.indices.last
        for index in stretches.indices {
            let drop = Int(max(0, min(position - stretches[index].start, Int64(stretches[index].samples.frameCount))))
            stretches[index].samples.left.removeFirst(drop)
            stretches[index].samples.right.removeFirst(drop)
            stretches[index].start += Int64(drop)
        }
        stretches = stretches.enumerated().filter { $0.offset == last || $0.element.samples.frameCount > 0 }.map(
            \.element)
    }

    private func decodeMore() throws(AssetProblem) {
        guard let placed = try blocks.next() else {
            isEnded = true
            try finishConverter()
            return
        }
        let converter = try converter(for: placed)
        if converter.isElastic { blocks.shift(by: try converter.stretch(byLag: blocks.lag)) }
        try withLast { stretch throws(AssetProblem) in
            try converter.convert(placed.block, skipping: placed.skipped, into: &stretch.samples)
        }
    }

    /// The converter for a block, which has taken in the silence before it.
    private func converter(for placed: SoundBlocks.Placed) throws(AssetProblem) -> SoundConverter {
        let block = placed.block
        guard let current = converter else { return try begin(with: placed) }
        let tolerance = min(max(block.duration.doubleValue / 4, Self.greatestLag / 2), Self.greatestLag)
        let isLate = abs(blocks.lag) > tolerance
        if !current.matches(block) || placed.gap.doubleValue > Self.longGap || isLate && !current.isElastic {
            try finishConverter()
            let start = placed.start.nearestTick(atRate: 48_000)
            return open(try SoundConverter(like: block, start: start, isElastic: isLate || current.isElastic))
        }
        let silence = placed.gap.nearestTick(atRate: block.rate)
        if silence > 0 { try current.convertSilence(silence) }
        return current
    }

    /// The first converter. Its first input must lie on the 48 kHz grid: it begins on the last common sample before the
    /// block.
    private func begin(with placed: SoundBlocks.Placed) throws(AssetProblem) -> SoundConverter {
        let rate = placed.block.rate
        let at = placed.start.nearestTick(atRate: rate)
        // So many samples of the source last as long as so many at 48 kHz.
        let unit = Rational(rate, 48_000)
        let place = Rational(at, unit.numerator).floor
        let start = place * unit.numerator
        let converter = open(try SoundConverter(like: placed.block, start: place * unit.denominator))
        if at > start { try converter.convertSilence(at - start) }
        return converter
    }

    private func open(_ fresh: SoundConverter) -> SoundConverter {
        converter = fresh
        stretches.append(Stretch(start: fresh.start))
        return fresh
    }

    private func finishConverter() throws(AssetProblem) {
        guard let converter else { return }
        try withLast { stretch throws(AssetProblem) in try converter.finish(into: &stretch.samples) }
        self.converter = nil
    }

    private func withLast(_ body: (inout Stretch) throws(AssetProblem) -> Void) throws(AssetProblem) {
        guard let last = stretches.indices.last else { return }
        try body(&stretches[last])
    }
}
