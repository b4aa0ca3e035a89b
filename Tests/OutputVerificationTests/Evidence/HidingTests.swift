import Diagnostics
import Foundation
import MediaBuffers
import OutputVerification
import TestSupport
import Testing

/// The table of which evidence hides which, as data.
@Suite struct HidingTests {
    @Test("nothing hides itself, be it by way of others") func hasNoCycle() {
        func reached(from evidence: Evidence, by way: [Evidence]) -> [[Evidence]] {
            Hiding.rules.filter { $0.cause == evidence }.flatMap { rule in
                way.contains(rule.symptom)
                    ? [way + [rule.symptom]] : reached(from: rule.symptom, by: way + [rule.symptom])
            }
        }
        for evidence in Evidence.allCases { #expect(reached(from: evidence, by: [evidence]) == []) }
    }

    @Test("each evidence hides or is hidden", arguments: Evidence.allCases) func isKnown(_ evidence: Evidence) {
        #expect(Hiding.rules.contains { $0.cause == evidence || $0.symptom == evidence })
    }

    @Test("a symptom and its cause stand in one line of the table") func hasNoLineTwice() {
        let pairs = Hiding.rules.map { [$0.cause, $0.symptom] }
        #expect(pairs.count == Set(pairs).count)
    }

    @Test("each evidence is seen or asked for outside the table", arguments: Evidence.allCases)
    func isUsed(_ evidence: Evidence) throws {
        let folder = TestMedia.repositoryRoot.appending(path: "Sources/Workflows/OutputVerification")
        let paths = FileManager.default.enumerator(atPath: folder.path)?.compactMap { $0 as? String } ?? []
        let texts = try paths.filter { $0.hasSuffix(".swift") && !$0.hasPrefix("Evidence/") }.map {
            try String(contentsOf: folder.appending(path: $0), encoding: .utf8)
        }
        let member = try Regex(#"(evidence|as|insert|contains|isHidden|return).*\.\#(evidence)\b"#)
        #expect(texts.contains { $0.contains(member) })
    }

    /// A deviation of some evidence that is seen on frames 100 to 139 in a square.
    private func seen(
        _ evidence: Evidence, frames: Range<Int>? = 100..<140, region: PixelRect? = square
    ) -> Deviation {
        Deviation(.pictureDiffers, .picture, "", frames: frames, region: region, evidence: evidence)
    }

    private static let square = PixelRect(x: 16, y: 16, width: 32, height: 32)

    @Test("a line of the table hides as far as it says, and no farther", arguments: Hiding.rules)
    func reaches(_ rule: Hiding) {
        let cause = seen(rule.cause)
        func isHidden(_ frames: Range<Int>?, _ region: PixelRect? = Self.square) -> Bool {
            Hiding.isHidden(seen(rule.symptom, frames: frames, region: region), by: [cause])
        }
        switch rule.reach {
        case .everywhere:
            #expect(isHidden(nil) && isHidden(500..<900))
            #expect(Hiding.isHidden(rule.symptom, by: [rule.cause]))
        case .shorterThan(let limit):
            #expect(isHidden(500..<500 + limit - 1) && !isHidden(500..<500 + limit) && !isHidden(nil))
        case .near(let margin):
            #expect(isHidden(120..<121) && isHidden(140 + margin - 1..<900) && isHidden(0..<101 - margin))
            #expect(!isHidden(140 + margin..<900) && !isHidden(0..<100 - margin) && !isHidden(nil))
        case .atEnds(let margin, let limit):
            for end in [100, 140] {
                #expect(isHidden(end + margin..<end + margin + limit - 1))
                #expect(isHidden(end - margin..<end - margin + limit - 1))
                #expect(!isHidden(end..<end + limit))
            }
            #expect(!isHidden(120..<121) && !isHidden(141 + margin..<142 + margin))
        case .samePlace where rule.cause == .clipping:
            // Samples have no frames; `SoundVerdict` compares their places.
            #expect(Hiding.isHidden(rule.symptom, by: [rule.cause], reach: .samePlace))
        case .samePlace:
            #expect(isHidden(139..<200) && !isHidden(140..<200) && !isHidden(nil) && !isHidden(120..<121, nil))
            #expect(!isHidden(120..<121, PixelRect(x: 48, y: 16, width: 8, height: 8)))
        case .whereAlike:
            #expect(!isHidden(120..<121))
            #expect(Hiding.isHidden(rule.symptom, by: [rule.cause], reach: .whereAlike))
        }
        #expect(!Hiding.isHidden(seen(rule.symptom), by: []))
        #expect(!Hiding.isHidden(rule.cause, by: [rule.symptom]))
    }
}
