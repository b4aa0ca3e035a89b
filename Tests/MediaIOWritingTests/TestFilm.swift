import EncodedMedia
import Foundation
import MediaBuffers
import MediaIO
import MediaTiming
import SystemFiles
import TestSupport
import Testing

/// A small film with moving pictures and noise, made through the whole writing side.
struct TestFilm: Sendable, CustomTestStringConvertible {
    var width = 160
    var height = 96
    var frameRate = FrameRate(30)
    var preset = "veryfast"
    var rate = VideoEncoderSettings.Rate.crf(23)
    var chunkLength = 60
    var frameCount = 150
    var hasSquare = true

    var settings: VideoEncoderSettings {
        VideoEncoderSettings(
            width: width, height: height, frameRate: frameRate, preset: preset, rate: rate,
            keyframeInterval: chunkLength)
    }

    var testDescription: String { "\(frameCount) frames at \(frameRate), \(preset), \(rate)" }

    /// Frames of each chunk.
    var chunkRanges: [Range<Int>] {
        stride(from: 0, to: frameCount, by: chunkLength).map { $0..<min($0 + chunkLength, frameCount) }
    }

    /// Samples that the film's sound has.
    var sampleCount: Int { Int(frameRate.time(ofFrame: frameCount).firstTick(atRate: 48_000)) }

    /// Paints frame `index`: a gradient that moves, a square that jumps, noise that differs from frame to frame.
    func paint(_ index: Int, on canvas: Canvas) {
        var generator = SeededGenerator(seed: UInt64(index))
        let scene = index / 25 * 40
        for y in 0..<height {
            let row = canvas.luma.row(y)
            let noise = generator.next()
            for x in 0..<width {
                let grain = Int(noise >> UInt64(x % 56) & 7)
                row[x] = UInt8(16 + (x + y + 3 * index + scene + grain) % 220)
            }
        }
        for y in 0..<height / 2 {
            let cb = canvas.cb.row(y)
            let cr = canvas.cr.row(y)
            for x in 0..<width / 2 {
                cb[x] = UInt8(64 + (x + index + scene) % 128)
                cr[x] = UInt8(64 + (y + 2 * index) % 128)
            }
        }
        let left = index * 7 % max(1, width - 16)
        guard hasSquare else { return }
        for y in 20..<36 { (canvas.luma.row(y) + left).update(repeating: 235, count: 16) }
    }

    /// Encodes a run of frames on one canvas that is painted over each time.
    func chunk(_ frames: Range<Int>) throws -> EncodedChunk {
        let encoder = try ChunkEncoder(settings: settings)
        let canvas = Canvas(width: width, height: height)
        for index in frames {
            paint(index, on: canvas)
            try encoder.encode(canvas)
            // Whoever still read the samples now would see this.
            canvas.luma.fill(16)
        }
        return try encoder.finish()
    }

    /// Noise of a middling level, the same in each run.
    func noise() -> StereoSamples {
        var generator = SeededGenerator(seed: 7)
        var samples = StereoSamples(frameCount: sampleCount)
        for index in 0..<sampleCount {
            samples.left[index] = Float.random(in: -0.3...0.3, using: &generator)
            samples.right[index] = Float.random(in: -0.1...0.1, using: &generator)
        }
        return samples
    }

    func sound(_ samples: StereoSamples? = nil) throws -> EncodedSound {
        let samples = samples ?? noise()
        let encoder = try SoundEncoder(sampleCount: Int64(samples.frameCount))
        try encoder.encode(samples)
        return try encoder.finish()
    }

    /// Writes the film and returns its chunks.
    @discardableResult
    func write(to path: String, sound: EncodedSound? = nil, title: String? = nil) throws -> [EncodedChunk] {
        let chunks = try chunkRanges.map(chunk)
        let file = try AtomicFile(target: path)
        let isWhole = try MovieAssembler.write(
            to: file.path, settings: settings, chunks: chunks.lazy.map { chunk in { chunk } },
            sound: try sound ?? self.sound(), title: title)
        guard isWhole else { throw CancellationError() }
        try file.commit()
        return chunks
    }

    /// The frames as raw 4:2:0 planes, one behind the other.
    func framesAsPainted() -> Data {
        let canvas = Canvas(width: width, height: height)
        var raw = Data()
        for index in 0..<frameCount {
            paint(index, on: canvas)
            for plane in [canvas.luma, canvas.cb, canvas.cr] {
                for y in 0..<plane.height { raw.append(plane.row(y), count: plane.width) }
            }
        }
        return raw
    }
}
