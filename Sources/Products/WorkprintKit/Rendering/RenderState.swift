import RenderEngine

/// How far a render is.
public struct RenderState: Sendable, Hashable {
    /// What is being done.
    public enum Phase: String, Sendable, Hashable, Codable {
        /// Plans and keys are made, sources are read for their digests.
        case planning
        /// Frames are painted and encoded.
        case rendering
        /// Chunks and sound are joined to the file.
        case assembling
    }

    /// What is done for the sound, beside the frames.
    public enum SoundStage: String, Sendable, Hashable, Codable {
        /// The loudness of the whole mix is measured, whatever part of it is rendered.
        case measuring
        /// The sound is mixed and encoded.
        case mixing
        /// The sound is there.
        case done
    }

    /// What is being done.
    public let phase: Phase
    /// What is done for the sound; nil before it is begun.
    public let soundStage: SoundStage?
    /// How much of that is done, from 0 to 1.
    public let soundFraction: Double
    /// Frames that are done, those from the cache included.
    public let finishedFrames: Int
    /// Frames that were in the cache.
    public let cachedFrames: Int
    /// Frames in all.
    public let frameCount: Int
    /// Chunks that are done, those from the cache included.
    public let finishedChunks: Int
    /// Chunks in all.
    public let chunkCount: Int
    /// Seconds since the start.
    public let elapsedSeconds: Double
    /// Frames painted per second of wall time so far; 0 before the first.
    public let framesPerSecond: Double
    /// Seconds that the rendered part of the composition lasts.
    public let durationSeconds: Double

    init(_ progress: RenderProgress) {
        phase =
            switch progress.phase {
            case .planning: .planning
            case .rendering: .rendering
            case .assembling: .assembling
            }
        soundStage = progress.sound.map { sound in
            switch sound.stage {
            case .measuring: .measuring
            case .mixing: .mixing
            case .done: .done
            }
        }
        soundFraction = progress.sound?.fraction ?? 0
        finishedFrames = progress.finishedFrames
        cachedFrames = progress.cachedFrames
        frameCount = progress.frameCount
        finishedChunks = progress.finishedChunks
        chunkCount = progress.chunkCount
        elapsedSeconds = progress.elapsedSeconds
        framesPerSecond = progress.framesPerSecond
        durationSeconds = progress.durationSeconds
    }
}
