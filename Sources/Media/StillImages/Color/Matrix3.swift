/// A matrix of three rows and three columns.
struct Matrix3: Equatable {
    /// Elements row after row.
    let elements: [Double]

    init(rows: [Double]) {
        precondition(rows.count == 9, "a matrix of \(rows.count) elements")
        elements = rows
    }

    /// A matrix with three columns.
    init(columns: [[Double]]) { self.init(rows: (0..<9).map { columns[$0 % 3][$0 / 3] }) }

    /// A matrix with values on its diagonal only.
    init(diagonal: [Double]) { self.init(rows: (0..<9).map { $0 % 4 == 0 ? diagonal[$0 / 4] : 0 }) }

    static func * (left: Matrix3, right: Matrix3) -> Matrix3 {
        Matrix3(columns: (0..<3).map { left * right.column($0) })
    }

    static func * (left: Matrix3, vector: [Double]) -> [Double] {
        (0..<3).map { index -> Double in
            let row = left.elements[3 * index..<3 * index + 3]
            return zip(row, vector).reduce(0) { $0 + $1.0 * $1.1 }
        }
    }

    private func column(_ index: Int) -> [Double] { [elements[index], elements[index + 3], elements[index + 6]] }

    /// The inverse; nil where there is none worth the name.
    var inverse: Matrix3? {
        func minor(_ row: Int, _ column: Int) -> Double {
            let (r1, r2) = ((row + 1) % 3 * 3, (row + 2) % 3 * 3)
            let (c1, c2) = ((column + 1) % 3, (column + 2) % 3)
            return elements[r1 + c1] * elements[r2 + c2] - elements[r1 + c2] * elements[r2 + c1]
        }
        let determinant = elements[0] * minor(0, 0) + elements[1] * minor(0, 1) + elements[2] * minor(0, 2)
        guard abs(determinant) > 1e-9 else { return nil }
        return Matrix3(rows: (0..<9).map { minor($0 % 3, $0 / 3) / determinant })
    }
}
