import Glibc
import MediaBuffers

/// Where a picture differs from the one before, in luma samples.
struct ChangedArea: Equatable {
    /// Edges of the smallest rectangle around all differences, but wider: whole macroblocks across. Empty where nothing
    /// differs.
    private(set) var columns = 0..<0
    /// See `columns`.
    private(set) var rows = 0..<0

    private static let blockWidth = 16

    /// All of a canvas.
    init(of canvas: Canvas) {
        columns = 0..<canvas.width
        rows = 0..<canvas.height
    }

    /// Compares two canvases of one size.
    init(from old: Canvas, to new: Canvas) {
        add(old.luma, new.luma, scale: 1)
        add(old.cb, new.cb, scale: 2)
        add(old.cr, new.cr, scale: 2)
    }

    /// The part of a canvas that it takes.
    func share(of canvas: Canvas) -> Double {
        Double(columns.count * rows.count) / Double(max(1, canvas.width * canvas.height))
    }

    private mutating func add(_ old: Plane, _ new: Plane, scale: Int) {
        let width = Self.blockWidth / scale
        for y in 0..<new.height {
            let (before, after) = (old.row(y), new.row(y))
            guard memcmp(before, after, new.width) != 0 else { continue }
            rows = Self.union(rows, y * scale..<(y + 1) * scale)
            for x in stride(from: 0, to: new.width, by: width) {
                let count = min(width, new.width - x)
                guard memcmp(before + x, after + x, count) != 0 else { continue }
                columns = Self.union(columns, x * scale..<(x + count) * scale)
            }
        }
    }

    private static func union(_ one: Range<Int>, _ other: Range<Int>) -> Range<Int> {
        one.isEmpty ? other : min(one.lowerBound, other.lowerBound)..<max(one.upperBound, other.upperBound)
    }
}
