import ArgumentParser
import DraftFormat
import RenderPipeline

/// `workprint inspect`: what a draft holds.
struct InspectCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "inspect",
        abstract: "Show a draft's timeline: one summary line, then its tracks and segments.",
        discussion: """
            Examples:
              workprint inspect draft.json
              workprint inspect draft.json --json
            """)

    @OptionGroup var input: DraftArguments

    @Flag(help: "Print the timeline as JSON.")
    var json = false

    func run() throws {
        let (timeline, _) = try input.loadTimeline()
        if json {
            print(try InspectJSON.text(of: timeline))
        } else {
            print(TimelineSummary.line(for: timeline))
            print("")
            print(InspectTable.text(of: timeline))
        }
    }
}
