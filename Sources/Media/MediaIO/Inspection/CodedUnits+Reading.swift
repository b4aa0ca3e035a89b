/// The units of H.264 in a packet.
struct UnitReader {
    /// Bytes of the length before each unit; nil for start codes (Annex B).
    let lengthSize: Int?

    /// Units of a packet that are looked at; a frame has few.
    private static let unitLimit = 4_096

    /// Calls `body` with each unit, its first byte included.
    func forEachUnit(in bytes: UnsafeBufferPointer<UInt8>, _ body: (UnsafeBufferPointer<UInt8>) -> Void) {
        var place = 0
        var count = 0
        if let lengthSize {
            while place <= bytes.count - lengthSize, count < Self.unitLimit {
                let length = (0..<lengthSize).reduce(0) { $0 << 8 | Int(bytes[place + $1]) }
                place += lengthSize
                guard length > 0, length <= bytes.count - place else { return }
                body(UnsafeBufferPointer(rebasing: bytes[place..<place + length]))
                place += length
                count += 1
            }
            return
        }
        var start: Int?
        while place + 3 <= bytes.count, count < Self.unitLimit {
            guard bytes[place] == 0, bytes[place + 1] == 0, bytes[place + 2] == 1 else {
                place += 1
                continue
            }
            if let start, start < place {
                body(UnsafeBufferPointer(rebasing: bytes[start..<place]))
                count += 1
            }
            place += 3
            start = place
        }
        if let start, start < bytes.count, count < Self.unitLimit {
            body(UnsafeBufferPointer(rebasing: bytes[start...]))
        }
    }

    /// What a unit says about where decoding may begin.
    static func flags(_ unit: UnsafeBufferPointer<UInt8>) -> CodedUnits {
        guard let first = unit.first else { return [] }
        switch first & 0x1F {
        case 1, 2: return .slice
        case 5: return [.slice, .refresh]
        case 6:
            var flags: CodedUnits = []
            forEachMessage(in: unit) { type, _ in if type == 6 { flags.insert(.recoveryPoint) } }
            return flags
        default: return []
        }
    }

    /// Calls `body` with type and payload of each supplemental message of a unit of type 6 (clause 7.3.2.3).
    ///
    /// Bytes that keep start codes out are left in; what is looked for holds none.
    static func forEachMessage(
        in unit: UnsafeBufferPointer<UInt8>, _ body: (_ type: Int, _ payload: ArraySlice<UInt8>) -> Void
    ) {
        let bytes = Array(unit.dropFirst().prefix(65_536))
        var place = 0
        func number() -> Int? {
            var value = 0
            while place < bytes.count {
                let byte = bytes[place]
                place += 1
                value += Int(byte)
                if byte != 255 { return value }
            }
            return nil
        }
        while place + 2 <= bytes.count, bytes[place] != 0x80, let type = number(), let size = number() {
            let end = min(bytes.count, place + size)
            body(type, bytes[place..<end])
            place = end
        }
    }
}
