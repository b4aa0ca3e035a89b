import Foundation
import TestSupport
import Testing

/// `explain` as it is typed.
@Suite struct ExplainCommandTests {
    @Test func aCodeIsExplained() throws {
        let told = try Subprocess.workprint(["explain", "segment-overlap", "stem-late"])
        #expect(told.exitCode == 0 && told.errors.isEmpty, "\(told.errors)")
        #expect(told.text.hasPrefix("segment-overlap (error, draft)\n\n"))
        #expect(told.text.contains("\n\nWhat to do: ") && told.text.contains("\n\nstem-late (failure, verify-sound)\n"))
    }

    @Test func anUnknownCodeNamesTheNearest() throws {
        let told = try Subprocess.workprint(["explain", "segment-overlaps"])
        #expect(told.exitCode == 3 && told.text.isEmpty)
        #expect(told.errors.contains("error: segment-overlaps: there is no such code; the nearest is segment-overlap"))
    }

    @Test func allCodesAreListed() throws {
        let listed = try Subprocess.workprint(["explain"])
        let data = try Subprocess.workprint(["explain", "--json"])
        #expect(listed.exitCode == 0 && data.exitCode == 0)
        let root = try #require(try JSONSerialization.jsonObject(with: Data(data.text.utf8)) as? [String: Any])
        let codes = try #require(root["codes"] as? [[String: String]])
        #expect(codes.count > 150)
        for code in codes {
            #expect(Set(code.keys) == ["code", "area", "severity", "meaning", "wayOut"])
            #expect(listed.text.contains("\n  \(code["code"] ?? "?") "))
        }
    }

    @Test func thePageIsTheSame() throws {
        let page = try String(contentsOf: TestMedia.repositoryRoot.appending(path: "docs/codes.md"), encoding: .utf8)
        #expect(try Subprocess.workprint(["explain", "--markdown"]).text == page)
    }
}
