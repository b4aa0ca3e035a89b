import Foundation
import MediaBuffers
import StillImages
import TestSupport
import Testing
import TimelineModel

@Suite("Color")
struct ColorTests {
    /// The sRGB code of linear light (IEC 61966-2-1).
    static func encoded(_ light: Double) -> Int {
        let value = light <= 0.003_130_8 ? 12.92 * light : 1.055 * pow(light, 1 / 2.4) - 0.055
        return Int((value * 255).rounded())
    }

    static let primariesOfSRGB = [31_270, 32_900, 64_000, 33_000, 30_000, 60_000, 15_000, 6_000]
    static let primariesOfAdobeRGB = [31_270, 32_900, 64_000, 33_000, 21_000, 71_000, 15_000, 6_000]

    @Test("Linear light of 16 bits keeps its precision in the dark")
    func linear() throws {
        let values = (0..<4_096).map { (index: Int) -> UInt16 in
            UInt16(index < 2_048 ? index : 2_048 + (index - 2_048) * 31)
        }
        let samples = values.flatMap { (value: UInt16) -> [UInt16] in [value, 65_535 - value, value / 2, value] }
        let builder = PNGBuilder(width: 64, height: 64, wide: samples).gamma(100_000)
            .chromaticities(Self.primariesOfSRGB)
        let image = try StillImages.load(FileBytes(builder.bytes))
        #expect(image.alphaMode == .straight)
        for (value, pixel) in zip(values, image.pixels) {
            let lights = [value, 65_535 - value, value / 2].map { Double($0) / 65_535 }
            #expect(pixel == lights.map(Self.encoded) + [Int((Double(value) / 257).rounded())])
        }
    }

    @Test("The real linear picture is brightened, its alpha kept")
    func realLinear() throws {
        let image = try StillImages.load(path: TestMedia.path("awkward/png-rgb-alpha-16-linear.png"))
        // The same samples read as sRGB, by taking gAMA's name away.
        var bytes = try mediaBytes("awkward/png-rgb-alpha-16-linear.png")
        let name = try #require(bytes.indices.first { bytes[$0...].starts(with: Array("gAMA".utf8)) })
        let chunk = PNGBuilder.chunk("gAMa", Array(bytes[name + 4..<name + 8]))
        bytes.replaceSubrange(name - 4..<name + 12, with: chunk)
        let plain = try StillImages.load(FileBytes(bytes))
        for (linear, coded) in zip(image.pixels, plain.pixels) {
            #expect(linear[3] == coded[3])
            for channel in 0..<3 {
                // The code was rounded from 16 bits, so light is known to half a code.
                let low = Self.encoded(max(0, Double(coded[channel]) - 0.5) / 255)
                let high = Self.encoded(min(255, Double(coded[channel]) + 0.5) / 255)
                #expect((low...high).contains(linear[channel]))
            }
        }
    }

    @Test("gAMA of eight bits is a power, gray too", arguments: [100_000, 65_909, 55_556, 20_000], [0, 2])
    func gamma(_ gamma: Int, _ colorType: Int) throws {
        let samples = (0..<256).flatMap { value in [UInt8](repeating: UInt8(value), count: colorType == 0 ? 1 : 3) }
        let builder = PNGBuilder(width: 256, height: 1, colorType: colorType, samples: samples).gamma(gamma)
        let image = try StillImages.load(FileBytes(builder.bytes))
        for value in 0..<256 {
            let code = Self.encoded(pow(Double(value) / 255, 100_000 / Double(gamma)))
            #expect(image.pixel(value, 0) == [code, code, code, 255])
        }
    }

    @Test(
        "sRGB under any name stays as it is",
        arguments: [
            [("gAMA", [45_455])], [("gAMA", [45_454])], [("gAMA", [45_455]), ("cHRM", primariesOfSRGB)],
            [("cHRM", primariesOfSRGB)], [("gAMA", [0])], [("gAMA", [2_000_000_000])],
            [("cHRM", [0, 0, 0, 0, 0, 0, 0, 0])], [("cHRM", [1, 2, 1, 2, 1, 2, 1, 2])],
        ] as [[(String, [Int])]])
    func unchanged(_ chunks: [(String, [Int])]) throws {
        let samples = (0..<1_024).map { UInt8(truncatingIfNeeded: $0 * 37) }
        var builder = PNGBuilder(width: 16, height: 16, samples: samples)
        for (name, values) in chunks { builder = builder.adding(name, values.flatMap(PNGBuilder.bigEndian)) }
        let image = try StillImages.load(FileBytes(builder.bytes))
        #expect(image.pixels.flatMap(\.self) == samples.map { Int($0) })
    }

    @Test("sRGB wins over gAMA")
    func sRGBWins() throws {
        let builder = PNGBuilder(width: 1, height: 1, samples: [10, 100, 200, 255]).gamma(100_000).adding("sRGB", [0])
        #expect(try StillImages.load(FileBytes(builder.bytes)).pixels == [[10, 100, 200, 255]])
    }

