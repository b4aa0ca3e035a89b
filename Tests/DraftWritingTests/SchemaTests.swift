import Diagnostics
import DraftFormat
import Foundation
import TestSupport
import Testing
import TimelineModel

/// The published validator that the schema is held against.
private enum SchemaValidator {
    static let isInstalled = (try? Subprocess.run("python3", ["-c", "import jsonschema"]).exitCode) == 0
}

/// The schema and the reader say the same of every draft, as a published validator (Python's jsonschema) sees it.
@Suite(
    "The schema of drafts",
    .enabled(if: SchemaValidator.isInstalled, "python3 has no jsonschema; make setup installs it"))
struct SchemaTests {
    /// What only a reader can tell: order, sums, other files, rounding, ranges of numbers in strings, and values that it
    /// passes over.
    private static let beyondSchema = [
        "leaves nothing of the picture", "starts the source at", "ends the source at",
        "must lie after the segment's start", "images and colors have none", "too fine a speed",
        "must lie after the word", "is the string “0.5”, but must be a number",
        "is the string “0.5”, but must be a frame",
    ]
    /// The codes that a schema can express.
    private static let codes: Set<String> = [
        "wrong-type", "missing-key", "out-of-range", "version-unsupported", "canvas-size", "draft-empty",
    ]

    private struct Verdict {
        var isRefused: Bool
        var messages: [String]
    }

    /// The reader's verdict on what a schema can express; nil where it refuses something that only a reader can tell.
    private func verdict(_ json: String, folder: String) -> Verdict? {
        let checked = DraftReader.read(
            Array(json.utf8), options: DraftReadingOptions(baseDirectory: folder), prober: FakeProber())
        let errors = checked.findings.filter { $0.severity == .error && Self.codes.contains($0.code.rawValue) }
        let isInSession = !json.contains("\"t\":") || json.contains("\"state\"")
        let told = errors.filter { error in
            !(isInSession && error.pointer.hasPrefix("/canvas_config"))
                && !Self.beyondSchema.contains { error.message.contains($0) }
        }
        if told.isEmpty, !errors.isEmpty { return nil }
        return Verdict(isRefused: !told.isEmpty, messages: told.map(\.description))
    }

    /// Whether the validator accepts each draft.
    private func accepted(_ drafts: [String]) throws -> [Bool] {
        let folder = try TemporaryFolder()
        let schema = try folder.write(DraftSchema.schema.text, to: "schema.json")
        let list = try folder.write("[\(drafts.joined(separator: ",\n"))]", to: "drafts.json")
        let script = try folder.write(
            """
            import json, sys
            from jsonschema import Draft202012Validator as V
            schema = json.load(open(sys.argv[1]))
            V.check_schema(schema)
            v = V(schema)
            print("".join("1" if v.is_valid(d) else "0" for d in json.load(open(sys.argv[2]))))
            """, to: "validate.py")
        let result = try Subprocess.run("python3", ["-W", "ignore", script, schema, list])
        #expect(result.exitCode == 0, "\(result.errors)")
        let verdicts = result.text.filter { "01".contains($0) }.map { $0 == "1" }
        #expect(verdicts.count == drafts.count)
        return verdicts
    }

    /// Every fixture with its folder.
    private static let fixtures: [(json: String, folder: String)] = {
        ["Fixtures/Drafts", "Fixtures/Drafts/small"].flatMap { folder -> [(json: String, folder: String)] in
            let url = TestMedia.repositoryRoot.appending(path: folder)
            let names = (try? FileManager.default.contentsOfDirectory(atPath: url.path)) ?? []
            return names.filter { $0.hasSuffix(".json") }.sorted().compactMap { name in
                (try? String(contentsOf: url.appending(path: name), encoding: .utf8)).map { ($0, url.path) }
            }
        }
    }()

    @Test("takes every fixture") func fixtures() throws {
        #expect(Self.fixtures.count > 30)
        let accepted = try accepted(Self.fixtures.map(\.json))
        for (fixture, isAccepted) in zip(Self.fixtures, accepted) {
            #expect(isAccepted, "\(fixture.json.prefix(300))")
            #expect(verdict(fixture.json, folder: fixture.folder)?.isRefused == false)
        }
    }

