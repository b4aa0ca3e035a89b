import Diagnostics
import DraftFormat
import Foundation
import TestSupport
import Testing
import TimelineModel

/// The page of keys: each example is read, each default holds, nothing is left out.
@Suite("The page of keys")
struct KeyReferenceTests {
    private let bench: DraftBench

    init() throws {
        bench = try DraftBench()
        try bench.add("film.srt", "1\n00:00:01,000 --> 00:00:02,000\nHello\n")
        try bench.add("warm.cube", "LUT_3D_SIZE 2\n" + String(repeating: "0 0 0\n", count: 8))
        try bench.add("heart.png")
    }

    private typealias Members = [(key: String, value: String)]

    /// What an object needs beside a key, so that the key means something.
    private func base(_ section: String, besides key: String) -> Members {
        let base: Members
        switch section {
        case "a draft":
            let segments = ##"{"id":"a","src":"#204060","d":4000},{"id":"b","src":"#602040","d":4000}"##
            base = [("t", #"[{"tt":0,"sg":[\#(segments)]}]"#)] + sides(besides: key)
        case "the canvas": base = sides(besides: key)
        case "a track":
            base =
                ["src", "style", "x", "y", "w"].contains(key)
                ? [("tt", "7"), ("src", #""film.srt""#)]
                : [("tt", "0"), ("sg", ##"[{"src":"#204060","d":4000}]"##)]
        case "a picture segment": base = [("src", #""latte.mp4""#), ("d", "2000")]
        case "a sound segment": base = [("src", #""lofi.m4a""#), ("d", "2000")]
        case "a text segment":
            base = key == "src" ? [("d", "2000")] : [("tx", #""Urban Dreams""#), ("d", "2000")]
        case "a transition": base = [("type", #""crossfade""#)]
        case "a transition of the list": base = [("from", #""a""#), ("to", #""b""#), ("type", #""fade""#)]
        case "a mask":
            base = key == "radius" ? [("shape", #""rounded""#)] : key == "channel" ? [("src", #""heart.png""#)] : []
        case "an effect": base = effect(with: key)
        case "a stroke": base = [("color", ##""#000""##), ("width", "4")]
        case "a shadow", "a box": base = [("color", ##""#000""##)]
        case "a part of an animation": base = [("type", #""fade""#)]
        case "a keyframe": base = [("time", "500"), ("value", "1")]
        default: base = []
        }
        return base.filter { $0.key != key && !(key == "end" && $0.key == "d") }
    }

    private func sides(besides key: String) -> Members {
        key == "width" ? [("height", "1920")] : key == "height" ? [("width", "1080")] : []
    }

    private func effect(with key: String) -> Members {
        switch key {
        case "radius": [("type", #""blur""#)]
        case "src": [("type", #""lut""#)]
        case "color", "similarity", "smoothness", "spill": [("type", #""chroma-key""#), ("color", #""lime""#)]
        default: [("type", #""brightness""#), ("value", "1.2")]
        }
    }

    private func object(_ members: Members) -> String {
        "{" + members.map { #""\#($0.key)":\#($0.value)"# }.joined(separator: ",") + "}"
    }

    /// A draft that holds an object of a section where it belongs.
    private func draft(_ section: String, _ object: String) throws -> String {
        func picture(_ key: String, _ value: String) -> String {
            pictures(
                #"{"id":"a","src":"coffee.jpg","d":2000},{"id":"b","src":"latte.mp4","d":2000,"\#(key)":\#(value)}"#)
        }
        func text(_ key: String, _ value: String) -> String {
            texts(#"{"tx":"Urban Dreams","d":2000,"\#(key)":\#(value)}"#)
        }
        func root(_ key: String, _ value: String) -> String {
            pictures(
                ##"{"id":"a","src":"#204060","d":4000},{"id":"b","src":"#602040","d":4000}"##,
                #","\#(key)":\#(value)"#)
        }
        switch section {
        case "a draft": return object
        case "a track": return #"{"t":[\#(object)]}"#
        case "a picture segment": return pictures(#"{"id":"z","src":"coffee.jpg","d":2000},\#(object)"#)
        case "a sound segment": return sounds(object)
        case "a text segment": return texts(object)
        case "the canvas": return root("canvas_config", object)
        case "a transition of the list": return root("transitions", "[\(object)]")
        case "the output": return root("output", object)
        case "a text style": return text("style", object)
        case "a mask": return picture("mask", object)
        case "an effect": return picture("fx", "[\(object)]")
        case "the keyframes of a picture segment": return picture("kf", object)
        case "a transition": return picture("tr", object)
        case "ducking": return sounds(#"{"src":"lofi.m4a","d":2000,"duck":\#(object)}"#)
        case "the keyframes of a sound segment": return sounds(#"{"src":"lofi.m4a","d":2000,"kf":\#(object)}"#)
        case "the keyframes of a text segment": return text("kf", object)
        case "an animation": return text("an", object)
        case "a stroke": return text("style", #"{"stroke":\#(object)}"#)
        case "a shadow": return text("style", #"{"shadow":\#(object)}"#)
        case "a box": return text("style", #"{"box":\#(object)}"#)
        case "a part of an animation": return text("an", #"{"in":\#(object)}"#)
        case "a keyframe": return picture("kf", #"{"op":[[0,0],\#(object)]}"#)
        default: throw NoPlace(section: section)
        }
    }

    private struct NoPlace: Error { let section: String }

    /// The findings of a draft, and its timeline in words.
    private func reading(_ json: String) -> (findings: [String], timeline: String) {
        let checked = bench.checkWholly(Array(json.utf8))
        let timeline = checked.timeline.map { "\($0)" } ?? "none"
        return (checked.findings.map(\.description), timeline.replacing("/m/", with: "/"))
    }

    @Test("each example is read without a finding, under each spelling")
    func examples() throws {
        #expect(KeyReference.entries.count > 150)
        for entry in KeyReference.entries {
            let base = base(entry.section, besides: entry.key)
            for key in [entry.key] + entry.otherSpellings {
                let json = try draft(entry.section, object(base + [(key, entry.example)]))
                let (findings, timeline) = reading(json)
                #expect(findings == [] && timeline != "none", "\(json)")
            }
        }
    }

    @Test("what may stand in “m” means the same there")
    func metadata() throws {
        for entry in KeyReference.entries where entry.mayStandInMetadata {
            let base = base(entry.section, besides: entry.key)
            let own = reading(try draft(entry.section, object(base + [(entry.key, entry.example)])))
            let inner = base + [("m", object([(entry.key, entry.example)]))]
            let other = reading(try draft(entry.section, object(inner)))
            #expect(other == own, "\(entry.section): \(entry.key)")
        }
    }

    @Test("each default holds where the key is not given")
    func defaults() throws {
        let stated = KeyReference.entries.filter { $0.standard != nil }
        #expect(stated.count > 60)
        for entry in stated {
            let base = base(entry.section, besides: entry.key)
            let without = reading(try draft(entry.section, object(base)))
            let with = reading(try draft(entry.section, object(base + [(entry.key, entry.standard ?? "")])))
            #expect(without == with && with.findings == [], "\(entry.section): \(entry.key)")
        }
    }

    @Test("an object's shorter forms and the values of effects are read without a finding")
    func wholes() throws {
        for whole in KeyReference.shorthands + KeyReference.effects {
            let json = try draft(whole.section, whole.example)
            #expect(reading(json).findings == [], "\(json)")
        }
        let shown = KeyReference.effects.filter { $0.standard != nil }
        #expect(shown.count == 6)
        for whole in shown {
            let without = whole.example.replacing(#/(, "(value|similarity|smoothness|spill)": [0-9.]+)/#, with: "")
                .replacing(#/"(similarity|smoothness|spill)": [0-9.]+, /#, with: "")
            #expect(
                reading(try draft(whole.section, whole.standard ?? "")) == reading(try draft(whole.section, without)),
                "\(whole.example)")
        }
    }

    @Test("each object of the tests is one that the reader looks into")
    func places() throws {
        for section in Set(KeyReference.entries.map(\.section)) {
            let json = try draft(section, object(base(section, besides: "") + [("zzz", "1")]))
            let codes = bench.checkWholly(Array(json.utf8)).findings.map(\.code.rawValue)
            #expect(codes.contains("unknown-key"), "\(json)")
        }
    }

    @Test("docs/keys.md is what the tables say; `make codes` (`workprint schema --keys > docs/keys.md`) writes it anew")
    func pageIsCurrent() throws {
        let page = TestMedia.repositoryRoot.appending(path: "docs/keys.md")
        #expect(try String(contentsOf: page, encoding: .utf8) == KeyReference.markdown)
    }

    /// The schema is written from the same tables by other code.
    @Test("each key of the schema is on the page")
    func isComplete() throws {
        let schema = try JSONSerialization.jsonObject(with: Data(DraftSchema.schema.text.utf8))
        let names = Self.properties(in: schema).subtracting(["data", "state", "draft", "project", "timeline_draft"])
        #expect(names.count > 100)
        let rows = KeyReference.markdown.split(separator: "\n").filter { $0.hasPrefix("|") }
        let cells = rows.flatMap { $0.split(separator: " | ").prefix(2) }.joined(separator: " ")
        #expect(names.filter { !cells.contains("`\($0)`") } == [])
    }

    private static func properties(in value: Any) -> Set<String> {
        if let list = value as? [Any] { return list.reduce(into: []) { $0.formUnion(properties(in: $1)) } }
        guard let object = value as? [String: Any] else { return [] }
        let own = (object["properties"] as? [String: Any]).map { Set($0.keys) } ?? []
        return object.values.reduce(into: own) { $0.formUnion(properties(in: $1)) }
    }
}
