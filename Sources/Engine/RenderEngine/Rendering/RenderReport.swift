package import TimelineModel

/// What a render did and what it made.
package struct RenderReport: Sendable {
    /// Absolute path of the film.
    package var path: String
    /// Its size in bytes.
    package var byteCount: Int
    /// Its picture's size.
    package var size: CanvasSize
    /// Its frame rate as a fraction, such as `30` or `30000/1001`.
    package var frameRate: String
    /// Its frames.
    package var frameCount: Int
    /// Its length in seconds.
    package var durationSeconds: Double
    /// Samples of its sound at 48 kHz.
    package var sampleCount: Int
    /// x264 preset and rate, such as `veryfast crf 18`.
    package var encoding: String
    /// Chunks in all, and those that were in the cache.
    package var chunkCount: Int
    /// Chunks that were in the cache.
    package var cachedChunks: Int
    /// Frames in chunks that were in the cache.
    package var cachedFrames: Int
    /// Frames of chunks that are equal to another one, which was rendered once for all of them.
    package var repeatedFrames: Int
    /// Whether the sound was in the cache.
    package var isSoundCached: Bool
    /// What was painted.
    package var counts: WorkCounts
    /// Workers that painted and encoded.
    package var workerCount: Int
    /// How long it took.
    package var times: Times
    /// The largest memory that the process held, in bytes.
    package var peakMemoryBytes: Int
    /// The integrated loudness in LUFS that the mix was brought to; nil where none was asked for, or where it has none.
    package var loudnessLUFS: Double?
    /// What turned out only while rendering.
    package var findings: [Finding]
    /// Digest of each frame in order, where they were asked for.
    package var frameHashes: [String]

    /// Seconds of wall time by phase.
    package struct Times: Sendable {
        /// For plans and keys.
        package var planning = 0.0
        /// For painting and encoding.
        package var rendering = 0.0
        /// For joining.
        package var assembling = 0.0
        /// Seconds of one thread for mixing and encoding the sound, while the picture was rendered.
        package var sound = 0.0

        /// No time yet.
        package init() {}

        /// In all.
        package var total: Double { planning + rendering + assembling }
    }
}
