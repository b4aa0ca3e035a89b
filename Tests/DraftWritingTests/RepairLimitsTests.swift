import DraftFormat
import DraftWriting
import Testing
import TimelineModel

/// Numbers that no time has end no program.
@Suite("Mending drafts of odd numbers") struct RepairLimitsTests {
    @Test(
        "zeros with the largest exponents",
        arguments: ["0e9223372036854775807", "0e9223372036854775804", "0e400", "0e-400"])
    func exponents(_ zero: String) {
        let json = ##"{"t":[{"tt":0,"sg":[{"src":"#123","s":\##(zero),"d":4},{"src":"#456","d":2.5}]}]}"##
        let repair = DraftRepair(
            Array(json.utf8), options: DraftReadingOptions(baseDirectory: "."), prober: FakeProber())
        // Mended whole or left alone, and never half.
        #expect(repair.mended.isEmpty == (repair.bytes == Array(json.utf8)))
    }
}
