/// How a stored picture has to be turned to stand upright (EXIF 2.32, tag 274).
enum Orientation: Int, Sendable, CaseIterable {
    case upright = 1
    case mirrored
    case halfTurn
    case mirroredHalfTurn
    case transposed
    /// Stored as it lies: shown after a quarter turn clockwise.
    case quarterTurn
    case transversed
    case quarterTurnBack

    /// Whether width and height change places.
    var swapsSides: Bool { rawValue >= 5 }

    /// The upright size of a stored one.
    func size(width: Int, height: Int) -> (width: Int, height: Int) {
        swapsSides ? (height, width) : (width, height)
    }

    /// The orientation in a block of EXIF data, which is a small TIFF file; upright where it says nothing sensible.
    init(exif bytes: FileBytes, in range: Range<Int>) {
        let start = bytes.has("Exif\0\0", at: range.lowerBound) ? range.lowerBound + 6 : range.lowerBound
        self = Self.entry(bytes, from: start, to: min(range.upperBound, bytes.count)) ?? .upright
    }

    private static func entry(_ bytes: FileBytes, from start: Int, to end: Int) -> Orientation? {
        let isLittle = bytes.has("II", at: start)
        guard isLittle || bytes.has("MM", at: start) else { return nil }
        func number(_ offset: Int, _ size: Int) -> Int? {
            guard start + offset + size <= end else { return nil }
            return isLittle
                ? bytes.littleEndian(at: start + offset, bytes: size) : bytes.bigEndian(at: start + offset, bytes: size)
        }
        guard number(2, 2) == 42, let directory = number(4, 4), let count = number(directory, 2) else { return nil }
        // Entries of 12 bytes: tag, type (3: 16 bits), count, value. The end of the block bounds the walk.
        for index in 0..<count {
            let entry = directory + 2 + 12 * index
            guard let tag = number(entry, 2) else { return nil }
            if tag == 274 {
                guard number(entry + 2, 2) == 3, let value = number(entry + 8, 2) else { return nil }
                return Orientation(rawValue: value)
            }
        }
        return nil
    }
}
