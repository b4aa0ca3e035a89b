import DraftLoading
public import Foundation
import MediaIO
import RenderEngine
import TimelineModel

/// How much time is spent on how good a file.
public enum RenderQuality: String, Sendable, Hashable, Codable, CaseIterable {
    /// Fastest, at half the size.
    case draft
    /// Good enough to judge.
    case standard
    /// To publish.
    case high
    /// The exact frames.
    case lossless

    var engineQuality: Quality {
        switch self {
        case .draft: .draft
        case .standard: .standard
        case .high: .high
        case .lossless: .lossless
        }
    }
}

/// What a render is asked for, beyond the draft. What is nil is left to the draft's `output`, and then to the defaults.
public struct RenderOptions: Sendable, Hashable {
    /// How much time is spent on how good a file; by default `high`.
    public var quality: RenderQuality?
    /// Size of the output, of the canvas's shape; by default the canvas's, halved for `draft` quality.
    public var size: PixelSize?
    /// Frames per second, 1…60; by default the draft's.
    public var frameRate: FrameRate?
    /// The part to render; by default all.
    public var stretch: CompositionStretch?
    /// x264 preset in place of the quality's, one of `presets`.
    public var preset: String?
    /// x264 constant rate factor 1…51 in place of the quality's.
    public var constantRateFactor: Double?
    /// Threads that paint and encode, 1…64; nil: one for each core. Bytes do not depend on it.
    public var threads: Int?
    /// Folder in which finished chunks are kept for the next render; nil: none are kept.
    public var cache: URL?
    /// Whether the digest of each frame is wanted in the report.
    public var collectsFrameHashes = false

    /// x264's presets, the fastest first.
    public static let presets = VideoEncoderSettings.presets

    /// The ending of a film's file name, without the dot.
    public static let fileExtension = OutputFormat.mp4.fileExtension

    /// The defaults.
    public init() {}

    var wishes: OutputWishes {
        var wishes = OutputWishes()
        wishes.quality = quality?.engineQuality
        wishes.size = size?.canvasSize
        wishes.frameRate = frameRate
        wishes.stretch = stretch
        wishes.preset = preset
        wishes.constantRateFactor = constantRateFactor
        return wishes
    }
}

extension Draft {
    /// The engine's settings for the draft's timeline.
    func settings(_ options: RenderOptions) throws(RenderFailure) -> RenderSettings {
        guard let timeline = loaded.timeline else { throw .badInput(loaded.errors) }
        return try Self.settings(options, of: loaded, timeline: timeline)
    }

    static func settings(
        _ options: RenderOptions, of loaded: LoadedDraft, timeline: Timeline
    ) throws(RenderFailure) -> RenderSettings {
        var settings = try RenderSettings(options.wishes, request: loaded.output, timeline: timeline)
        settings.workerCount = max(1, options.threads ?? ProcessInfo.processInfo.activeProcessorCount)
        settings.cacheDirectory = options.cache?.path
        settings.collectsFrameHashes = options.collectsFrameHashes
        return settings
    }
}
