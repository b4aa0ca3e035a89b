import CTextStack
import Foundation
import TimelineModel

/// One fontconfig configuration and the Pango objects over it. Used under the rasterizer's lock only.
final class FontEnvironment {
    private let configuration: OpaquePointer
    private let fontMap: UnsafeMutablePointer<PangoFontMap>
    let context: OpaquePointer
    /// Families that are tried in turn: the wanted one comes before them.
    let families: String
    private let known: Set<String>

    /// Families whose letters come first, in this order; the others follow for what these lack.
    private static let order = [
        "Noto Sans", "Noto Sans Arabic", "Noto Sans Hebrew", "Noto Sans Devanagari", "Noto Sans Thai",
        "Noto Sans CJK SC", "Noto Sans Symbols", "Noto Color Emoji",
    ]

    /// The bundled fonts, the system's where wanted, and perhaps one file that goes before all.
    init(source: FontSource, file: String?) throws(TextError) {
        guard let configuration = FcConfigCreate() else { throw .library("creating a fontconfig configuration failed") }
        let rules = FontRules.xml(usesSystemFonts: source.usesSystemFonts, emojiFamilies: ["Noto Color Emoji"])
        let isParsed = rules.utf8CString.withUnsafeBufferPointer { text in
            text.withMemoryRebound(to: FcChar8.self) {
                FcConfigParseAndLoadFromMemory(configuration, $0.baseAddress, FcTrue)
            }
        }
        guard isParsed == FcTrue else { throw .library("reading the fontconfig rules failed") }
        var wanted: [String] = []
        if let file {
            guard let family = Self.family(ofFile: file), FcConfigAppFontAddFile(configuration, file) == FcTrue else {
                throw .font(
                    path: file, reason: "The file is no font that can be used; name a TrueType or OpenType font.")
            }
            wanted = [family]
        }
        for path in source.bundledFiles {
            guard FcConfigAppFontAddFile(configuration, path) == FcTrue else {
                throw .library("reading the bundled font \(path) failed")
            }
        }
        guard FcConfigBuildFonts(configuration) == FcTrue,
            let map = pango_cairo_font_map_new_for_font_type(CAIRO_FONT_TYPE_FT)
        else { throw .library("reading the fonts failed") }
        self.configuration = configuration
        fontMap = map
        pango_fc_font_map_set_config(OpaquePointer(map), configuration)
        guard let context = pango_font_map_create_context(map) else { throw .library("creating a text context failed") }
        self.context = context
        if let options = cairo_font_options_create() {
            cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE)
            cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF)
            cairo_font_options_set_antialias(options, CAIRO_ANTIALIAS_GRAY)
            pango_cairo_context_set_font_options(context, options)
            cairo_font_options_destroy(options)
        }
        pango_cairo_context_set_resolution(context, 72)
        pango_context_set_round_glyph_positions(context, 0)
        families = (wanted + Self.order).joined(separator: ",")
        known = Self.familyNames(configuration)
    }

    deinit {
        g_object_unref(UnsafeMutableRawPointer(context))
        g_object_unref(UnsafeMutableRawPointer(fontMap))
        FcConfigDestroy(configuration)
    }

    /// Whether some font is of this family, whatever the case of its letters.
    func has(family: String) -> Bool { known.contains(family.lowercased()) }

    private static func family(ofFile path: String) -> String? {
        var count: Int32 = 0
        guard let pattern = FcFreeTypeQuery(path, 0, nil, &count) else { return nil }
        defer { FcPatternDestroy(pattern) }
        return string(FC_FAMILY, of: pattern)
    }

    private static func string(_ name: String, of pattern: OpaquePointer) -> String? {
        var text: UnsafeMutablePointer<FcChar8>?
        guard FcPatternGetString(pattern, name, 0, &text) == FcResultMatch, let text else { return nil }
        return String(cString: text)
    }

    private static func familyNames(_ configuration: OpaquePointer) -> Set<String> {
        var names: Set<String> = []
        for kind in [FcSetSystem, FcSetApplication] {
            guard let set = FcConfigGetFonts(configuration, kind) else { continue }
            for index in 0..<Int(set.pointee.nfont) {
                guard let pattern = set.pointee.fonts[index] else { continue }
                var place: Int32 = 0
                var text: UnsafeMutablePointer<FcChar8>?
                while FcPatternGetString(pattern, FC_FAMILY, place, &text) == FcResultMatch, let found = text {
                    names.insert(String(cString: found).lowercased())
                    place += 1
                }
            }
        }
        return names
    }

    /// Path, size and time of every font that may be used, and the versions of the libraries.
    var digest: String {
        var lines = ["pango \(pango_version())", "cairo \(cairo_version())", "fontconfig \(FcGetVersion())"]
        for kind in [FcSetSystem, FcSetApplication] {
            guard let set = FcConfigGetFonts(configuration, kind) else { continue }
            for index in 0..<Int(set.pointee.nfont) {
                guard let pattern = set.pointee.fonts[index], let path = Self.string(FC_FILE, of: pattern) else {
                    continue
                }
                let attributes = (try? FileManager.default.attributesOfItem(atPath: path)) ?? [:]
                let size = (attributes[.size] as? NSNumber)?.intValue ?? 0
                // A bundled font is known by its name and size, wherever the program was built.
                let name = kind == FcSetApplication ? URL(fileURLWithPath: path).lastPathComponent : path
                let time =
                    kind == FcSetApplication ? 0 : (attributes[.modificationDate] as? Date)?.timeIntervalSince1970 ?? 0
                lines.append("\(name) \(size) \(time)")
            }
        }
        return lines.sorted().joined(separator: "\n")
    }
}
