import DraftDocuments
import Foundation
import TestSupport
import Testing

@Suite("A document that is read and written")
struct RoundTripTests {
    private static let drafts: [URL] = ["Fixtures/Drafts", "Fixtures/Drafts/small"].flatMap { folder in
        let url = TestMedia.repositoryRoot.appending(path: folder)
        let names = (try? FileManager.default.contentsOfDirectory(atPath: url.path)) ?? []
        return names.filter { $0.hasSuffix(".json") }.sorted().map { url.appending(path: $0) }
    }

    @Test("There are drafts to read") func count() { #expect(Self.drafts.count > 60) }

    /// Members, their order, strings and numbers; the white space is the writer's own.
    @Test("says the same, value for value, in the same order", arguments: drafts)
    func sameValues(url: URL) throws {
        let data = try Data(contentsOf: url)
        let document = try DraftDocument(data: data)
        let again = try DraftDocument(data: document.data)
        #expect(again.root == document.root)
        #expect(again.data == document.data, "what this library wrote comes back byte for byte")
        let (first, second) = try (
            JSONSerialization.jsonObject(with: data), JSONSerialization.jsonObject(with: document.data)
        )
        #expect((first as? NSObject) == (second as? NSObject))
        #expect(document.tracks.count > 0 && document.tracks.allSatisfy { $0.kind != nil })
    }

    @Test("keeps the digits of numbers, escapes and the order of keys") func digits() throws {
        let text = #"{"z": 1.50, "a": 1e3, "t": [], "n": -0.0, "s": "\u00e9\n\"", "big": 12345678901234567890.5}"#
        let document = try DraftDocument(data: Data(text.utf8))
        #expect(
            document.text == #"{"z": 1.50, "a": 1e3, "t": [], "n": -0.0, "s": "é\n\"", "big": 12345678901234567890.5}"#)
    }

    @Test("is refused with line and column where it is no JSON") func refused() {
        #expect(throws: DraftDocumentError.self) { try DraftDocument(data: Data("{\n\"t\":[}".utf8)) }
        do {
            _ = try DraftDocument(data: Data("{\n\"t\":[}".utf8))
        } catch {
            #expect(error.line == 2 && error.column == 6)
        }
    }
}
