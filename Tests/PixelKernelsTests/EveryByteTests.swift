import CPixelKernels
import TestSupport
import Testing

/// The blending kernels over every combination of bytes.
@Suite struct EveryByteTests {
    private static let low = (0..<65_536).map { UInt8($0 & 255) }
    private static let high = (0..<65_536).map { UInt8($0 >> 8) }

    private func table(_ name: String) throws -> wp_kernels { try #require(wp_kernels_named(name)).pointee }

    /// `destination` under a premultiplied sample: the light added to what is let through, a product of two bytes over
    /// 255 rounded to nearest, at most 255.
    private func over(_ destination: UInt8, light: Int, coverage: Int) -> UInt8 {
        UInt8(min(255, light + (2 * Int(destination) * (255 - coverage) + 255) / 510))
    }

    @Test(arguments: availableSets) func everySourceDestinationAndAlpha(_ name: String) throws {
        let kernels = try table(name)
        for third in 0...255 {
            let third = UInt8(third)
            let same = [UInt8](repeating: third, count: 65_536)
            // One alpha for all, as inside a sprite; then one destination, so that neighbors' alphas differ.
            var found = Self.low
            kernels.over(.row(&found, Self.high, same, found.count))
            var wrong = found.indices.first {
                found[$0] != over(Self.low[$0], light: Int(Self.high[$0]), coverage: Int(third))
            }
            #expect(wrong == nil, "alpha \(third), source and destination \(wrong ?? 0)")
            found = same
            kernels.over(.row(&found, Self.high, Self.low, found.count))
            wrong = found.indices.first {
                found[$0] != over(third, light: Int(Self.high[$0]), coverage: Int(Self.low[$0]))
            }
            #expect(wrong == nil, "destination \(third), source and alpha \(wrong ?? 0)")
        }
    }

    @Test(arguments: availableSets) func everySourceAndAlphaWithOpacity(_ name: String) throws {
        let kernels = try table(name)
        var generator = SeededGenerator(seed: 7)
        let opacities =
            [1, 2, 64, 127, 128, 129, 16_383, 16_384, 16_385, 32_703, 32_704, 32_766, 32_767]
            + (0..<12).map { _ in Int.random(in: 1...32_767, using: &generator) }
        for (round, opacity) in opacities.enumerated() {
            // Rounded to nearest, halves up.
            let scaled = (0..<256).map { ($0 * opacity + 16_384) / 32_768 }
            for destination in stride(from: round % 15, through: 255, by: 15) {
                let destination = UInt8(destination)
                var found = [UInt8](repeating: destination, count: 65_536)
                kernels.over_opacity(.row(&found, Self.high, Self.low, found.count), Int32(opacity))
                let wrong = found.indices.first {
                    found[$0]
                        != over(destination, light: scaled[Int(Self.high[$0])], coverage: scaled[Int(Self.low[$0])])
                }
                #expect(wrong == nil, "opacity \(opacity), destination \(destination), \(wrong ?? 0)")
            }
            // Opaque: every source and destination.
            var found = Self.low
            kernels.over_opacity(.row(&found, Self.high, nil, found.count), Int32(opacity))
            let wrong = found.indices.first {
                found[$0] != over(Self.low[$0], light: scaled[Int(Self.high[$0])], coverage: scaled[255])
            }
            #expect(wrong == nil, "opaque with opacity \(opacity), \(wrong ?? 0)")
        }
    }

    @Test(arguments: availableSets) func everyPairMixedAndMultiplied(_ name: String) throws {
        let kernels = try table(name)
        var found = Self.low
        kernels.multiply(&found, Self.high, found.count)
        #expect(found.indices.allSatisfy { Int(found[$0]) == (2 * ($0 & 255) * ($0 >> 8) + 255) / 510 })
        for weight in [1, 2, 32_766, 32_767] + Array(stride(from: 64, to: 32_768, by: 257)) {
            kernels.mix(.row(&found, Self.low, Self.high, found.count), Int32(weight))
            let wrong = found.indices.first {
                Int(found[$0]) != (($0 & 255) * (32_768 - weight) + ($0 >> 8) * weight + 16_384) / 32_768
            }
            #expect(wrong == nil, "weight \(weight), \(wrong ?? 0)")
        }
    }
}
