/// Reads the fields and the children of boxes from bytes that nobody vouches for.
struct BoxReader {
    /// The bytes of a box without its header.
    let bytes: ArraySlice<UInt8>

    /// A box inside another one.
    struct Child {
        var type: String
        var content: BoxReader
    }

    /// An unsigned number of `count` bytes (at most 8) at a place, most significant byte first; nil beyond the end.
    func number(at place: Int, count: Int) -> UInt64? {
        guard place >= 0, count <= 8, place <= bytes.count - count else { return nil }
        let start = bytes.startIndex + place
        return bytes[start..<start + count].reduce(0) { $0 << 8 | UInt64($1) }
    }

    /// A number of four bytes.
    func word(at place: Int) -> UInt32? { number(at: place, count: 4).map { UInt32(truncatingIfNeeded: $0) } }

    /// The box without its first `count` bytes; empty where it has no more.
    func dropping(_ count: Int) -> BoxReader { BoxReader(bytes: bytes.dropFirst(count)) }

    /// Four characters at a place.
    func type(at place: Int) -> String? { word(at: place).map(Self.name) }

    /// The name that four bytes spell; bytes that are no printable ASCII become dots.
    static func name(_ word: UInt32) -> String {
        let bytes = (0..<4).map { UInt8(truncatingIfNeeded: word >> (24 - 8 * UInt32($0))) }
        return String(decoding: bytes.map { (0x20..<0x7F).contains($0) ? $0 : 0x2E }, as: UTF8.self)
    }

    /// The boxes inside, at most `limit`. Ends at the first one that does not fit, and says so by `isWhole`.
    func children(limit: Int = MovieBoxes.listLimit) -> (list: [Child], isWhole: Bool) {
        var list: [Child] = []
        var place = 0
        while place <= bytes.count - 8, list.count < limit {
            guard let small = word(at: place), let type = type(at: place + 4) else { break }
            var header = 8
            var size = UInt64(small)
            if small == 1 {
                guard let large = number(at: place + 8, count: 8) else { return (list, false) }
                header = 16
                size = large
            } else if small == 0 {
                size = UInt64(bytes.count - place)
            }
            guard size >= UInt64(header), size <= UInt64(bytes.count - place) else { return (list, false) }
            let start = bytes.startIndex + place
            list.append(Child(type: type, content: BoxReader(bytes: bytes[start + header..<start + Int(size)])))
            place += Int(size)
        }
        // QuickTime ends some lists with four zero bytes.
        return (list, bytes.count - place < 8 || list.count == limit)
    }

    /// The first child of a type.
    func child(_ type: String) -> BoxReader? { children().list.first { $0.type == type }?.content }
}
