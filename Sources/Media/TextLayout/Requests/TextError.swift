/// Why a text cannot be set or drawn.
package enum TextError: Error, Hashable, Sendable {
    /// A value is out of range; says which.
    case invalid(String)
    /// The text has too many characters.
    case tooLong(count: Int)
    /// The picture would be larger than `TextRasterizer.pixelLimit` on a side; sizes in output pixels.
    case tooLarge(width: Double, height: Double)
    /// A font file cannot be used.
    case font(path: String, reason: String)
    /// The bundled fonts are not there; names the places that were looked at.
    case bundledFontsMissing(String)
    /// A library call failed; says what was done to which thing.
    case library(String)
}

extension TextError: CustomStringConvertible {
    /// One sentence for people.
    package var description: String {
        switch self {
        case .invalid(let what): "\(what)."
        case .tooLong(let count):
            "The text has \(count) characters; at most \(TextRasterizer.characterLimit) can be set."
        case .tooLarge(let width, let height):
            "The text takes \(Self.pixels(width)) x \(Self.pixels(height)) pixels; "
                + "at most \(TextRasterizer.pixelLimit) on a side can be drawn."
        case .font(_, let reason): reason
        case .bundledFontsMissing(let places):
            "The bundled fonts are missing; looked for them at \(places). WORKPRINT_FONTS can name their folder."
        case .library(let what): "\(what)."
        }
    }

    private static func pixels(_ length: Double) -> String {
        Int(exactly: length.rounded(.up)).map(String.init) ?? "too many"
    }
}
