package import DraftFormat
import DraftLoading
import MediaTiming
package import PlatformChecks
package import RenderEngine
package import TimelineModel

/// Measures a timeline on its frames and its mix, and says what of it does not suit a platform.
package struct PlatformInspection {
    /// What is being measured.
    package enum Progress: Hashable, Sendable {
        /// Frames are painted; so many of so many are done.
        case painting(finished: Int, count: Int)
        /// The sound is mixed.
        case mixing
    }

    private let timeline: Timeline
    private let outputWidth: Int
    private let onProgress: (Progress) -> Void

    /// The shorter side of the frames that are painted for measuring, in pixels: about what a phone shows.
    private static let shorterSide = 540

    /// An inspection of a timeline that was checked, rendered as `output` asks. Throws where it cannot be rendered so.
    package init(
        timeline source: Timeline, output: OutputRequest, onProgress: @escaping (Progress) -> Void = { _ in }
    ) throws(RenderFailure) {
        self.onProgress = onProgress
        let settings = try RenderSettings(request: output, timeline: source)
        timeline = settings.timed(source)
        outputWidth = try settings.outputSize(for: source.canvasSize).width
    }

    /// What does not suit the platform. Throws where a source turns out to be damaged.
    package func findings(for platform: Platform) throws(RenderFailure) -> [Finding] {
        PlatformJudge(try measure(), for: platform).findings
    }

    /// Paints some frames of each second, and those that the texts need, at a size a phone shows; mixes the sound.
    package func measure() throws(RenderFailure) -> FilmMeasurement {
        do {
            let size = Self.paintedSize(canvas: timeline.canvasSize)
            let picture = try PictureSurvey(timeline: timeline, size: size).measure {
                onProgress(.painting(finished: $0, count: $1))
            }
            onProgress(.mixing)
            return FilmMeasurement(
                canvas: timeline.canvasSize, outputWidth: outputWidth, seconds: timeline.duration.doubleValue,
                texts: picture.texts, blackStretches: picture.black, frozenStretches: picture.frozen,
                sound: try SoundSurvey(timeline: timeline).measure())
        } catch {
            throw RenderFailure(error, rendering: timeline)
        }
    }

    private static func paintedSize(canvas: CanvasSize) -> CanvasSize {
        let short = min(canvas.width, canvas.height)
        guard short > shorterSide else { return canvas }
        let scale = Double(shorterSide) / Double(short)
        func even(_ side: Int) -> Int { max(16, Int((Double(side) * scale / 2).rounded()) * 2) }
        return CanvasSize(width: even(canvas.width), height: even(canvas.height))
    }
}
