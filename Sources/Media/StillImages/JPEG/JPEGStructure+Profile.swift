extension JPEGStructure {
    /// The ICC profile, put together from its APP2 segments (ICC.1:2022, annex B.4); nil where there is none or a part
    /// is missing.
    var profile: [UInt8]? {
        var parts: [Int: Range<Int>] = [:]
        var total: Int?
        for segment in segments where segment.marker == 0xE2 {
            let start = segment.data.lowerBound
            guard bytes.has("ICC_PROFILE\0", at: start), segment.data.count >= 14 else { continue }
            guard let number = bytes[start + 12], let count = bytes[start + 13], parts[Int(number)] == nil,
                total == nil || total == Int(count)
            else { return nil }
            total = Int(count)
            parts[Int(number)] = start + 14..<segment.data.upperBound
        }
        guard let total, total == parts.count else { return nil }
        var profile: [UInt8] = []
        for number in 1...max(1, total) {
            guard let part = parts[number].flatMap({ bytes[$0] }) else { return nil }
            profile += part
        }
        return profile
    }

    /// The file in a form over which the decoder has nothing to say but what concerns the picture; nil where it is so.
    ///
    /// The decoder keeps its first complaint only, so a harmless one would hide a bad one. Its harmless complaints are
    /// about bytes between segments and about versions, which are left out here or replaced.
    var cleaned: FileBytes? {
        let oddities = segments.filter { isOldVersion($0) || isOddTransform($0) }
        guard hasStrayBytes || !oddities.isEmpty, var result = bytes[0..<2] else { return nil }
        for segment in segments {
            guard var copy = bytes[segment.range] else { return nil }
            if isOldVersion(segment) { copy[9] = 1 }
            if isOddTransform(segment) { copy[15] = componentCount == 4 ? 2 : 1 }
            result += copy
        }
        guard let scans = bytes[scanStart..<end] else { return nil }
        return FileBytes(result + scans)
    }

    /// A JFIF segment of a version other than 1 or 2.
    private func isOldVersion(_ segment: Segment) -> Bool {
        guard segment.marker == 0xE0, bytes.has("JFIF\0", at: segment.data.lowerBound), segment.data.count >= 14 else {
            return false
        }
        return ![1, 2].contains(bytes[segment.data.lowerBound + 5] ?? 1)
    }

    /// An Adobe segment with a transform that the decoder does not know, and takes for the usual one.
    private func isOddTransform(_ segment: Segment) -> Bool {
        guard segment.marker == 0xEE, let adobeTransform, bytes.has("Adobe", at: segment.data.lowerBound),
            segment.data.count >= 12
        else { return false }
        return componentCount == 4 ? ![0, 2].contains(adobeTransform) : ![0, 1].contains(adobeTransform)
    }
}
