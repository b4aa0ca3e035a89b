import DraftFormat
import Foundation
import Testing
import TimelineModel

@Suite("Drafts inside a session state, and in files")
struct SessionStateTests {
    private let bench: DraftBench

    init() throws { bench = try DraftBench() }

    private static let draft = ##"{"t":[{"tt":0,"sg":[{"src":"https://c/9f.mp4","op":2,"d":9}]}]}"##

    @Test(
        "are found, with their neighbors",
        arguments: [
            #"{"ok":true,"data":{"state":{"draft":D,N}}}"#, #"{"state":{"draft":D,N}}"#, #"{"draft":D,N}"#,
            #"{"project":{"timeline_draft":D,N}}"#, #"{"project":{"timeline_draft":D},N}"#,
        ])
    func wrapped(template: String) {
        let neighbors =
            #""canvas_config":{"ratio":"1:1"},"video_infos":[{"cdn_url":"https://c/9f.mp4","filename":"latte.mp4"}],"generated_media":null,"output":{"quality":"draft"}"#
        let json = template.replacing("D", with: Self.draft).replacing("N", with: neighbors)
        #expect(bench.findings(json) == ["error out-of-range /t/0/sg/0/op"])
        let good = bench.check(json.replacing(#""op":2"#, with: #""op":1"#))
        #expect(good.timeline?.canvasSize == CanvasSize(width: 1_080, height: 1_080))
        #expect(good.timeline?.assets.first?.path == bench.folder + "/latte.mp4")
        #expect(good.output.quality == "draft")
    }

    @Test("the draft's own canvas wins over the one beside it")
    func canvas() throws {
        let draft = pictures(##"{"src":"#123","d":9}"##, #","canvas_config":{"ratio":"16:9"}"#)
        let timeline = try bench.timeline(#"{"draft":\#(draft),"canvas_config":{"ratio":"1:1"}}"#)
        #expect(timeline.canvasSize == CanvasSize(width: 1_920, height: 1_080))
    }

    @Test("another program's words beside the draft are no findings")
    func foreign() {
        let json = #"{"draft":\#(pictures(##"{"src":"#123","d":9}"##)),"output":"https://c/out.mp4","video_infos":7}"#
        #expect(bench.findings(json) == [])
    }

    @Test("a draft that stands on its own may have a member “draft”")
    func ownDraft() {
        #expect(bench.findings(pictures(##"{"src":"#123","d":9}"##, #","draft":{}"#)) == ["warning unknown-key /draft"])
    }

    @Test("a file's folder is where its paths begin")
    func file() throws {
        try bench.add("projects/one.json", pictures(#"{"src":"clip.mov","d":9}"#))
        try bench.add("projects/clip.mov")
        let draft = try DraftReader.read(contentsOf: bench.folder + "/projects/one.json", prober: FakeProber())
        #expect(draft.timeline?.assets.first?.path == bench.folder + "/projects/clip.mov")
    }

    @Test("a file that is not there, or is none, is a problem of its own", arguments: ["none.json", ""])
    func noFile(name: String) {
        #expect(throws: DraftFileProblem.self) {
            try DraftReader.read(contentsOf: bench.folder + "/" + name, prober: FakeProber())
        }
    }
}
