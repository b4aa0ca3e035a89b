/// Builds PNGs byte by byte, also such as no writer would write.
struct PNGBuilder {
    var width: Int
    var height: Int
    var bitDepth = 8
    /// 0 gray, 2 RGB, 3 palette, 4 gray and alpha, 6 RGBA.
    var colorType = 6
    /// Scan lines without their filter byte, one after the other.
    var samples: [UInt8]
    /// Chunks between header and picture, in order.
    var chunks: [(name: String, data: [UInt8])] = []

    /// The file.
    var bytes: [UInt8] {
        let header = Self.bigEndian(width) + Self.bigEndian(height) + [UInt8(bitDepth), UInt8(colorType), 0, 0, 0]
        let rowLength = max(1, samples.count / height)
        var lines: [UInt8] = []
        for start in stride(from: 0, to: samples.count, by: rowLength) {
            lines += [0] + samples[start..<min(start + rowLength, samples.count)]
        }
        let all = [("IHDR", header)] + chunks.map { ($0.name, $0.data) } + [("IDAT", Self.zlib(lines)), ("IEND", [])]
        return [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A] + all.flatMap { Self.chunk($0.0, $0.1) }
    }

    /// An RGBA picture of 16 bits a sample.
    init(width: Int, height: Int, wide samples: [UInt16], colorType: Int = 6) {
        self.init(width: width, height: height, samples: samples.flatMap { [UInt8($0 >> 8), UInt8($0 & 255)] })
        bitDepth = 16
        self.colorType = colorType
    }

    init(width: Int, height: Int, bitDepth: Int = 8, colorType: Int = 6, samples: [UInt8]) {
        self.width = width
        self.height = height
        self.bitDepth = bitDepth
        self.colorType = colorType
        self.samples = samples
    }

    /// The same with one more chunk.
    func adding(_ name: String, _ data: [UInt8]) -> PNGBuilder {
        var copy = self
        copy.chunks.append((name, data))
        return copy
    }

    /// gAMA of an exponent in 1/100000, and cHRM.
    func gamma(_ value: Int) -> PNGBuilder { adding("gAMA", Self.bigEndian(value)) }
    func chromaticities(_ values: [Int]) -> PNGBuilder { adding("cHRM", values.flatMap(Self.bigEndian)) }
    func profile(_ profile: [UInt8]) -> PNGBuilder { adding("iCCP", Array("x\0\0".utf8) + Self.zlib(profile)) }

    static func bigEndian(_ value: Int) -> [UInt8] { [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: value >> $0) } }

    static func chunk(_ name: String, _ data: [UInt8]) -> [UInt8] {
        let body = Array(name.utf8) + data
        return bigEndian(data.count) + body + bigEndian(Int(checksum(body)))
    }

    /// zlib data in stored blocks (RFC 1950, 1951).
    static func zlib(_ data: [UInt8]) -> [UInt8] {
        var result: [UInt8] = [0x78, 0x01]
        var start = 0
        repeat {
            let end = min(start + 65_535, data.count)
            let length = end - start
            let low = UInt8(length & 255)
            let high = UInt8(length >> 8)
            result += [end == data.count ? 1 : 0, low, high, ~low, ~high] + data[start..<end]
            start = end
        } while start < data.count
        var (a, b) = (1, 0)
        for byte in data {
            a = (a + Int(byte)) % 65_521
            b = (b + a) % 65_521
        }
        return result + bigEndian(b << 16 | a)
    }

    /// CRC-32 (PNG specification, annex D).
    static func checksum(_ bytes: [UInt8]) -> UInt32 {
        var crc: UInt32 = .max
        for byte in bytes {
            crc ^= UInt32(byte)
            for _ in 0..<8 { crc = crc & 1 == 1 ? crc >> 1 ^ 0xEDB8_8320 : crc >> 1 }
        }
        return ~crc
    }
}
