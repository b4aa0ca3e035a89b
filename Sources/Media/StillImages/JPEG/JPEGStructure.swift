import TimelineModel

/// A JPEG's segments, walked from SOI to EOI and checked, nothing decoded (ITU-T T.81, annex B).
struct JPEGStructure {
    /// What stands between SOI and the first scan.
    struct Segment {
        let marker: UInt8
        /// The segment with its marker and length.
        let range: Range<Int>

        /// What follows the length.
        var data: Range<Int> { range.lowerBound + 4..<range.upperBound }
    }

    let bytes: FileBytes
    private(set) var width = 0
    private(set) var height = 0
    /// 1 gray, 3 color, 4 ink.
    private(set) var componentCount = 0
    private(set) var orientation = Orientation.upright
    /// The transform that an Adobe segment names; nil where there is none. Its presence means that inks are inverted.
    private(set) var adobeTransform: UInt8?
    private(set) var segments: [Segment] = []
    /// Where the first scan's marker is.
    private(set) var scanStart = 0
    /// One past EOI; what follows is somebody else's.
    private(set) var end = 0
    /// Whether bytes that belong to nothing stand between segments.
    private(set) var hasStrayBytes = false

    /// Walks a file. Throws `.damaged` where it is cut off, `.unsupported` for kinds of JPEG that are not decoded,
    /// `.tooLarge` over the limits.
    init(_ bytes: FileBytes) throws(AssetProblem) {
        self.bytes = bytes
        try walkHeader()
        guard width > 0 else {
            throw AssetProblem(
                .damaged, "the JPEG's scan at byte \(scanStart) has no header before it; export it again")
        }
        try walkScans()
    }

    /// What a probe tells.
    var facts: StillFacts {
        let size = orientation.size(width: width, height: height)
        return StillFacts(
            format: "jpeg", width: size.width, height: size.height, hasAlpha: false, isAnimated: false, frameTimes: nil)
    }

    private mutating func walkHeader() throws(AssetProblem) {
        var offset = 2
        while true {
            guard let (marker, start) = nextMarker(from: offset) else { throw cutOff }
            if start != offset { hasStrayBytes = true }
            switch marker {
            case 0x01, 0xD0...0xD7:
                // Markers without data have no business here, and do no harm.
                hasStrayBytes = true
                offset = start + 2
            case 0xDA:
                scanStart = start
                return
            case 0xD8, 0xD9:
                throw AssetProblem(
                    .damaged, "the JPEG has no picture before byte \(start); export it again")
            default:
                guard let length = bytes.bigEndian(at: start + 2, bytes: 2), start + 2 + length <= bytes.count else {
                    throw cutOff
                }
                guard length >= 2 else {
                    throw AssetProblem(.damaged, "the JPEG's segment at byte \(start) has no length; export it again")
                }
                let segment = Segment(marker: marker, range: start..<start + 2 + length)
                segments.append(segment)
                try note(segment)
                offset = segment.range.upperBound
            }
        }
    }

    private mutating func note(_ segment: Segment) throws(AssetProblem) {
        let start = segment.data.lowerBound
        switch segment.marker {
        // Baseline, extended and progressive, in Huffman or arithmetic coding.
        case 0xC0, 0xC1, 0xC2, 0xC9, 0xCA: try noteFrame(segment)
        case 0xC3, 0xC5...0xC7, 0xCB, 0xCD...0xCF:
            throw AssetProblem(
                .unsupported, "this is a lossless or hierarchical JPEG; save it as an ordinary JPEG or as PNG")
        case 0xE1 where bytes.has("Exif\0\0", at: start) && orientation == .upright:
            orientation = Orientation(exif: bytes, in: segment.data)
        case 0xEE where bytes.has("Adobe", at: start) && segment.data.count >= 12: adobeTransform = bytes[start + 11]
        default: break
        }
    }

    private mutating func noteFrame(_ segment: Segment) throws(AssetProblem) {
        let start = segment.data.lowerBound
        guard let precision = bytes[start], let height = bytes.bigEndian(at: start + 1, bytes: 2),
            let width = bytes.bigEndian(at: start + 3, bytes: 2), let count = bytes[start + 5], self.width == 0
        else {
            throw AssetProblem(
                .damaged,
                "the JPEG's header at byte \(segment.range.lowerBound) is broken or a second one; "
                    + "export it again")
        }
        guard precision == 8, [1, 3, 4].contains(count) else {
            throw AssetProblem(
                .unsupported, "the JPEG has \(count) components of \(precision) bits; save it with 8 bits as RGB")
        }
        try StillLimits.check(width: width, height: height)
        (self.width, self.height, componentCount) = (width, height, Int(count))
    }

    /// Looks through coded data, in which a marker is the only thing that can follow 0xFF but 0.
    private mutating func walkScans() throws(AssetProblem) {
        var offset = scanStart
        var scanCount = 0
        while true {
            guard let (marker, start) = nextMarker(from: offset) else { throw cutOff }
            switch marker {
            case 0xD9:
                end = start + 2
                return
            case 0x01, 0xD0...0xD7: offset = start + 2
            default:
                guard let length = bytes.bigEndian(at: start + 2, bytes: 2) else { throw cutOff }
                if marker == 0xDA { scanCount += 1 }
                guard scanCount <= StillLimits.scans else {
                    throw AssetProblem(
                        .tooLarge, "the JPEG has more than \(StillLimits.scans) scans; save it as an ordinary JPEG")
                }
                offset = start + 2 + length
            }
        }
    }

    /// The next marker at or after `offset`, and where its last 0xFF stands.
    private func nextMarker(from offset: Int) -> (marker: UInt8, start: Int)? {
        var position = offset
        while let start = bytes.firstIndex(of: 0xFF, from: position), let marker = bytes[start + 1] {
            if marker != 0, marker != 0xFF { return (marker, start) }
            position = marker == 0 ? start + 2 : start + 1
        }
        return nil
    }

    private var cutOff: AssetProblem {
        AssetProblem(
            .damaged, "the JPEG ends at byte \(bytes.count), before its end marker; copy or export it again")
    }
}
