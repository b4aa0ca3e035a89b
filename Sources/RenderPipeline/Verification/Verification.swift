import Compositing
import Foundation
import MediaBuffers
import MediaIO
import MediaTiming
package import OutputVerification
import PixelKernels
package import TimelineModel

/// Verifies an export against the draft that it was made of.
package struct Verification: Sendable {
    private let timeline: Timeline
    private let settings: RenderSettings
    private let cancellation: Cancellation

    /// A verification against a timeline that was checked; `settings` say at which size and rate.
    package init(timeline: Timeline, settings: RenderSettings, cancellation: Cancellation = Cancellation()) {
        self.timeline = timeline
        self.settings = settings
        self.cancellation = cancellation
    }

    /// Compares the pictures only.
    package func pictures(
        ofExport path: String, guess: EncodingGuess?, onFrame: (Int) -> Void
    ) throws -> (report: PictureReport, deviations: [Deviation]) {
        let film = try DraftFilm(timeline: timeline, settings: settings, cancellation: cancellation)
        defer { film.stop() }
        return try PictureJudge(reference: film, exportPath: path, guess: guess).judge(
            toPicture: { KernelSet.selected.rgbaImage(from: $0) },
            onFrame: { index in
                try cancellation.check()
                onFrame(index)
            })
    }
}
