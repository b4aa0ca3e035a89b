import Foundation

/// A font file that a style names, as it was when it was looked at.
struct FontFile: Hashable, Sendable {
    /// Absolute path.
    let path: String
    /// Its length.
    let byteCount: Int
    /// When it was last changed, in seconds.
    let changed: TimeInterval

    /// Looks at a file; throws where it is missing, not a regular file, or too long.
    init(path: String) throws(TextError) {
        let resolved = URL(fileURLWithPath: path).resolvingSymlinksInPath().path
        guard let facts = try? FileManager.default.attributesOfItem(atPath: resolved) else {
            throw .font(path: path, reason: "The font file is missing or cannot be read.")
        }
        guard facts[.type] as? FileAttributeType == .typeRegular,
            let length = (facts[.size] as? NSNumber)?.intValue
        else { throw .font(path: path, reason: "The font is not a regular file.") }
        guard length <= TextRasterizer.fontFileLimit else {
            let limit = TextRasterizer.fontFileLimit >> 20
            throw .font(path: path, reason: "The font file has \(length) bytes; at most \(limit) MB can be used.")
        }
        self.path = resolved
        byteCount = length
        changed = (facts[.modificationDate] as? Date)?.timeIntervalSince1970 ?? 0
    }
}
