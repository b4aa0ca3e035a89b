import Foundation
import MediaBuffers
import MediaIO
import MediaTiming
import OutputVerification
import TestSupport
import TimelineModel

/// A film of three seconds from our own encoder and muxer, and what FFmpeg makes of it.
enum FactFilm {
    static let width = 160
    static let height = 96
    static let frameCount = 90
    static let expected = ExpectedFile(
        size: CanvasSize(width: width, height: height), frameRate: FrameRate(30), frameCount: frameCount)

    /// The film's bytes, made once.
    static let bytes = Result { () throws -> Data in
        let settings = VideoEncoderSettings(
            width: width, height: height, frameRate: FrameRate(30), preset: "veryfast", rate: .crf(18),
            keyframeInterval: 60)
        let folder = try TemporaryFolder()
        let path = folder.path("film.mp4")
        let chunks = try [0..<60, 60..<90].map { frames in
            let encoder = try ChunkEncoder(settings: settings)
            let canvas = Canvas(width: width, height: height)
            for frame in frames {
                paint(frame, on: canvas)
                try encoder.encode(canvas)
            }
            return try encoder.finish()
        }
        let sound = try SoundEncoder(sampleCount: 144_000)
        var samples = StereoSamples(frameCount: 144_000)
        var generator = SeededGenerator(seed: 3)
        for index in 0..<144_000 {
            samples.left[index] = Float.random(in: -0.2...0.2, using: &generator)
            samples.right[index] = Float.random(in: -0.1...0.1, using: &generator)
        }
        try sound.encode(samples)
        try MovieAssembler.write(
            to: path, settings: settings, chunks: chunks.lazy.map { chunk in { chunk } }, sound: try sound.finish())
        return try Data(contentsOf: URL(fileURLWithPath: path))
    }

    private static func paint(_ index: Int, on canvas: Canvas) {
        var generator = SeededGenerator(seed: UInt64(index))
        for y in 0..<height {
            let row = canvas.luma.row(y)
            let noise = generator.next()
            for x in 0..<width { row[x] = UInt8(30 + (x + 2 * y + 3 * index + Int(noise >> UInt64(x % 56) & 7)) % 190) }
        }
        for y in 0..<height / 2 {
            for x in 0..<width / 2 {
                canvas.cb.row(y)[x] = UInt8(64 + (x + index) % 128)
                canvas.cr.row(y)[x] = UInt8(64 + (y + 2 * index) % 128)
            }
        }
    }

    /// The film, written into a folder.
    static func write(to folder: TemporaryFolder) throws -> String {
        let path = folder.path("film.mp4")
        try bytes.get().write(to: URL(fileURLWithPath: path))
        return path
    }

    /// What FFmpeg makes of the film: `IN` stands for its name, the result's is added.
    static func remade(_ arguments: String, as name: String, in folder: TemporaryFolder) throws -> String {
        let film = try write(to: folder)
        let output = folder.path(name)
        let words = arguments.split(separator: " ").map { $0 == "IN" ? film : String($0) }
        let answer = try Subprocess.run("ffmpeg", ["-v", "error", "-y", "-nostdin"] + words + [output])
        guard answer.exitCode == 0 else { throw RemakingFailure(description: answer.errors) }
        return output
    }

    struct RemakingFailure: Error, CustomStringConvertible {
        let description: String
    }
}
