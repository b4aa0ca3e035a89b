import Foundation
import TestSupport
import Testing

/// Fixtures/Media and the table of origins and licenses in Fixtures/README.md.
@Suite struct MediaTests {
    private let files = Checkout.paths(below: "Fixtures/Media").map { String($0.dropFirst("Fixtures/Media/".count)) }

    /// The cells of each row whose first one is a path.
    private func rows() throws -> [[String]] {
        let text = try #require(Checkout.text("Fixtures/README.md"))
        let table = try #require(text.range(of: "\n## Media\n"))
        return text[table.upperBound...].split(separator: "\n").filter { $0.hasPrefix("| ") }.map { line in
            line.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
        }.filter { $0[0].contains("/") }
    }

    @Test func eachFileHasOneRowAndEachRowAFile() throws {
        let named = try rows().map { $0[0] }
        #expect(named.count == Set(named).count, "a file has two rows")
        let missing = Set(files).subtracting(named)
        #expect(missing.isEmpty, "without a row: \(missing.sorted())")
        let gone = Set(named).subtracting(files)
        #expect(gone.isEmpty, "rows without a file: \(gone.sorted())")
    }

    @Test func eachRowSaysWhereFromByWhomAndUnderWhichLicense() throws {
        for row in try rows() {
            #expect(row.count == 6 && row.allSatisfy { !$0.isEmpty }, "\(row[0])")
        }
    }

    @Test func noMediumLiesThereTwice() throws {
        let urls = files.map { TestMedia.folder.appending(path: $0) }
        let bySize = Dictionary(grouping: urls) { url in
            (try? FileManager.default.attributesOfItem(atPath: url.path)[.size] as? Int) ?? -1
        }
        for equals in bySize.values where equals.count > 1 {
            let contents = Dictionary(grouping: equals) { try? Data(contentsOf: $0) }
            for copies in contents.values where copies.count > 1 {
                Issue.record("the same: \(copies.map(\.path))")
            }
        }
    }

    @Test func aMediumThatIsMissingNamesItself() {
        withKnownIssue {
            _ = TestMedia.path("photos/nowhere.png")
        } matching: { issue in
            issue.comments.contains { $0.rawValue.contains("Fixtures/Media/photos/nowhere.png is missing") }
        }
    }
}
