import Diagnostics
import Foundation
import TestSupport
import Testing

/// The registry of codes and the page that is made from it.
@Suite struct RegistryTests {
    @Test("each code is explained once") func isComplete() {
        let explained = DiagnosticArea.allCases.flatMap(\.explanations).map(\.code)
        #expect(explained.count == Set(explained).count)
        #expect(Set(explained) == Set(DiagnosticCode.allCases))
    }

    @Test("codes are listed in the order of their areas") func isInOrder() {
        #expect(DiagnosticArea.allCases.flatMap(\.explanations).map(\.code) == DiagnosticCode.allCases)
    }

    @Test("a code is lowercase words with hyphens", arguments: DiagnosticCode.allCases)
    func isWord(_ code: DiagnosticCode) {
        #expect(code.rawValue.wholeMatch(of: /[a-z]+(-[a-z]+)*/) != nil)
    }

    @Test("each explanation is whole sentences", arguments: DiagnosticCode.allCases)
    func isSentences(_ code: DiagnosticCode) {
        for text in [code.explanation.meaning, code.explanation.wayOut] {
            #expect(text.hasSuffix(".") || text.hasSuffix(")."), "\(code): \(text)")
            #expect(text.first?.isUppercase == true || text.hasPrefix("`"), "\(code): \(text)")
            #expect(!text.contains("\n") && !text.contains("  "), "\(code): \(text)")
        }
    }

    @Test("docs/codes.md is what the registry says; `make codes` writes it anew") func pageIsCurrent() throws {
        let page = try String(contentsOf: TestMedia.repositoryRoot.appending(path: "docs/codes.md"), encoding: .utf8)
        #expect(page == CodeReference.markdown)
    }

    @Test(
        "a misspelled code leads to the right one",
        arguments: [
            ("segment-overlaps", DiagnosticCode.segmentOverlap), ("sound_late", .soundLate), ("Sound-Lat", .soundLate),
            ("font-mising", .fontMissing), ("overlap", .segmentOverlap),
        ])
    func nearest(word: String, code: DiagnosticCode) {
        #expect(DiagnosticCode.nearest(to: word).contains(code))
    }

    @Test("nothing is near to nonsense", arguments: ["qqqqqqqq", "", "?!"]) func nothingNear(word: String) {
        #expect(DiagnosticCode.nearest(to: word).isEmpty)
    }
}
