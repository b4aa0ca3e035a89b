/// Puts numbers (little-endian) and runs of bytes one behind the other.
struct StoredBytesWriter {
    private(set) var bytes: [UInt8] = []

    mutating func append<Number: FixedWidthInteger>(_ number: Number) {
        withUnsafeBytes(of: number.littleEndian) { bytes.append(contentsOf: $0) }
    }

    /// Appends the number of bytes, then the bytes.
    mutating func append(counted run: [UInt8]) {
        append(UInt32(run.count))
        bytes.append(contentsOf: run)
    }

    mutating func append(raw run: [UInt8]) { bytes.append(contentsOf: run) }

    mutating func append(raw run: UnsafeBufferPointer<UInt8>) { bytes.append(contentsOf: run) }

    mutating func reserve(_ count: Int) { bytes.reserveCapacity(count) }
}

/// Takes apart what `StoredBytesWriter` made. Each read is nil where the bytes end before it.
struct StoredBytesReader {
    private let bytes: [UInt8]
    private var position: Int
    private let end: Int

    init(_ bytes: [UInt8], in range: Range<Int>) {
        self.bytes = bytes
        position = range.lowerBound
        end = range.upperBound
    }

    /// Bytes that are left.
    var remaining: Int { end - position }

    mutating func number<Number: FixedWidthInteger>(_: Number.Type = Number.self) -> Number? {
        let size = Number.bitWidth / 8
        guard remaining >= size else { return nil }
        defer { position += size }
        return bytes.withUnsafeBytes {
            Number(littleEndian: $0.loadUnaligned(fromByteOffset: position, as: Number.self))
        }
    }

    mutating func run(_ count: Int) -> [UInt8]? {
        guard count >= 0, remaining >= count else { return nil }
        defer { position += count }
        return Array(bytes[position..<position + count])
    }

    /// Copies the next `count` bytes; false where there are fewer.
    mutating func copy(_ count: Int, to target: UnsafeMutablePointer<UInt8>) -> Bool {
        guard count >= 0, remaining >= count else { return false }
        bytes.withUnsafeBufferPointer {
            guard let base = $0.baseAddress else { return }
            target.update(from: base + position, count: count)
        }
        position += count
        return true
    }

    mutating func countedRun() -> [UInt8]? {
        guard let count = number(UInt32.self) else { return nil }
        return run(Int(count))
    }

    /// A number of things of at least `size` bytes each, nil where so many cannot follow.
    mutating func count(ofAtLeast size: Int) -> Int? {
        guard let count = number(UInt32.self), Int(count) <= remaining / size else { return nil }
        return Int(count)
    }
}