    /// Values put in the place of others.
    private static let wrong = [
        "null", "true", "-1", "0", "0.5", "3", "21", "1e9", "\"\"", "\"x\"", "\"50%\"", "\"1.5s\"", "\"-6dB\"",
        "\"12px\"",
        "\"#12345\"", "\"RED\"", "[]", "[1,1]", "[[0,1]]", "[[0,1],[9,\"50%\",\"easeInOut\"]]", "{}",
        "[{\"time\":0,\"value\":0.5}]", "\"easeIn\"", "\"Soft_Light\"", "\"cover\"",
        "false", "\"yes\"", "\"none\"", "\"Top\"", "\"centre\"", "\"semiBold\"", "\"0.5\"", "\"fade\"", "\"Image\"",
    ]

    @Test("and the reader agree on drafts with one value changed") func mutations() throws {
        var generator = SeededGenerator(seed: 7)
        var drafts: [(json: String, folder: String)] = []
        for fixture in Self.fixtures {
            guard let root = try? JSONSerialization.jsonObject(with: Data(fixture.json.utf8)) else { continue }
            let paths = Self.paths(in: root)
            for _ in 0..<16 {
                guard let path = paths.randomElement(using: &generator),
                    let value = Self.wrong.randomElement(using: &generator),
                    let wrong = try? JSONSerialization.jsonObject(with: Data(value.utf8), options: .fragmentsAllowed)
                else { continue }
                let isRemoval = Int.random(in: 0..<6, using: &generator) == 0
                let changed = Self.changed(root, at: path[...], to: isRemoval ? nil : wrong)
                guard let changed, JSONSerialization.isValidJSONObject(changed) else { continue }
                let data = try JSONSerialization.data(withJSONObject: changed, options: .sortedKeys)
                drafts.append((String(decoding: data, as: UTF8.self), fixture.folder))
            }
        }
        #expect(drafts.count > 400)
        try compare(drafts)
    }

