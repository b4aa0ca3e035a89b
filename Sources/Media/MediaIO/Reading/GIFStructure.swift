import TimelineModel

/// The blocks of a GIF (GIF89a, section 14 on), walked from its header to its trailer, nothing decoded.
enum GIFStructure {
    /// What is passed over in a file, or the damage: a picture that is cut off.
    static func check(_ file: MediaFile) throws(AssetProblem) -> [String] {
        var reader = Reader(file)
        var place = 13
        guard let flags = reader.byte(10) else { throw cutOff(file) }
        if flags & 0x80 != 0 { place += 3 << (Int(flags & 7) + 1) }
        var hasPicture = false
        while let introducer = reader.byte(place) {
            switch introducer {
            case 0x3B:
                let rest = Int(file.size) - place - 1
                return rest == 0 ? [] : ["\(rest) bytes behind its end are passed over"]
            case 0x21:
                guard let end = reader.endOfBlocks(place + 2) else {
                    // An extension is no picture; one that is cut off leaves nothing to be seen out.
                    guard hasPicture else { throw cutOff(file) }
                    return [withoutTrailer]
                }
                place = end
            case 0x2C:
                guard let flags = reader.byte(place + 9) else { throw cutOff(file) }
                let data = place + 10 + (flags & 0x80 != 0 ? 3 << (Int(flags & 7) + 1) : 0)
                guard let end = reader.endOfBlocks(data + 1) else { throw cutOff(file) }
                place = end
                hasPicture = true
            default:
                guard hasPicture else { throw cutOff(file) }
                return ["\(Int(file.size) - place) bytes behind its last picture are passed over"]
            }
        }
        guard hasPicture else { throw cutOff(file) }
        return [withoutTrailer]
    }

    private static let withoutTrailer = "it has no end mark; all its pictures are there"

    private static func cutOff(_ file: MediaFile) -> AssetProblem {
        AssetProblem(
            .damaged, "the GIF is cut off inside a picture, after \(file.size) bytes; copy or export it again")
    }

    /// Single bytes of a file, read in pieces.
    private struct Reader {
        private let file: MediaFile
        private var piece: [UInt8] = []
        private var start = 0

        private static let pieceLength = 65_536

        init(_ file: MediaFile) { self.file = file }

        mutating func byte(_ place: Int) -> UInt8? {
            if place < start || place >= start + piece.count {
                guard place < Int(file.size) else { return nil }
                start = place
                piece = (try? file.bytes(at: place, count: Self.pieceLength)) ?? []
            }
            return place - start < piece.count ? piece[place - start] : nil
        }

        /// Behind the empty block that ends a row of blocks; nil where the file ends first.
        mutating func endOfBlocks(_ start: Int) -> Int? {
            var place = start
            while let length = byte(place) {
                place += 1 + Int(length)
                if length == 0 { return place }
            }
            return nil
        }
    }
}
