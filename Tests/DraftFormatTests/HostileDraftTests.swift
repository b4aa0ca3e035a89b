import Diagnostics
import DraftFormat
import Testing
import TimelineModel

@Suite("Hostile drafts")
struct HostileDraftTests {
    private let bench: DraftBench

    init() throws { bench = try DraftBench() }

    private static let rich = Array(
        ##"""
        {"t":[{"tt":0,"id":"v","m":{"volume":"50%"},"sg":[
         {"src":"coffee.jpg","d":"4s","kf":{"sc":[[0,1],[4000,1.15,"ease-in-out"]],"x":[{"time":1,"value":"5px"}]}},
         {"src":"latte.mp4","ss":1500,"se":9000.5,"sp":1.25,"d":6000,"crop":[0.1,0,0.1,0],"flip":"h","radius":9,
          "tr":{"type":"glsl_fade","d":500,"ease":[0.1,0,1,1]},"fx":[{"type":"blur","radius":4}],"m":{"name":"\u00e9\ud83d\ude00"}}]},
         {"tt":1,"sg":[{"src":"lofi.m4a","d":10000,"loop":true,"vol":"-6dB","duck":{"to":0.2},"position":[1,2]}]},
         {"tt":7,"sg":[{"tx":"a\nb","d":1e3,"style":{"font":"Hand.ttf","size":[[0,9],[10,20]],"color":"#fff",
          "shadow":{"color":"red","x":-1},"box":{"color":"teal"}},"y":0.75,"words":[[0,1,"a"]],"an":{"in":{"type":"pop"}}}]}],
         "transitions":[{"from":"t/0/sg/0","to":"t/0/sg/1","type":"fade","d":200}],"d":9000,"v":1,
         "canvas_config":{"ratio":"9:16"},"video_infos":[{"cdn_url":"https://c/x.mp4","filename":"latte.mp4","hash":"b3"}],
         "output":{"resolution":"720p","fps":"30000/1001"},"m":{"title":"T","fps":59.94,"background":"#12345678"}}
        """##.utf8)

    @Test("the whole one can be rendered")
    func whole() {
        let draft = bench.check(Self.rich)
        #expect(draft.timeline != nil, "\(draft.findings)")
    }

    @Test("cut at every byte, a draft is refused with a finding")
    func truncated() {
        for length in 0..<Self.rich.count {
            let draft = bench.check(Array(Self.rich.prefix(length)))
            #expect(draft.timeline == nil)
            #expect(draft.findings.map(\.code.rawValue) == ["json-syntax"], "cut after \(length) bytes")
        }
    }

    @Test("with one byte changed, a draft is either refused with an error or rendered", arguments: 0..<16)
    func changedByte(seed: Int) {
        var generator = SeededGenerator(seed: UInt64(seed))
        let alphabet = Array(#"{}[]",:0123456789-+.eE\truefalsn xd%px"#.utf8) + [0, 0x7F, 0xC3, 0xFF]
        for position in Self.rich.indices {
            var bytes = Self.rich
            bytes[position] = alphabet.randomElement(using: &generator) ?? 0
            if position % 3 == 0 { bytes.remove(at: Int.random(in: bytes.indices, using: &generator)) }
            let draft = bench.check(bytes)
            let hasError = draft.findings.contains { $0.severity == .error }
            #expect((draft.timeline == nil) == hasError)
        }
    }

    @Test("with any value in any place, a draft is either refused with an error or rendered")
    func changedValues() {
        let values = [
            "null", "true", "0", "-1", "1e999", "-1e999", "1e-400", "99999999999999999999", "0.1", "86400000", "\"\"",
            "\"a\"", "\"%\"", "\"px\"", "\"1e999px\"", "\"-infdB\"", "\"1e999dB\"", "\"1e9s\"", "[]", "[[]]", "[0]",
            "{}",
            "[{}]", "[[0,0]]", "\"\\u0000\"", "\"/\"", "\"asset://\"", "\"https://\"", "\"file://\"", "\"%00\"",
        ]
        let text = String(decoding: Self.rich, as: UTF8.self)
        for match in text.matches(of: /"[A-Za-z_]+":/) {
            for value in values {
                // The old value goes under a name that `m` and objects pass over or report.
                let json = text[..<match.range.upperBound] + value + ",\"zz\":" + text[match.range.upperBound...]
                let draft = bench.check(String(json))
                let hasError = draft.findings.contains { $0.severity == .error }
                #expect((draft.timeline == nil) == hasError)
                #expect(draft.findings.allSatisfy { $0.code.rawValue != "json-syntax" }, "\(match.output)\(value)")
            }
        }
    }

    @Test("at the limits of tracks, segments and length")
    func limits() {
        func tracks(_ count: Int, _ segments: Int) -> String {
            let list = Array(repeating: #"{"tx":"","d":1}"#, count: segments).joined(separator: ",")
            let track = #"{"tt":7,"sg":[\#(list)]}"#
            return #"{"t":[\#(Array(repeating: track, count: count).joined(separator: ","))]}"#
        }
        #expect(bench.findings(tracks(200, 50)) == [])
        #expect(bench.findings(tracks(201, 1)) == ["error draft-too-large /t"])
        #expect(bench.findings(tracks(1, 10_000)) == [])
        #expect(bench.findings(tracks(1, 10_001)) == ["error draft-too-large /t"])
        #expect(bench.findings(texts(#"{"tx":"","d":10800000}"#)) == [])
        #expect(bench.findings(texts(#"{"tx":"","d":10800001}"#)) == ["error draft-too-large"])
        #expect(bench.findings(texts(#"{"tx":"","d":1}"#, #","d":10800001"#)) == ["error draft-too-large /d"])
        #expect(bench.findings(texts(#"{"tx":"","d":86400000}"#, #","d":5000"#)) == [])
        #expect(bench.findings(texts(#"{"tx":"","d":86400001}"#)) == ["error out-of-range /t/0/sg/0/d"])
        #expect(bench.findings(pictures(#"{"src":"long.mp4"}"#)) == ["error draft-too-large"])
    }

    @Test("at the limits of identifiers, texts and paths")
    func strings() {
        func long(_ count: Int) -> String { String(repeating: "a", count: count) }
        #expect(bench.findings(texts(#"{"tx":"","d":1,"id":"\#(long(1_024))"}"#)) == [])
        #expect(
            bench.findings(texts(#"{"tx":"","d":1,"id":"\#(long(1_025))"}"#)) == ["error out-of-range /t/0/sg/0/id"])
        #expect(bench.findings(texts(#"{"tx":"\#(long(65_536))","d":1}"#)) == [])
        #expect(bench.findings(texts(#"{"tx":"\#(long(65_537))","d":1}"#)) == ["error out-of-range /t/0/sg/0/tx"])
        #expect(bench.findings(pictures(#"{"src":"\#(long(4_096))"}"#)) == ["error asset-missing /t/0/sg/0/src"])
        #expect(bench.findings(pictures(#"{"src":"\#(long(4_097))"}"#)) == ["error out-of-range /t/0/sg/0/src"])
        let draft = bench.check(texts(#"{"tx":"","d":1,"\#(long(1_000_000))":1}"#))
        #expect(draft.findings.map(\.code.rawValue) == ["unknown-key"])
        #expect(draft.findings[0].pointer.utf8.count < 300)
    }

    @Test("lists at most 10 000 findings")
    func manyFindings() {
        let keys = (0..<10_001).map { "\"k\($0)\":0" }.joined(separator: ",")
        let findings = bench.check(texts(#"{"tx":"","d":1,\#(keys)}"#)).findings
        #expect(findings.count == 10_001)
        #expect(findings.last?.code.rawValue == "draft-too-large")
        #expect(findings.dropLast().allSatisfy { $0.code.rawValue == "unknown-key" })
    }
}
