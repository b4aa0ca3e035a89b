import EncodedMedia
import Foundation
import H264Syntax
import MediaBuffers
import MediaIO
import TestSupport
import Testing

/// Of two IDR pictures in a row `idr_pic_id` differs (ITU-T H.264, clause 7.4.3), however chunks are cut.
@Suite struct IDRPictureTests {
    struct Choice: Sendable, CustomTestStringConvertible {
        var preset: String
        var rate: VideoEncoderSettings.Rate
        var testDescription: String { "\(preset) \(rate)" }
    }

    /// CAVLC, and CABAC with and without what comes between `idr_pic_id` and the slice data.
    static let choices = [
        Choice(preset: "ultrafast", rate: .crf(23)), Choice(preset: "veryfast", rate: .crf(23)),
        Choice(preset: "medium", rate: .crf(12)), Choice(preset: "ultrafast", rate: .lossless),
        Choice(preset: "veryfast", rate: .lossless),
    ]

    private func write(_ film: TestFilm, lengths: [Int], to path: String) throws -> [EncodedChunk] {
        var chunks: [EncodedChunk] = []
        var start = 0
        for length in lengths {
            chunks.append(try film.chunk(start..<start + length))
            start += length
        }
        let isWhole = try MovieAssembler.write(
            to: path, settings: film.settings, chunks: chunks.map { chunk in { chunk } }, sound: try film.sound())
        #expect(isWhole)
        return chunks
    }

    /// `idr_pic_id` of each frame in the order of decoding, read from the film; nil for frames that are no IDR pictures.
    private func identifiers(_ path: String, _ header: [UInt8]) throws -> [Int?] {
        let answer = try Subprocess.run(
            "ffmpeg",
            [
                "-v", "error", "-i", path, "-map", "0:v", "-c", "copy", "-bsf:v", "h264_mp4toannexb",
                "-f", "data", "-",
            ])
        try #require(answer.exitCode == 0)
        let parameters = try #require(StreamParameterSets(header: header))
        return NALUnitReader(lengthSize: nil).units(in: [UInt8](answer.output)).filter(\.isSlice).map {
            SliceHeader($0, parameters)?.idrPictureID
        }
    }

    @Test(arguments: choices) func neighborsAreToldApart(_ choice: Choice) throws {
        let lengths = [1, 30, 1, 1, 1, 30]
        let film = TestFilm(
            width: 200, height: 90, preset: choice.preset, rate: choice.rate, chunkLength: 30, frameCount: 64)
        let folder = try TemporaryFolder()
        let path = folder.path("film.mp4")
        let chunks = try write(film, lengths: lengths, to: path)
        let found = try identifiers(path, chunks[0].extradata)
        #expect(found.count == 64)
        for (before, after) in zip(found, found.dropFirst()) where before != nil && after != nil {
            #expect(before != after)
        }
        #expect(zip(found, found.dropFirst()).filter { $0 != nil && $1 != nil }.count >= 4)
        // The pictures are those that each chunk has by itself.
        let frames = try Probe.frames(path)
        var alone = Data()
        for chunk in chunks {
            try ChunkDecoder.frames(of: chunk) { _, canvas in
                for plane in [canvas.luma, canvas.cb, canvas.cr] {
                    for y in 0..<plane.height { alone.append(plane.row(y), count: plane.width) }
                }
            }
        }
        #expect(frames == alone)
        let strict = try Subprocess.run(
            "ffmpeg",
            [
                "-v", "warning", "-xerror", "-err_detect", "+crccheck+bitstream+buffer+explode+careful+compliant",
                "-i", path, "-map", "0:v", "-f", "null", "-",
            ])
        #expect(strict.exitCode == 0 && strict.errors.isEmpty, "\(strict.errors)")
    }

    @Test(arguments: choices) func anIdentifierGoesThereAndBack(_ choice: Choice) throws {
        let film = TestFilm(width: 200, height: 90, preset: choice.preset, rate: choice.rate, frameCount: 1)
        let chunk = try film.chunk(0..<1)
        let editor = try #require(IDRPictureID(header: chunk.extradata))
        let data = chunk.packets[0].data
        #expect(editor.value(of: data) == 0)
        for value in [1, 2, 3, 300, 65_535] {
            let changed = try #require(editor.replacing(in: data, by: value))
            #expect(editor.value(of: changed) == value && changed != data)
            let back = try #require(editor.replacing(in: changed, by: 0))
            let reader = NALUnitReader(lengthSize: nil)
            #expect(reader.units(in: back) == reader.units(in: data))
        }
    }
}
