import Foundation
import Testing

/// README and the documents beside it.
@Suite struct DocumentTests {
    static let documents = Checkout.paths().filter { path in
        path.hasSuffix(".md") && (!path.contains("/") || path.hasPrefix("docs/"))
    }

    @Test func readmeIsShort() throws {
        let text = try #require(Checkout.text("README.md"))
        #expect(text.split(separator: "\n", omittingEmptySubsequences: false).count <= 151)
    }

    @Test(arguments: documents) func eachLinkLeadsSomewhere(_ document: String) throws {
        let text = try #require(Checkout.text(document))
        let folder = document.split(separator: "/").dropLast().joined(separator: "/")
        for match in text.matches(of: /\]\(([^)#\s]+)(#[^)]*)?\)/) where !match.1.contains("://") {
            let path = folder.isEmpty ? String(match.1) : "\(folder)/\(match.1)"
            #expect(Checkout.exists(path), "\(document) links to \(match.1)")
        }
    }

    @Test(arguments: documents) func eachFileThatIsNamedIsThere(_ document: String) throws {
        guard document != "CHANGELOG.md" else { return }
        let text = try #require(Checkout.text(document))
        for match in text.matches(of: /`((Sources|Tests|Fixtures|Benchmarks|docs)\/[A-Za-z0-9_.\/-]+)`/) {
            #expect(Checkout.exists(String(match.1)), "\(document) names \(match.1)")
        }
    }
}
