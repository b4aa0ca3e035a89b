import COpenH264
import EncodedMedia
import Foundation
import MediaBuffers
import MediaIO
import TestSupport
import Testing

/// OpenH264 decodes the films as FFmpeg does.
///
/// It knows neither lossless coding (High 4:4:4 Predictive) nor all of B pictures: version 2.3.1 is some levels off in
/// theirs, where FFmpeg's decoder and x264's own pictures agree. Of films with B pictures it must refuse nothing, give
/// each frame, and have the keyframes right.
@Suite struct SecondOpinionTests {
    struct Kind: Sendable, CustomTestStringConvertible {
        var testDescription: String
        var preset = "veryfast"
        var factor = 23.0
        var width = 200
        var height = 90
        /// Frames of each chunk, or for how long each picture of each chunk is shown.
        var chunks: [[Int]]
        var isHeld = false
        var hasBidirectional = true
    }

    static let kinds =
        VideoEncoderSettings.presets.dropLast().map { preset in
            Kind(
                testDescription: "\(preset) by frames", preset: preset, chunks: [[30], [30], [7]],
                hasBidirectional: preset != "ultrafast")
        }
        + [("veryfast", 23.0), ("veryfast", 18), ("medium", 16), ("veryslow", 20)].map { preset, factor in
            Kind(
                testDescription: "\(preset) \(factor) held", preset: preset, factor: factor,
                chunks: [[1, 12, 2, 15], [30], [7, 23], [1]], isHeld: true, hasBidirectional: false)
        } + [
            Kind(
                testDescription: "single frames", chunks: [[1], [1], [1], [1], [1]], hasBidirectional: false),
            Kind(
                testDescription: "single frames by CAVLC", preset: "ultrafast",
                chunks: [[1], [1], [1], [30]], hasBidirectional: false),
            Kind(
                testDescription: "a range that begins one frame before a boundary", chunks: [[1], [30], [1]]),
            Kind(
                testDescription: "a range by CAVLC", preset: "ultrafast", width: 16, height: 16,
                chunks: [[1], [30], [12]], hasBidirectional: false),
            Kind(
                testDescription: "odd sizes", preset: "ultrafast", width: 142, height: 66, chunks: [[30], [3]],
                hasBidirectional: false),
        ]

    private func write(_ kind: Kind, to path: String) throws {
        let count = kind.chunks.joined().reduce(0, +)
        let film = TestFilm(
            width: kind.width, height: kind.height, preset: kind.preset, rate: .crf(kind.factor), chunkLength: 30,
            frameCount: count, hasSquare: kind.height > 40)
        var start = 0
        let chunks = try kind.chunks.map { lengths in
            defer { start += lengths.reduce(0, +) }
            guard kind.isHeld else { return try film.chunk(start..<start + lengths[0]) }
            let encoder = try ChunkEncoder(settings: film.settings, heldCounts: lengths)
            let canvas = Canvas(width: film.width, height: film.height)
            for index in lengths.indices {
                film.paint(start + index, on: canvas)
                try encoder.encode(canvas)
            }
            return try encoder.finish()
        }
        let isWhole = try MovieAssembler.write(
            to: path, settings: film.settings, chunks: chunks.map { chunk in { chunk } }, sound: try film.sound())
        #expect(isWhole)
    }

    /// The frames that OpenH264 finds in a film, each as raw 4:2:0 planes.
    private func framesByOpenH264(_ path: String) throws -> [Data] {
        let stream = try Subprocess.run(
            "ffmpeg", ["-v", "error", "-i", path, "-map", "0:v", "-c", "copy", "-f", "h264", "-"])
        try #require(stream.exitCode == 0)
        final class Frames { var list: [Data] = [] }
        let frames = Frames()
        var reason = [CChar](repeating: 0, count: 256)
        let code = stream.output.withUnsafeBytes { bytes in
            wp_openh264_decode(
                bytes.bindMemory(to: UInt8.self).baseAddress, bytes.count,
                { context, picture in
                    guard let context, let picture = picture?.pointee else { return }
                    let (width, height) = (Int(picture.width), Int(picture.height))
                    var frame = Data()
                    func add(_ plane: UnsafePointer<UInt8>?, _ stride: Int32, _ width: Int, _ height: Int) {
                        guard let plane else { return }
                        for y in 0..<height { frame.append(plane + y * Int(stride), count: width) }
                    }
                    add(picture.luma, picture.luma_stride, width, height)
                    add(picture.cb, picture.chroma_stride, width / 2, height / 2)
                    add(picture.cr, picture.chroma_stride, width / 2, height / 2)
                    Unmanaged<Frames>.fromOpaque(context).takeUnretainedValue().list.append(frame)
                }, Unmanaged.passUnretained(frames).toOpaque(), &reason, reason.count)
        }
        let words = String(decoding: reason.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
        try #require(code == 0, "\(words)")
        return frames.list
    }

    @Test(arguments: kinds) func decodersAgree(_ kind: Kind) throws {
        let folder = try TemporaryFolder()
        let path = folder.path("film.mp4")
        try write(kind, to: path)
        let raw = try Probe.frames(path)
        let size = kind.width * kind.height * 3 / 2
        let expected = stride(from: 0, to: raw.count, by: size).map { Data(raw[$0..<$0 + size]) }
        let found = try framesByOpenH264(path)
        try #require(expected.count == kind.chunks.joined().reduce(0, +) && found.count == expected.count)
        if kind.hasBidirectional {
            var start = 0
            for lengths in kind.chunks {
                let isThere = found.contains(expected[start])
                #expect(isThere, "keyframe \(start)")
                start += lengths[0]
            }
        } else {
            // Version 2.3.1 gives some frames in another order than they are shown in.
            let areAllThere = Set(found) == Set(expected)
            #expect(areAllThere, "frames differ")
        }
    }
}
