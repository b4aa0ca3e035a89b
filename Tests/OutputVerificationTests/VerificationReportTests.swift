import Diagnostics
import OutputVerification
import Testing

@Suite struct VerificationReportTests {
    @Test("failures come first, then areas in their order, then time")
    func order() {
        let report = VerificationReport(
            export: "a.mp4", reference: "a.json", title: nil, facts: [], picture: nil, sound: nil,
            deviations: [
                Deviation(.container, .file, "odd", severity: .warning),
                Deviation(.soundLate, .sound, "late", frames: 3..<9),
                Deviation(.pictureBlank, .picture, "b", frames: 7..<8),
                Deviation(.pictureBlack, .picture, "a", frames: 2..<3),
            ], seconds: 0)
        #expect(report.deviations.map(\.code) == [.pictureBlack, .pictureBlank, .soundLate, .container])
        #expect(!report.isSame)
    }
}
