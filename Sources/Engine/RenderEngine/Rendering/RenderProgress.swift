/// How far a render is.
package struct RenderProgress: Sendable, Hashable {
    /// What is being done.
    package enum Phase: String, Sendable, Hashable {
        /// Plans and keys are made, sources are read for their digests.
        case planning
        /// Frames are painted and encoded.
        case rendering
        /// Chunks and sound are joined to the file.
        case assembling
    }

    /// How far the sound is, which is made beside the frames.
    package struct Sound: Sendable, Hashable {
        /// What is being done.
        package enum Stage: String, Sendable, Hashable {
            /// The loudness of the whole mix is measured, whatever part of it is rendered.
            case measuring
            /// The sound is mixed and encoded.
            case mixing
            /// The sound is there.
            case done
        }

        /// What is being done.
        package var stage: Stage
        /// How much of it is done, from 0 to 1.
        package var fraction: Double
    }

    /// What is being done.
    package var phase: Phase
    /// How far the sound is; nil before it is begun.
    package var sound: Sound?
    /// Chunks that are done, those from the cache included.
    package var finishedChunks: Int
    /// Chunks in all.
    package var chunkCount: Int
    /// Frames that are done, those from the cache included.
    package var finishedFrames: Int
    /// Frames that were in the cache.
    package var cachedFrames: Int
    /// Frames of chunks that are equal to another one, which is rendered once for all of them.
    package var repeatedFrames: Int
    /// Frames in all.
    package var frameCount: Int
    /// Seconds since the start.
    package var elapsedSeconds: Double
    /// Seconds that the rendered part of the composition lasts.
    package var durationSeconds: Double

    /// Frames painted per second of wall time so far; 0 before the first.
    package var framesPerSecond: Double {
        elapsedSeconds > 0 ? Double(finishedFrames - cachedFrames - repeatedFrames) / elapsedSeconds : 0
    }
}
