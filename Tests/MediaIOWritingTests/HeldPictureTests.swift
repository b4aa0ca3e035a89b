import EncodedMedia
import Foundation
import MediaBuffers
import MediaIO
import MediaTiming
import TestSupport
import Testing

/// Chunks whose pictures are shown for many frames each.
@Suite struct HeldPictureTests {
    /// Frames that each of the pictures is shown for; the last runs pass the 16 numbers that slice headers count to.
    private static let counts = [1, 12, 2, 25, 20]

    struct Choice: Sendable, CustomTestStringConvertible {
        var preset: String
        var rate: VideoEncoderSettings.Rate
        var testDescription: String { "\(preset) \(rate)" }
    }

    static let choices =
        ["veryfast", "faster", "medium", "veryslow"].map {
            Choice(preset: $0, rate: .crf(20))
        } + ["ultrafast", "veryfast"].map { Choice(preset: $0, rate: .lossless) }

    private func film(_ choice: Choice) -> TestFilm {
        // Sides that are no multiples of 16: coded pictures are larger than shown ones.
        TestFilm(width: 200, height: 90, preset: choice.preset, rate: choice.rate, frameCount: 60)
    }

    private func chunk(_ film: TestFilm, counts: [Int], isHeld: Bool = true) throws -> EncodedChunk {
        let encoder = try ChunkEncoder(settings: film.settings, heldCounts: isHeld ? counts : nil)
        let canvas = Canvas(width: film.width, height: film.height)
        for (index, count) in counts.enumerated() {
            film.paint(index, on: canvas)
            for _ in 0..<(isHeld ? 1 : count) { try encoder.encode(canvas) }
        }
        return try encoder.finish()
    }

    @Test func asManyPicturesAsWereAnnounced() throws {
        let film = film(Choice(preset: "veryfast", rate: .crf(20)))
        let canvas = Canvas(width: film.width, height: film.height)
        let encoder = try ChunkEncoder(settings: film.settings, heldCounts: [20, 20])
        try encoder.encode(canvas)
        #expect(throws: MediaError.self) { try encoder.finish() }
        let other = try ChunkEncoder(settings: film.settings, heldCounts: [20])
        try other.encode(canvas)
        #expect(throws: MediaError.self) { try other.encode(canvas) }
    }

    private func decoded(_ chunk: EncodedChunk) throws -> [Canvas] {
        var frames: [Canvas] = []
        try ChunkDecoder.frames(of: chunk) { _, canvas in frames.append(canvas.copied()) }
        return frames
    }

    /// Mean square of the differences of luma.
    private func error(_ one: Canvas, _ other: Canvas) -> Double {
        var sum = 0
        for y in 0..<one.height {
            for x in 0..<one.width {
                let difference = Int(one.luma.row(y)[x]) - Int(other.luma.row(y)[x])
                sum += difference * difference
            }
        }
        return Double(sum) / Double(one.width * one.height)
    }

    @Test(arguments: choices) func framesAreThePicturesForAsLongAsTheyAreShown(_ choice: Choice) throws {
        let film = film(choice)
        let chunk = try chunk(film, counts: Self.counts)
        #expect(chunk.frameCount == 60)
        #expect(chunk.packets.map(\.presentationTimestamp) == Array(0..<60))
        #expect(chunk.packets.map(\.isKeyframe) == [true] + [Bool](repeating: false, count: 59))
        let frames = try decoded(chunk)
        try #require(frames.count == 60)
        let each = try decoded(self.chunk(film, counts: Self.counts, isHeld: false))
        let canvas = Canvas(width: film.width, height: film.height)
        var start = 0
        for (index, count) in Self.counts.enumerated() {
            film.paint(index, on: canvas)
            for frame in start + 1..<start + count {
                #expect(error(frames[frame], frames[start]) == 0, "frame \(frame) is not the one before")
                #expect(frames[frame].cb.hasSameSamples(as: frames[start].cb))
            }
            let own = error(frames[start], canvas)
            if choice.rate == .lossless {
                #expect(own == 0)
            } else {
                // Not worse than encoded frame by frame, with a little room.
                #expect(own <= max(1.5, 1.25 * error(each[start + count / 2], canvas)), "picture \(index)")
            }
            start += count
        }
    }

    @Test(arguments: choices) func decodersThatForgiveNothingTakeIt(_ choice: Choice) throws {
        let film = film(choice)
        let folder = try TemporaryFolder()
        let chunks = [try chunk(film, counts: [30, 30]), try chunk(film, counts: [60])]
        let sound = TestFilm(frameCount: 120)
        let isWhole = try MovieAssembler.write(
            to: folder.path("film.mp4"), settings: film.settings, chunks: chunks.lazy.map { chunk in { chunk } },
            sound: try sound.sound())
        #expect(isWhole)
        let result = try Subprocess.run(
            "ffmpeg",
            [
                "-v", "warning", "-xerror", "-err_detect", "+crccheck+bitstream+buffer+explode+careful+compliant",
                "-i", folder.path("film.mp4"), "-map", "0:v", "-f", "framemd5", "-",
            ])
        #expect(result.exitCode == 0 && result.errors.isEmpty, "\(result.errors)")
        let digests = result.text.split(separator: "\n").filter { !$0.hasPrefix("#") }.compactMap {
            $0.split(separator: ",").last
        }
        #expect(digests.count == 120)
        #expect(Set(digests[..<30]).count == 1 && Set(digests[30..<60]).count == 1 && Set(digests[60...]).count == 1)
        #expect(digests[0] != digests[30])
    }

    @Test(arguments: ["ultrafast", "superfast"]) func withoutLookaheadEachFrameIsEncoded(_ preset: String) throws {
        let film = film(Choice(preset: preset, rate: .crf(20)))
        #expect(try chunk(film, counts: Self.counts) == chunk(film, counts: Self.counts, isHeld: false))
    }

    @Test func equalPicturesGiveEqualBytesAndRepetitionsAreTiny() throws {
        let film = film(Choice(preset: "veryfast", rate: .crf(20)))
        let chunk = try chunk(film, counts: [40, 20])
        #expect(try self.chunk(film, counts: [40, 20]) == chunk)
        for (index, packet) in chunk.packets.enumerated() where index != 0 && index != 40 {
            #expect(packet.data.count < (index == 32 ? 200 : 64), "frame \(index)")
        }
        // One picture: the same but for how long it lasts.
        let long = try self.chunk(film, counts: [60])
        let short = try self.chunk(film, counts: [30])
        #expect(long.packets[0] == short.packets[0] && Array(long.packets[..<30]) == short.packets)
    }

    /// The order of frames must be right, although all of a run look the same.
    @Test(arguments: choices) func readersFindEachFrameByItsTime(_ choice: Choice) throws {
        let film = film(choice)
        let folder = try TemporaryFolder()
        let chunks = [try chunk(film, counts: [60]), try chunk(film, counts: [17, 43])]
        let isWhole = try MovieAssembler.write(
            to: folder.path("film.mp4"), settings: film.settings, chunks: chunks.lazy.map { chunk in { chunk } },
            sound: try TestFilm(frameCount: 120).sound())
        #expect(isWhole)
        let reader = try VideoReader(path: folder.path("film.mp4"))
        for index in 0..<120 { _ = try reader.picture(at: index) }
        let jumping = try VideoReader(path: folder.path("film.mp4"), threadCount: 2)
        for index in [119, 50, 106, 16, 17, 18, 77, 90, 33, 32, 31] { _ = try jumping.picture(at: index) }
    }
}
