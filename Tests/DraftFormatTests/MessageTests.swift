import DraftFormat
import Testing
import TimelineModel

@Suite("What findings say")
struct MessageTests {
    private let bench: DraftBench

    init() throws { bench = try DraftBench() }

    @Test(
        "in the contract's words",
        arguments: [
            (
                pictures(
                    ##"{"src":"#123","d":4000},{"src":"#123","s":4000,"d":1000,"op":1},{"src":"#123","s":4000,"d":50}"##
                ),
                "error: segment-overlap at /t/0/sg/2: starts at 4 000 ms, but /t/0/sg/1 ends at 5 000 ms"
            ),
            (
                #"{"tracks":[{"tt":7,"segments":[{"tx":"","d":33.3671},{"tx":"","s":33.3,"d":1}]}]}"#,
                "error: segment-overlap at /tracks/0/segments/1: starts at 33.3 ms, but /tracks/0/segments/0 ends at 33.367 ms"
            ),
            (
                image(#""opacty":1"#),
                "warning: unknown-key at /t/0/sg/0/opacty: is no known key of a picture segment and has no effect; the nearest known one is “opacity”"
            ),
            (
                sounds(#"{"src":"lofi.m4a","tr":{}}"#),
                "warning: unknown-key at /t/0/sg/0/tr: is a key of a picture segment, not of a sound segment, and has no effect here"
            ),
            (
                image(#""w":1080"#),
                "error: out-of-range at /t/0/sg/0/w: is 1 080, which as a bare number is that many times the canvas; write “1080px” for pixels"
            ),
            (
                image(#""op":"half""#),
                "error: wrong-type at /t/0/sg/0/op: is the string “half”, but must be a number from 0 to 1"
            ),
            (
                image(#""op":1.5"#),
                "error: out-of-range at /t/0/sg/0/op: is the number 1.5, but must be a number from 0 to 1"
            ),
            (
                image(#""fit":"fill""#),
                "error: out-of-range at /t/0/sg/0/fit: is the string “fill”, but must be one of cover, contain, stretch, none or blur"
            ),
            (
                pictures(##"{"src":"#123","d":9}"##, #","v":2"#),
                "error: version-unsupported at /v: is version 2 of the draft format, but only version 1 is known; use a newer Workprint"
            ),
            (
                pictures(#"{"src":"silent.mp4","d":6000}"#),
                "warning: source-short at /t/0/sg/0: lasts 6 000 ms, but “silent.mp4” fills only 4 000 ms of it; the last frame is held for the rest"
            ),
            ("{\"t\":[1,]}", "error: json-syntax: line 1, column 9: “]” follows a comma; remove the comma"),
        ])
    func contractWords(json: String, expected: String) {
        #expect(bench.check(json).findings.map(\.description) == [expected])
    }

    @Test("stand in the order of the draft's text, and are the same each time")
    func order() {
        let json = ##"{"d":"x","t":[{"tt":0,"sg":[{"zz":1,"op":2,"src":"none.mp4","d":0}],"id":7}],"m":{"fps":0}}"##
        let expected = [
            "error out-of-range /d", "warning unknown-key /t/0/sg/0/zz", "error out-of-range /t/0/sg/0/op",
            "error asset-missing /t/0/sg/0/src", "error out-of-range /t/0/sg/0/d", "error wrong-type /t/0/id",
            "error out-of-range /m/fps",
        ]
        for _ in 0..<5 { #expect(bench.findings(json) == expected) }
    }
}
