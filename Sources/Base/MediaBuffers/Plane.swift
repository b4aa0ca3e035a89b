/// Rows of 8-bit samples in memory that somebody owns.
///
/// A plane keeps its owner alive. It is a view: copying it copies no samples. Rows may be followed by padding, so the
/// next row starts `stride` bytes later. Writing is for the one who created the memory, before sharing it.
package struct Plane: @unchecked Sendable {
    /// Samples in a row, at least 1.
    package let width: Int
    /// Rows, at least 1.
    package let height: Int
    /// Bytes from the start of a row to the start of the next one; not negative.
    package let stride: Int
    /// The first sample of the first row.
    package let base: UnsafeMutablePointer<UInt8>
    private let owner: AnyObject

    /// A plane in memory of its own, zeroed unless `zeroed` is false. Rows start at multiples of 64 bytes.
    package init(width: Int, height: Int, zeroed: Bool = true) {
        precondition(width > 0 && height > 0, "a plane of \(width)x\(height)")
        let stride = (width + PixelStorage.alignment - 1) / PixelStorage.alignment * PixelStorage.alignment
        let storage = PixelStorage(byteCount: stride * height, zeroed: zeroed)
        self.init(width: width, height: height, stride: stride, base: storage.base, owner: storage)
    }

    /// A plane over memory that `owner` keeps alive.
    package init(width: Int, height: Int, stride: Int, base: UnsafeMutablePointer<UInt8>, owner: AnyObject) {
        precondition(width > 0 && height > 0 && stride >= width, "a plane of \(width)x\(height), stride \(stride)")
        self.width = width
        self.height = height
        self.stride = stride
        self.base = base
        self.owner = owner
    }

    /// The first sample of row `y`, which must exist.
    package func row(_ y: Int) -> UnsafeMutablePointer<UInt8> {
        precondition(y >= 0 && y < height, "row \(y) outside 0..<\(height)")
        return base + y * stride
    }

    /// The part of the plane that starts at (x, y), sharing its memory.
    package func cropped(x: Int, y: Int, width: Int, height: Int) -> Plane {
        precondition(x >= 0 && y >= 0 && x + width <= self.width && y + height <= self.height, "crop outside the plane")
        return Plane(width: width, height: height, stride: stride, base: base + y * stride + x, owner: owner)
    }

    /// A plane with the same samples in memory of its own.
    package func copied() -> Plane {
        let copy = Plane(width: width, height: height, zeroed: false)
        for y in 0..<height { copy.row(y).update(from: row(y), count: width) }
        return copy
    }

    /// Sets every sample.
    package func fill(_ value: UInt8) {
        for y in 0..<height { row(y).update(repeating: value, count: width) }
    }

    /// Whether both planes hold the same samples; padding does not count.
    package func hasSameSamples(as other: Plane) -> Bool {
        guard width == other.width, height == other.height else { return false }
        for y in 0..<height {
            let mine = UnsafeBufferPointer(start: row(y), count: width)
            let theirs = UnsafeBufferPointer(start: other.row(y), count: width)
            guard mine.elementsEqual(theirs) else { return false }
        }
        return true
    }
}
