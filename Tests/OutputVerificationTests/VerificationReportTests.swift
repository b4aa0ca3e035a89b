import OutputVerification
import Testing

@Suite struct VerificationReportTests {
    @Test("failures come first, then areas in their order, then time")
    func order() {
        let report = VerificationReport(
            export: "a.mp4", reference: "a.json", title: nil, facts: [], picture: nil, sound: nil,
            deviations: [
                Deviation("w", .file, "odd", severity: .warning), Deviation("s", .sound, "late", frames: 3..<9),
                Deviation("p2", .picture, "b", frames: 7..<8), Deviation("p1", .picture, "a", frames: 2..<3),
            ], seconds: 0)
        #expect(report.deviations.map(\.code) == ["p1", "p2", "s", "w"])
        #expect(!report.isSame)
    }
}
