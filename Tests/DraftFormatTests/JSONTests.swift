import Diagnostics
import DraftFormat
import MediaTiming
import Testing
import TimelineModel

@Suite("JSON of a draft")
struct JSONTests {
    private let bench: DraftBench

    init() throws { bench = try DraftBench() }

    @Test(
        "that is broken is reported with its line and column",
        arguments: [
            ("", 1, 1), ("  \n ", 2, 2), ("{", 1, 2), ("{\n\"t\":[1,]}", 2, 8), ("{\"t\":01}", 1, 6),
            ("{\"t\":1.}", 1, 8),
            ("{\"t\":-}", 1, 7), ("{\"t\":1e}", 1, 8), ("{\"t\":+1}", 1, 6), ("{\"t\":.5}", 1, 6),
            ("{\"t\":NaN}", 1, 6),
            ("{\"t\":Infinity}", 1, 6), ("{\"t\":nul}", 1, 9), ("{'t':1}", 1, 2), ("{t:1}", 1, 2), ("{\"t\" 1}", 1, 6),
            ("{\"t\":1 \"d\":2}", 1, 8), ("{\"t\":1,}", 1, 8), ("{\"t\":1} x", 1, 9), ("// x\n{}", 1, 1),
            ("{\"é😀\":x}", 1, 7), ("{\r\n\r\"t\":x}", 3, 5), ("{\"t\":\"a\nb\"}", 1, 8), ("{\"t\":\"a", 1, 6),
            ("{\"t\":\"\\q\"}", 1, 7), ("{\"t\":\"\\u12G4\"}", 1, 7), ("{\"t\":\"\\ud800\"}", 1, 7),
            ("{\"t\":\"\\udc00\"}", 1, 7), ("{\"t\":\"\\ud800\\u0041\"}", 1, 7), ("{\"t\":\"\\ud800\\", 1, 7),
            ("{\"d\":1,\"d\":1}", 1, 8), ("\u{FEFF}[x", 1, 2),
        ])
    func syntax(json: String, line: Int, column: Int) throws {
        let draft = bench.check(json)
        let finding = try #require(draft.findings.first)
        #expect(draft.findings.count == 1)
        #expect(draft.timeline == nil)
        #expect(finding.code.rawValue == "json-syntax")
        #expect(finding.severity == .error)
        #expect(finding.pointer.isEmpty)
        #expect(finding.message.hasPrefix("line \(line), column \(column): "), "\(finding.message)")
    }

    @Test(
        "that is no UTF-8 is reported at its first wrong byte",
        arguments: [
            ([0x5B, 0x22, 0xFF, 0x22, 0x5D], 3), ([0x5B, 0x22, 0xED, 0xA0, 0x80], 3), ([0xC3], 1),
            ([0xEF, 0xBB], 1), ([0x22, 0xC3, 0xA9, 0xC0, 0xAF, 0x22], 3), ([0xFF, 0xFE, 0x7B, 0x00], 1),
        ])
    func encoding(bytes: [UInt8], column: Int) throws {
        let finding = try #require(bench.check(bytes).findings.first)
        #expect(finding.code.rawValue == "json-syntax")
        #expect(finding.message.hasPrefix("line 1, column \(column): "), "\(finding.message)")
    }

    @Test("nests 64 deep and no deeper")
    func depth() {
        func nested(_ depth: Int) -> String {
            pictures(
                ##"{"src":"#123","d":9}"##,
                #","m":\#("{\"a\":" + String(repeating: "[", count: depth - 2))\#(String(repeating: "]", count: depth - 2) + "}")"#
            )
        }
        #expect(bench.findings(nested(64)) == [])
        #expect(bench.findings(nested(65)) == ["error draft-too-large"])
        #expect(bench.findings(String(repeating: "[", count: 100_000)) == ["error draft-too-large"])
    }

    @Test("holds at most 16 MB")
    func size() {
        var bytes = Array(pictures(##"{"src":"#123","d":9}"##).utf8)
        bytes += [UInt8](repeating: 0x20, count: 16_000_000 - bytes.count)
        #expect(bench.check(bytes).findings.isEmpty)
        bytes.append(0x20)
        #expect(bench.check(bytes).findings.map(\.code.rawValue) == ["draft-too-large"])
    }

    @Test("holds at most 2 million values")
    func values() {
        #expect(bench.findings("[" + String(repeating: "1,", count: 1_999_998) + "1]") == ["error wrong-type"])
        #expect(bench.findings("[" + String(repeating: "1,", count: 1_999_999) + "1]") == ["error draft-too-large"])
    }

    @Test("with two members of one name is refused, also among many")
    func duplicates() {
        let names = (0..<100).map { "\"k\($0)\":0" }.joined(separator: ",")
        let draft = bench.check("{\(names),\"k57\":0}")
        #expect(draft.findings.map(\.code.rawValue) == ["json-syntax"])
        #expect(draft.findings[0].message.contains("“k57”"))
    }

    @Test(
        "gives exact times",
        arguments: [
            ("1500", 1_500_000), ("1500.0", 1_500_000), ("33.367", 33_367), ("33.3674", 33_367), ("33.3676", 33_368),
            ("0.1", 100), ("0.0005", 1), ("0.001", 1), ("1e3", 1_000_000), ("15E-1", 1_500),
            ("86400000", 86_400_000_000),
            ("1500.00000000000000000000000001", 1_500_000), ("0.00000000000000000015e22", 1_500_000),
            (#""1.5s""#, 1_500_000), (#""500ms""#, 500_000), (#""0.0000014s""#, 1), (#""1.5 S""#, 1_500_000),
            (#""+2s""#, 2_000_000), (#"" .5s ""#, 500_000),
        ])
    func times(text: String, microseconds: Int) throws {
        let timeline = try bench.timeline(
            pictures(##"{"src":"#123","d":\##(text)}"##, #","d":1"#))
        // Finer than a microsecond the clock has thirds and sixths of it alone.
        let end = timeline.tracks[0].segments[0].compositionRange.end
        #expect((end.seconds * Rational(1_000_000)).rounded == microseconds)
    }

    @Test("times keep every microsecond, however they are written")
    func timeProperty() throws {
        var generator = SeededGenerator(seed: 7)
        for _ in 0..<500 {
            let microseconds = Int64.random(in: 1...DraftTimes.longest, using: &generator)
            let whole = microseconds / 1_000
            let rest = String(String(microseconds % 1_000 + 1_000).dropFirst())
            for text in ["\(whole).\(rest)", "\(microseconds)e-3", "\"\(microseconds)e-6s\"", "\"\(whole).\(rest)ms\""]
            {
                let timeline = try bench.timeline(pictures(##"{"src":"#123","d":\##(text)}"##, #","d":1"#))
                #expect(
                    timeline.tracks[0].segments[0].compositionRange.end == MediaTime(microseconds: microseconds),
                    "\(text)")
            }
        }
    }
}

enum DraftTimes {
    /// The longest time that is read, in microseconds.
    static let longest: Int64 = 86_400_000_000
}

/// SplitMix64, so that a failing case can be repeated.
struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
