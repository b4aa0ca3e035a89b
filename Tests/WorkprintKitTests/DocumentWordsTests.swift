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
            _ = try found.inspection()
        }
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
