import ArgumentParser
import WorkprintKit

/// `workprint inspect`: what a draft holds.
struct InspectCommand: ConfinedCommand {
    static let configuration = CommandConfiguration(
        commandName: "inspect",
        abstract: "Show a draft's timeline: one summary line, then its tracks and segments.",
        discussion: """
            Examples:
              workprint inspect draft.json
              workprint inspect draft.json --json
              workprint inspect draft.json --sources

            --sources tells of each source what it is, what is peculiar about it and what the renderer does about that, \
            also where a source is missing or damaged. Of a draft with errors what could be read is shown. Exit code 2: \
            the draft has errors, or a source cannot be used.
            """)

    @OptionGroup var input: DraftArguments

    @Flag(help: "Print the timeline as JSON.")
    var json = false

    @Flag(help: "Tell what each source is and what the renderer makes of it.")
    var sources = false

    @OptionGroup var confining: SandboxArguments

    func run() throws {
        if sources { return try runOnSources() }
        let draft = try input.load()
        for finding in draft.findings { CommandFailure.writeError(finding.description) }
        let errors = CommandFailure(.badInput, [])
        let inspection: Inspection
        do throws(WorkprintError) {
            inspection = try draft.inspection()
        } catch .badInput {
            throw errors
        } catch {
            throw CommandFailure(error)
        }
        if json {
            print(try inspection.json())
        } else {
            print(inspection.summary)
            print("")
            print(inspection.table)
        }
        if !draft.isRenderable { throw errors }
    }

    private func runOnSources() throws {
        StallMonitor.start()
        let draft = try input.load()
        let report = draft.sourceReport()
        print(json ? try report.json() : report.table)
        guard report.isUsable else { throw CommandFailure(.badInput, []) }
        if !draft.isRenderable {
            throw CommandFailure(.badInput, draft.findings.filter { $0.severity == .error }.map(\.description))
        }
    }
}
