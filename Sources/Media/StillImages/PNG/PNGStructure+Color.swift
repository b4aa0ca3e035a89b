import CStillCodecs

extension PNGStructure {
    /// What brings the samples to sRGB: the profile, or else sRGB as tagged, or else gamma and chromaticities.
    var colorConversion: ColorConversion {
        let levels = bitDepth == 16 ? 65_536 : 256
        if let profile, let conversion = ColorConversion(profile: profile, source: .rgb(levels: levels)) {
            return conversion
        }
        if isTaggedSRGB { return .identity }
        return ColorConversion(gamma: gamma, chromaticities: chromaticities, levels: levels)
    }

    /// Whether the colors are converted by an embedded profile.
    var hasUsableProfile: Bool {
        profile.flatMap { ColorConversion(profile: $0, source: .rgb(levels: 256)) } != nil
    }

    /// The profile out of iCCP; nil where it cannot be decompressed or is longer than sense.
    private var profile: [UInt8]? {
        guard let compressedProfile else { return nil }
        // A profile begins with its own length.
        let start = inflated(compressedProfile, to: 4)
        guard start.count == 4 else { return nil }
        let length = start.reduce(0) { $0 << 8 | Int($1) }
        guard length >= 128, length <= StillLimits.profileBytes else { return nil }
        let profile = inflated(compressedProfile, to: length)
        return profile.count == length ? profile : nil
    }

    private func inflated(_ range: Range<Int>, to length: Int) -> [UInt8] {
        [UInt8](unsafeUninitializedCapacity: length) { buffer, initialized in
            var count = UInt(length)
            let status = uncompress(buffer.baseAddress, &count, bytes.base + range.lowerBound, UInt(range.count))
            // Z_BUF_ERROR: the data goes on; what was asked for is there.
            initialized = status == Z_OK || status == Z_BUF_ERROR ? Int(count) : 0
        }
    }
}
