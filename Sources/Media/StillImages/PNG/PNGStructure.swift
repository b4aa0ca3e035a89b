import CStillCodecs
import TimelineModel

/// A PNG's chunks, walked from the signature to IEND and checked, nothing decompressed (PNG specification, 5).
struct PNGStructure {
    let bytes: FileBytes
    let width: Int
    let height: Int
    let bitDepth: Int
    private let colorType: Int
    private(set) var isAnimated = false
    private(set) var isTaggedSRGB = false
    private(set) var gamma: Double?
    private(set) var chromaticities: Chromaticities?
    private(set) var orientation = Orientation.upright
    /// The color profile, as compressed in iCCP; nil where there is none.
    private(set) var compressedProfile: Range<Int>?
    private var hasPalette = false
    private var hasTransparency = false
    private var hasData = false

    private static let signature: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]

    /// Walks a file. Throws `.damaged` where it is cut off or a chunk that matters is broken, `.tooLarge` over the
    /// limits.
    init(_ bytes: FileBytes) throws(AssetProblem) {
        self.bytes = bytes
        guard bytes[0..<8] == Self.signature else {
            throw AssetProblem(
                .damaged, "the PNG's signature was changed, as a transfer in text mode does; copy it anew")
        }
        guard bytes.bigEndian(at: 8, bytes: 4) == 13, bytes.has("IHDR", at: 12),
            let width = bytes.bigEndian(at: 16, bytes: 4), let height = bytes.bigEndian(at: 20, bytes: 4),
            let depth = bytes[24], let colorType = bytes[25]
        else { throw AssetProblem(.damaged, "the PNG does not begin with its header; export it again") }
        self.width = width
        self.height = height
        bitDepth = Int(depth)
        self.colorType = Int(colorType)
        try StillLimits.check(width: width, height: height)
        let depths: [Int: Set<Int>] = [
            0: [1, 2, 4, 8, 16], 2: [8, 16], 3: [1, 2, 4, 8], 4: [8, 16], 6: [8, 16],
        ]
        guard depths[self.colorType]?.contains(bitDepth) == true else {
            throw AssetProblem(
                .damaged,
                "the PNG's header names color type \(colorType) with \(depth) bits, which do not exist; "
                    + "export it again")
        }
        try walk()
        guard hasData, hasPalette || self.colorType != 3 else {
            throw AssetProblem(.damaged, "the PNG has no \(hasData ? "palette" : "picture data"); export it again")
        }
    }

    /// Whether a pixel may be transparent.
    var hasAlpha: Bool { colorType == 4 || colorType == 6 || hasTransparency }

    /// What a pixel is made of, in a word.
    var modelName: String { [0: "gray", 2: "RGB", 3: "palette", 4: "gray"][colorType] ?? "RGB" }

    /// What a probe tells.
    var facts: StillFacts {
        let size = orientation.size(width: width, height: height)
        return StillFacts(
            format: isAnimated ? "apng" : "png", width: size.width, height: size.height, hasAlpha: hasAlpha,
            isAnimated: isAnimated, frameTimes: nil)
    }

    private mutating func walk() throws(AssetProblem) {
        var offset = 8
        while true {
            guard let length = bytes.bigEndian(at: offset, bytes: 4), let name = bytes[offset + 4..<offset + 8] else {
                throw AssetProblem(
                    .damaged, "the PNG ends at byte \(bytes.count), before its last chunk; copy or export it again")
            }
            let letters = String(decoding: name, as: UTF8.self)
            guard name.allSatisfy({ ($0 | 0x20) >= 0x61 && ($0 | 0x20) <= 0x7A }) else {
                throw AssetProblem(
                    .damaged, "the PNG has no chunk at byte \(offset), where one is due; export it again")
            }
            let data = offset + 8..<offset + 8 + length
            guard let checksum = bytes.bigEndian(at: data.upperBound, bytes: 4) else {
                throw AssetProblem(
                    .damaged,
                    "the PNG ends at byte \(bytes.count), inside its chunk \(letters) of byte \(offset); "
                        + "copy or export it again")
            }
            let isWhole = Int(crc32(0, bytes.base + offset + 4, UInt32(length + 4))) == checksum
            // A capital first letter marks a chunk without which the picture cannot be shown.
            let isCritical = name[0] & 0x20 == 0
            if isCritical || letters == "tRNS" {
                guard isWhole else {
                    throw AssetProblem(
                        .damaged,
                        "the PNG's chunk \(letters) at byte \(offset) has a wrong checksum; "
                            + "copy or export it again")
                }
                try noteCritical(letters)
            } else if isWhole {
                noteAncillary(letters, data)
            }
            if letters == "IEND" { return }
            offset = data.upperBound + 4
        }
    }

    private mutating func noteCritical(_ name: String) throws(AssetProblem) {
        switch name {
        case "IHDR", "IEND": break
        case "PLTE": hasPalette = true
        case "IDAT": hasData = true
        case "tRNS": hasTransparency = true
        default:
            throw AssetProblem(
                .unsupported, "the PNG needs its chunk \(name), which is none of the standard; export it as a plain PNG"
            )
        }
    }

    private mutating func noteAncillary(_ name: String, _ data: Range<Int>) {
        // All of these stand before the picture data; what comes later is not theirs.
        if hasData && name != "eXIf" { return }
        switch name {
        case "acTL": isAnimated = true
        case "sRGB": isTaggedSRGB = true
        case "gAMA": gamma = bytes.bigEndian(at: data.lowerBound, bytes: 4).map { Double($0) / 100_000 }
        case "cHRM" where data.count >= 32:
            let values = (0..<8).compactMap { bytes.bigEndian(at: data.lowerBound + 4 * $0, bytes: 4) }
            chromaticities = Chromaticities(values.map { Double($0) / 100_000 })
        case "iCCP": compressedProfile = profileRange(data)
        case "eXIf": orientation = Orientation(exif: bytes, in: data)
        default: break
        }
    }

    /// iCCP: a name of at most 79 bytes, a zero, the method (0: zlib), the compressed profile.
    private func profileRange(_ data: Range<Int>) -> Range<Int>? {
        guard let zero = bytes.firstIndex(of: 0, from: data.lowerBound), zero - data.lowerBound <= 79,
            zero + 2 < data.upperBound, bytes[zero + 1] == 0
        else { return nil }
        return zero + 2..<data.upperBound
    }

    /// Whether a PNG is an animated one: acTL stands before the picture data. Reads chunk headers only.
    static func isAnimated(_ file: borrowing SourceFile) throws(AssetProblem) -> Bool {
        var offset = 8
        // No sane file has more chunks before its picture.
        for _ in 0..<1_000 {
            let head = try file.bytes(at: offset, count: 8)
            guard let length = head.bigEndian(at: 0, bytes: 4), !head.has("IDAT", at: 4) else { return false }
            if head.has("acTL", at: 4) { return true }
            offset += 12 + length
        }
        return false
    }
}
