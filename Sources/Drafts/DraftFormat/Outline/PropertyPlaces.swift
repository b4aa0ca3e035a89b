import Foundation

/// Where the properties of segments stand in a draft's text, whatever they are spelled like.
package struct PropertyPlaces: Sendable {
    private let draft: Field

    /// Reads the draft in a file; nil where there is none that can be read.
    package init?(contentsOf path: String) {
        guard let bytes = try? DraftReader.bytes(of: path) else { return nil }
        self.init(bytes)
    }

    /// Reads a draft in UTF-8 text; nil where it is none.
    package init?(_ bytes: [UInt8]) {
        guard let root = try? JSONParser.parse(bytes) else { return nil }
        draft = SessionState(root).draft
    }

    /// The JSON Pointer of a property, by its short name such as `op`, of the segment at a pointer; nil where it is left at
    /// its default.
    package func pointer(of property: String, ofSegmentAt pointer: String) -> String? {
        guard let name = DraftName(rawValue: property), let segment = field(at: pointer) else { return nil }
        // The tables share the names of what they share.
        for table in [KeyTable.picture, .text, .sound] {
            if let found = ObjectReader(segment, table, FindingLog())?[name] { return found.pointer.description }
        }
        return nil
    }

    private func field(at pointer: String) -> Field? {
        var field = draft
        for part in pointer.split(separator: "/") {
            let name = part.replacingOccurrences(of: "~1", with: "/").replacingOccurrences(of: "~0", with: "~")
            if let elements = field.elements {
                guard let index = Int(name), elements.indices.contains(index) else { return nil }
                field = elements[index]
            } else {
                guard let member = field.member(name) else { return nil }
                field = member
            }
        }
        return field
    }
}
