import ArgumentParser
import DraftFormat
import DraftLoading
import SourceReports
import TimelineModel

/// `workprint inspect`: what a draft holds.
struct InspectCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "inspect",
        abstract: "Show a draft's timeline: one summary line, then its tracks and segments.",
        discussion: """
            Examples:
              workprint inspect draft.json
              workprint inspect draft.json --json
              workprint inspect draft.json --sources

            --sources tells of each source what it is, what is peculiar about it and what the renderer does about that, \
            also where a source is missing or damaged. Exit code 2: one of them cannot be used.
            """)

    @OptionGroup var input: DraftArguments

    @Flag(help: "Print the timeline as JSON.")
    var json = false

    @Flag(help: "Tell what each source is and what the renderer makes of it.")
    var sources = false

    func run() throws {
        if sources { return try runOnSources() }
        let (timeline, _) = try input.loadTimeline()
        if json {
            print(try InspectJSON.text(of: timeline))
        } else {
            print(TimelineSummary.line(for: timeline))
            print("")
            print(InspectTable.text(of: timeline))
        }
    }

    private func runOnSources() throws {
        StallMonitor.start()
        let draft = try input.load()
        let reports = SourceDoctor.reports(on: draft)
        print(json ? try SourcesJSON.text(of: reports) : SourcesTable.text(of: reports))
        guard reports.allSatisfy(\.isUsable) else { throw CommandFailure(.badInput, []) }
        if draft.timeline == nil { throw CommandFailure(.badInput, draft.errors.map(\.description)) }
    }
}
