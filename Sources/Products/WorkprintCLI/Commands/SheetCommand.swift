import ArgumentParser
import WorkprintKit

/// `workprint sheet`: a contact sheet.
struct SheetCommand: ConfinedCommand {
    static let configuration = CommandConfiguration(
        commandName: "sheet",
        abstract: "Write a contact sheet: the start, middle and end of every segment, labeled.",
        discussion: """
            Examples:
              workprint sheet draft.json -o sheet.png
              workprint sheet draft.json -o sheet.png --assets media
            """)

    @OptionGroup var input: DraftArguments
    @OptionGroup var painting: PaintingArguments
    @OptionGroup var writing: OutputArguments

    @Option(name: .shortAndLong, help: ArgumentHelp("The PNG to write.", valueName: "out.png"))
    var output: String

    @OptionGroup var confining: SandboxArguments

    var writtenFiles: [String] { [output] }

    func run() throws {
        let outputs = writing.files(OutputPath("-o", output, ending: "png"))
        try outputs.check(against: [input.draft])
        let draft = try input.loadRenderable()
        try outputs.protect(draft.inputs)
        StallMonitor.start()
        let png = try CommandFailure.translating { try draft.contactSheet(options: painting.options()) }
        try OutputPath.write(png, to: output)
    }
}
