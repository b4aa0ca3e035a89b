import Foundation
import MediaBuffers
import MediaTiming
import StillImages
import TestSupport
import Testing
import TimelineModel

@Suite("Probing")
struct ProbeTests {
    struct Case: Sendable {
        var name: String
        var format: String
        var width: Int
        var height: Int
        var hasAlpha = false
        var isAnimated = false
    }

    @Test(
        "Facts of real files",
        arguments: [
            Case(name: "photos/cat.png", format: "png", width: 451, height: 300),
            Case(name: "photos/fig-bowl.jpg", format: "jpeg", width: 2_572, height: 1_740),
            Case(name: "photos/wine-portrait.jpg", format: "jpeg", width: 2_560, height: 3_837),
            Case(name: "graphics/logo.png", format: "png", width: 500, height: 500, hasAlpha: true),
            Case(name: "awkward/phone-exif-6.jpg", format: "jpeg", width: 1_200, height: 812),
            Case(name: "awkward/cmyk-adobe.jpg", format: "jpeg", width: 600, height: 400),
            Case(name: "awkward/png-basn3p04.png", format: "png", width: 32, height: 32),
            Case(name: "awkward/png-ftbbn3p08.png", format: "png", width: 32, height: 32, hasAlpha: true),
            Case(name: "awkward/rgba16-interlaced.png", format: "png", width: 226, height: 150, hasAlpha: true),
            Case(
                name: "graphics/sticker-party.apng.png", format: "apng", width: 200, height: 200, hasAlpha: true,
                isAnimated: true),
            Case(
                name: "graphics/sticker-party.webp", format: "webp", width: 200, height: 200, hasAlpha: true,
                isAnimated: true),
        ])
    func facts(_ expected: Case) throws {
        let facts = try StillImages.probe(path: TestMedia.path(expected.name))
        #expect(facts.format == expected.format)
        #expect(facts.width == expected.width && facts.height == expected.height)
        #expect(facts.hasAlpha == expected.hasAlpha)
        #expect(facts.isAnimated == expected.isAnimated)
        #expect((facts.frameTimes != nil) == (expected.format == "webp"))
    }

    @Test(
        "Damage and size show without decoding",
        arguments: [
            ("corrupt/badcrc.png", AssetProblem.Kind.damaged, "IDAT at byte 33"),
            ("corrupt/truncated.jpg", .damaged, "ends at byte 90000"),
            ("corrupt/truncated.webp", .damaged, "ends at byte 48386"),
            ("corrupt/huge-60000x60000.png", .tooLarge, "60000x60000"),
            ("corrupt/empty.mp4", .unsupported, "no PNG, JPEG or WebP"),
        ])
    func problems(_ name: String, _ kind: AssetProblem.Kind, _ words: String) {
        let path = TestMedia.path(name)
        for found in [
            problem { () throws(AssetProblem) in try StillImages.probe(path: path) },
            problem { () throws(AssetProblem) in try StillImages.load(path: path) },
        ] {
            #expect(found?.kind == kind)
            #expect(found?.message.contains(words) == true)
        }
    }

    @Test(
        "100 megapixels and sides of 65535 are the limits",
        arguments: [
            (10_000, 10_000, true), (10_001, 10_000, false), (16_000, 16_000, false), (65_535, 1_525, true),
            (65_536, 1, false), (1, 65_536, false),
        ])
    func limits(_ width: Int, _ height: Int, _ isPossible: Bool) {
        var builder = PNGBuilder(width: width, height: 1, samples: [0])
        builder.height = height
        let found = problem { () throws(AssetProblem) in try StillImages.probe(FileBytes(builder.bytes)) }
        #expect(found?.kind == (isPossible ? nil : .tooLarge))
    }

    @Test("A file of more than 200 MB is refused unread")
    func fileSize() throws {
        let folder = try TemporaryFolder()
        let path = folder.path("large.png")
        try Data([0x89, 0x50, 0x4E, 0x47]).write(to: URL(fileURLWithPath: path))
        #expect(truncate(path, 200_000_001) == 0)
        #expect(problem { () throws(AssetProblem) in try StillImages.probe(path: path) }?.kind == .tooLarge)
        #expect(truncate(path, 200_000_000) == 0)
        #expect(problem { () throws(AssetProblem) in try StillImages.probe(path: path) }?.kind == .damaged)
    }

    @Test("Every cut of a PNG, a JPEG and a WebP is seen", arguments: ["png", "jpeg", "webp"])
    func cuts(_ kind: String) throws {
        let bytes =
            switch kind {
            case "png": try mediaBytes("awkward/png-ftbbn3p08.png")
            case "jpeg": try mediaBytes("awkward/progressive-adobergb.jpg")
            default: try mediaBytes("graphics/sticker-party.webp")
            }
        let step = max(1, bytes.count / 700)
        for length in stride(from: 12, to: bytes.count, by: step) {
            let cut = FileBytes(Array(bytes[0..<length]))
            #expect(problem { () throws(AssetProblem) in try StillImages.probe(cut) }?.kind == .damaged)
        }
    }

    @Test(
        "What stands after the end of a picture does not matter",
        arguments: [
            "awkward/png-ftbbn3p08.png", "awkward/progressive-adobergb.jpg", "graphics/sticker-party.webp",
        ])
    func trailingBytes(_ name: String) throws {
        let bytes = try mediaBytes(name)
        let image = try StillImages.load(FileBytes(bytes))
        let padded = try StillImages.load(FileBytes(bytes + [0xFF, 0xD8, 0xFF, 0xC0, 0, 1, 2, 3] + bytes))
        #expect(padded.samples.hasSameSamples(as: image.samples))
    }
}
