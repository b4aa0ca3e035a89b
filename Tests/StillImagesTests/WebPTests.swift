import Foundation
import MediaBuffers
import MediaTiming
import StillImages
import TestSupport
import Testing
import TimelineModel

@Suite("WebP")
struct WebPTests {
    private static let sticker = "graphics/sticker-party.webp"

    private static func littleEndian(_ value: Int, bytes: Int) -> [UInt8] {
        (0..<bytes).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
    }

    private static func chunk(_ name: String, _ data: [UInt8]) -> [UInt8] {
        Array(name.utf8) + littleEndian(data.count, bytes: 4) + data + (data.count % 2 == 1 ? [0] : [])
    }

    private static func file(_ chunks: [UInt8]) -> FileBytes {
        FileBytes(Array("RIFF".utf8) + littleEndian(chunks.count + 4, bytes: 4) + Array("WEBP".utf8) + chunks)
    }

    /// Where the ANMF chunks of a file stand, with their headers.
    private static func frames(_ bytes: [UInt8]) -> [Range<Int>] {
        var found: [Range<Int>] = []
        var offset = 12
        while offset + 8 <= bytes.count {
            let length = (0..<4).reduce(0) { $0 | Int(bytes[offset + 4 + $1]) << (8 * $1) }
            let end = offset + 8 + length + length % 2
            if bytes[offset..<offset + 4].elementsEqual("ANMF".utf8) { found.append(offset..<end) }
            offset = end
        }
        return found
    }

    @Test("Frame times of the sticker")
    func frameTimes() throws {
        let animation = try WebPAnimation(path: TestMedia.path(Self.sticker))
        #expect(animation.frameTimes.starts == (0..<16).map { MediaTime(milliseconds: 60 * $0) })
        #expect(animation.frameTimes.end == MediaTime(milliseconds: 960))
        #expect(try StillImages.probe(path: TestMedia.path(Self.sticker)).frameTimes == animation.frameTimes)
    }

    @Test(
        "A delay that is too short to be meant is 100 ms", arguments: [(0, 100), (10, 100), (11, 11), (70_000, 70_000)])
    func delays(_ stored: Int, _ shown: Int64) throws {
        var bytes = try mediaBytes(Self.sticker)
        let first = Self.frames(bytes)[0].lowerBound
        bytes.replaceSubrange(first + 20..<first + 23, with: Self.littleEndian(stored, bytes: 3))
        let times = try WebPAnimation(FileBytes(bytes)).frameTimes
        #expect(times.starts[1] == MediaTime(milliseconds: shown))
        #expect(times.end == MediaTime(milliseconds: shown + 900))
    }

    @Test("Frames are the same forwards, backwards and twice")
    func order() throws {
        let animation = try WebPAnimation(path: TestMedia.path(Self.sticker))
        let forwards = try (0..<16).map { try animation.image(at: $0) }
        for index in [15, 15, 0, 9, 3, 4, 4] {
            #expect(try animation.image(at: index).samples.hasSameSamples(as: forwards[index].samples))
        }
        #expect(!forwards[0].samples.hasSameSamples(as: forwards[8].samples))
        #expect(forwards.allSatisfy { $0.alphaMode == .straight && $0.width == 200 && $0.height == 200 })
        let still = try StillImages.load(path: TestMedia.path(Self.sticker))
        #expect(still.samples.hasSameSamples(as: forwards[0].samples))
        // A corner is transparent, the middle of the face is yellow (from Pillow).
        #expect(forwards[0].pixel(0, 0)[3] == 0)
        let face = forwards[0].pixel(100, 100)
        #expect(face[0] > 240 && face[1] > 180 && face[2] < 100 && face[3] == 255, "\(face)")
    }

    @Test("One frame taken out is a still with the same pixels, and can be turned")
    func still() throws {
        let bytes = try mediaBytes(Self.sticker)
        // It covers 158x160 pixels of the canvas, from (20, 20) on.
        let frame = Self.frames(bytes)[0]
        let inner = Array(bytes[frame.lowerBound + 24..<frame.upperBound])
        func header(_ flags: UInt8) -> [UInt8] { Self.chunk("VP8X", [flags, 0, 0, 0, 157, 0, 0, 159, 0, 0]) }
        let still = Self.file(header(0x10) + inner)
        let facts = try StillImages.probe(still)
        #expect(!facts.isAnimated && facts.frameTimes == nil && facts.hasAlpha)
        let image = try StillImages.load(still)
        let wanted = try StillImages.load(FileBytes(bytes))
        let part = wanted.samples.cropped(x: 4 * 20, y: 20, width: 4 * 158, height: 160)
        #expect(image.samples.hasSameSamples(as: part))
        let exif = Self.chunk("EXIF", OrientationTests.exif(3, isLittle: true))
        let turned = try StillImages.load(Self.file(header(0x18) + inner + exif))
        #expect(turned.pixel(20, 30) == image.pixel(137, 129))
        #expect(problem { () throws(AssetProblem) in try WebPAnimation(still) }?.kind == .unsupported)
    }

    @Test("1000 frames are the limit")
    func frameCount() throws {
        let bytes = try mediaBytes(Self.sticker)
        let frame = Self.frames(bytes)[0]
        let head = Array(bytes[12..<frame.lowerBound])
        func file(_ count: Int) -> FileBytes {
            Self.file(head + (0..<count).flatMap { _ in bytes[frame] })
        }
        #expect(try StillImages.probe(file(1_000)).frameTimes?.starts.count == 1_000)
        #expect(problem { () throws(AssetProblem) in try StillImages.probe(file(1_001)) }?.kind == .tooLarge)
        #expect(problem { () throws(AssetProblem) in try WebPAnimation(file(1_001)) }?.kind == .tooLarge)
        let single = try StillImages.probe(file(1))
        #expect(!single.isAnimated && single.frameTimes == nil)
        #expect(try WebPAnimation(file(1)).frameTimes.end == MediaTime(milliseconds: 60))
    }

    @Test("A broken frame is named, and does not stop those before it")
    func brokenFrame() throws {
        var bytes = try mediaBytes(Self.sticker)
        let frame = Self.frames(bytes)[5]
        let start = try #require(frame.first { bytes[$0..<$0 + 3].elementsEqual([0x9D, 0x01, 0x2A]) })
        let whole = try WebPAnimation(FileBytes(bytes)).image(at: 4)
        // The length of the first partition, 19 bits before the start code: nothing.
        bytes[start - 3] &= 0x1F
        bytes[start - 2] = 0
        bytes[start - 1] = 0
        let animation = try WebPAnimation(FileBytes(bytes))
        let found = problem { () throws(AssetProblem) in try animation.image(at: 7) }
        #expect(found == AssetProblem(.damaged, "frame 6 of the animation is broken; export it again"))
        #expect(try animation.image(at: 4).samples.hasSameSamples(as: whole.samples))
    }
}
