package import RenderEngine
package import TimelineModel

/// How fast this machine paints and renders one draft.
package struct DraftMeasurement: Sendable {
    /// Painting without encoding.
    package struct Compositing: Sendable {
        /// Workers that painted.
        package var workerCount: Int
        /// Seconds of wall time.
        package var seconds: Double
        /// Frames painted, frames equal to the one before, and where the workers' time went.
        package var counts: WorkCounts

        /// Frames for each second of wall time.
        package var framesPerSecond: Double { Double(counts.composited + counts.reused) / max(seconds, 1e-9) }
    }

    /// Size of the output.
    package var size: CanvasSize
    /// Frame rate of the output, such as `30 fps`.
    package var frameRate: String
    /// Frames that were measured.
    package var frameCount: Int
    /// Seconds that they last.
    package var durationSeconds: Double
    /// Painting by one worker, and by all of them where that is more than one.
    package var compositing: [Compositing]
    /// Painting, encoding and joining by all workers, into a file that was thrown away.
    package var render: RenderReport
    /// The frames that took one worker the longest to paint, the slowest first; at most ten.
    package var slowFrames: [SlowFrame]

    /// Rendered frames for each second of wall time.
    package var renderedFramesPerSecond: Double { Double(frameCount) / max(render.times.total, 1e-9) }
    /// Seconds of film for each second of wall time.
    package var realTimeFactor: Double { durationSeconds / max(render.times.total, 1e-9) }
}

/// A frame that took long to paint, and the segment that made it so.
package struct SlowFrame: Sendable {
    /// The segments of one layer and what it took.
    package struct Layer: Sendable {
        /// The segment, or the outgoing and the incoming one of a transition.
        package var segments: [Segment]
        /// Time for painting, decoding left out.
        package var compositing: Duration
    }

    /// The frame's number.
    package var frame: Int
    /// Seconds on the composition clock.
    package var seconds: Double
    /// Time for painting, decoding left out.
    package var compositing: Duration
    /// Time for reading and decoding sources.
    package var decoding: Duration
    /// The layer that took the most of `compositing`; nil where there is none but the background.
    package var slowestLayer: Layer?
}
