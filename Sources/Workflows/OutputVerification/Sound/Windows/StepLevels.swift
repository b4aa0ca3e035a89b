import MediaBuffers

/// Levels of a reference and of the export beside it every 10 ms, and which tracks sound.
struct StepLevels {
    /// Samples of a step.
    static let length = 480

    /// Mean squares of both channels.
    private(set) var reference: [Float] = []
    private(set) var export: [Float] = []
    /// For each step and the first 64 tracks, whether the track is above −55 dBFS.
    private(set) var sounding: [UInt64] = []

    /// Adds whole steps.
    mutating func add(reference own: StereoSamples, export other: StereoSamples, stems: [StereoSamples]) {
        for start in stride(from: 0, to: own.frameCount - Self.length + 1, by: Self.length) {
            reference.append(own.power(from: start))
            export.append(other.power(from: start))
            var mask: UInt64 = 0
            for (index, stem) in stems.prefix(64).enumerated() where stem.power(from: start) > 3.2e-6 {
                mask |= 1 << UInt64(index)
            }
            sounding.append(mask)
        }
    }

    /// Whether the reference sounds in a step and the export does not: 25 dB below it.
    func isMissing(_ step: Int) -> Bool {
        reference[step] > SoundLimits.heard && export[step] < reference[step] * SoundLimits.missing
    }
}

extension StereoSamples {
    /// The mean square of a step of both channels.
    fileprivate func power(from start: Int) -> Float {
        func energy(_ channel: [Float]) -> Double {
            channel.withUnsafeBufferPointer { dotProduct($0, start, $0, start, count: StepLevels.length) }
        }
        return Float((energy(left) + energy(right)) / Double(2 * StepLevels.length))
    }
}
