/// A rectangle in output pixels with fractional edges.
struct DeviceRect {
    /// Left edge.
    var minX: Double
    /// Top edge.
    var minY: Double
    /// Right edge.
    var maxX: Double
    /// Bottom edge.
    var maxY: Double

    /// Whether it holds nothing.
    var isEmpty: Bool { !(minX < maxX && minY < maxY) }

    /// Nothing.
    static let empty = DeviceRect(minX: 0, minY: 0, maxX: 0, maxY: 0)

    /// Grown on each side; an empty one stays empty.
    func grown(x: Double, y: Double) -> DeviceRect {
        isEmpty ? self : DeviceRect(minX: minX - x, minY: minY - y, maxX: maxX + x, maxY: maxY + y)
    }

    /// Moved.
    func moved(x: Double, y: Double) -> DeviceRect {
        DeviceRect(minX: minX + x, minY: minY + y, maxX: maxX + x, maxY: maxY + y)
    }

    /// The smallest one that holds both.
    func union(_ other: DeviceRect) -> DeviceRect {
        if isEmpty { return other }
        if other.isEmpty { return self }
        return DeviceRect(
            minX: min(minX, other.minX), minY: min(minY, other.minY), maxX: max(maxX, other.maxX),
            maxY: max(maxY, other.maxY))
    }

    /// The whole pixels that hold it and one more on each side; throws where they are more than can be drawn.
    func wholePixels() throws(TextError) -> (x: Int, y: Int, width: Int, height: Int) {
        if isEmpty { return (0, 0, 1, 1) }
        let left = minX.rounded(.down) - 1
        let top = minY.rounded(.down) - 1
        let width = maxX.rounded(.up) + 1 - left
        let height = maxY.rounded(.up) + 1 - top
        let limit = Double(TextRasterizer.pixelLimit)
        guard width <= limit, height <= limit, abs(left) < 1e6, abs(top) < 1e6 else {
            throw .tooLarge(width: width, height: height)
        }
        return (Int(left), Int(top), Int(width), Int(height))
    }
}
