import Diagnostics
import DraftFormat
import Foundation
import Testing
import TimelineModel

@Suite("Where a draft's files are looked for")
struct AssetLookupTests {
    private let bench: DraftBench

    init() throws { bench = try DraftBench() }

    /// The path of the only asset below the bench's folder, or the codes of what was found.
    private func path(_ source: String, rest: String = "", _ change: (inout DraftReadingOptions) -> Void = { _ in })
        -> String
    {
        let draft = bench.check(pictures(#"{"src":"\#(source)","d":1000}"#, rest), change)
        guard let asset = draft.timeline?.assets.first else {
            return draft.findings.map(\.code.rawValue).joined(separator: " ")
        }
        return asset.path.replacing(bench.folder + "/", with: "")
    }

    @Test(
        "by path, by name and by URL",
        arguments: [
            ("latte.mp4", "latte.mp4"), ("./latte.mp4", "latte.mp4"), ("sub/latte.mp4", "latte.mp4"),
            ("/uploads/u1/latte.mp4", "latte.mp4"), ("asset://latte.mp4", "latte.mp4"), ("asset://latte", "latte.mp4"),
            ("asset://odd%20clock.mkv", "odd clock.mkv"), ("https://cdn.example/a/latte.mp4", "latte.mp4"),
            ("https://cdn.example/a/latte.mp4?sig=a/b#t=1", "latte.mp4"),
            ("HTTP://cdn.example/odd%20clock.mkv", "odd clock.mkv"),
            ("asset://late", "asset-missing"), ("https://cdn.example/a/..%2Flatte.mp4", "asset-missing"),
        ])
    func lookup(source: String, expected: String) { #expect(path(source) == expected) }

    @Test("by a file URL")
    func fileURL() {
        #expect(path("file://\(bench.folder)/latte.mp4") == "latte.mp4")
        #expect(path("file://localhost\(bench.folder)/odd%20clock.mkv") == "odd clock.mkv")
        #expect(path("file:\(bench.folder)/latte.mp4") == "latte.mp4")
    }

    @Test("by names that are the same in Unicode, composed or not")
    func normalForms() throws {
        try bench.add("Cafe\u{301}/\u{e8}t\u{e9}/coffee.jpg")
        let place = "Cafe\u{301}/\u{e8}t\u{e9}/coffee.jpg"
        let names = [
            place, "Caf\u{e9}/\u{e8}t\u{e9}/coffee.jpg", "Cafe\u{301}/e\u{300}te\u{301}/coffee.jpg",
            "Caf\u{e9}/e\u{300}te\u{301}/coffee.jpg",
        ]
        for name in names { #expect(Array(path(name).utf8) == Array(place.utf8), "\(name.debugDescription)") }
    }

    @Test("and where nothing is found the message names the folder, and what was meant")
    func hints() throws {
        try bench.add("media/photos/coffee.png")
        func message(_ source: String) -> String {
            bench.check(pictures(#"{"src":"\#(source)","d":1000}"#)).findings.first?.message ?? ""
        }
        let near = message("media/photos/coffe.png")
        #expect(
            near.contains(bench.folder + "/media/photos") && near.contains("did you mean “media/photos/coffee.png”?"))
        #expect(message("media/pictures/coffee.png").contains("no file “coffee.png” is in \(bench.folder)"))
        #expect(message(#"media\\photos\\coffee.png"#).contains("did you mean “media/photos/coffee.png”?"))
        #expect(message(#"C:\\Users\\me\\coffee.png"#).contains("write a path that is relative to the draft"))
        #expect(message("lattee.mp4").contains("did you mean “latte.mp4”?"))
    }

    @Test("in the assets folder first, then beside the draft")
    func assetsFolder() throws {
        try bench.add("media/latte.mp4")
        try bench.add("media/deep/coffee.jpg")
        let change: (inout DraftReadingOptions) -> Void = { [bench] in $0.assetsDirectory = bench.folder + "/media" }
        #expect(path("latte.mp4", change) == "media/latte.mp4")
        #expect(path("silent.mp4", change) == "silent.mp4")
        #expect(path("deep/coffee.jpg", change) == "media/deep/coffee.jpg")
        #expect(path("asset://deep/coffee.jpg", change) == "media/deep/coffee.jpg")
        #expect(path("https://c/latte.mp4", change) == "media/latte.mp4")
    }

    @Test(
        "by what the session state tells of the cloud's files",
        arguments: [
            #"[{"cdn_url":"https://cdn.example/x/9f.mp4","filename":"latte.mp4"}]"#,
            #"[{"cdn_url":"https://cdn.example/x/9f.mp4?sig=1","filename":"latte.mp4"}]"#,
            #"[7,{"filename":1},{"cdn_url":"https://cdn.example/x/9f.mp4","hash":"latte"}]"#,
            #"{"9f":{"cdn_url":"https://cdn.example/x/9f.mp4","hash":"nowhere","filename":"latte.mp4"}}"#,
        ])
    func cloudFiles(infos: String) {
        for name in ["video_infos", "generated_media"] {
            let rest = ",\"\(name)\":\(infos)"
            #expect(path("https://cdn.example/x/9f.mp4", rest: rest) == "latte.mp4")
            #expect(path("x/9f.mp4", rest: rest) == "latte.mp4")
            #expect(path("/x/9f.mp4", rest: rest) == "latte.mp4")
        }
    }

    @Test("by hash or file name of the cloud's files")
    func cloudNames() {
        let rest = #","video_infos":[{"cdn_url":"https://cdn.example/latte.mp4","filename":"IMG_1.MOV","hash":"e0ff"}]"#
        #expect(path("e0ff", rest: rest) == "latte.mp4")
        #expect(path("IMG_1.MOV", rest: rest) == "latte.mp4")
        #expect(path("e0fe", rest: rest) == "asset-missing")
    }

    @Test("says where it looked, and what may have been meant")
    func messages() {
        func message(_ source: String) -> String {
            bench.check(pictures(#"{"src":"\#(source)","d":9}"#)).findings.first?.message ?? ""
        }
        #expect(message("lattte.mp4") == "no file “lattte.mp4” is in \(bench.folder); did you mean “latte.mp4”?")
        #expect(message("latte.mov") == "no file “latte.mov” is in \(bench.folder); did you mean “latte.mp4”?")
        #expect(
            message("nothing-like-it.mp4")
                == "no file “nothing-like-it.mp4” is in \(bench.folder); put it there, or name its folder with --assets"
        )
        #expect(
            message("https://c.example/zzzzzzzz.mp4")
                == "is not fetched from the network, and no file “zzzzzzzz.mp4” is in \(bench.folder); "
                + "put it there, or name its folder with --assets")
        #expect(message("asset://clip").hasPrefix("fits “clip.mov”, “clip.webm” or “clips.mp4”") == false)
        #expect(
            message("asset://clip")
                == "fits “clip.mov” or “clip.webm” in \(bench.folder); write the name with its ending")
        #expect(message("damaged.mp4") == "“damaged.mp4”: has no index; export it again")
    }

    @Test("never outside an allowed folder, symbolic links resolved")
    func allowedRoot() throws {
        try bench.add("inside/latte.mp4")
        try bench.add("inside-not/latte.mp4")
        let inside = bench.folder + "/inside"
        for (link, target) in [
            ("out.mp4", bench.folder + "/latte.mp4"), ("in.mp4", inside + "/latte.mp4"), ("up", bench.folder),
        ] {
            try FileManager.default.createSymbolicLink(atPath: inside + "/" + link, withDestinationPath: target)
        }
        try FileManager.default.createSymbolicLink(atPath: bench.folder + "/way", withDestinationPath: inside)
        let change: (inout DraftReadingOptions) -> Void = { options in
            options.baseDirectory = inside
            options.allowedRoot = inside
        }
        #expect(path("latte.mp4", change) == "inside/latte.mp4")
        #expect(path("in.mp4", change) == "inside/latte.mp4")
        #expect(path("out.mp4", change) == "asset-outside")
        #expect(path("up/latte.mp4", change) == "asset-outside")
        #expect(path("../latte.mp4", change) == "asset-outside")
        #expect(path("../none.mp4", change) == "asset-outside")
        #expect(path("../inside-not/latte.mp4", change) == "asset-outside")
        #expect(path("../inside/latte.mp4", change) == "inside/latte.mp4")
        #expect(path("/etc/passwd", change) == "asset-outside")
        #expect(path("file:///etc/passwd", change) == "asset-outside")
        #expect(path("none.mp4", change) == "asset-missing")
        #expect(
            path("latte.mp4") { options in
                options.baseDirectory = self.bench.folder + "/way"
                options.allowedRoot = self.bench.folder + "/way"
            } == "inside/latte.mp4")
    }

    @Test("fonts are found like assets")
    func fonts() throws {
        let timeline = try bench.timeline(
            texts(#"{"tx":"","d":9,"style":{"font":"asset://Hand.ttf"}},{"tx":"","d":9,"style":{"font":"Hand.ttf"}}"#))
        for segment in timeline.tracks[0].segments {
            guard case .text(let text) = segment.content else {
                Issue.record("no text")
                return
            }
            #expect(text.style.font == .file(bench.folder + "/Hand.ttf"))
        }
        #expect(timeline.assets.isEmpty)
    }
}
