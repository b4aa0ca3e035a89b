import MediaBuffers

/// Rows of floats. Each row has room for a multiple of 32 samples, and for 32 more on either side, so that kernels may
/// read and write whole vectors and edges may be repeated.
final class FloatPlane {
    /// Samples in a row.
    let width: Int
    /// Rows.
    let height: Int
    /// What it takes.
    let byteCount: Int
    private let stride: Int
    private let storage: PixelStorage
    private let base: UnsafeMutablePointer<Float>

    /// Floats before each row.
    private static let margin = 32

    init(width: Int, height: Int) {
        self.width = width
        self.height = height
        stride = (width + 31) / 32 * 32 + 2 * Self.margin
        let count = stride * height
        byteCount = count * MemoryLayout<Float>.stride
        storage = PixelStorage(byteCount: byteCount)
        base = UnsafeMutableRawPointer(storage.base).bindMemory(to: Float.self, capacity: count)
    }

    /// The first sample of row `y`, which must exist.
    func row(_ y: Int) -> UnsafeMutablePointer<Float> {
        precondition(y >= 0 && y < height, "row \(y) outside 0..<\(height)")
        return base + y * stride + Self.margin
    }
}

/// Planes that are made once and lent again and again, so that a worker does not ask for the same memory every frame.
final class FloatPlanePool {
    private var idle: [FloatPlane] = []

    /// Enough for the components of a 1080x1920 picture, twice.
    private static let byteLimit = 80_000_000

    /// A plane with undefined content.
    func plane(width: Int, height: Int) -> FloatPlane {
        if let index = idle.firstIndex(where: { $0.width == width && $0.height == height }) {
            return idle.remove(at: index)
        }
        return FloatPlane(width: width, height: height)
    }

    /// Takes a plane back. The ones idle for the longest time go where there are too many.
    func giveBack(_ plane: FloatPlane) {
        idle.append(plane)
        while idle.count > 40 || (idle.count > 1 && idle.reduce(0) { $0 + $1.byteCount } > Self.byteLimit) {
            idle.removeFirst()
        }
    }
}
