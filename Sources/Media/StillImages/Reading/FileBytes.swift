import Glibc

/// The bytes of a file in memory that stays in place; reading outside them gives nil, never a trap.
package final class FileBytes: @unchecked Sendable {
    /// The first byte. Nothing writes here after `init`.
    let base: UnsafePointer<UInt8>
    /// How many bytes there are.
    let count: Int

    /// A copy of some bytes.
    package convenience init(_ bytes: [UInt8]) {
        self.init(capacity: bytes.count) { target in
            target.initialize(fromContentsOf: bytes)
        }
    }

    init(capacity: Int, fill: (UnsafeMutableBufferPointer<UInt8>) -> Int) {
        let memory = UnsafeMutablePointer<UInt8>.allocate(capacity: max(1, capacity))
        count = fill(UnsafeMutableBufferPointer(start: memory, count: capacity))
        base = UnsafePointer(memory)
    }

    deinit { base.deallocate() }

    subscript(offset: Int) -> UInt8? { offset >= 0 && offset < count ? base[offset] : nil }

    /// The bytes of a range; nil unless it lies inside whole.
    subscript(range: Range<Int>) -> [UInt8]? {
        guard range.lowerBound >= 0, range.upperBound <= count else { return nil }
        return Array(UnsafeBufferPointer(start: base + range.lowerBound, count: range.count))
    }

    /// A big-endian number of up to seven bytes.
    func bigEndian(at offset: Int, bytes: Int) -> Int? {
        guard offset >= 0, offset <= count - bytes else { return nil }
        return (0..<bytes).reduce(0) { $0 << 8 | Int(base[offset + $1]) }
    }

    /// A little-endian number of up to seven bytes.
    func littleEndian(at offset: Int, bytes: Int) -> Int? {
        guard offset >= 0, offset <= count - bytes else { return nil }
        return (0..<bytes).reduce(0) { $0 | Int(base[offset + $1]) << (8 * $1) }
    }

    /// Whether `text` stands at `offset`.
    func has(_ text: StaticString, at offset: Int) -> Bool {
        let length = text.utf8CodeUnitCount
        guard offset >= 0, offset <= count - length else { return false }
        return memcmp(base + offset, text.utf8Start, length) == 0
    }

    /// The offset of the next `byte` at or after `offset`.
    func firstIndex(of byte: UInt8, from offset: Int) -> Int? {
        guard offset >= 0, offset < count, let found = memchr(base + offset, Int32(byte), count - offset) else {
            return nil
        }
        return UnsafeRawPointer(base).distance(to: UnsafeRawPointer(found))
    }
}
