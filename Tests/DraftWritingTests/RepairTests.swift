import Diagnostics
import DraftFormat
import DraftWriting
import Foundation
import TestSupport
import Testing
import TimelineModel

/// What `check --fix` makes of a draft.
@Suite("Mending drafts")
struct RepairTests {
    private func repair(_ json: String, folder: String = ".") -> DraftRepair {
        DraftRepair(
            Array(json.utf8), options: DraftReadingOptions(baseDirectory: folder), prober: FakeProber())
    }

    private func text(_ repair: DraftRepair) -> String { String(decoding: repair.bytes, as: UTF8.self) }

    /// Draft, mended draft, and the codes of what was mended.
    private func expect(
        _ json: String, becomes mended: String, _ codes: [String], folder: String = ".",
        location: SourceLocation = #_sourceLocation
    ) {
        let repair = repair(json, folder: folder)
        #expect(text(repair) == mended, sourceLocation: location)
        #expect(repair.mended.map(\.finding.code.rawValue) == codes, sourceLocation: location)
        // None of what was mended is found again.
        let left = Set(repair.left.map { "\($0)" })
        #expect(repair.mended.allSatisfy { !left.contains("\($0.finding)") }, sourceLocation: location)
        #expect(repair.left.allSatisfy { $0.remedy == nil }, sourceLocation: location)
    }

    private func unchanged(_ json: String, folder: String = ".", location: SourceLocation = #_sourceLocation) {
        let repair = repair(json, folder: folder)
        #expect(text(repair) == json && repair.mended.isEmpty, sourceLocation: location)
    }

    private func pictures(_ segments: String, _ rest: String = "") -> String {
        #"{"t":[{"tt":0,"sg":[\#(segments)]}]\#(rest)}"#
    }

    // MARK: Keys

