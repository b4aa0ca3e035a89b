import EncodedMedia
import Foundation
import MediaBuffers
import MediaIO
import TestSupport
import Testing

@Suite struct SoundTests {
    /// Bursts of noise at known places, found again by correlation in what other programs decode.
    @Test func everySampleStaysInItsPlace() throws {
        let film = TestFilm(frameCount: 150)
        let places = [0, 5_000, 48_000, 100_001, 200_500, film.sampleCount - 2_000]
        var generator = SeededGenerator(seed: 3)
        let burst = (0..<2_000).map { _ in Float.random(in: -0.5...0.5, using: &generator) }
        var samples = StereoSamples(frameCount: film.sampleCount)
        for place in places {
            for (offset, value) in burst.enumerated() {
                samples.left[place + offset] = value
                samples.right[place + offset] = -value
            }
        }
        let folder = try TemporaryFolder()
        try film.write(to: folder.path("film.mp4"), sound: film.sound(samples))
        let decoded = try Probe.sound(folder.path("film.mp4"))
        #expect((film.sampleCount..<film.sampleCount + 1_024).contains(decoded.left.count))
        for place in places {
            for (channel, sign) in [(decoded.left, Float(1)), (decoded.right, Float(-1))] {
                let lags = max(-300, -place)...300
                let best = lags.max { first, second in
                    correlation(channel, burst, at: place + first) * sign
                        < correlation(channel, burst, at: place + second) * sign
                }
                #expect(best == 0, "burst at \(place)")
            }
        }
    }

    private func correlation(_ signal: [Float], _ pattern: [Float], at place: Int) -> Float {
        var sum: Float = 0
        for (offset, value) in pattern.enumerated() where place + offset < signal.count {
            sum += value * signal[place + offset]
        }
        return sum
    }

    @Test(arguments: [1, 1_023, 1_024, 1_025, 2_048, 10_000])
    func coversAnyNumberOfSamples(count: Int) throws {
        let encoder = try SoundEncoder(sampleCount: Int64(count))
        try encoder.encode(StereoSamples(frameCount: count))
        let sound = try encoder.finish()
        #expect(sound.priming == 1_024)
        #expect(sound.sampleCount == Int64(count))
        #expect(sound.packets.count == (count + 1_023) / 1_024 + 1)
        #expect(!sound.extradata.isEmpty)
    }

    @Test(arguments: [1, 7, 1_000, 1_024, 8_192, 100_000])
    func blockSizesDoNotMatter(blockSize: Int) throws {
        let samples = TestFilm(frameCount: 20).noise()
        let whole = try SoundEncoder(sampleCount: Int64(samples.frameCount))
        try whole.encode(samples)
        let blocks = try SoundEncoder(sampleCount: Int64(samples.frameCount))
        for start in stride(from: 0, to: samples.frameCount, by: blockSize) {
            let range = start..<min(start + blockSize, samples.frameCount)
            var block = StereoSamples()
            block.left = Array(samples.left[range])
            block.right = Array(samples.right[range])
            try blocks.encode(block)
        }
        #expect(try blocks.finish() == whole.finish())
    }

    @Test func refusesWhatCannotBe() throws {
        #expect(throws: MediaError.self) { try SoundEncoder(sampleCount: 0) }
        #expect(throws: MediaError.self) { try SoundEncoder(sampleCount: .max) }
        #expect(throws: MediaError.self) { try SoundEncoder(bitRate: 1, sampleCount: 1) }
        let encoder = try SoundEncoder(sampleCount: 10)
        #expect(throws: MediaError.self) { try encoder.encode(StereoSamples(frameCount: 11)) }
        var uneven = StereoSamples(frameCount: 5)
        uneven.right.removeLast()
        #expect(throws: MediaError.self) { try encoder.encode(uneven) }
        #expect(throws: MediaError.self) { try encoder.finish() }
        var poison = StereoSamples(frameCount: 2_048)
        poison.left[5] = .nan
        let second = try SoundEncoder(sampleCount: 2_048)
        #expect(throws: MediaError.self) {
            try second.encode(poison)
            _ = try second.finish()
        }
    }

    @Test func aSoundThatWasCutShortIsWhole() throws {
        let encoder = try SoundEncoder(sampleCount: 48_000)
        try encoder.encode(StereoSamples(frameCount: 3_000))
        #expect(try encoder.finish().sampleCount == 3_000)
    }
}
