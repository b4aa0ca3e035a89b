import Foundation
import TestSupport
import Testing

/// Good and bad exports of a short draft, made by Tests/VerificationCorpus/corpus, and what verify says of each.
@Suite struct VerificationCorpusTests {
    private struct Verdict: Decodable {
        var `case`: String
        var must: String
        var found: String
        var right: Bool
        var wrong: [String]
        var messages: [String]
    }

    @Test func everyVerdictIsRight() throws {
        let corpus = TestMedia.repositoryRoot.appending(path: "Tests/VerificationCorpus/corpus").path
        let folder = try TemporaryFolder()
        let environment = ["WORKPRINT": Subprocess.workprint.path, "WORKPRINT_SYSTEM_FONTS": "0"]
        let made = try Subprocess.run(
            "python3", [corpus, "make", folder.url.path, "--drafts", "short", "--size", "360x640"],
            environment: environment)
        try #require(made.exitCode == 0, "\(made.errors)")

        let list = folder.url.appending(path: "verdicts.json")
        let ran = try Subprocess.run(
            "python3", [corpus, "run", folder.url.path, "--json", list.path], environment: environment)
        let verdicts = try JSONDecoder().decode([Verdict].self, from: try Data(contentsOf: list))
        #expect(verdicts.count { $0.must == "same" } >= 15)
        #expect(verdicts.count { $0.must == "different" } >= 30)
        for verdict in verdicts where !verdict.right {
            Issue.record(
                """
                \(verdict.case) must be \(verdict.must) and is \(verdict.found): \
                \(verdict.wrong.joined(separator: "; ")) (\(verdict.messages.joined(separator: "; ")))
                """)
        }
        #expect((ran.exitCode == 0) == verdicts.allSatisfy(\.right), "\(ran.errors)")
    }
}
