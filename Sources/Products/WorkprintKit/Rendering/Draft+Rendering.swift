public import Foundation
import RenderEngine

/// A render that is under way.
public typealias RenderRun = Run<RenderState, FilmReport>

extension Draft {
    /// Begins to render to an MP4 file and returns at once.
    ///
    /// The file appears under its name when it is whole; a file that the draft reads is refused. Whoever cancels the run, or
    /// lets go of it, finds no file; finished chunks stay in the cache. `onProgress` is called from any thread, often.
    public func render(
        to output: URL, options: RenderOptions = RenderOptions(),
        onProgress: (@Sendable (RenderState) -> Void)? = nil
    ) -> RenderRun {
        RenderRun(name: "workprint render", onProgress: onProgress) { [self] cancellation, report in
            let timeline = try renderableTimeline()
            try refuseInput(output)
            let renderer = Renderer(timeline: timeline, settings: try settings(options))
            return FilmReport(
                try renderer.render(to: output.path, cancellation: cancellation) { report(RenderState($0)) })
        }
    }

    /// Throws `badRequest` where a file to write is one that the draft reads.
    func refuseInput(_ output: URL) throws(WorkprintError) {
        guard let input = inputs.first(where: { WholeFile.isSame($0, output) }) else { return }
        throw .badRequest("\(output.path) is \(input.lastPathComponent), which the draft reads; write to another file")
    }

    /// A contact sheet as a PNG file: the start, middle and end of every segment, labeled.
    public func contactSheet(options: RenderOptions = RenderOptions()) throws(WorkprintError) -> Data {
        let timeline = try renderableTimeline()
        do {
            return Data(try ContactSheet(timeline: timeline, settings: try settings(options)).png())
        } catch {
            throw WorkprintError(error)
        }
    }
}