    @Test(
        "a key that is misspelled gets its name",
        arguments: [
            ("opacty", "opacity", "0.5"), ("OPACITY", "opacity", "0.5"), ("Src2x", "Src2x", "1"),
            ("durations", "duration", "7"), ("playbackrate", "playbackRate", "2"),
            ("source_start", "sourceStart", "7"),
            ("blend-mode", "blendMode", #""screen""#), ("op\\u0061cty", "opacity", "0.5"),
        ])
    func keys(_ wrong: String, _ right: String, _ value: String) {
        let json = pictures(##"{ "src" : "#123" , "\##(wrong)" :\##u{9}\##(value) , "s" : 0, "end": 4e3 }"##)
        let isMended = wrong != right
        expect(json, becomes: json.replacing("\"\(wrong)\"", with: "\"\(right)\""), isMended ? ["unknown-key"] : [])
    }

    @Test("a key is left where it is not sure what is meant, or its value is wrong for that")
    func unsureKeys() {
        // Far from all, near to two, beside the right one, two for one, too short, of another object, with a wrong value.
        for members in [
            #""zebra":1"#, #""flop":1"#, #""opacity":1,"opacty":0.5"#, #""op":1,"opacty":0.5"#,
            #""opacity":null,"opacty":0.5"#,
            #""opacty":0.5,"opacit":0.5"#, #""oq":0.5"#, #""loop":true"#, #""opacty":"x""#, #""opacty":7"#,
            #""m":{"opacity":1},"opacty":0.5"#, #""scaleX":2"#, #""width2":0.5"#, #""cropX":1"#,
        ] {
            unchanged(pictures(##"{"src":"#123","d":4000,\##(members)}"##))
        }
        unchanged(pictures(##"{"src":"#123","d":4000,"fx":[{"type":"sepia","radius":2}]}"##))
    }

    @Test("within objects of objects, one mend reveals the next")
    func nestedKeys() {
        expect(
            pictures(##"{"src":"#123","d":4000,"efects":[{"type":"blur","raduis":8}]}"##, #","titel":"x""#),
            becomes: pictures(##"{"src":"#123","d":4000,"effects":[{"type":"blur","radius":8}]}"##, #","title":"x""#),
            ["unknown-key", "unknown-key", "unknown-key"])
    }

    @Test("a slip of the finger is mended to what it was, or left, but never to another key")
    func slips() throws {
        let folder = TestMedia.repositoryRoot.appending(path: "Fixtures/Drafts/small")
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
        var generator = SeededGenerator(seed: 11)
        var mendedCount = 0
        var count = 0
        for name in names where name.hasSuffix(".json") {
            let json = try String(contentsOf: folder.appending(path: name), encoding: .utf8)
            for key in Set(json.matches(of: /"([A-Za-z]{4,})":/).map { String($0.1) }).sorted() {
                var letters = Array(key)
                let index = Int.random(in: 1..<letters.count, using: &generator)
                switch Int.random(in: 0..<3, using: &generator) {
                case 0: letters.remove(at: index)
                case 1: letters.insert("q", at: index)
                default: letters.swapAt(index, index - 1)
                }
                guard let place = json.range(of: "\"\(key)\":", options: .backwards) else { continue }
                let slip = json.replacingCharacters(in: place, with: "\"\(String(letters))\":")
                let mended = text(repair(slip, folder: folder.path))
                #expect(mended == json || mended == slip, "\(name): \(key)")
                mendedCount += mended == json ? 1 : 0
                count += slip == json ? 0 : 1
            }
        }
        #expect(count > 100 && mendedCount > count / 3, "\(mendedCount) of \(count)")
    }

    // MARK: Times

    @Test("seconds become milliseconds, in decimal digits and everywhere")
    func seconds() {
        let json = #"""
            {"t":[{"tt":0,"sg":[
              {"src":"#123", "d":2.5, "kf":{"sc":[[0,1],[2.5,1.15,"ease"]],"op":[{"time":0.1,"value":0}]}},
              {"src":"#456", "s":"2.5", "end":1e1, "tr":{"type":"fade","d":0.5}, "fi":0.0333333333333333333, "op":[[0.25,1]]}]},
             {"tt":7,"sg":[{"tx":"a b","start":0,"length":3.1400,"m":{"an":{"type":"pop","d":0.3}},"words":[[0.2,0.4,"a"],[1,2,"b"]]}]}],
             "d":12, "m":{"fps":30,"title":"2.5"}, "video_infos":[{"time":4}],
             "transitions":[]}
            """#
        let mended = #"""
            {"t":[{"tt":0,"sg":[
              {"src":"#123", "d":2500, "kf":{"sc":[[0,1],[2500,1.15,"ease"]],"op":[{"time":100,"value":0}]}},
              {"src":"#456", "s":"2500", "end":1e4, "tr":{"type":"fade","d":500}, "fi":33.3333333333333333, "op":[[250,1]]}]},
             {"tt":7,"sg":[{"tx":"a b","start":0,"length":3140.0,"m":{"an":{"type":"pop","d":300}},"words":[[200,400,"a"],[1000,2000,"b"]]}]}],
             "d":12000, "m":{"fps":30,"title":"2.5"}, "video_infos":[{"time":4}],
             "transitions":[]}
            """#
        expect(json, becomes: mended, ["times-in-seconds"])
        #expect(repair(json).left == [])
    }

    @Test("so do those of sounds") func secondsOfSounds() throws {
        let folder = try TemporaryFolder()
        _ = try folder.write("", to: "a.wav")
        let json = #"{"t":[{"tt":1,"sg":[{"src":"a.wav","ss":1.5,"d":12,"fo":2,"duck":{"to":0.3,"attack":0.2}}]}]}"#
        let mended =
            #"{"t":[{"tt":1,"sg":[{"src":"a.wav","ss":1500,"d":12000,"fo":2000,"duck":{"to":0.3,"attack":200}}]}]}"#
        expect(json, becomes: mended, ["times-in-seconds"], folder: folder.path(""))
    }

    @Test("times that cannot all be seconds are left") func mixedTimes() {
        unchanged(pictures(##"{"src":"#123","d":4,"kf":{"sc":[[0,1],[4000,1.15]]}},{"src":"#456","d":2.5}"##))
        unchanged(pictures(##"{"src":"#123","d":4},{"src":"#456","d":2.5,"tr":{"type":"fade","d":500}}"##))
    }

    @Test("a name is mended first, so that its time is one of the seconds") func namesBeforeTimes() {
        expect(
            pictures(##"{"src":"#123","d":4,"fadeln":0.5},{"src":"#456","duratoin":2.5}"##),
            becomes: pictures(##"{"src":"#123","d":4000,"fadeIn":500},{"src":"#456","duration":2500}"##),
            ["unknown-key", "unknown-key", "times-in-seconds"])
    }

    // MARK: Ends

    @Test(
        "a gap shorter than a frame is closed by the segment before it",
        arguments: [
            (#""d":3990"#, #""d":4000"#), (#""end":3990.5"#, #""end":4000"#), (#""d":"3.99s""#, #""d":"4s""#),
            (#""d":"3990 ms""#, #""d":"4000ms""#), (#""length":"3990""#, #""length":"4000""#),
        ])
    func gaps(_ short: String, _ long: String) {
        let rest = ##",{"src":"#456","s":4000,"d":1000}"##
        expect(
            pictures(##"{"src":"#123",\##(short)}"## + rest), becomes: pictures(##"{"src":"#123",\##(long)}"## + rest),
            ["gap-short"])
    }

    @Test("fractions of a millisecond are kept to the microsecond") func fineGap() {
        expect(
            pictures(##"{"src":"#123","s":0.5,"d":3990},{"src":"#456","s":4004.0048,"d":1000}"##),
            becomes: pictures(##"{"src":"#123","s":0.5,"d":4003.505},{"src":"#456","s":4004.0048,"d":1000}"##),
            ["gap-short"])
    }

    @Test("an overlap of less than a frame is taken from the earlier segment") func overlaps() {
        let rest = ##",{"src":"#456","s":4000,"d":1000}"##
        expect(
            pictures(##"{"src":"#123","d":4020}"## + rest), becomes: pictures(##"{"src":"#123","d":4000}"## + rest),
            ["segment-overlap"])
        unchanged(pictures(##"{"src":"#123","d":4040}"## + rest))
        // A frame is as long as the draft's rate says.
        expect(
            pictures(##"{"src":"#123","d":4040}"## + rest, #","m":{"fps":24}"#),
            becomes: pictures(##"{"src":"#123","d":4000}"## + rest, #","m":{"fps":24}"#), ["segment-overlap"])
        // Both keys say the end.
        unchanged(pictures(##"{"src":"#123","d":4020,"end":4020}"## + rest))
    }

    @Test("a clip without a length gets one, spaced as its last key is") func lengthlessClip() throws {
        let folder = try TemporaryFolder()
        _ = try folder.write("", to: "a4020.mp4")
        func draft(_ length: String) -> String {
            pictures(
                "{\n  \"src\": \"a4020.mp4\",\n  \"vol\": 0.5\(length)\n}," + ##"{"src":"#456","s":4000,"d":1000}"##)
        }
        expect(draft(""), becomes: draft(",\n  \"d\": 4000"), ["segment-overlap"], folder: folder.path(""))
    }

    // MARK: Single values

    @Test("keyframes are put in order, with all that they say and the text between them") func keyframes() {
        expect(
            pictures(
                ##"{"src":"#123","d":4000,"kf":{"sc":[ [2000, 2 ],{"time":0,"value":1},  [1000,1.5,"hold"] ]}}"##),
            becomes: pictures(
                ##"{"src":"#123","d":4000,"kf":{"sc":[ {"time":0,"value":1},[1000,1.5,"hold"],  [2000, 2 ] ]}}"##),
            ["keyframe-order"])
        unchanged(pictures(##"{"src":"#123","d":4000,"op":[[0,1],[0,0.5]]}"##))
        unchanged(pictures(##"{"src":"#123","d":4000,"op":[[500,1],[0,0.5],[900,"x"]]}"##))
        // Two that are out of order are mended by one change.
        expect(
            pictures(##"{"src":"#123","d":4000,"op":[[900,1],[500,0.5],[0,0]]}"##),
            becomes: pictures(##"{"src":"#123","d":4000,"op":[[0,0],[500,0.5],[900,1]]}"##),
            ["keyframe-order"])
    }

    @Test("what is out of order and out of range too is mended in turn") func orderAndRange() {
        expect(
            pictures(##"{"src":"#123","d":4000,"kf":{"x":[[900,0.2],[0,540]]}}"##),
            becomes: pictures(##"{"src":"#123","d":4000,"kf":{"x":[[0,"540px"],[900,0.2]]}}"##),
            ["out-of-range", "keyframe-order"])
    }

    @Test("the later one of two identifiers gets a number") func identifiers() {
        expect(
            pictures(
                ##"{"id":"a","src":"#123","d":40},{"id":"a","src":"#123","d":40},{"id":"a-2","src":"#123","d":40},{"id":"a","src":"#123","d":4000}"##
            ),
            becomes: pictures(
                ##"{"id":"a","src":"#123","d":40},{"id":"a-3","src":"#123","d":40},{"id":"a-2","src":"#123","d":40},{"id":"a-4","src":"#123","d":4000}"##
            ), ["duplicate-id", "duplicate-id"])
        let listed = #","transitions":[{"from":"a","to":"b","type":"fade"}]"#
        let same =
            ##"{"id":"a","src":"#123","d":4000},{"id":"b","src":"#123","d":4000},{"id":"a","src":"#123","d":4000}"##
        unchanged(pictures(same, listed))
        let track = ##"{"id":"x","tt":0,"sg":[{"src":"#123","d":4000}]}"##
        expect(
            #"{"t":[\#(track),\#(track)]}"#,
            becomes: #"{"t":[\#(track),\#(track.replacing(#""x""#, with: #""x-2""#))]}"#, ["duplicate-id"])
    }

    @Test(
        "a number that can only be pixels says so",
        arguments: [
            (#""w":1080"#, #""w":"1080px""#), (#""h": 960.5"#, #""h": "960.5px""#), (#""x":"540""#, #""x":"540px""#),
            (#""position":[540,0.5]"#, #""position":["540px",0.5]"#), (#""y":9.6e2"#, #""y":"960px""#),
        ])
    func pixels(_ bare: String, _ said: String) {
        expect(
            pictures(##"{"src":"#123","d":4000,\##(bare)}"##),
            becomes: pictures(##"{"src":"#123","d":4000,\##(said)}"##),
            ["out-of-range"])
    }

    @Test("a number beyond all pixels is left") func tooManyPixels() {
        unchanged(pictures(##"{"src":"#123","d":4000,"w":99999}"##))
        unchanged(pictures(##"{"src":"#123","d":4000,"x":-540}"##))
        unchanged(pictures(##"{"src":"#123","d":4000,"op":50}"##))
    }

    @Test("an unknown transition is called what is painted", arguments: ["\"swirl\"", #"{"type":"swirl","d":300}"#])
    func transitions(_ transition: String) {
        let first = ##"{"src":"#123","d":4000},"##
        let second = ##"{"src":"#456","d":4000,"tr":\##(transition)}"##
        expect(
            pictures(first + second), becomes: pictures(first + second.replacing("swirl", with: "crossfade")),
            ["unsupported-transition"])
    }

    @Test("a file that must be meant is named") func files() throws {
        let folder = try TemporaryFolder()
        let root = folder.path("")
        try FileManager.default.createDirectory(atPath: folder.path("clips"), withIntermediateDirectories: true)
        for name in [
            "coffee.jpg", "latte 0412.jpg", "clips/beans \"x\".jpg", "photo2.jpg", "cup1.png", "cup1.jpg", "tone.wav",
        ] {
            _ = try folder.write("", to: name)
        }
        func draft(_ name: String) -> String { pictures(#"{"src":\#(name),"d":4000}"#) }
        for (wrong, right) in [
            (#""cofee.jpg""#, #""coffee.jpg""#), (#""Coffee.jpeg""#, #""coffee.jpg""#),
            (#""late 0412.jpg""#, #""latte 0412.jpg""#), (#""clips/bean \"x\".jpg""#, #""clips/beans \"x\".jpg""#),
            (#""clips\\beans \"x\".jpg""#, #""clips/beans \"x\".jpg""#),
        ] {
            expect(draft(wrong), becomes: draft(right), ["asset-missing"], folder: root)
        }
        // Another number, another sort of file, two that fit, a URL, a file that is nowhere near.
        for name in [
            "photo1.jpg", "latte 0413.jpg", "coffee.mp4", "cup.png", "https://example.com/cofee.jpg", "zebra.jpg",
            "/nowhere/cofee.jpg.x",
        ] {
            unchanged(draft("\"\(name)\""), folder: root)
        }
    }

    @Test("so are fonts, color tables and subtitles") func otherFiles() throws {
        let folder = try TemporaryFolder()
        try folder.write("", to: "Hand.ttf")
        try folder.write("LUT_3D_SIZE 2\n" + String(repeating: "0 0 0\n", count: 8), to: "warm.cube")
        try folder.write("1\n00:00:00,000 --> 00:00:01,000\nHi\n", to: "film.srt")
        let json = #"""
            {"t":[{"tt":7,"src":"flim.srt","style":{"font":"Hnd.ttf"}},
                  {"tt":0,"sg":[{"src":"red","d":1000,"fx":[{"type":"lut","src":"warn.cube"}]}]}]}
            """#
        let mended = json.replacing("flim", with: "film").replacing("Hnd", with: "Hand").replacing("warn", with: "warm")
        // The font stands where the subtitles are read, so it is found once they are.
        expect(json, becomes: mended, ["asset-missing", "asset-missing", "font-missing"], folder: folder.path(""))
    }

    // MARK: The text

    private static let odd = #"""
        {
        	"title" : "caf\u00e9 \/ \"A\"",   "zzzz~/é":1.50e+01,
          "t":[ {"tt":0 ,"sg":[ {"src":"#123","d":4000.000,"a/b~c":{"opacty":1},"opacty":5E-1}
        ]}, {"tt":7,"sg":[{"tx":"😀\n","d":4000,"style":{"colour":"red"}}] } ]

        , "m":{"x":[ ]} }

        """#

    @Test("all else stays byte for byte, with odd spaces, escapes and digits") func bytes() {
        for text in [Self.odd, Self.odd.replacing("\n", with: "\r\n"), "\u{FEFF}" + Self.odd] {
            let mended = text.replacing(#""opacty":5"#, with: #""opacity":5"#).replacing("colour", with: "color")
            expect(text, becomes: mended, ["unknown-key", "unknown-key"])
        }
    }

    @Test("keys whose pointers need escapes are renamed in their place") func escapedPointers() throws {
        let json = pictures(##"{"src":"#123","d":4000}"##, ##","out~put":{"fps":25}"##)
        let repair = repair(json)
        #expect(text(repair) == json.replacing("out~put", with: "output"))
        #expect(
            repair.mended.map(\.description) == ["unknown-key at /out~0put: renamed to “output”"])
        let slashed = pictures(##"{"src":"#123","d":4000,"opa/city":0.5,"mas\/k":"circle"}"##)
        let other = self.repair(slashed)
        #expect(text(other) == pictures(##"{"src":"#123","d":4000,"opacity":0.5,"mask":"circle"}"##))
        #expect(other.mended.map(\.finding.pointer) == ["/t/0/sg/0/opa~1city", "/t/0/sg/0/mas~1k"])
    }

    @Test(
        "in a session state the draft is mended and its neighbors stay",
        arguments: [
            #"{"ok":true,"data":{"state":{"opacty":1,"draft":D,"canvas_config":{"ratio":"1:1"}}}}"#,
            #"{"project":{"titel":2.5,"timeline_draft": D },"video_infos":[{"d":2.5}]}"#,
        ])
    func sessionStates(template: String) {
        let draft = pictures(##"{"src":"#123","d":2.5,"opacty":0.5},{"src":"#456","d":3,"w":540}"##)
        let mended = pictures(##"{"src":"#123","d":2500,"opacity":0.5},{"src":"#456","d":3000,"w":"540px"}"##)
        expect(
            template.replacing("D", with: draft), becomes: template.replacing("D", with: mended),
            ["unknown-key", "times-in-seconds", "out-of-range"])
    }

    @Test("a draft without findings is given back as it is")
    func finished() throws {
        let folder = TestMedia.repositoryRoot.appending(path: "Fixtures/Drafts/small")
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".json") }
        #expect(names.count > 20)
        for name in names {
            let bytes = Array(try Data(contentsOf: folder.appending(path: name)))
            let repair = DraftRepair(
                bytes, options: DraftReadingOptions(baseDirectory: folder.path), prober: FakeProber())
            #expect(repair.bytes == bytes && repair.mended.isEmpty, "\(name): \(repair.mended)")
        }
    }

    @Test(
        "what is no JSON, or has nothing but open questions, is left",
        arguments: ["", "{", "[]", #"{"t":[]}"#, "\u{0}"])
    func hopeless(json: String) {
        unchanged(json)
        #expect(!repair(json).left.isEmpty)
    }

    @Test("findings that are known are not looked for again, and strict checking mends alike") func known() {
        let json = pictures(##"{"src":"#123","d":4000,"opacty":0.5}"##)
        let bytes = Array(json.utf8)
        func check(_ bytes: [UInt8]) -> [Finding] {
            DraftReader.read(
                bytes, options: DraftReadingOptions(isStrict: true), prober: FakeProber()
            ).findings
        }
        var count = 0
        let repair = DraftRepair(bytes, findings: check(bytes)) { bytes in
            count += 1
            return check(bytes)
        }
        #expect(count == 1 && repair.left == [] && repair.mended.map(\.finding.severity) == [.error])
    }

    @Test("a check that goes on finding the same is not asked for ever") func stubborn() {
        let finding = Finding(
            code: .unknownKey, severity: .warning, pointer: "/a", message: "is wrong",
            remedy: Remedy("renamed to “b”", [.rename(at: 1, to: "b")]))
        var count = 0
        let repair = DraftRepair(Array(#"{"a":1}"#.utf8)) { _ in
            count += 1
            return [finding]
        }
        #expect(count == 6 && repair.mended.count == 5 && repair.left == [finding])
    }
}
