import Foundation
import PlatformChecks
import TestSupport
import Testing
import WorkprintKit

/// Drafts that are laid out, whatever from, are clean: for `check`, and for the platforms of their shape.
@Suite("What new writes") struct LaidOutDraftTests {
    /// One way to ask for a draft.
    private struct Wish: CustomStringConvertible {
        var request = LayoutRequest()
        var platforms: [TargetPlatform] = []

        var description: String {
            "\(request.images.count) pictures, \(request.clips.count) clips, duration "
                + "\(request.duration.map { "\($0)" } ?? "of its own"), title \(request.title ?? "–"), closing "
                + "\(request.closing ?? "–"), voice \(request.voice ?? "–"), \(request.canvas), \(request.frameRate)"
        }
    }

    private static let photos = [
        "cat.png", "coffee.png", "dandelions.jpg", "fig-bowl.jpg", "pagoda.jpg", "wine-portrait.jpg",
    ]
    private static let texts: [String?] = [
        nil, "x", "Paradise Found", "A long weekend of light and wine and dandelions",
        "Supercalifragilisticexpialidocious",
    ]
    private static let durations: [Int64?] = [nil, 1_000, 1_500, 2_000, 3_000, 4_700, 10_000, 29_970, 60_000]

    /// What somebody might ask for; the same for the same number.
    private static func wish(_ seed: UInt64) -> Wish {
        var random = SeededGenerator(seed: seed)
        var wish = Wish()
        let count = [1, 1, 2, 3, 5, 8, 13, 24, 40].randomElement(using: &random) ?? 1
        wish.request.images = (0..<count).map { _ in
            TestMedia.path("photos/" + (photos.randomElement(using: &random) ?? "cat.png"))
        }
        let clips = ["clips/bunny-51.mp4", "clips/cockatoo.mp4"].map { TestMedia.path($0) }
        wish.request.clips = Array(clips.prefix(Int.random(in: 0...2, using: &random)))
        wish.request.music = TestMedia.path("audio/music-metal-vbr.mp3")
        if Bool.random(using: &random) { wish.request.voice = TestMedia.path("audio/voice-en.wav") }
        wish.request.title = texts[Int.random(in: 0..<texts.count, using: &random)]
        wish.request.closing = texts[Int.random(in: 0..<texts.count, using: &random)]
        let duration = durations[Int.random(in: 0..<durations.count, using: &random)]
        wish.request.duration = duration.map { MediaTime(milliseconds: $0) }
        wish.request.frameRate =
            [FrameRate(30), FrameRate(24), FrameRate(30_000, 1_001)]
            .randomElement(using: &random) ?? FrameRate(30)
        if Int.random(in: 0..<4, using: &random) == 0 {
            wish.request.canvas = PixelSize(width: 1_080, height: 1_080)
            wish.platforms = [.square]
        } else {
            wish.platforms = [[.reels, .tiktok, .shorts].randomElement(using: &random) ?? .reels]
        }
        return wish
    }

    /// The layout of a wish; nil where it is refused, since it is too much for the time that is asked for.
    private func laidOut(_ wish: Wish, in folder: TemporaryFolder) throws -> LayoutRequest.Layout? {
        do {
            return try wish.request.layout(in: folder.url)
        } catch {
            let shots = wish.request.images.count + wish.request.clips.count
            let seconds = wish.request.duration?.doubleValue ?? .infinity
            #expect(seconds / Double(shots) < 0.7 || "\(error)".contains("cannot be read"), "\(wish): \(error)")
            return nil
        }
    }

