import Foundation
import TestSupport
import Testing

/// `bench` says what it measured; how fast the machine is, nobody expects anything of.
@Suite struct BenchTests {
    private struct Document: Decodable {
        struct Kernel: Decodable {
            var kernel: String
            var variant: String
            var isSelected: Bool
            var nanosecondsPerPixel: Double
            var gigabytesPerSecond: Double
        }
        struct Composite: Decodable {
            var workers: Int
            var framesPerSecond: Double
            var composited: Int
            var reused: Int
            var decodeSeconds: Double
            var compositeSeconds: Double
        }
        struct Render: Decodable {
            var workers: Int
            var framesPerSecond: Double
            var timesRealTime: Double
            var decodeSeconds: Double
            var compositeSeconds: Double
            var encodeSeconds: Double
            var encoding: String
        }
        struct Slow: Decodable {
            struct Segment: Decodable {
                var pointer: String
                var id: String
                var name: String
            }
            var frame: Int
            var seconds: Double
            var compositeMilliseconds: Double
            var decodeMilliseconds: Double
            var layerMilliseconds: Double?
            var segments: [Segment]
        }
        struct Draft: Decodable {
            var name: String
            var width: Int
            var height: Int
            var frames: Int
            var seconds: Double
            var composite: [Composite]
            var render: Render
            var slowFrames: [Slow]
        }
        var workers: Int
        var kernels: [Kernel]
        var drafts: [Draft]
    }

    private func bench(
        _ arguments: [String], environment: [String: String] = [:]
    ) throws -> (document: Document, temporary: [String]) {
        let folder = try TemporaryFolder()
        var environment = environment
        environment["TMPDIR"] = folder.path("")
        let result = try Subprocess.workprint(["bench", "--json"] + arguments, environment: environment)
        try #require(result.exitCode == 0, "\(result.errors)")
        return (
            try JSONDecoder().decode(Document.self, from: result.output),
            try FileManager.default.contentsOfDirectory(atPath: folder.url.path)
        )
    }

    @Test func kernelsAreMeasuredForEverySet() throws {
        let (document, _) = try bench(["--kernels-only"], environment: ["WORKPRINT_KERNELS": "simd"])
        let names = ["blend", "blend, faded", "copy", "mix", "scale", "warp", "convert", "convert, alpha"]
        #expect(document.drafts.isEmpty)
        let variants = Set(document.kernels.map(\.variant))
        #expect(variants.isSuperset(of: ["reference", "simd"]))
        for variant in variants {
            #expect(document.kernels.filter { $0.variant == variant }.map(\.kernel) == names)
        }
        #expect(document.kernels.allSatisfy { $0.nanosecondsPerPixel > 0 && $0.gigabytesPerSecond > 0 })
        #expect(document.kernels.allSatisfy { $0.isSelected == ($0.variant == "simd") })
    }

    @Test func aStandardDraftIsMeasuredAndNothingIsLeft() throws {
        let (document, temporary) = try bench(["--drafts", "s1", "--seconds", "1", "--threads", "2"])
        #expect(temporary.isEmpty, "\(temporary)")
        #expect(document.workers == 2 && document.drafts.map(\.name) == ["S1"])
        let draft = try #require(document.drafts.first)
        #expect(draft.width == 1_080 && draft.height == 1_920 && draft.frames == 30 && draft.seconds == 1)
        #expect(draft.composite.map(\.workers) == [1, 2])
        // A photo under a title that stands still: one frame is painted, the others equal it.
        #expect(draft.composite.first?.composited == 1 && draft.composite.first?.reused == 29)
        #expect(draft.composite.allSatisfy { $0.framesPerSecond > 0 && $0.decodeSeconds > 0 })
        #expect(draft.render.workers == 2 && draft.render.encoding == "veryfast crf 18")
        #expect(draft.render.encodeSeconds > 0 && draft.render.framesPerSecond > 0 && draft.render.timesRealTime > 0)
        #expect(draft.slowFrames.map(\.frame) == [0])
    }

