import Foundation
import TestSupport
import Testing

/// `check --for`, as it is typed.
@Suite struct PlatformCheckTests {
    private let path = TestMedia.repositoryRoot.appending(path: "Fixtures/Drafts/morning-brew.json").path

    @Test func whatAPlatformMindsIsAWarning() throws {
        let result = try Subprocess.workprint(["check", path, "--quick", "--for", "reels"])
        #expect(result.exitCode == 0)
        #expect(result.text.contains("warning: text-unsafe-zone at /t/2/sg/0: “Morning Brew” (0.3 s to 3.2 s)"))
        #expect(result.text.contains("move it up: y 0."))
        #expect(try Subprocess.workprint(["check", path, "--quick"]).text.contains("no findings"))
        #expect(try Subprocess.workprint(["check", path, "--quick", "--for", "reels", "--strict"]).exitCode == 1)
    }

    @Test func findingsAreDataToo() throws {
        struct Report: Decodable {
            struct Finding: Decodable {
                var code: String
                var severity: String
                var pointer: String
            }
            var warnings: Int
            var findings: [Finding]
        }
        let result = try Subprocess.workprint(["check", path, "--quick", "--for", "square", "--json"])
        let report = try JSONDecoder().decode(Report.self, from: result.output)
        #expect(report.warnings == report.findings.count)
        #expect(report.findings.contains { $0.code == "platform-ratio" && $0.severity == "warning" })
    }

    @Test func anUnknownPlatformIsBadUsage() throws {
        let result = try Subprocess.workprint(["check", path, "--for", "fax"])
        #expect(result.exitCode == 3)
        #expect(result.errors.contains("reels") && result.errors.contains("square"))
    }
}
