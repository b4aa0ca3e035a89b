import MediaBuffers

/// A table that gives each color another one, as `.cube` files hold it. Colors are R'G'B' with 0…1 from black to white.
package struct ColorTable: Sendable {
    /// What the table is indexed by.
    package enum Kind: UInt8, Hashable, Sendable {
        /// Three curves: each component has its own.
        case curves
        /// A grid: all three components together.
        case grid
    }

    /// What the table is indexed by.
    package let kind: Kind
    /// Nodes of a curve, 2…65 536, or nodes along each axis of a grid, 2…256.
    package let size: Int
    /// The color at the first node.
    package let domainMinimum: SIMD3<Float>
    /// The color at the last node; above the minimum.
    package let domainMaximum: SIMD3<Float>
    /// A digest of everything else (FNV-1a), to tell tables apart quickly.
    package let fingerprint: UInt64
    private let storage: PixelStorage

    /// A table whose values `fill` writes, all zero before: for curves the red one's nodes, then the green one's, then
    /// the blue one's; for a grid four floats for each node (R, G, B and one that is not read), red running fastest.
    /// Sizes outside the range trap.
    package init(
        kind: Kind, size: Int, domainMinimum: SIMD3<Float> = SIMD3(repeating: 0),
        domainMaximum: SIMD3<Float> = SIMD3(repeating: 1), fill: (UnsafeMutableBufferPointer<Float>) -> Void
    ) {
        precondition(Self.sizes(kind).contains(size), "a color table of size \(size)")
        self.kind = kind
        self.size = size
        self.domainMinimum = domainMinimum
        self.domainMaximum = domainMaximum
        let count = Self.valueCount(kind, size: size)
        storage = PixelStorage(byteCount: count * MemoryLayout<Float>.stride)
        let values = UnsafeMutableRawPointer(storage.base).bindMemory(to: Float.self, capacity: count)
        fill(UnsafeMutableBufferPointer(start: values, count: count))
        var digest: UInt64 = 0xCBF2_9CE4_8422_2325
        func add(_ bits: UInt32) { digest = (digest ^ UInt64(bits)) &* 0x100_0000_01B3 }
        add(UInt32(kind.rawValue))
        add(UInt32(size))
        for axis in 0..<3 {
            add(domainMinimum[axis].bitPattern)
            add(domainMaximum[axis].bitPattern)
        }
        for index in 0..<count { add(values[index].bitPattern) }
        fingerprint = digest
    }

    /// The sizes that a table may have.
    package static func sizes(_ kind: Kind) -> ClosedRange<Int> {
        switch kind {
        case .curves: 2...65_536
        case .grid: 2...256
        }
    }

    /// Nodes of a table of a size.
    package static func nodeCount(_ kind: Kind, size: Int) -> Int {
        switch kind {
        case .curves: size
        case .grid: size * size * size
        }
    }

    private static func valueCount(_ kind: Kind, size: Int) -> Int {
        switch kind {
        case .curves: 3 * size
        case .grid: 4 * size * size * size
        }
    }

    /// The values, as `init` says. They stay as long as the table does.
    package var values: UnsafeBufferPointer<Float> {
        let count = Self.valueCount(kind, size: size)
        let start = UnsafeMutableRawPointer(storage.base).assumingMemoryBound(to: Float.self)
        return UnsafeBufferPointer(start: start, count: count)
    }
}

extension ColorTable: Hashable {
    package static func == (one: ColorTable, other: ColorTable) -> Bool {
        if one.storage === other.storage { return true }
        return one.fingerprint == other.fingerprint && one.kind == other.kind && one.size == other.size
            && one.domainMinimum == other.domainMinimum && one.domainMaximum == other.domainMaximum
            && one.values.elementsEqual(other.values)
    }

    package func hash(into hasher: inout Hasher) { hasher.combine(fingerprint) }
}
