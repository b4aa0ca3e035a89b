import MediaBuffers

/// The two filters in front of a loudness meter at 48 kHz: a high shelf for the head, and a high pass (ITU-R BS.1770-4,
/// Annex 1, tables 1 and 2). Both channels pass at once.
struct KWeighting: Sendable {
    private var shelf = Biquad(
        b0: 1.535_124_859_586_97, b1: -2.691_696_189_406_38, b2: 1.198_392_810_852_85, a1: -1.690_659_293_182_41,
        a2: 0.732_480_774_215_85)
    private var highPass = Biquad(b0: 1, b1: -2, b2: 1, a1: -1.990_047_454_833_98, a2: 0.990_072_250_366_21)

    /// The squares of both channels' weighted samples, summed one after the other onto `sum`.
    mutating func energy(of samples: StereoSamples, _ range: Range<Int>, addedTo sum: Double) -> Double {
        var (shelf, highPass) = (shelf, highPass)
        var total = sum
        samples.left.withUnsafeBufferPointer { left in
            samples.right.withUnsafeBufferPointer { right in
                for index in range {
                    let weighted = highPass.next(shelf.next(SIMD2(Double(left[index]), Double(right[index]))))
                    let square = weighted * weighted
                    total += square.x + square.y
                }
            }
        }
        (self.shelf, self.highPass) = (shelf, highPass)
        return total
    }

    /// Ends the decay of what has died away, before its numbers become too small to be computed with quickly.
    mutating func settle() {
        shelf.settle()
        highPass.settle()
    }
}

/// A filter of second order in its transposed direct form II.
private struct Biquad: Sendable {
    let b0: Double
    let b1: Double
    let b2: Double
    let a1: Double
    let a2: Double
    private var first = SIMD2<Double>.zero
    private var second = SIMD2<Double>.zero

    init(b0: Double, b1: Double, b2: Double, a1: Double, a2: Double) {
        (self.b0, self.b1, self.b2, self.a1, self.a2) = (b0, b1, b2, a1, a2)
    }

    @inline(__always)
    mutating func next(_ input: SIMD2<Double>) -> SIMD2<Double> {
        let output = b0 * input + first
        first = b1 * input - a1 * output + second
        second = b2 * input - a2 * output
        return output
    }

    mutating func settle() {
        for channel in 0..<2 where abs(first[channel]) < 1e-30 && abs(second[channel]) < 1e-30 {
            first[channel] = 0
            second[channel] = 0
        }
    }
}
