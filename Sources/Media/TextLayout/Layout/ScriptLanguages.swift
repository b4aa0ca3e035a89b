import CTextStack

/// Gives each script of a text a language, so that neither fonts nor shaping depend on the process's locale.
enum ScriptLanguages {
    /// A stretch of text in one script.
    struct Stretch {
        /// Its UTF-8 offsets.
        let range: Range<Int>
        /// A language tag.
        let language: String
        /// Whether its letters are joined, so that space between them would tear words (CSS Text 3, 8.2.1).
        let isCursive: Bool
    }

    /// The stretches of a text.
    static func stretches(of text: String) -> [Stretch] {
        var found: [Stretch] = []
        let ideographs = ideographLanguage(of: text)
        var text = text
        text.withUTF8 { bytes in
            bytes.withMemoryRebound(to: CChar.self) { characters in
                guard let start = characters.baseAddress, !characters.isEmpty,
                    let iterator = pango_script_iter_new(start, Int32(characters.count))
                else { return }
                defer { pango_script_iter_free(iterator) }
                repeat {
                    var first: UnsafePointer<CChar>?
                    var last: UnsafePointer<CChar>?
                    var script = PANGO_SCRIPT_COMMON
                    pango_script_iter_get_range(iterator, &first, &last, &script)
                    guard let first, let last, first < last else { continue }
                    let tag = language(of: script, ideographs: ideographs)
                    found.append(
                        Stretch(
                            range: (first - start)..<(last - start), language: tag,
                            isCursive: cursive.contains(script.rawValue)))
                } while pango_script_iter_next(iterator) != 0
            }
        }
        return found
    }

    private static let cursive: Set<Int32> = Set(
        [
            PANGO_SCRIPT_ARABIC, PANGO_SCRIPT_SYRIAC, PANGO_SCRIPT_MONGOLIAN, PANGO_SCRIPT_NKO, PANGO_SCRIPT_PHAGS_PA,
            PANGO_SCRIPT_MANDAIC,
        ].map(\.rawValue))

    /// Han characters look different in each language; kana and Hangul tell which one it is.
    private static func ideographLanguage(of text: String) -> String {
        for scalar in text.unicodeScalars {
            switch scalar.value {
            case 0x3041...0x30ff, 0xff66...0xff9d: return "ja"
            case 0x1100...0x11ff, 0xac00...0xd7a3: return "ko"
            default: continue
            }
        }
        return "zh-cn"
    }

    private static func language(of script: PangoScript, ideographs: String) -> String {
        switch script {
        case PANGO_SCRIPT_HAN: ideographs
        case PANGO_SCRIPT_HIRAGANA, PANGO_SCRIPT_KATAKANA: "ja"
        case PANGO_SCRIPT_HANGUL: "ko"
        case PANGO_SCRIPT_BOPOMOFO: "zh-tw"
        case PANGO_SCRIPT_GREEK: "el"
        case PANGO_SCRIPT_CYRILLIC: "ru"
        case PANGO_SCRIPT_ARABIC: "ar"
        case PANGO_SCRIPT_HEBREW: "he"
        case PANGO_SCRIPT_DEVANAGARI: "hi"
        case PANGO_SCRIPT_BENGALI: "bn"
        case PANGO_SCRIPT_GURMUKHI: "pa"
        case PANGO_SCRIPT_GUJARATI: "gu"
        case PANGO_SCRIPT_TAMIL: "ta"
        case PANGO_SCRIPT_TELUGU: "te"
        case PANGO_SCRIPT_KANNADA: "kn"
        case PANGO_SCRIPT_MALAYALAM: "ml"
        case PANGO_SCRIPT_SINHALA: "si"
        case PANGO_SCRIPT_THAI: "th"
        case PANGO_SCRIPT_LAO: "lo"
        case PANGO_SCRIPT_KHMER: "km"
        case PANGO_SCRIPT_MYANMAR: "my"
        case PANGO_SCRIPT_ARMENIAN: "hy"
        case PANGO_SCRIPT_GEORGIAN: "ka"
        case PANGO_SCRIPT_ETHIOPIC: "am"
        default: "en"
        }
    }
}
