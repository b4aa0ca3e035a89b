import DraftFormat
import DraftWriting
import Testing

@Suite("What changed between two drafts")
struct DifferenceTests {
    private func lines(_ old: String, _ new: String) throws -> [String] {
        let before = try DraftOutline(Array(old.utf8), path: "old.json", timeline: nil)
        let after = try DraftOutline(Array(new.utf8), path: "new.json", timeline: nil)
        return DraftDifference.changes(from: before, to: after).map(\.line)
    }

    private static let base = #"""
        {"t":[{"tt":0,"sg":[{"src":"a.jpg","d":3000},{"src":"b.jpg","d":2000},{"src":"c.jpg","d":2000},{"src":"d.jpg","d":2000}]},
              {"tt":1,"m":{"name":"Music"},"sg":[{"src":"song.m4a","d":9000,"vol":0.8}]},
              {"tt":7,"sg":[{"s":0,"d":3000,"tx":"Hello","style":{"size":96,"stroke":{"color":"black","width":4}}}]}],
         "m":{"fps":30}}
        """#

    @Test("nothing, however it is spelled")
    func spelling() throws {
        let other = ##"""
            {"meta":{"fps":"30/1","width":1080,"height":1920},"tracks":[
              {"type":"video","segments":[{"source":"a.jpg","length":"3s","opacity":1},{"u":"b.jpg","in":3000,"out":5000},
                {"src":"c.jpg","d":2000,"m":{"fit":"cover"}},{"src":"d.jpg","d":2000,"tr":null}]},
              {"type":1,"name":"Music","sg":[{"src":"song.m4a","duration":9000.0,"m":{"volume":"80%"}}]},
              {"type":"text","sg":[{"s":0,"d":3000,"m":{"text":"Hello"},"st":{"size":"96px","weight":700,"stroke":{"color":"#000","width":"4px"}}}]}]}
            """##
        #expect(try lines(Self.base, other) == [])
        #expect(try lines(other, Self.base) == [])
    }

    @Test(
        "one line for each change",
        arguments: [
            (#""vol":0.8"#, #""vol":"35%""#, ["music “song”: volume 80 % → 35 %"]),
            (#""tx":"Hello""#, #""tx":"Goodbye""#, ["title “Hello”: text “Hello” → “Goodbye”"]),
            (#""size":96"#, #""size":120"#, ["title “Hello”: text size 96 px → 120 px"]),
            (#""color":"black""#, #""color":"red""#, ["title “Hello”: text stroke color #000000 → #ff0000"]),
            (#""tx":"Hello""#, #""tx":"Hello","y":0.75"#, ["title “Hello”: y 50 % → 75 %"]),
            (#""fps":30"#, #""fps":25"#, ["draft: frame rate 30 fps → 25 fps"]),
            (#""fps":30"#, #""fps":30,"ratio":"1:1""#, ["draft: canvas 1080x1920 → 1080x1080"]),
            (#""src":"b.jpg""#, #""src":"x.jpg""#, ["picture “b”: source “b.jpg” → “x.jpg”"]),
            (
                #"{"src":"b.jpg","d":2000}"#, #"{"src":"b.jpg","d":2000,"tr":{"type":"fade","d":500}}"#,
                ["picture “b”: transition cut → fade 0.5 s"]
            ),
            (
                #"{"src":"b.jpg","d":2000}"#, #"{"src":"b.jpg","d":2000,"fx":[{"type":"sepia","value":1}]}"#,
                ["picture “b”: effects none → sepia (value 1)"]
            ),
            (
                #"{"src":"b.jpg","d":2000}"#, #"{"src":"b.jpg","d":2000,"kf":{"sc":[[0,1],[2000,1.2,"ease-in-out"]]}}"#,
                ["picture “b”: scale 1 → 1 at 0 s, 1.2 at 2 s (ease-in-out)"]
            ),
            (
                #"{"src":"a.jpg","d":3000}"#, #"{"src":"a.jpg","d":4000}"#,
                ["picture “a”: 0–3 s → 0–4 s", "picture “b” and 2 after it moved 1 s later"]
            ),
            (#"{"src":"d.jpg","d":2000}"#, #"{"src":"d.jpg","d":1500}"#, ["picture “d”: 7–9 s → 7–8.5 s"]),
            (#",{"src":"d.jpg","d":2000}"#, "", ["picture “d” removed, was 7–9 s"]),
            (#""sg":[{"s":0"#, #""hidden":true,"sg":[{"s":0"#, ["track 3 (text): hidden no → yes"]),
            (#""name":"Music""#, #""name":"Bed""#, ["track 2 “Bed”: name Music → Bed"]),
            (
                #"[{"s":0,"d":3000"#, #"[{"s":6000,"d":3000,"tx":"Paradise Found"},{"s":0,"d":3000"#,
                ["title “Paradise Found” added, 6–9 s"]
            ),
        ])
    func changes(_ old: String, _ new: String, _ expected: [String]) throws {
        #expect(Self.base.contains(old))
        #expect(try lines(Self.base, Self.base.replacing(old, with: new)) == expected)
    }

    @Test("a track that moved, and a segment that went to another track") func moves() throws {
        let old =
            #"{"t":[{"tt":0,"id":"low","sg":[{"src":"a.jpg","d":9,"id":"a"}]},{"tt":0,"id":"high","sg":[{"src":"b.jpg","d":9},{"src":"c.jpg","d":9}]},{"tt":1,"sg":[{"src":"s.wav","d":9}]}]}"#
        let swapped =
            #"{"t":[{"tt":0,"id":"high","sg":[{"src":"b.jpg","d":9},{"src":"c.jpg","d":9}]},{"tt":0,"id":"low","sg":[{"src":"a.jpg","d":9,"id":"a"}]},{"tt":1,"sg":[{"src":"s.wav","d":9}]}]}"#
        #expect(try lines(old, swapped) == ["track 2 “low” moved from place 1 to place 2"])
        let elsewhere = old.replacing(#"{"src":"a.jpg","d":9,"id":"a"}"#, with: "")
            .replacing(#"{"src":"c.jpg","d":9}"#, with: #"{"src":"c.jpg","d":9},{"src":"a.jpg","s":0,"d":9,"id":"a"}"#)
        #expect(
            try lines(old, elsewhere) == ["picture “a” moved from track 1 “low” to track 2 “high”"])
    }

    @Test("what is no draft is refused", arguments: ["", "[]", "{}", #"{"t":7}"#, "{\"t\":[", "\u{0}"])
    func unreadable(_ text: String) {
        #expect(throws: DraftFileProblem.self) { try DraftOutline(Array(text.utf8), path: "x", timeline: nil) }
    }

    @Test("broken values are shown as they stand") func broken() throws {
        #expect(
            try lines(
                #"{"t":[{"tt":0,"sg":[{"src":"a.jpg","d":"x","op":{},"kf":7},8]},9]}"#,
                #"{"t":[{"tt":0,"sg":[{"src":"a.jpg","d":"x","op":[]}]}]}"#)
                == ["picture “a”: opacity {} → []", "picture “a”: keyframes 7 → none"])
    }
}
