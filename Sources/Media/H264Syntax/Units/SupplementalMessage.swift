/// A supplemental enhancement information message (ITU-T H.264, clauses 7.3.2.3.1 and D.1).
package struct SupplementalMessage {
    /// `payloadType`.
    package var type: Int
    /// The payload; emulation prevention bytes are left in, and what is looked for holds none.
    package var payload: ArraySlice<UInt8>

    /// `user_data_unregistered`, where programs write about themselves.
    package static let unregisteredUserData = 5
    /// `recovery_point`.
    package static let recoveryPoint = 6

    private static let byteLimit = 65_536

    /// The text of `user_data_unregistered`, which stands behind a UUID of 16 bytes; nil in another message.
    package var text: String? {
        guard type == Self.unregisteredUserData, payload.count > 16 else { return nil }
        return String(decoding: payload.dropFirst(16).prefix { $0 != 0 }, as: UTF8.self)
    }

    /// Calls `body` with each message of a unit of type 6 as it stands in a packet.
    package static func forEach(in unit: UnsafeBufferPointer<UInt8>, _ body: (SupplementalMessage) -> Void) {
        let bytes = Array(unit.dropFirst().prefix(byteLimit))
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
            body(SupplementalMessage(type: type, payload: bytes[place..<end]))
            place = end
        }
    }
}
