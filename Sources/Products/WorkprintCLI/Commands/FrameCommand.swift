import ArgumentParser
import Foundation
import WorkprintKit

/// `workprint frame`: one frame as a PNG.
struct FrameCommand: ConfinedCommand {
    static let configuration = CommandConfiguration(
        commandName: "frame",
        abstract: "Write one frame of a draft as a PNG, exactly as rendered.",
        discussion: """
            Examples:
              workprint frame draft.json --at 3.2s -o frame.png
              workprint frame draft.json --at '#96' -o frame.png --size 540x960
              workprint frame - --at 1.5 --assets media -o - < draft.json | display
            """)

    @OptionGroup var input: DraftArguments
    @OptionGroup var painting: PaintingArguments
    @OptionGroup var writing: OutputArguments

    @Option(help: ArgumentHelp("When: 3.2 or 3.2s, 3200ms, 00:00:03.200 or #96.", valueName: "time"))
    var at: TimeExpression

    @Option(name: .shortAndLong, help: ArgumentHelp("The PNG to write.", valueName: "out.png"))
    var output: String

    @OptionGroup var confining: SandboxArguments

    var writtenFiles: [String] { [output] }

    func run() throws {
        let outputs = writing.files(OutputPath("-o", output, ending: "png"))
        try outputs.check(against: [input.draft])
        let assets = try input.assetsFolder()
        StallMonitor.start()
        let png = try CommandFailure.translating {
            if input.draft == DraftArguments.standardInput {
                let draft = try input.loadRenderable()
                try outputs.protect(draft.inputs)
                return try Painter(draft, options: painting.options()).png(at: at.instant)
            }
            return try Painter.png(
                ofDraftAt: URL(fileURLWithPath: input.draft), at: at.instant, assets: assets, isStrict: input.strict,
                options: painting.options(),
                onDraft: { draft in
                    try DraftArguments.report(draft)
                    try outputs.protect(draft.inputs)
                })
        }
        // Whoever loses it in a crash of the machine makes it again in no time.
        try OutputPath.write(png, to: output, isSynced: false)
    }
}
