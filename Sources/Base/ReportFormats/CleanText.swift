/// Text from drafts and file names, made safe for where it goes.
package enum CleanText {
    /// The text without characters that steer a terminal, break XML 1.0 or turn the reading direction; line breaks and
    /// tabs become spaces.
    package static func plain(_ text: String) -> String {
        var scalars = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            switch scalar.value {
            case 0x09, 0x0A, 0x0D, 0x2028, 0x2029: scalars.append(" ")
            case 0x00...0x1F, 0x7F...0x9F: continue
            case 0x202A...0x202E, 0x2066...0x2069, 0x200E, 0x200F, 0x061C: continue
            case 0xFFFE, 0xFFFF, 0xFDD0...0xFDEF: continue
            default: if scalar.value & 0xFFFE != 0xFFFE { scalars.append(scalar) }
            }
        }
        return String(scalars)
    }

    /// `plain` for the content and the quoted attributes of HTML and XML.
    package static func markup(_ text: String) -> String {
        var result = ""
        for character in plain(text).unicodeScalars {
            switch character {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\"": result += "&quot;"
            case "'": result += "&#39;"
            default: result.unicodeScalars.append(character)
            }
        }
        return result
    }

    /// `markup` for each line of a text.
    package static func markupLines(_ text: String) -> String {
        text.split(separator: "\n").map { markup(String($0)) }.joined(separator: "\n")
    }
}
