import Diagnostics
import Foundation
import OutputVerification
import Testing
import VerificationReports

@Suite struct TerminalTests {
    @Test("a pipe gets one line a finding")
    func plain() {
        let text = VerificationTable().text(of: SmallReport.different)
        #expect(
            text == """
                DIFFERENT: out/film & co.mp4 is not what draft.json says (5 failures, 1 warning)

                FAIL  video-codec          whole file         –            The video is hevc; it should be h264.
                FAIL  frames-not-compared  3.0 s (#3)         –            1 frame could not be compared.
                FAIL  text-moved           1.0–3.0 s (#1–#2)  /t/2/sg/0/x  The text "Hi" stands 12 px too far right. \
                Also: /t/2/sg/0
                FAIL  text-moved           3.0 s (#3)         /t/2/sg/1    The text "Ho" stands 3 px too low.
                FAIL  sound-late           2.0–4.0 s (#2–#3)  –            The sound is 40 ms late from 2.0 s on.
                warn  gop-length           whole file         –            A GOP is 2.5 s long.

                File     video codec  hevc, should be h264
                Picture  worst tile 0.312 at 1.0 s (#1), limit 0.850; median 0.335
                         worst block 112.0 at 1.0 s (#1), limit 12.0; median 98.1
                         color difference (CIEDE2000) 0.25 at 0.0 s (#0), median 0.25
                         VMAF 96.2; harmonic mean 96.2, 1st percentile 94.6, worst 94.5 at 1.0 s (#1) \
                (vmaf_v0.6.1; it decides nothing)
                         3 frames compared, 1 not, 64x36 at 1 fps; limits: absolute
                Sound    lag +40.0 ms (correlation 0.490); loudness −14.2 LUFS, reference −14.0; true peak −1.2 dBTP
                         Music  −6.0 dB, 0.0–4.0 s, /t/3
                         Voice  missing, 1.5–4.0 s, /t/4

                """)
    }

    @Test("a terminal's lines stay within its width", arguments: [40, 80, 120])
    func width(_ width: Int) {
        let text = VerificationTable(width: width).text(of: SmallReport.different)
        let long = text.components(separatedBy: "\n").dropFirst().filter { $0.count > max(width, 60) }
        #expect(long.isEmpty, "\(long)")
        for word in ["12 px too far", "Also:", "missing,"] { #expect(text.contains(word)) }
    }

    @Test("color only where it is asked for, and none from the texts")
    func color() {
        #expect(VerificationTable(isColored: true).text(of: SmallReport.same).contains("\u{1B}[1;32mSAME"))
        for report in [SmallReport.different, SmallReport.same, HostileReport.report] {
            let text = VerificationTable(width: 80, showsAll: true).text(of: report)
            let control = text.unicodeScalars.filter { $0 != "\n" && ($0.value < 32 || (127..<160).contains($0.value)) }
            #expect(control.isEmpty)
            #expect(!text.contains("\u{202E}") && !text.contains("nan") && !text.contains("inf"))
        }
    }

    @Test("when all is well every fact is shown; otherwise on request")
    func facts() {
        #expect(
            VerificationTable().text(of: SmallReport.same).hasPrefix(
                "SAME: out.mp4 is what draft.json says\n\nFile     container"))
        #expect(!VerificationTable().text(of: SmallReport.different).contains("bit rate"))
        #expect(VerificationTable(showsAll: true).text(of: SmallReport.different).contains("bit rate"))
    }

    @Test("what was not measured is a failure in every report")
    func unmeasured() {
        let silent = VerificationReport(
            export: "a.mp4", reference: "b.json", title: nil, facts: [], picture: nil, sound: nil, deviations: [],
            seconds: 0)
        #expect(silent.isSame)
        let counted = silent.countingUnmeasured
        #expect(
            counted.deviations.map(\.code.rawValue) == ["file-not-read", "picture-not-compared", "sound-not-compared"])
        #expect(!counted.isSame)
        #expect(counted.countingUnmeasured.deviations == counted.deviations)
        #expect(VerificationTable().text(of: silent).hasPrefix("DIFFERENT"))
        #expect(VerificationJSON.text(of: silent).contains(#""verdict": "different""#))
        #expect(VerificationPage.text(of: silent).contains("<em>Different.</em>"))
        var gap = SmallReport.same
        gap.picture?.scores[1].exportFrame = nil
        #expect(gap.countingUnmeasured.deviations.map(\.code.rawValue) == ["frames-not-compared"])
        #expect(gap.countingUnmeasured.deviations.first?.frames == 1..<2)
    }
}
