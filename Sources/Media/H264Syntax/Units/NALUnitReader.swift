/// Tells the NAL units of a packet apart: by start codes (ITU-T H.264, annex B) or by lengths (ISO/IEC 14496-15).
package struct NALUnitReader: Sendable {
    /// Bytes of the length before each unit; nil for start codes.
    package let lengthSize: Int?

    /// Units of a packet that are looked at; a frame has few.
    private static let unitLimit = 4_096

    /// A reader of packets with lengths of so many bytes, or nil for start codes.
    package init(lengthSize: Int?) { self.lengthSize = lengthSize }

    /// A reader for packets of a stream with this header: an `avcC` record says how long lengths are.
    package init(header: [UInt8]) {
        lengthSize = header.count >= 7 && header[0] == 1 ? Int(header[4] & 3) + 1 : nil
    }

    /// Calls `body` with each unit as it stands in the packet, its first byte included.
    package func forEachUnit(in bytes: UnsafeBufferPointer<UInt8>, _ body: (UnsafeBufferPointer<UInt8>) -> Void) {
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

    /// The units of a packet.
    package func units(in bytes: [UInt8]) -> [NALUnit] {
        var units: [NALUnit] = []
        bytes.withUnsafeBufferPointer { bytes in
            forEachUnit(in: bytes) { units.append(NALUnit(unescaping: $0)) }
        }
        return units
    }

    /// The sequence parameter sets in a stream's header, the first units of it at most.
    package func sequenceParameterSets(inHeader header: [UInt8]) -> [NALUnit] {
        guard lengthSize != nil, header.count >= 6 else { return units(in: header) }
        var units: [NALUnit] = []
        var place = 6
        for _ in 0..<header[5] & 31 {
            guard place + 2 <= header.count else { break }
            let length = Int(header[place]) << 8 | Int(header[place + 1])
            place += 2
            guard length <= header.count - place else { break }
            header[place..<place + length].withUnsafeBufferPointer { units.append(NALUnit(unescaping: $0)) }
            place += length
        }
        return units
    }
}
