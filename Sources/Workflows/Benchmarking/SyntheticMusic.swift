import Foundation
import RenderEngine

/// A quiet loop of chords as a WAV file.
enum SyntheticMusic {
    /// Stereo, 48 kHz, 16 bits, of whole seconds.
    static func wav(seconds: Int) -> [UInt8] {
        let rate = 48_000
        let chords: [[Double]] = [
            [220, 277.18, 329.63], [196, 246.94, 293.66], [174.61, 220, 261.63], [196, 233.08, 311.13],
        ]
        var samples: [UInt8] = []
        samples.reserveCapacity(rate * seconds * 4)
        for index in 0..<rate * seconds {
            let time = Double(index) / Double(rate)
            let chord = chords[index / rate % chords.count]
            // Every chord begins and ends in silence, so nothing clicks.
            let swell = sin(.pi * (time - time.rounded(.down)))
            for channel in 0..<2 {
                let detuned = channel == 0 ? 1 : 1.003
                let value = chord.reduce(0) { $0 + sin(2 * .pi * $1 * detuned * time) }
                append(UInt64(UInt16(bitPattern: Int16(value * swell * 6_000))), bytes: 2, to: &samples)
            }
        }
        return header(byteCount: samples.count, rate: rate) + samples
    }

    private static func header(byteCount: Int, rate: Int) -> [UInt8] {
        var bytes = Array("RIFF".utf8)
        append(UInt64(36 + byteCount), bytes: 4, to: &bytes)
        bytes += Array("WAVEfmt ".utf8)
        // PCM, two channels, bytes for each second and each frame, bits for each sample.
        for (value, count) in [(16, 4), (1, 2), (2, 2), (rate, 4), (rate * 4, 4), (4, 2), (16, 2)] {
            append(UInt64(value), bytes: count, to: &bytes)
        }
        bytes += Array("data".utf8)
        append(UInt64(byteCount), bytes: 4, to: &bytes)
        return bytes
    }

    private static func append(_ value: UInt64, bytes count: Int, to bytes: inout [UInt8]) {
        for index in 0..<count { bytes.append(UInt8(truncatingIfNeeded: value >> (8 * UInt64(index)))) }
    }
}
