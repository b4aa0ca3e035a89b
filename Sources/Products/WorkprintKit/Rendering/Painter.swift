import DraftFormat
public import Foundation
import MediaBuffers
import RenderEngine
import Synchronization

/// Paints frames of a draft for as long as somebody looks at it, exactly as a render does.
///
/// Decoders, pictures and texts stay ready between two frames, and a changed draft takes over what did not change. Frames
/// may be asked for from any thread; they are painted one after the other.
public final class Painter: Sendable {
    /// A frame as pixels.
    public struct Pixels: Sendable {
        /// Width and height.
        public let size: PixelSize
        /// Rows from top to bottom without gaps, 4 bytes a pixel: R, G, B in sRGB, and 255.
        public let bytes: Data
    }

    private struct State {
        var painter: FramePainter
        var options: RenderOptions
    }

    private let state: Mutex<State>

    /// A painter of a draft. Throws where the draft has errors, or the options do not fit it. Of the options, those that
    /// concern files and threads mean nothing here.
    public init(_ draft: Draft, options: RenderOptions = RenderOptions()) throws(WorkprintError) {
        let timeline = try draft.renderableTimeline()
        do {
            let painter = try FramePainter(timeline: timeline, settings: try draft.settings(options))
            state = Mutex(State(painter: painter, options: options))
        } catch {
            throw WorkprintError(error)
        }
    }

    /// Goes on with a changed draft. What it shares with the one before stays ready; a source that was written anew is
    /// read anew. Where it throws the painter stays as it was.
    public func replaceDraft(_ draft: Draft, options: RenderOptions? = nil) throws(WorkprintError) {
        let timeline = try draft.renderableTimeline()
        try withState { state throws(RenderFailure) in
            let wanted = options ?? state.options
            try state.painter.replace(timeline, settings: try draft.settings(wanted))
            state.options = wanted
        }
    }

    /// Frames of the draft at the output's rate.
    public var frameCount: Int { state.withLock { $0.painter.frameCount } }

    /// The output's frame rate.
    public var frameRate: FrameRate { state.withLock { $0.painter.frameRate } }

    /// Size of the frames.
    public var size: PixelSize { state.withLock { PixelSize($0.painter.outputSize) } }

    /// The frame that is seen at an instant, as a PNG file.
    public func png(at instant: CompositionInstant) throws(WorkprintError) -> Data {
        try withState { state throws(RenderFailure) in
            let frame = try state.painter.frameIndex(at: instant.time(at: state.painter.frameRate))
            return Data(try state.painter.png(frame: frame))
        }
    }

    /// The frame that is seen at an instant, as pixels.
    public func pixels(at instant: CompositionInstant) throws(WorkprintError) -> Pixels {
        try withState { state throws(RenderFailure) in
            let frame = try state.painter.frameIndex(at: instant.time(at: state.painter.frameRate))
            let image = try state.painter.image(frame: frame)
            var bytes = Data(capacity: image.width * image.height * 4)
            for y in 0..<image.height { bytes.append(image.samples.row(y), count: 4 * image.width) }
            return Pixels(size: PixelSize(width: image.width, height: image.height), bytes: bytes)
        }
    }

    private func withState<Value: Sendable>(
        _ body: (inout State) throws(RenderFailure) -> Value
    ) throws(WorkprintError) -> Value {
        let result: Result<Value, RenderFailure> = state.withLock { state in
            do throws(RenderFailure) {
                return .success(try body(&state))
            } catch {
                return .failure(error)
            }
        }
        switch result {
        case .success(let value): return value
        case .failure(let failure): throw WorkprintError(failure)
        }
    }

    /// One frame of the draft in a file, as a PNG file, as fast as can be: what it shows is guessed and decoded while the
    /// rest of the draft is still looked into. `onDraft` is told what was found; throw there to stop.
    public static func png(
        ofDraftAt url: URL, at instant: CompositionInstant, assets: URL? = nil, isStrict: Bool = false,
        options: RenderOptions = RenderOptions(), onDraft: (Draft) throws -> Void = { _ in }
    ) throws -> Data {
        let forecast = FrameForecast()
        // What comes through a pipe can be read once only.
        if DraftReader.isRegularFile(url.path) {
            forecast.begin(path: url.path, assetsDirectory: assets?.path) { timeline, request in
                (try RenderSettings(options.wishes, request: request, timeline: timeline), { instant.time(at: $0) })
            }
        }
        let draft = try Draft(path: url.path, assets: assets, isStrict: isStrict, prober: forecast.prober)
        try onDraft(draft)
        let timeline = try draft.renderableTimeline()
        do {
            let painter = try FramePainter(
                timeline: timeline, settings: try draft.settings(options), forecast: forecast)
            return Data(try painter.png(frame: try painter.frameIndex(at: instant.time(at: painter.frameRate))))
        } catch {
            throw WorkprintError(error)
        }
    }
}