    /// Which of them is the slowest is told by a clock, and so tested with one that is made up.
    @Test func theSlowestFramesNameSegments() throws {
        let folder = try TemporaryFolder()
        // A color, a small sign in front, and between them for half of the time a photo that turns.
        let media = TestMedia.folder.path
        let path = try folder.write(
            """
            {"t":[{"tt":0,"sg":[{"src":"#203040","d":2000}]},
                  {"tt":0,"sg":[{"src":"photos/dandelions.jpg","s":500,"d":1000,"id":"heavy","m":{"name":"turning photo"},
                                 "kf":{"ro":[[0,1],[1000,40]]}}]},
                  {"tt":0,"sg":[{"src":"#ffffff","d":2000,"w":0.1,"h":0.1,"kf":{"x":[[0,0.2],[2000,0.8]]}}]}],
             "m":{"width":1080,"height":1920,"fps":30}}
            """, to: "draft.json")
        let (document, temporary) = try bench(["--draft", path, "--assets", media, "--threads", "1"])
        #expect(temporary.isEmpty, "\(temporary)")
        let draft = try #require(document.drafts.first)
        #expect(draft.name == path && draft.frames == 60 && draft.composite.map(\.workers) == [1])
        #expect(draft.composite.first?.composited == 60)
        #expect(draft.slowFrames.count == 10)
        #expect(Set(draft.slowFrames.map(\.frame)).count == 10)
        for slow in draft.slowFrames {
            #expect((0..<60).contains(slow.frame) && slow.seconds == Double(slow.frame) / 30)
            let places =
                (15..<45).contains(slow.frame) ? ["/t/0/sg/0", "/t/1/sg/0", "/t/2/sg/0"] : ["/t/0/sg/0", "/t/2/sg/0"]
            let segment = try #require(slow.segments.first)
            #expect(slow.segments.count == 1 && places.contains(segment.pointer))
            #expect((segment.id == "heavy") == (segment.pointer == "/t/1/sg/0"))
            #expect((segment.name == "turning photo") == (segment.pointer == "/t/1/sg/0"))
        }
    }

    static let badUsage: [[String]] = [
        ["--drafts", "S9"], ["--drafts", ""], ["--drafts", "S1,S1"], ["--threads", "0"], ["--threads", "65"],
        ["--seconds", "0"], ["--seconds", "-1"], ["--seconds", "nan"], ["--seconds", "long"],
        ["--draft", "draft.json", "--drafts", "S1"], ["--assets", "."], ["--kernels-only", "--drafts", "S1"],
        ["--kernels-only", "--seconds", "1"], ["--slow"], ["draft.json"],
        ["--draft", "draft.json", "--assets", "/nowhere"],
    ]

    @Test(arguments: badUsage) func badUsageExits3(_ arguments: [String]) throws {
        let result = try Subprocess.workprint(["bench"] + arguments)
        #expect(result.exitCode == 3)
        #expect(!result.errors.isEmpty && result.text.isEmpty)
    }

    @Test func aBadDraftExits2() throws {
        let folder = try TemporaryFolder()
        let broken = try folder.write(#"{"t":[{"tt":0,"sg":[{"src":"nowhere.png","d":1000}]}]}"#, to: "draft.json")
        let result = try Subprocess.workprint(["bench", "--draft", broken])
        #expect(result.exitCode == 2 && result.errors.contains("asset-missing at /t/0/sg/0/src"), "\(result.errors)")
        let missing = try Subprocess.workprint(["bench", "--draft", folder.path("none.json")])
        #expect(missing.exitCode == 2 && missing.text.isEmpty)
    }

    @Test func theTablesShowWhatWasMeasured() throws {
        let folder = try TemporaryFolder()
        let path = try folder.write(
            ##"{"t":[{"tt":0,"sg":[{"src":"#406080","d":400,"m":{"name":"a color"}}]}],"m":{"width":64,"height":64}}"##,
            to: "draft.json")
        let result = try Subprocess.workprint(["bench", "--draft", path, "--threads", "2"])
        #expect(result.exitCode == 0, "\(result.errors)")
        for word in ["convert, alpha", "reference", "paint 2", "× real time", "#0", "/t/0/sg/0 a color"] {
            #expect(result.text.contains(word), "\(word) is missing:\n\(result.text)")
        }
    }
}
