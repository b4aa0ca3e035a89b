import DraftFormat
import DraftLoading
import DraftWriting
public import Foundation
import PlainReports

/// What changed from one draft to another, in words.
public struct DraftComparison: Sendable {
    /// One change.
    public struct Change: Sendable, Hashable {
        /// The change on one line, such as `music “lofi”: volume 80 % → 35 %`.
        public let text: String
        /// JSON Pointer into the old draft, where it is there.
        public let oldPointer: String?
        /// JSON Pointer into the new draft, where it is there.
        public let newPointer: String?
    }

    /// The changes; none where the drafts say the same.
    public let changes: [Change]
    private let document: @Sendable () throws -> String

    /// Compares two drafts in files. Segments are matched by their identifiers, then by what they show, then by their
    /// place; spelling, order of keys and values that stand for the default are no difference. Throws `unreadableDraft`.
    public init(from old: URL, to new: URL, assets: URL? = nil) throws(WorkprintError) {
        let prober = FileProber()
        let found = DraftDifference.changes(
            from: try Self.outline(of: old, assets, prober), to: try Self.outline(of: new, assets, prober))
        changes = found.map { Change(text: $0.line, oldPointer: $0.oldPointer, newPointer: $0.newPointer) }
        document = { try DiffJSON.text(old: old.relativePath, new: new.relativePath, changes: found) }
    }

    /// The changes as an indented JSON document.
    public func json() throws -> String { try document() }

    private static func outline(of url: URL, _ assets: URL?, _ prober: FileProber) throws(WorkprintError)
        -> DraftOutline
    {
        let file = url.standardizedFileURL
        do {
            return try DraftOutline(
                contentsOf: file.path,
                options: DraftReadingOptions(
                    assetsDirectory: assets?.standardizedFileURL.path,
                    baseDirectory: DraftLoader.sourceFolder(ofDraftAt: file.path)),
                prober: prober)
        } catch {
            throw WorkprintError(error)
        }
    }
}

/// The draft format itself.
public enum DraftFormatDescription {
    /// The JSON Schema (2020-12) of drafts, with every spelling.
    public static var jsonSchema: String { DraftSchema.schema.text }

    /// All keys with their values, defaults and examples, as a page of Markdown.
    public static var keyReference: String { KeyReference.markdown }
}
