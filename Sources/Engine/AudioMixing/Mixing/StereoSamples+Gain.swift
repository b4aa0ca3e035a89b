import MediaBuffers

extension StereoSamples {
    /// Multiplies every sample by one gain.
    mutating func multiply(by gain: Float) {
        if gain == 1 { return }
        Self.change(&left) { index, sample in sample * gain }
        Self.change(&right) { index, sample in sample * gain }
    }

    /// Multiplies each sample by the gain at its place; `gains` may be longer.
    mutating func multiply(by gains: [Float]) {
        precondition(gains.count >= frameCount, "\(gains.count) gains for \(frameCount) samples")
        gains.withUnsafeBufferPointer { gains in
            Self.change(&left) { index, sample in sample * gains[index] }
            Self.change(&right) { index, sample in sample * gains[index] }
        }
    }

    /// Adds another run, which begins at `offset` and ends within this one.
    mutating func add(_ other: StereoSamples, at offset: Int) {
        precondition(offset >= 0 && offset + other.frameCount <= frameCount, "a run that leaves the sum")
        other.left.withUnsafeBufferPointer { other in
            left.withUnsafeMutableBufferPointer { sum in
                for index in other.indices { sum[offset + index] += other[index] }
            }
        }
        other.right.withUnsafeBufferPointer { other in
            right.withUnsafeMutableBufferPointer { sum in
                for index in other.indices { sum[offset + index] += other[index] }
            }
        }
    }

    @inline(__always)
    private static func change(_ channel: inout [Float], _ body: (Int, Float) -> Float) {
        channel.withUnsafeMutableBufferPointer { samples in
            for index in samples.indices { samples[index] = body(index, samples[index]) }
        }
    }
}
