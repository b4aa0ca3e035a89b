import Foundation
import TestSupport
import Testing
import WorkprintKit

/// What the library says of a draft in memory, in the words that the program prints.
@Suite struct DocumentWordsTests {
    private func draft(_ text: String, isStrict: Bool = false) -> Draft {
        Draft(data: Data(text.utf8), folder: URL(fileURLWithPath: "/"), isStrict: isStrict)
    }

    @Test func aFindingHasItsCodeAndPlace() throws {
        let found = draft(#"{"t":[{"tt":0,"sg":[{"src":"no/such.png","d":1000}]}]}"#)
        #expect(!found.isRenderable)
        let finding = try #require(found.findings.first { $0.severity == .error })
        #expect(finding.description.hasPrefix("error: asset-missing at /t/0/sg/0/src: "))
        #expect(throws: WorkprintError.badInput(found.findings.filter { $0.severity == .error })) {
            _ = try Painter(found)
        }
    }

    /// One segment is at fault; the others can be looked at.
    @Test func whatCouldBeReadOfABrokenDraftIsShown() throws {
        let found = draft(##"{"t":[{"tt":0,"sg":[{"src":"no/such.png","d":1000},{"src":"#123","d":2000}]}]}"##)
        #expect(!found.isRenderable)
        let inspection = try found.inspection()
        #expect(inspection.summary == "Timeline (1 track): 1. Video: #123 (1-3s)")
        #expect(inspection.table.contains("t/0/sg/1"))
        #expect(throws: WorkprintError.self) { _ = try draft("[]").inspection() }
    }

    @Test func theFirstLineStaysShort() throws {
        let segments = (0..<1_000).map { ##"{"src":"#123","d":1000,"m":{"name":"\##($0)"}}"## }.joined(separator: ",")
        let many = try draft(#"{"t":[{"tt":0,"sg":[\#(segments)]}]}"#).inspection()
        #expect(
            many.summary
                == "Timeline (1 track): 1. Video: 0 (0-1s), 1 (1-2s), 2 (2-3s), 3 (3-4s), 4 (4-5s), 5 (5-6s), "
                + "… and 994 more (to 1000s)")
        let track = ##"{"tt":0,"sg":[{"src":"#123","d":1000}]}"##
        let wide = try draft(
            #"{"t":[\#([String](repeating: track, count: 30).joined(separator: ","))]}"#
        ).inspection()
        #expect(wide.summary.hasSuffix("19. Video: #123 (0-1s) … and 11 more tracks"))
    }

    @Test func strictnessMakesWarningsErrors() {
        let text = #"{"t":[{"tt":0,"sg":[{"src":"tomato","d":1000,"colour":"lime"}]}]}"#
        let (mild, strict) = (draft(text), draft(text, isStrict: true))
        #expect(mild.isRenderable && !mild.findings.isEmpty)
        #expect(!strict.isRenderable && strict.findings.map(\.code) == mild.findings.map(\.code))
    }

    @Test func aDraftThatCameAsDataCannotBePlanned() {
        #expect {
            _ = try draft(#"{"t":[{"tt":0,"sg":[{"src":"tomato","d":1000}]}]}"#).plan()
        } throws: { error in
            if case .badRequest = error as? WorkprintError { true } else { false }
        }
    }
}
