package import MediaTiming

/// The fixed grid of chunks: which frames of the composition each one holds.
///
/// The grid depends on the composition alone, not on the part that is rendered nor on the machine, so a part shares its
/// inner chunks with the whole. Chunks are two seconds long. Only the last ones are shorter: the less work is left, the
/// smaller its pieces must be for workers to end at the same time.
package struct ChunkGrid: Sendable, Hashable {
    /// Frames in a whole chunk: as many as begin in two seconds, at least one.
    package let chunkLength: Int
    /// The frames that are rendered.
    package let frames: Range<Int>
    /// First frames of the chunks that hold a frame to render, and the end of the last one.
    private let bounds: [Int]

    /// The grid for a composition of `frameCount` frames and those of them to render, at least one.
    package init(frameRate: FrameRate, frameCount: Int, frames: Range<Int>) {
        precondition(!frames.isEmpty && frames.upperBound <= frameCount, "nothing to render")
        let length = max(1, Int((frameRate.framesPerSecond * Rational(2)).floor))
        var bounds = Array(stride(from: 0, to: Self.tailStart(frameCount, length), by: length))
        var start = bounds.count * length
        let piece = max(1, length / 4)
        while start < frameCount {
            bounds.append(start)
            let left = frameCount - start
            start += 2 * left > 3 * piece ? max(piece, left / 2 / piece * piece) : left
        }
        bounds.append(frameCount)
        chunkLength = length
        self.frames = frames
        let first = bounds.lastIndex { $0 <= frames.lowerBound } ?? 0
        let end = bounds.firstIndex { $0 >= frames.upperBound } ?? bounds.count - 1
        self.bounds = Array(bounds[first...end])
    }

    /// Where shorter chunks begin: half a chunk to one and a half before the end.
    private static func tailStart(_ frameCount: Int, _ length: Int) -> Int {
        max(0, (2 * frameCount - length) / (2 * length)) * length
    }

    /// Chunks that hold a frame to render.
    package var chunkCount: Int { bounds.count - 1 }

    /// The frames to render that lie in the chunk at `position`, counted from the first chunk that holds any.
    package func frames(ofChunkAt position: Int) -> Range<Int> {
        (bounds[position]..<bounds[position + 1]).clamped(to: frames)
    }
}
