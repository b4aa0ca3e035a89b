import ArgumentParser
import CMalloc
import Diagnostics
import Foundation
import WorkprintKit

/// The program.
@main
struct Workprint: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "workprint",
        abstract: "Renders draft timelines to MP4 on this machine, offline.",
        discussion: """
            A draft is the JSON timeline of a short video. Start with one of these:

              workprint new --images *.jpg -o draft.json      lay one out
              workprint check draft.json                      say what is wrong with it
              workprint inspect draft.json                    show its tracks and segments
              workprint frame draft.json --at 3.2s -o f.png   one frame, exactly as rendered
              workprint sheet draft.json -o sheet.png         a contact sheet of the whole draft
              workprint render draft.json -o out.mp4          the film
              workprint bench                                 how fast this machine is

            Exit codes: 0 done, 1 the answer is no, 2 bad input, 3 bad usage, 4 a fault of the machine, \
            70 a fault of the program.
            """,
        version: "workprint \(ProgramVersion.text)",
        subcommands: [
            RenderCommand.self, FrameCommand.self, SheetCommand.self, CheckCommand.self, InspectCommand.self,
            NewCommand.self, DiffCommand.self, SchemaCommand.self, SubtitlesCommand.self, VerifyCommand.self,
            GoldenCommand.self, ExplainCommand.self, BenchCommand.self,
        ]
    )

    static func main() {
        // Large blocks go back to the system as soon as they are free. Otherwise what encoders and decoders leave behind
        // stays in the heaps of their threads, a hundred megabytes and more.
        mallopt(M_MMAP_THRESHOLD, 131_072)
        // x264 asks for huge pages. They make it no faster, and hold 13 MB that it never touches. A host decides for itself.
        wp_refuse_huge_pages()
        // Where /proc is missing, Swift finds no arguments, not even the program's own name.
        guard CommandLine.argc > 0 else {
            CommandFailure.writeError(
                "error: \(DiagnosticCode.program): it cannot read its own arguments; is /proc mounted?")
            ProgramEnd.endAtOnce(.program)
        }
        HostProcess.claim()
        do {
            var command = try parseAsRoot()
            if let confined = command as? any ConfinedCommand { try Sandbox.enter(for: confined) }
            // Listening takes threads, which are confined only if they come after.
            Interruption.listen()
            try command.run()
            ProgramEnd.end(.done)
        } catch let failure as CommandFailure {
            failure.print()
            ProgramEnd.end(failure.exitCode)
        } catch {
            let code = exitCode(for: error)
            if code == .success {
                print(fullMessage(for: error))
                ProgramEnd.end(.done)
            }
            CommandFailure.writeError(fullMessage(for: error))
            // What the argument parser refuses is bad usage; anything else should not have come this far.
            ProgramEnd.end(code == .validationFailure ? .badUsage : .program)
        }
    }
}
