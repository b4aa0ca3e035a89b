import DraftFormat
import Testing
import TimelineModel

@Suite("Placeholders of templates")
struct PlaceholderTests {
    private let bench: DraftBench

    init() throws { bench = try DraftBench() }

    private func findings(_ text: String) -> [String] { bench.findings(texts(#"{"tx":"\#(text)","d":2000}"#)) }

    @Test(
        "are found",
        arguments: [
            "Hello {{name}}", "{{ product.title }} is here", "{{#if sale}}now{{/if}}", "only ${price}", "${user_name}!",
            "%%CITY%% by night", "a {{{raw}}} b", "first\\n{{второе}}",
        ])
    func areFound(text: String) { #expect(findings(text) == ["warning placeholder-left /t/0/sg/0/tx"]) }

    @Test(
        "are not seen in what people write",
        arguments: [
            "100% {sure}", "{{}}", "{{ }}", "$5 {off}", "${5}", "US$ {net}", "100%% real, 50%% off", "}}{{", "{name}",
            "%NAME%", "a {{ b", "{{\\nb}}", "%%", ":-{{", "$$$ {{{", "%%a%%",
        ])
    func areNotSeen(text: String) { #expect(findings(text) == []) }

    @Test("are found in the cues of a file, once")
    func cues() throws {
        try bench.add(
            "form.srt", "1\n00:00:00,000 --> 00:00:01,000\n{{one}}\n\n2\n00:00:01,000 --> 00:00:02,000\n{{two}}\n")
        #expect(bench.findings(#"{"t":[{"tt":7,"src":"form.srt"}]}"#) == ["warning placeholder-left /t/0/src"])
    }

    @Test("are quoted")
    func message() {
        let finding = bench.check(texts(#"{"tx":"Hi {{name}}!","d":2000}"#)).findings.first
        #expect(finding?.message.contains("“{{name}}”") == true)
    }
}
