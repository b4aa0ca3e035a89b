package import MediaTiming

/// The fixed grid of chunks: chunk k holds output frames `k · length ..< (k + 1) · length` of the composition.
///
/// The grid starts at frame 0 of the composition whatever part of it is rendered, so a part shares its inner chunks
/// with the whole.
package struct ChunkGrid: Sendable, Hashable {
    /// Frames in a whole chunk: as many as begin in two seconds, at least one.
    package let chunkLength: Int
    /// The frames that are rendered.
    package let frames: Range<Int>

    /// The grid for a frame rate and the frames to render, at least one.
    package init(frameRate: FrameRate, frames: Range<Int>) {
        precondition(!frames.isEmpty, "nothing to render")
        chunkLength = max(1, Int((frameRate.framesPerSecond * Rational(2)).floor))
        self.frames = frames
    }

    /// Chunks that hold a frame to render.
    package var chunkCount: Int {
        (frames.upperBound - 1) / chunkLength - frames.lowerBound / chunkLength + 1
    }

    /// The frames to render that lie in the chunk at `position`, counted from the first chunk that holds any.
    package func frames(ofChunkAt position: Int) -> Range<Int> {
        let start = (frames.lowerBound / chunkLength + position) * chunkLength
        return (start..<start + chunkLength).clamped(to: frames)
    }
}