    @Test("is clean for its platform", arguments: 1...14) func isClean(_ seed: Int) throws {
        var wish = Self.wish(UInt64(seed))
        let folder = try TemporaryFolder()
        guard let layout = try laidOut(wish, in: folder) else { return }
        if layout.durationSeconds < 3, wish.platforms != [.square] { wish.platforms = [.shorts] }
        if layout.durationSeconds > 180, wish.platforms != [.square] { wish.platforms = [.tiktok] }
        let draft = Draft(document: layout.document, folder: folder.url)
        #expect(draft.findings.isEmpty, "\(wish): \(draft.findings)")
        for platform in wish.platforms {
            let report = try draft.check(decodesSources: false, platform: platform)
            #expect(report.findings.isEmpty, "\(wish): \(report.findings)")
        }
        if let duration = wish.request.duration { #expect(layout.durationSeconds == duration.doubleValue, "\(wish)") }
    }

    @Test("is clean for ten minutes of one picture, and for one second of it") func extremes() throws {
        let folder = try TemporaryFolder()
        for (milliseconds, platform) in [(600_000, TargetPlatform.tiktok), (1_000, .shorts)] {
            var request = LayoutRequest()
            request.images = [TestMedia.path("photos/pagoda.jpg")]
            request.music = TestMedia.path("audio/music-metal-vbr.mp3")
            request.title = "x"
            request.closing = "y"
            request.duration = MediaTime(milliseconds: Int64(milliseconds))
            let draft = Draft(document: try request.document(in: folder.url), folder: folder.url)
            let report = try draft.check(decodesSources: false, platform: platform)
            #expect(report.findings.isEmpty, "\(milliseconds): \(report.findings)")
        }
    }

    /// A white picture is the worst behind white letters.
    @Test("lets a text stand out on white") func contrast() throws {
        let folder = try TemporaryFolder()
        let white = try Subprocess.run(
            "ffmpeg",
            [
                "-v", "error", "-f", "lavfi", "-i", "color=white:s=400x600,noise=alls=6", "-frames:v", "1",
                folder.path("white.png"),
            ])
        #expect(white.exitCode == 0, "\(white.errors)")
        var request = LayoutRequest()
        request.images = [folder.path("white.png")]
        request.title = "White"
        request.closing = "Light"
        request.music = TestMedia.path("audio/music-metal-vbr.mp3")
        let draft = Draft(document: try request.document(in: folder.url), folder: folder.url)
        let report = try draft.check(decodesSources: false, platform: .reels)
        #expect(report.findings.isEmpty, "\(report.findings)")
    }

    @Test("names files as they were given") func paths() throws {
        let folder = try TemporaryFolder()
        try FileManager.default.createDirectory(
            atPath: folder.path("real/deep"), withIntermediateDirectories: true)
        try FileManager.default.copyItem(
            atPath: TestMedia.path("photos/cat.png"), toPath: folder.path("real/deep/cat.png"))
        try FileManager.default.createSymbolicLink(
            atPath: folder.path("link"), withDestinationPath: folder.path("real/deep"))
        try FileManager.default.createDirectory(atPath: folder.path("other"), withIntermediateDirectories: true)
        func source(_ image: String, draft: String = "draft.json") throws -> String {
            let made = try Subprocess.workprint(["new", "--images", image, "-o", draft, "--force"], folder: folder.url)
            #expect(made.exitCode == 0, "\(made.errors)")
            let checked = try Subprocess.workprint(["check", draft], folder: folder.url)
            #expect(checked.exitCode == 0, "\(checked.text)")
            let text = try String(contentsOfFile: folder.path(draft), encoding: .utf8)
            return try #require(text.firstMatch(of: /"src": "([^#"]*)"/)).output.1.description
        }
        #expect(try source("real/deep/cat.png") == "real/deep/cat.png")
        #expect(try source("link/cat.png") == "link/cat.png")
        for name in ["red", "a:b.png"] {
            try FileManager.default.copyItem(
                atPath: TestMedia.path("photos/cat.png"), toPath: folder.path(name))
        }
        #expect(try source("red") == "./red")
        #expect(try source("a:b.png") == "a:b.png")
        #expect(try source("red", draft: "link/red.json") == "../../red")
        #expect(try source("link/cat.png", draft: "other/draft.json") == "../link/cat.png")
        #expect(try source(folder.path("link/cat.png")) == folder.path("link/cat.png"))
        #expect(try source("real/deep/cat.png", draft: "real/draft.json") == "deep/cat.png")
        #expect(try source("link/cat.png", draft: "real/draft.json") == "../link/cat.png")
        // From behind the link `..` is not where it seems to be.
        #expect(try source("link/cat.png", draft: "link/draft.json") == "cat.png")
        #expect(try source("real/deep/../deep/cat.png", draft: "link/other.json") == "cat.png")
    }

    @Test("is told, with what to do next", arguments: ["5", "5s", "0:05", "5000ms", "5sec", "0.08333333min"])
    func words(_ duration: String) throws {
        let folder = try TemporaryFolder()
        let made = try Subprocess.workprint(
            [
                "new", "--images", TestMedia.path("photos/cat.png"), "--duration", duration, "-o", "my draft.json",
            ], folder: folder.url)
        #expect(made.errors.contains("my draft.json: 5.0 s, 1080x1920 at 30 fps, 1 shot\n"), "\(made.errors)")
        #expect(made.errors.contains("it is silent; --music"), "\(made.errors)")
        #expect(made.errors.contains("next: workprint render 'my draft.json' -o 'my draft.mp4'"), "\(made.errors)")
    }

    /// The layouts know no platform; this holds them to what the platforms cover.
    @Test("keeps texts where no platform covers them", arguments: [Platform.reels, .tiktok, .shorts, .square])
    func safeArea(_ platform: Platform) throws {
        var request = LayoutRequest()
        request.images = [TestMedia.path("photos/cat.png")]
        request.title = "A long weekend of light and wine and dandelions"
        let isSquare = platform == .square
        if isSquare { request.canvas = PixelSize(width: 1_080, height: 1_080) }
        let segment = try #require(
            try request.document(in: URL(fileURLWithPath: "/tmp")).tracks.first { $0.kind == .text }?.segments.first)
        let margins = PlatformLimits(of: platform).margins
        guard case .fraction(let width)? = segment.width else {
            Issue.record("no width")
            return
        }
        #expect(0.5 - width / 2 >= margins.left - 1e-9 && 0.5 + width / 2 <= 1 - margins.right + 1e-9)
    }
}
