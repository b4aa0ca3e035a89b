import CTextStack

/// The libraries that decide what a text looks like.
enum TextLibraries {
    /// Their versions as they run, each with its name.
    static let versions: [String] = [
        "pango \(text(pango_version_string()))", "cairo \(text(cairo_version_string()))",
        "harfbuzz \(text(hb_version_string()))", "fribidi \(text(wp_fribidi_version()))",
        "fontconfig \(FcGetVersion())", "freetype \(freeType)",
    ]

    private static func text(_ version: UnsafePointer<CChar>?) -> String { version.map { String(cString: $0) } ?? "" }

    private static var freeType: String {
        var library: FT_Library?
        guard FT_Init_FreeType(&library) == 0 else { return "" }
        defer { FT_Done_FreeType(library) }
        var (major, minor, patch): (FT_Int, FT_Int, FT_Int) = (0, 0, 0)
        FT_Library_Version(library, &major, &minor, &patch)
        return "\(major).\(minor).\(patch)"
    }
}