    @Test("and the reader agree on each key's values, short and long") func values() throws {
        let picture = [
            "x", "y", "position", "ax", "anchor", "w", "width", "h", "sc", "scale", "ro", "op", "opacity", "crop",
            "flip",
            "radius", "cornerRadius", "blend", "blendMode", "fit", "mask", "fx", "effects", "kf", "keyframes", "tr",
            "rv",
            "reverse", "vol", "volume", "fi", "fadeOut", "mute", "sp", "speed", "id", "name", "m", "s", "start", "end",
        ]
        let text = ["style", "st", "an", "animation", "words", "kf", "w", "tx", "content", "d", "length"]
        let style = [
            "font", "size", "weight", "italic", "color", "align", "lineHeight", "letterSpacing", "case", "stroke",
            "shadow",
            "box", "highlight", "fit",
        ]
        let root = [
            "d", "v", "m", "title", "width", "fps", "ratio", "background", "loudness", "canvas_config", "output",
            "transitions",
        ]
        var drafts: [String] = []
        for value in Self.wrong {
            for (index, key) in picture.enumerated() {
                // A clip, since a speed is not looked at elsewhere; a key stands only once.
                let source = key.hasPrefix("sp") ? "Fixtures/Media/clips/bunny-51.mp4" : "#123"
                drafts.append(#"{"t":[{"tt":0,"sg":[{"src":"\#(source)","d":1000,"\#(key)":\#(value)}]}]}"#)
                // Each key in `m` too, but not every value of it; the validator is slow.
                guard (index + drafts.count) % 4 == 0 else { continue }
                drafts.append(#"{"t":[{"tt":0,"sg":[{"src":"\#(source)","d":1000,"m":{"\#(key)":\#(value)}}]}]}"#)
            }
            for key in text {
                let words = ["tx", "content"].contains(key) ? "" : #","text":"a""#
                let length = ["d", "length"].contains(key) ? "" : #","duration":1000"#
                drafts.append(#"{"t":[{"tt":7,"sg":[{"s":0\#(words)\#(length),"\#(key)":\#(value)}]}]}"#)
            }
            for key in style {
                drafts.append(#"{"t":[{"tt":7,"sg":[{"text":"a","d":1000,"style":{"\#(key)":\#(value)}}]}]}"#)
            }
            for key in root {
                drafts.append(##"{"t":[{"tt":0,"sg":[{"src":"#123","d":1000}]}],"\##(key)":\##(value)}"##)
            }
            for key in ["id", "m", "volume", "hidden"] {
                drafts.append(##"{"t":[{"tt":0,"sg":[{"src":"#123","d":1000}],"\##(key)":\##(value)}]}"##)
            }
            for key in ["tt", "type"] {
                drafts.append(##"{"t":[{"\##(key)":\##(value),"sg":[{"src":"#123","d":9}]}]}"##)
            }
            for key in ["sg", "segments"] { drafts.append(#"{"t":[{"tt":0,"\#(key)":\#(value)}]}"#) }
        }
        try compare(drafts.map { ($0, TestMedia.repositoryRoot.path) })
    }

    @Test("and the reader agree on what each effect, mask and animation takes") func parts() throws {
        // What an object has beside the key that is tried.
        let effects = [
            ("value", #""type":"brightness""#), ("value", #""type":"CONTRAST""#), ("value", #""type":"saturation""#),
            ("value", #""type":"hue""#), ("value", #""type":"grayscale""#), ("value", #""type":"Sepia""#),
            ("value", #""type":"invert""#), ("value", #""type":"exposure""#), ("value", #""type":"temperature""#),
            ("value", #""type":"sharpen""#), ("value", #""type":"vignette""#), ("radius", #""type":"blur""#),
            ("src", #""type":"lut""#), ("url", #""type":"lut""#), ("color", #""type":"chroma-key""#),
            ("similarity", ##""type":"chromaKey","color":"#0f0""##),
            ("spill", ##""type":"chroma_key","color":"lime""##),
            ("smoothness", ##""type":"CHROMA KEY","color":"#0f0""##), ("type", #""value":0.5"#),
            ("value", #""type":"sparkle""#), ("radius", #""type":"invert""#), ("value", #""type":"chroma-key""#),
        ]
        let masks = [
            ("shape", #""radius":9"#), ("shape", #""src":"a.png""#), ("url", #""shape":"circle""#),
            ("channel", #""shape":"rect""#), ("radius", #""shape":"rounded""#),
        ]
        let animations = [("type", #""d":90"#), ("d", #""type":"fade""#), ("duration", #""type":"slideUp""#)]
        let transitions = [
            ("type", #""d":500"#), ("d", #""type":"glsl_WipeLeft""#), ("ease", #""type":"fade","d":500"#),
        ]
        let picture = ##"{"t":[{"tt":0,"sg":[{"src":"#123","d":1000},{"src":"#123","d":1000,"##
        let text = #"{"t":[{"tt":7,"sg":[{"tx":"a","d":1000,"an":"#
        var drafts: [String] = []
        for value in Self.wrong + [""] {
            func object(_ part: (String, String)) -> String {
                value.isEmpty ? "{\(part.1)}" : "{\(part.1),\"\(part.0)\":\(value)}"
            }
            drafts += effects.map { #"\#(picture)"fx":[\#(object($0))]}]}]}"# }
            drafts += masks.map { #"\#(picture)"mask":\#(object($0))}]}]}"# }
            drafts += transitions.map { #"\#(picture)"tr":\#(object($0))}]}]}"# }
            drafts += animations.map { #"\#(text){"in":\#(object($0))}}]}]}"# }
        }
        let many = Array(repeating: #"{"type":"invert"}"#, count: 65)
        for count in [64, 65] {
            drafts.append(#"\#(picture)"fx":[\#(many.prefix(count).joined(separator: ","))]}]}]}"#)
        }
        try compare(drafts.map { ($0, "/") })
    }

    @Test("and the reader agree on what must be there") func required() throws {
        try compare(Self.incomplete.map { ($0, "/") })
    }

    private static let incomplete = [
        "[]", "7", "{}", #"{"t":7}"#, #"{"t":[]}"#, #"{"t":[{"tt":0,"sg":[]}]}"#, #"{"t":[null]}"#,
        #"{"t":[{"sg":[]}]}"#,
        #"{"tracks":[{"type":0}]}"#, #"{"t":[{"tt":2,"sg":[{}]}]}"#, #"{"t":[{"tt":7,"sg":[{"d":9}]}]}"#,
        #"{"t":[{"tt":7,"sg":[{"tx":"a"}]}]}"#, #"{"t":[{"tt":7,"sg":[{"tx":"a","out":9}]}]}"#,
        ##"{"t":[{"tt":0,"sg":[{"src":"#123"}]}]}"##, ##"{"t":[{"tt":0,"sg":[{"m":{"url":"#123"},"end":9}]}]}"##,
        #"{"t":[{"tt":0,"sg":[{"d":9}]}]}"#, #"{"t":[{"tt":1,"sg":[{"d":9}]}]}"#, #"{"t":[{"tt":0,"sg":[7]}]}"#,
        #"{"t":[{"tt":0,"sg":[{"src":7,"d":9}]}]}"#, #"{"t":[{"tt":0,"sg":[{"src":"","d":9}]}]}"#,
        ##"{"v":2,"t":[{"tt":0,"sg":[{"src":"#123","d":9}]}]}"##,
        ##"{"t":[{"tt":0,"sg":[{"src":"#123","d":9}]}],"m":{"width":1920,"height":1920}}"##,
        ##"{"t":[{"tt":0,"sg":[{"src":"#123","d":9}]}],"m":{"width":1920,"height":1080}}"##,
        ##"{"t":[{"tt":0,"sg":[{"src":"#123","d":9}]}],"m":{"width":333,"height":320}}"##,
        ##"{"t":[{"tt":0,"sg":[{"src":"#123","d":9}]}],"transitions":[{"from":"a"}]}"##,
        ##"{"data":{"state":{"draft":{"t":[{"tt":0,"sg":[{"src":"#123","d":9}]}]}}}}"##,
        ##"{"data":{"state":{"draft":{"t":[{"tt":0,"sg":[{"src":"#123","d":-9}]}]}}}}"##,
        ##"{"draft":{"t":[]}}"##, ##"{"state":{"draft":{"t":[{"tt":0,"sg":[{"src":"#123","d":9}]}]}}}"##,
        ##"{"t":[{"tt":0,"sg":[{"src":"#123","d":9,"tr":{"type":"fade"}}]}]}"##,
        ##"{"t":[{"tt":7,"sg":[{"tx":"a","d":9,"style":{"stroke":{"color":"red"}}}]}]}"##,
        ##"{"t":[{"tt":7,"sg":[{"tx":"a","d":9,"style":{"shadow":{"x":1}}}]}]}"##,
        ##"{"t":[{"tt":0,"sg":[{"src":"#123","d":9,"kf":{"sc":[{"time":1}]}}]}]}"##,
        ##"{"t":[{"tt":0,"sg":[{"src":"#123","d":9,"kf":{"sc":[]}}]}]}"##,
        ##"{"t":[{"tt":0,"sg":[{"src":"#123","d":9,"kf":{"op":[[0,2]]}}]}]}"##,
    ]

    private func compare(_ drafts: [(json: String, folder: String)]) throws {
        let accepted = try accepted(drafts.map(\.json))
        var refused = 0
        for (draft, isAccepted) in zip(drafts, accepted) {
            guard let verdict = verdict(draft.json, folder: draft.folder) else { continue }
            #expect(
                isAccepted == !verdict.isRefused,
                "the schema \(isAccepted ? "takes" : "refuses") what the reader says \(verdict.messages) of: \(draft.json.prefix(600))"
            )
            refused += verdict.isRefused ? 1 : 0
        }
        if drafts.count > 1 { #expect(refused > drafts.count / 5 && refused < drafts.count) }
    }

    // MARK: Changing values

    private enum Step {
        case name(String)
        case index(Int)
    }

    private static func paths(in value: Any, _ path: [Step] = []) -> [[Step]] {
        var found = path.isEmpty ? [] : [path]
        if let object = value as? [String: Any] {
            for (name, inner) in object.sorted(by: { $0.key < $1.key }) {
                found += paths(in: inner, path + [.name(name)])
            }
        } else if let array = value as? [Any] {
            for (index, inner) in array.enumerated() { found += paths(in: inner, path + [.index(index)]) }
        }
        return found
    }

    private static func changed(_ value: Any, at path: ArraySlice<Step>, to new: Any?) -> Any? {
        guard let step = path.first else { return new }
        switch step {
        case .name(let name):
            guard var object = value as? [String: Any], let inner = object[name] else { return nil }
            object[name] = changed(inner, at: path.dropFirst(), to: new)
            return object
        case .index(let index):
            guard var array = value as? [Any], let inner = changed(array[index], at: path.dropFirst(), to: new) else {
                return nil
            }
            array[index] = inner
            return array
        }
    }
}
