extension StillImages {
    /// What people call an image format that no draft may name, such as `AVIF image`, from a file's first 64 bytes (or
    /// more); nil where they tell nothing.
    package static func nameOfKnownForeignFormat(_ prefix: [UInt8]) -> String? {
        nameOfFileType(prefix) ?? nameOfSignature(prefix) ?? (isSVG(prefix) ? "SVG image" : nil)
    }

    /// ISO base media files say in their first box what they hold (ISO/IEC 14496-12, 4.3).
    private static func nameOfFileType(_ prefix: [UInt8]) -> String? {
        guard prefix.has("ftyp", at: 4) else { return nil }
        let names: [(brand: StaticString, name: String)] = [
            ("avif", "AVIF image"), ("avis", "AVIF image"), ("heic", "HEIC image"), ("heix", "HEIC image"),
            ("heim", "HEIC image"), ("heis", "HEIC image"), ("hevc", "HEIC image"), ("hevx", "HEIC image"),
        ]
        if let match = names.first(where: { prefix.has($0.brand, at: 8) }) { return match.name }
        guard prefix.has("mif1", at: 8) || prefix.has("msf1", at: 8) else { return nil }
        // A general brand: the list of compatible ones, from byte 16 on, says the codec.
        for offset in stride(from: 16, to: min(prefix.count, 64), by: 4) {
            if let match = names.first(where: { prefix.has($0.brand, at: offset) }) { return match.name }
        }
        return "HEIF image"
    }

    private static func nameOfSignature(_ prefix: [UInt8]) -> String? {
        let signatures: [(bytes: [UInt8], name: String)] = [
            ([0x49, 0x49, 0x2A, 0x00], "TIFF image"), ([0x4D, 0x4D, 0x00, 0x2A], "TIFF image"),
            ([0x49, 0x49, 0x2B, 0x00], "TIFF image"), ([0x4D, 0x4D, 0x00, 0x2B], "TIFF image"),
            ([0x00, 0x00, 0x01, 0x00], "icon file"), ([0xFF, 0x0A], "JPEG XL image"),
            (Array("\0\0\0\u{0C}JXL ".utf8), "JPEG XL image"), (Array("\0\0\0\u{0C}jP  ".utf8), "JPEG 2000 image"),
            (Array("8BPS".utf8), "Photoshop file"), (Array("%PDF-".utf8), "PDF document"),
            (Array("qoif".utf8), "QOI image"), (Array("#?RADIANCE".utf8), "Radiance HDR image"),
            ([0x76, 0x2F, 0x31, 0x01], "OpenEXR image"),
        ]
        if let match = signatures.first(where: { prefix.starts(with: $0.bytes) }) { return match.name }
        // Two letters alone would be a guess: the reserved fields must be zero too.
        let isBitmap = prefix.has("BM", at: 0) && prefix.count > 14 && prefix[6..<10].allSatisfy { $0 == 0 }
        return isBitmap ? "BMP image" : nil
    }

    private static func isSVG(_ prefix: [UInt8]) -> Bool {
        let text = String(decoding: prefix.prefix(1_024), as: UTF8.self).lowercased()
        let start = text.drop { $0 == "\u{FEFF}" || $0.isWhitespace }
        return start.hasPrefix("<svg") || (start.hasPrefix("<?xml") && start.contains("<svg"))
    }
}
