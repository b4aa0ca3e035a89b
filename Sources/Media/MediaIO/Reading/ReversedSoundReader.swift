package import MediaBuffers
package import MediaTiming
package import TimelineModel

/// Reads a sound backwards as 48 kHz stereo, exact to the sample.
///
/// The source is decoded forwards in windows that lie on a fixed grid, the last one first; one window of up to 30 s is
/// held in memory, 11.5 MB.
package final class ReversedSoundReader {
    private static let windowLength: Int64 = 30 * 48_000
    private static let blockLength: Int64 = 8_192

    private let path: String
    private let facts: SoundFacts
    private var tempo: TempoStage?
    /// The sample that is given next; below 0 there is none.
    private var position: Int64
    /// Samples of the window, of which the last one is the one at `position`.
    private var window = StereoSamples()

    /// Opens a sound to be read from a sample of its clock on, towards its start. With a rate other than one, time runs
    /// faster and the pitch is kept.
    package init(
        path: String, facts: SoundFacts, startingAt sample: Int64, playbackRate: Rational = .one
    ) throws(AssetProblem) {
        self.path = path
        self.facts = facts
        position = sample
        if playbackRate != .one { tempo = try TempoStage(rate: playbackRate) }
    }

    /// Appends `frameCount` samples and returns how many of them come before the sound's end, which is the source's
    /// start; the rest is silence.
    @discardableResult
    package func read(into samples: inout StereoSamples, frameCount: Int) throws(AssetProblem) -> Int {
        if let tempo {
            return try tempo.read(into: &samples, frameCount: frameCount) { (count) throws(AssetProblem) in
                var block = StereoSamples()
                let real = try self.appendPlain(count, to: &block)
                return (block, real)
            }
        }
        return try appendPlain(frameCount, to: &samples)
    }

    private func appendPlain(_ count: Int, to samples: inout StereoSamples) throws(AssetProblem) -> Int {
        var left = count
        while left > 0, position >= 0 {
            if window.frameCount == 0 { try fillWindow() }
            let taken = min(left, window.frameCount)
            samples.left.append(contentsOf: window.left.suffix(taken).reversed())
            samples.right.append(contentsOf: window.right.suffix(taken).reversed())
            window.left.removeLast(taken)
            window.right.removeLast(taken)
            position -= Int64(taken)
            left -= taken
        }
        samples.appendSilence(frameCount: left)
        return count - left
    }

    private func fillWindow() throws(AssetProblem) {
        let start = position / Self.windowLength * Self.windowLength
        let reader = try SoundReader(path: path, facts: facts, startingAt: start)
        var missing = position - start + 1
        while missing > 0 {
            let count = min(missing, Self.blockLength)
            try reader.read(into: &window, frameCount: Int(count))
            missing -= count
        }
    }
}
