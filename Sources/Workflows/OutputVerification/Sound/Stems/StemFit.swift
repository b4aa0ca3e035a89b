import Foundation
import MediaBuffers

/// Fits, by least squares, the gains at which stems add up to a reference and to an export.
struct StemFit {
    /// Samples at 48 kHz of a cell, the shortest stretch that is fitted: half a second.
    static let cellLength = 24_000
    /// Stems that are fitted at a time, at most: the first ones that sound.
    static let mostStems = 12

    /// Products over a cell of the stems that sound in it, and of these with the reference and the export.
    struct Cell {
        var stems: [Int] = []
        var products: [Double] = []
        /// The same of the stems as the export has them, where some have a lag of their own.
        var shiftedProducts: [Double] = []
        var withReference: [Double] = []
        var withExport: [Double] = []
        var export = 0.0
    }

    /// What a fit found of one stem.
    struct Gain {
        /// Amplitude in the export over that in the reference; negative where it is inverted.
        var ratio: Double
        /// Standard error of it.
        var error: Double
    }

    /// The cells, one after the other.
    private(set) var cells: [Cell] = []

    /// Adds a cell. Blocks of 10 ms where `isLeftOut` says so do not count.
    /// `shifted` are the stems with the lags that they have in the export, where they have any of their own.
    mutating func add(
        reference: LowSound, export: LowSound, stems: [LowSound], shifted: [LowSound]? = nil,
        isLeftOut: (Int) -> Bool
    ) {
        let block = StepLevels.length / LowSound.factor
        let blocks = reference.left.count / block
        var cell = Cell()
        let quiet = 1e-7 * Double(2 * reference.left.count)
        for (index, stem) in stems.enumerated() where cell.stems.count < Self.mostStems {
            if Self.product(stem, stem, 0, stem.left.count) > quiet { cell.stems.append(index) }
        }
        let count = cell.stems.count
        cell.products = [Double](repeating: 0, count: count * count)
        cell.shiftedProducts = cell.products
        cell.withReference = [Double](repeating: 0, count: count)
        cell.withExport = cell.withReference
        let heard = shifted ?? stems
        for part in 0..<blocks where count > 0 && !isLeftOut(part) {
            let start = part * block
            for row in 0..<count {
                let (stem, own) = (stems[cell.stems[row]], heard[cell.stems[row]])
                for column in row..<count {
                    let value = Self.product(stem, stems[cell.stems[column]], start, block)
                    cell.products[row * count + column] += value
                    if row != column { cell.products[column * count + row] += value }
                    if shifted == nil { continue }
                    let other = Self.product(own, heard[cell.stems[column]], start, block)
                    cell.shiftedProducts[row * count + column] += other
                    if row != column { cell.shiftedProducts[column * count + row] += other }
                }
                cell.withReference[row] += Self.product(stem, reference, start, block)
                cell.withExport[row] += Self.product(own, export, start, block)
            }
            cell.export += Self.product(export, export, start, block)
        }
        if shifted == nil { cell.shiftedProducts = cell.products }
        cells.append(cell)
    }

    private static func product(_ a: LowSound, _ b: LowSound, _ start: Int, _ count: Int) -> Double {
        func channel(_ a: [Float], _ b: [Float]) -> Double {
            a.withUnsafeBufferPointer { a in
                b.withUnsafeBufferPointer { dotProduct(a, start, $0, start, count: count) }
            }
        }
        return channel(a.left, b.left) + channel(a.right, b.right)
    }

    /// The gains of the stems that sound in some cells, by stem.
    func gains(over range: some Sequence<Int>) -> [Int: Gain] {
        var sum = Cell()
        var places: [Int: Int] = [:]
        let chosen = range.map { cells[$0] }
        for stem in Set(chosen.flatMap(\.stems)).sorted() {
            places[stem] = sum.stems.count
            sum.stems.append(stem)
        }
        let count = sum.stems.count
        guard count > 0, count <= 64 else { return [:] }
        sum.products = [Double](repeating: 0, count: count * count)
        sum.shiftedProducts = sum.products
        sum.withReference = [Double](repeating: 0, count: count)
        sum.withExport = sum.withReference
        for cell in chosen {
            let own = cell.stems.map { places[$0] ?? 0 }
            for (row, target) in own.enumerated() {
                sum.withReference[target] += cell.withReference[row]
                sum.withExport[target] += cell.withExport[row]
                for (column, other) in own.enumerated() {
                    sum.products[target * count + other] += cell.products[row * own.count + column]
                    sum.shiftedProducts[target * count + other] += cell.shiftedProducts[row * own.count + column]
                }
            }
            sum.export += cell.export
        }
        return Self.solve(sum, independent: 200 * Double(chosen.count))
    }

    private static func solve(_ cell: Cell, independent: Double) -> [Int: Gain] {
        let count = cell.stems.count
        guard let inverse = inverse(cell.products, count), let shifted = self.inverse(cell.shiftedProducts, count)
        else {
            return [:]
        }
        func fitted(_ values: [Double], _ inverse: [Double]) -> [Double] {
            (0..<count).map { row in (0..<count).reduce(0) { $0 + inverse[row * count + $1] * values[$1] } }
        }
        let (own, other) = (fitted(cell.withReference, inverse), fitted(cell.withExport, shifted))
        var explained = 0.0
        for row in 0..<count { explained += other[row] * cell.withExport[row] }
        let rest = max(cell.export - explained, 1e-4 * cell.export)
        var result: [Int: Gain] = [:]
        for row in 0..<count where own[row] > 0.25 && inverse[row * count + row] > 0 {
            // Neighboring samples are alike, so there are fewer independent ones than samples: about 200 in half a second.
            let error = (rest * inverse[row * count + row] / independent).squareRoot() / own[row]
            result[cell.stems[row]] = Gain(ratio: other[row] / own[row], error: error)
        }
        return result
    }

    /// The inverse of a symmetric matrix that is made a little heavier on its diagonal, by elimination.
    static func inverse(_ matrix: [Double], _ count: Int) -> [Double]? {
        var left = matrix
        var right = [Double](repeating: 0, count: count * count)
        let weight = (0..<count).map { matrix[$0 * count + $0] }.max() ?? 0
        guard weight > 0 else { return nil }
        for row in 0..<count {
            left[row * count + row] += weight * 1e-9
            right[row * count + row] = 1
        }
        for column in 0..<count {
            let rows = column..<count
            guard let pivot = rows.max(by: { abs(left[$0 * count + column]) < abs(left[$1 * count + column]) }),
                abs(left[pivot * count + column]) > weight * 1e-12
            else { return nil }
            for index in 0..<count where pivot != column {
                left.swapAt(pivot * count + index, column * count + index)
                right.swapAt(pivot * count + index, column * count + index)
            }
            let scale = 1 / left[column * count + column]
            for index in 0..<count {
                left[column * count + index] *= scale
                right[column * count + index] *= scale
            }
            for row in 0..<count where row != column {
                let factor = left[row * count + column]
                if factor == 0 { continue }
                for index in 0..<count {
                    left[row * count + index] -= factor * left[column * count + index]
                    right[row * count + index] -= factor * right[column * count + index]
                }
            }
        }
        return right
    }
}
