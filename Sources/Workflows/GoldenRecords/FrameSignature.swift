import Foundation
package import MediaBuffers

/// A frame in little: means of its luma in a grid of 16x16 cells and of its chroma in one of 8x8.
///
/// It tells frames apart that differ in what a cell shows on the whole, not those where something small moved inside
/// one. For that there are hashes.
package struct FrameSignature: Hashable, Sendable {
    /// Cells in a row and in a column of luma.
    static let lumaCells = 16
    /// Cells in a row and in a column of each chroma plane.
    static let chromaCells = 8

    /// Means in code values, rounded: luma row by row, then C'b, then C'r.
    package let means: [UInt8]

    /// The signature of a finished frame.
    package init(_ canvas: Canvas) {
        means =
            Self.means(canvas.luma, cells: Self.lumaCells) + Self.means(canvas.cb, cells: Self.chromaCells)
            + Self.means(canvas.cr, cells: Self.chromaCells)
    }

    /// A signature from its text; nil where it is none.
    package init?(text: String) {
        let count = Self.lumaCells * Self.lumaCells + 2 * Self.chromaCells * Self.chromaCells
        guard let data = Data(base64Encoded: text), data.count == count else { return nil }
        means = [UInt8](data)
    }

    /// The signature as Base64.
    package var text: String { Data(means).base64EncodedString() }

    /// The largest difference of a cell from another frame's, in code values.
    package func difference(from other: FrameSignature) -> Int {
        zip(means, other.means).reduce(0) { max($0, abs(Int($1.0) - Int($1.1))) }
    }

    private static func means(_ plane: Plane, cells: Int) -> [UInt8] {
        var means: [UInt8] = []
        for row in 0..<cells {
            // A plane of fewer rows than cells repeats rows, so that every cell has one.
            let top = row * plane.height / cells
            let bottom = max(top + 1, (row + 1) * plane.height / cells)
            for column in 0..<cells {
                let left = column * plane.width / cells
                let right = max(left + 1, (column + 1) * plane.width / cells)
                var sum = 0
                for y in top..<bottom {
                    let pixels = plane.row(y)
                    for x in left..<right { sum += Int(pixels[x]) }
                }
                let count = (bottom - top) * (right - left)
                means.append(UInt8(clamping: (sum + count / 2) / count))
            }
        }
        return means
    }
}
