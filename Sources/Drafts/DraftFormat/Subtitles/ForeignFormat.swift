/// What a file is that is taken for subtitles and holds none, as far as its beginning tells.
enum ForeignFormat {
    /// The format's name for a message, or nil where it is not known.
    static func name(of lines: [Substring]) -> String? {
        guard let line = lines.first(where: { $0.contains { !$0.isWhitespace } }) else { return nil }
        let first = line.drop(while: \.isWhitespace).prefix(100).lowercased()
        if first.hasPrefix("[script info]") || first.hasPrefix("dialogue:") { return "SubStation Alpha (.ass)" }
        if first.hasPrefix("<sami") { return "SAMI" }
        if first.hasPrefix("<!doctype html") || first.hasPrefix("<html") { return "a web page" }
        if first.hasPrefix("<?xml") || first.hasPrefix("<tt") { return "XML, such as TTML" }
        if first.first == "{", first.dropFirst().first?.isNumber == true { return "MicroDVD (frames, not times)" }
        if first.first == "[", first.dropFirst().first?.isNumber == true { return "lyrics (.lrc)" }
        if first.first == "{" || first.first == "[" { return "JSON" }
        if first.first?.isNumber == true, first.contains(","), first.split(separator: ":").count > 4 {
            return "SubViewer (.sbv)"
        }
        return nil
    }
}
