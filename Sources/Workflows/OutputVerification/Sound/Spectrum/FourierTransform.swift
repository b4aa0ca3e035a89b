import Foundation

/// The discrete Fourier transform of a power of two of complex numbers, in place.
final class FourierTransform {
    /// Numbers in a transform.
    let size: Int
    private let cosines: [Float]
    private let sines: [Float]
    private let swaps: [(Int32, Int32)]

    /// A transform of a size of at least 16.
    init(size: Int) {
        precondition(size >= 16 && size & (size - 1) == 0, "\(size) is no power of two from 16 on")
        self.size = size
        // The factors of each stage lie one after the other: 1, 2, 4 … size / 2 of them.
        var cosines: [Float] = []
        var sines: [Float] = []
        var half = 1
        while half < size {
            for index in 0..<half {
                let angle = -Double.pi * Double(index) / Double(half)
                cosines.append(Float(cos(angle)))
                sines.append(Float(sin(angle)))
            }
            half *= 2
        }
        self.cosines = cosines
        self.sines = sines
        let bits = size.trailingZeroBitCount
        swaps = (0..<size).compactMap { index in
            var reversed = 0
            for bit in 0..<bits where index >> bit & 1 == 1 { reversed |= 1 << (bits - 1 - bit) }
            return index < reversed ? (Int32(index), Int32(reversed)) : nil
        }
    }

    /// `Σ x[n] · e^(−2πi·n·k/size)`; both parts are as long as the transform.
    func transform(_ real: inout [Float], _ imaginary: inout [Float]) {
        precondition(real.count == size && imaginary.count == size, "a transform of another size")
        real.withUnsafeMutableBufferPointer { real in
            imaginary.withUnsafeMutableBufferPointer { imaginary in
                guard let real = real.baseAddress, let imaginary = imaginary.baseAddress else { return }
                for (a, b) in swaps {
                    (real[Int(a)], real[Int(b)]) = (real[Int(b)], real[Int(a)])
                    (imaginary[Int(a)], imaginary[Int(b)]) = (imaginary[Int(b)], imaginary[Int(a)])
                }
                var half = 1
                while half < size {
                    if half < 8 { plainStage(half, real, imaginary) } else { wideStage(half, real, imaginary) }
                    half *= 2
                }
            }
        }
    }

    private func plainStage(
        _ half: Int, _ real: UnsafeMutablePointer<Float>, _ imaginary: UnsafeMutablePointer<Float>
    ) {
        for index in 0..<half {
            let (c, s) = (cosines[half - 1 + index], sines[half - 1 + index])
            var a = index
            while a < size {
                let b = a + half
                let (x, y) = (real[b] * c - imaginary[b] * s, real[b] * s + imaginary[b] * c)
                (real[b], imaginary[b]) = (real[a] - x, imaginary[a] - y)
                (real[a], imaginary[a]) = (real[a] + x, imaginary[a] + y)
                a += 2 * half
            }
        }
    }

    private func wideStage(
        _ half: Int, _ real: UnsafeMutablePointer<Float>, _ imaginary: UnsafeMutablePointer<Float>
    ) {
        cosines.withUnsafeBufferPointer { cosines in
            sines.withUnsafeBufferPointer { sines in
                guard let cosines = cosines.baseAddress, let sines = sines.baseAddress else { return }
                for group in stride(from: 0, to: size, by: 2 * half) {
                    for index in stride(from: 0, to: half, by: 8) {
                        let c = eight(cosines + (half - 1 + index))
                        let s = eight(sines + (half - 1 + index))
                        let (a, b) = (group + index, group + index + half)
                        let (p, q) = (eight(real + b), eight(imaginary + b))
                        let (x, y) = (p * c - q * s, p * s + q * c)
                        let (u, v) = (eight(real + a), eight(imaginary + a))
                        set(real + b, u - x)
                        set(imaginary + b, v - y)
                        set(real + a, u + x)
                        set(imaginary + a, v + y)
                    }
                }
            }
        }
    }
}

/// Eight numbers from an address on.
@inline(__always)
func eight(_ address: UnsafePointer<Float>) -> SIMD8<Float> {
    UnsafeRawPointer(address).loadUnaligned(as: SIMD8<Float>.self)
}

/// Eight numbers from an address on.
@inline(__always)
private func eight(_ address: UnsafeMutablePointer<Float>) -> SIMD8<Float> {
    UnsafeRawPointer(address).loadUnaligned(as: SIMD8<Float>.self)
}

@inline(__always)
private func set(_ address: UnsafeMutablePointer<Float>, _ values: SIMD8<Float>) {
    UnsafeMutableRawPointer(address).storeBytes(of: values, as: SIMD8<Float>.self)
}

/// `Σ a[n] · b[n]` over two stretches of as many numbers each.
func dotProduct(
    _ a: UnsafeBufferPointer<Float>, _ aStart: Int, _ b: UnsafeBufferPointer<Float>, _ bStart: Int, count: Int
) -> Double {
    precondition(
        aStart >= 0 && bStart >= 0 && aStart + count <= a.count && bStart + count <= b.count, "a product beyond its end"
    )
    guard count > 0, let a = a.baseAddress, let b = b.baseAddress else { return 0 }
    var sum = 0.0
    var index = 0
    while index + 8 <= count {
        var (first, second) = (SIMD8<Float>.zero, SIMD8<Float>.zero)
        // Single precision for short stretches only.
        let end = min(count, index + 512)
        while index + 16 <= end {
            first += eight(a + aStart + index) * eight(b + bStart + index)
            second += eight(a + aStart + index + 8) * eight(b + bStart + index + 8)
            index += 16
        }
        while index + 8 <= end {
            first += eight(a + aStart + index) * eight(b + bStart + index)
            index += 8
        }
        sum += Double((first + second).sum())
    }
    while index < count {
        sum += Double(a[aStart + index] * b[bStart + index])
        index += 1
    }
    return sum
}
