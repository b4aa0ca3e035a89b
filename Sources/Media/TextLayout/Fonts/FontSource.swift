import Foundation

/// Where fonts come from: the folder of the bundled ones, and whether the system's serve too.
struct FontSource: Sendable {
    /// Absolute paths of the bundled font files, in order.
    let bundledFiles: [String]
    /// Whether the system's fonts serve for what the bundled ones lack.
    let usesSystemFonts: Bool

    /// Looks for the bundled fonts; throws where they are missing.
    init(folder: String?, usesSystemFonts: Bool?) throws(TextError) {
        let environment = ProcessInfo.processInfo.environment
        self.usesSystemFonts = usesSystemFonts ?? (environment["WORKPRINT_SYSTEM_FONTS"] != "0")
        let places: [String]
        if let named = folder ?? environment["WORKPRINT_FONTS"] {
            places = [named]
        } else {
            places = Self.placesBesideExecutable
        }
        for place in places {
            let files = Self.fontFiles(in: place)
            if !files.isEmpty {
                bundledFiles = files
                return
            }
        }
        throw .bundledFontsMissing(places.joined(separator: ", "))
    }

    /// SwiftPM's accessor for resources traps where the bundle is missing, so the bundle is looked for here.
    private static var placesBesideExecutable: [String] {
        guard let executable = Bundle.main.executableURL?.resolvingSymlinksInPath() else { return [] }
        let folder = executable.deletingLastPathComponent()
        return [
            folder.appending(path: "workprint_TextLayout.resources/Resources/Fonts"),
            folder.appending(path: "Fonts"),
            folder.deletingLastPathComponent().appending(path: "share/workprint/Fonts"),
        ].map(\.path)
    }

    private static func fontFiles(in folder: String) -> [String] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        let base = URL(fileURLWithPath: folder)
        return names.sorted()
            .filter { ["ttf", "otf", "ttc"].contains(($0 as NSString).pathExtension.lowercased()) }
            .map { base.appending(path: $0).path }
    }
}
