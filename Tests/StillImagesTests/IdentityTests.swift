import Foundation
import StillImages
import TestSupport
import Testing
import TimelineModel

@Suite("What a file is")
struct IdentityTests {
    @Test(
        "Content decides",
        arguments: [
            ("photos/cat.png", StillIdentity.still(.png)), ("photos/pagoda.jpg", .still(.jpeg)),
            ("awkward/png-gray-1.png", .still(.png)), ("graphics/sticker-party.apng.png", .animatedPNG),
            ("awkward/apng-dispose-previous.png", .animatedPNG), ("graphics/sticker-party.webp", .animatedWebP),
            ("corrupt/truncated.webp", .animatedWebP), ("corrupt/truncated.jpg", .still(.jpeg)),
        ])
    func identity(_ name: String, _ expected: StillIdentity) throws {
        #expect(try StillImages.identify(path: TestMedia.path(name)) == expected)
    }

    @Test(
        "Other files are not ours",
        arguments: [
            "graphics/sticker-party.gif", "clips/bunny-51.mp4", "awkward/photo.avif", "corrupt/empty.mp4",
            "corrupt/text.mp4", "audio/voice-en.wav",
        ])
    func others(_ name: String) throws {
        #expect(try StillImages.identify(path: TestMedia.path(name)) == nil)
    }

    @Test("acTL after the picture data animates nothing")
    func lateAnimationControl() throws {
        let folder = try TemporaryFolder()
        let plain = PNGBuilder(width: 1, height: 1, samples: [1, 2, 3, 255]).bytes
        let control = PNGBuilder.chunk("acTL", [0, 0, 0, 1, 0, 0, 0, 0])
        let url = folder.url.appending(path: "late.png")
        try Data(plain.dropLast(12) + control + plain.suffix(12)).write(to: url)
        #expect(try StillImages.identify(path: url.path) == .still(.png))
        #expect(try !StillImages.probe(path: url.path).isAnimated)
    }

    @Test(
        "Formats of others have names",
        arguments: [
            ("\0\0\0\u{1C}ftypavif", "AVIF image"), ("\0\0\0\u{18}ftypheic", "HEIC image"),
            ("\0\0\0\u{18}ftypmif1\0\0\0\0mif1avif", "AVIF image"),
            ("\0\0\0\u{18}ftypmif1\0\0\0\0mif1heic", "HEIC image"),
            ("\0\0\0\u{14}ftypmif1\0\0\0\0mif1", "HEIF image"), ("II*\0", "TIFF image"), ("MM\0*", "TIFF image"),
            ("8BPS", "Photoshop file"), ("%PDF-1.7", "PDF document"), ("BM6\0\0\0\0\0\0\0006\0\0\0\u{28}", "BMP image"),
            ("<svg xmlns=''>", "SVG image"), ("\n<?xml version='1.0'?><svg>", "SVG image"),
        ])
    func foreignNames(_ text: String, _ name: String) {
        #expect(StillImages.nameOfKnownForeignFormat(Array(text.utf8)) == name)
    }

    @Test(
        "Films and texts have no such name",
        arguments: ["\0\0\0\u{18}ftypisom", "\0\0\0\u{14}ftypqt  ", "BM", "", "<html>"])
    func noForeignName(_ text: String) {
        #expect(StillImages.nameOfKnownForeignFormat(Array(text.utf8)) == nil)
    }

    @Test("A refusal names the format that was found")
    func refusal() {
        let found = problem { () throws(AssetProblem) in
            try StillImages.probe(path: TestMedia.path("awkward/photo.avif"))
        }
        #expect(found == AssetProblem(.unsupported, "AVIF image: convert it to PNG or JPEG"))
    }

    @Test("Pipes, folders and what is not there are missing, and nothing waits")
    func noRegularFile() throws {
        let folder = try TemporaryFolder()
        #expect(mkfifo(folder.path("pipe"), 0o600) == 0)
        for path in [folder.path("pipe"), folder.url.path, folder.path("nothing"), "/dev/zero"] {
            #expect(problem { () throws(AssetProblem) in try StillImages.identify(path: path) }?.kind == .missing)
            #expect(problem { () throws(AssetProblem) in try StillImages.load(path: path) }?.kind == .missing)
        }
    }
}