    // Adobe RGB (1998), 4.3.1.
    @Test("cHRM and gAMA of Adobe RGB", arguments: [8, 16])
    func chromaticities(_ depth: Int) throws {
        let codes: [[Int]] = [[255, 255, 255], [128, 128, 128], [200, 100, 50], [144, 255, 60], [0, 0, 255]]
        // Linear light through Adobe RGB's matrix and the inverse of sRGB's, both for D65.
        let matrix = [1.398_36, -0.398_36, 0, 0, 1, 0, 0, -0.042_93, 1.042_93]
        let expected = codes.map { color -> [Int] in
            let light = color.map { pow(Double($0) / 255, 2.199_22) }
            return (0..<3).map { row in
                let value = (0..<3).map { matrix[3 * row + $0] * light[$0] }.reduce(0, +)
                return Self.encoded(min(max(value, 0), 1))
            }
        }
        let builder =
            depth == 8
            ? PNGBuilder(width: 5, height: 1, colorType: 2, samples: codes.joined().map { UInt8($0) })
            : PNGBuilder(width: 5, height: 1, wide: codes.joined().map { UInt16($0 * 257) }, colorType: 2)
        let image = try StillImages.load(
            FileBytes(builder.gamma(45_471).chromaticities(Self.primariesOfAdobeRGB).bytes))
        for (index, color) in expected.enumerated() {
            let pixel = image.pixel(index, 0)
            #expect(zip(pixel, color).allSatisfy { abs($0 - $1) <= 1 }, "\(pixel) for \(color)")
        }
    }

    @Test("A wide-gamut JPEG looks like the photo that it was made from")
    func wideGamut() throws {
        let coffee = try StillImages.load(path: TestMedia.path("photos/coffee.png"))
        let bytes = try mediaBytes("awkward/progressive-adobergb.jpg")
        let converted = try StillImages.load(FileBytes(bytes))
        #expect(converted.meanBlockDifference(from: coffee) < 0.7)
        // Its own samples, without the profile, are far off.
        let name = try #require(bytes.indices.first { bytes[$0...].starts(with: Array("ICC_PROFILE\0".utf8)) })
        var unnamed = bytes
        unnamed[name] = 0x58
        #expect(try StillImages.load(FileBytes(unnamed)).meanBlockDifference(from: coffee) > 4)
    }

    @Test("The same profile in a PNG does the same, in 8 and 16 bits")
    func profileInPNG() throws {
        let profile = try adobeProfile()
        let codes: [[Int]] = [[255, 255, 255], [128, 128, 128], [200, 100, 50], [30, 20, 10]]
        let narrow = PNGBuilder(width: 4, height: 1, colorType: 2, samples: codes.joined().map { UInt8($0) })
        let wide = PNGBuilder(width: 4, height: 1, wide: codes.joined().map { UInt16($0 * 257) }, colorType: 2)
        // From Little CMS itself.
        let expected = [[255, 255, 255, 255], [129, 129, 129, 255], [227, 100, 42, 255], [27, 12, 2, 255]]
        for builder in [narrow, wide] {
            let image = try StillImages.load(FileBytes(builder.profile(profile).gamma(100_000).bytes))
            for (pixel, color) in zip(image.pixels, expected) {
                #expect(zip(pixel, color).allSatisfy { abs($0 - $1) <= 1 }, "\(pixel) for \(color)")
            }
        }
    }

    @Test("A damaged profile is as good as none", arguments: [0, 40, 128, 300])
    func damagedProfile(_ length: Int) throws {
        let profile = Array(try adobeProfile().prefix(length))
        let builder = PNGBuilder(width: 1, height: 1, samples: [10, 100, 200, 255]).profile(profile)
        #expect(try StillImages.load(FileBytes(builder.bytes)).pixels == [[10, 100, 200, 255]])
    }

    @Test("Ink without a profile is multiplied light")
    func ink() throws {
        let coffee = try StillImages.load(path: TestMedia.path("photos/coffee.png"))
        let bytes = try mediaBytes("awkward/cmyk-adobe.jpg")
        let image = try StillImages.load(FileBytes(bytes))
        #expect(image.alphaMode == .opaque)
        #expect(image.meanDifference(from: coffee) < 2.1)
        #expect(image.meanBlockDifference(from: coffee) < 0.2)
        // Without Adobe's segment the same samples are ink, not light.
        var unnamed = bytes
        let name = try #require(bytes.indices.first { bytes[$0...].starts(with: Array("Adobe".utf8)) })
        unnamed[name] = 0x58
        let negative = try StillImages.load(FileBytes(unnamed))
        #expect(negative.meanDifference(from: coffee) > 60)
    }

    /// The profile in the wide-gamut JPEG, one segment long.
    private func adobeProfile() throws -> [UInt8] {
        let bytes = try mediaBytes("awkward/progressive-adobergb.jpg")
        let name = try #require(bytes.indices.first { bytes[$0...].starts(with: Array("ICC_PROFILE\0".utf8)) })
        let length = Int(bytes[name - 2]) << 8 | Int(bytes[name - 1])
        return Array(bytes[name + 14..<name - 2 + length])
    }
}
