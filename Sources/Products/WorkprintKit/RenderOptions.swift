import DraftFormat
import DraftLoading
public import Foundation
import MediaTiming
import RenderEngine
import TimelineModel

/// What a render is asked for, beyond the draft.
public struct RenderOptions: Sendable {
    /// How much time is spent on how good a file.
    public enum Quality: String, Sendable, CaseIterable {
        /// Fastest, at half the size.
        case draft
        /// Good enough to judge.
        case standard
        /// To publish.
        case high
        /// The exact frames.
        case lossless
    }

    /// How much time is spent on how good a file; nil: what the draft says, else `high`.
    public var quality: Quality?
    /// Width and height of the output in pixels, of the canvas's shape; nil: the canvas's.
    public var size: (width: Int, height: Int)?
    /// Frames to render, counted at the output's frame rate; nil: all.
    public var frames: Range<Int>?
    /// Threads that paint and encode; nil: one for each core.
    public var threads: Int?
    /// Folder in which finished chunks are kept for the next render; nil: none are kept.
    public var cache: URL?
    /// Whether the digest of each frame is wanted in the report.
    public var collectsFrameHashes = false

    /// The defaults.
    public init() {}

    func settings(for draft: LoadedDraft) -> RenderSettings {
        var settings = RenderSettings()
        let wanted = quality?.rawValue ?? draft.output.quality
        settings.quality = wanted.flatMap(RenderEngine.Quality.init(rawValue:)) ?? .high
        settings.frameRate = draft.output.frameRate
        if let size {
            settings.size = CanvasSize(width: size.width, height: size.height)
        } else if let canvas = draft.timeline?.canvasSize {
            settings.size = draft.output.resolution.map { RenderSettings.size($0, canvas: canvas) }
        }
        if let frames, let rate = settings.frameRate ?? draft.timeline?.frameRate {
            settings.range = TimeRange(
                start: rate.time(ofFrame: frames.lowerBound), end: rate.time(ofFrame: frames.upperBound))
        }
        settings.workerCount = max(1, threads ?? ProcessInfo.processInfo.activeProcessorCount)
        settings.cacheDirectory = cache?.path
        settings.collectsFrameHashes = collectsFrameHashes
        return settings
    }
}
