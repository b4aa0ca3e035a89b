package import DraftFormat
package import DraftLoading
package import MediaTiming
import Threading
package import TimelineModel

/// Guesses which stills a frame shows, and decodes them while the films and sounds of its draft are still looked into.
///
/// The guess is the frame of the same draft with nothing but its stills. Where it is wrong only time is lost.
package final class FrameForecast: Sendable {
    /// When a frame is, for those who count in frames.
    package typealias FrameTime = @Sendable (FrameRate) -> MediaTime

    /// Looks into files for the guess and for the draft's loader.
    package let prober = FileProber()
    let stills = SharedStills()

    /// A forecast that has not begun.
    package init() {}

    /// Begins on a thread of its own. `request` says how the frame is painted and when it is, given the timeline and what
    /// its draft asks of the output; where it throws, nothing is guessed.
    package func begin(
        path: String, assetsDirectory: String?,
        request: @escaping @Sendable (Timeline, OutputRequest) throws -> (settings: RenderSettings, time: FrameTime)
    ) {
        // Without a thread it is done when it is asked for.
        try? WorkerThread.start(named: "workprint forecast") { [self] in
            let loader = DraftLoader(prober: StillProber(prober: prober))
            guard let draft = try? loader.checked(path: path, assetsDirectory: assetsDirectory),
                let timeline = draft.sketch, let wish = try? request(timeline, draft.output),
                let painter = try? FramePainter(
                    timeline: timeline, settings: wish.settings, isForOneFrame: true, stills: stills),
                let frame = try? painter.frameIndex(at: wish.time(painter.frameRate))
            else { return }
            painter.loadStills(ofOnlyFrame: frame)
        }
    }
}
