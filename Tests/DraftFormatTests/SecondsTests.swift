import DraftFormat
import Testing
import TimelineModel

@Suite("Times that look like seconds")
struct SecondsTests {
    private let bench: DraftBench

    init() throws { bench = try DraftBench() }

    private func findings(_ json: String) -> [String] {
        bench.checkWholly(Array(json.utf8)).findings.map { "\($0.code) \($0.pointer)" }
    }

    @Test(
        "are told once, and nothing that follows from them",
        arguments: [
            pictures(##"{"src":"#123","d":4},{"src":"#456","d":2.5},{"src":"#789","s":7,"d":3}"##),
            pictures(##"{"src":"coffee.jpg","d":5}"##),
            pictures(##"{"src":"coffee.jpg","d":40},{"src":"coffee.jpg","d":35}"##),
            texts(#"{"tx":"a","d":3},{"tx":"b","s":3.5,"end":6}"#, #","d":10"#),
            #"{"t":[{"tt":0,"sg":[{"src":"latte.mp4"}]},{"tt":7,"sg":[{"tx":"Hello","s":1,"d":3}]}]}"#,
            ##"{"t":[{"tt":0,"sg":[{"src":"#123","d":8}]},{"tt":1,"sg":[{"src":"lofi.m4a","d":180}]}],"d":20}"##,
            sounds(#"{"src":"lofi.m4a","d":12}"#),
        ])
    func areTold(json: String) { #expect(findings(json) == ["times-in-seconds "]) }

    @Test(
        "are not seen in short films that are meant",
        arguments: [
            pictures(
                ##"{"src":"#400","d":16.666666666666668},{"src":"#040","d":16.666666666666668}"##, #","m":{"fps":60}"#),
            pictures(##"{"src":"#400","d":16.67}"##), pictures(##"{"src":"#400","d":33.333}"##),
            pictures(##"{"src":"#400","d":40},{"src":"#040","d":40}"##, #","m":{"fps":25}"#),
            pictures(##"{"src":"#400","d":"5ms"}"##), pictures(##"{"src":"#400","d":"0.005s"}"##),
            pictures(##"{"src":"#400","d":4000}"##), pictures(##"{"src":"#400","d":500},{"src":"#040","d":1000}"##),
            pictures(##"{"src":"latte.mp4"},{"src":"#fff","d":50},{"src":"latte.mp4"}"##),
            #"{"t":[{"tt":0,"sg":[{"src":"latte.mp4"}]},{"tt":1,"sg":[{"src":"lofi.m4a","s":0,"d":50}]}]}"#,
            #"{"t":[{"tt":0,"sg":[{"src":"latte.mp4"}]},{"tt":7,"sg":[{"tx":"Hi","s":1000,"d":30}]}]}"#,
            texts(#"{"tx":"a","d":100},{"tx":"c","d":50}"#), pictures(##"{"src":"#400","d":9}"##, #","d":9000"#),
        ])
    func areNotSeen(json: String) { #expect(!findings(json).contains("times-in-seconds ")) }

    @Test("say what to write")
    func message() {
        let finding = bench.checkWholly(Array(pictures(##"{"src":"#123","d":2.5}"##).utf8)).findings.first
        #expect(
            finding?.message
                == "has times that look like seconds, such as 2.5 for the length of /t/0/sg/0, but times are milliseconds: "
                + "write 2500 or “2.5s”")
    }
}
