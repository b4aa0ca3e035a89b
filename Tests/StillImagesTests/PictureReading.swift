import Foundation
import MediaBuffers
import StillImages
import TestSupport
import TimelineModel

/// The bytes of a file of the media set.
func mediaBytes(_ name: String) throws -> [UInt8] { Array(try Data(contentsOf: TestMedia.url(name))) }

/// The problem that an expression throws; nil where it throws none.
func problem<Value>(_ body: () throws(AssetProblem) -> Value) -> AssetProblem? {
    do throws(AssetProblem) {
        _ = try body()
        return nil
    } catch {
        return error
    }
}

extension RGBAImage {
    /// Red, green, blue, alpha of a pixel.
    func pixel(_ x: Int, _ y: Int) -> [Int] { (0..<4).map { Int(samples.row(y)[4 * x + $0]) } }

    /// All pixels, row after row.
    var pixels: [[Int]] { (0..<height).flatMap { y in (0..<width).map { pixel($0, y) } } }

    /// The means of red, green and blue over a rectangle.
    func means(x: Int = 0, y: Int = 0, width: Int? = nil, height: Int? = nil) -> [Double] {
        let (columns, rows) = (width ?? self.width, height ?? self.height)
        var sums = [0, 0, 0]
        for line in y..<y + rows {
            let row = samples.row(line)
            for column in x..<x + columns {
                for channel in 0..<3 { sums[channel] += Int(row[4 * column + channel]) }
            }
        }
        return sums.map { Double($0) / Double(columns * rows) }
    }

    /// The mean difference of the colors of both images, in codes.
    func meanDifference(from other: RGBAImage) -> Double {
        var sum = 0
        for y in 0..<height {
            let (mine, theirs) = (samples.row(y), other.samples.row(y))
            for index in 0..<4 * width where index % 4 != 3 { sum += abs(Int(mine[index]) - Int(theirs[index])) }
        }
        return Double(sum) / Double(3 * width * height)
    }

    /// The mean difference of 8x8 blocks, in which the noise of JPEG cancels out.
    func meanBlockDifference(from other: RGBAImage) -> Double {
        var sum = 0.0
        var count = 0
        for y in stride(from: 0, to: height - 7, by: 8) {
            for x in stride(from: 0, to: width - 7, by: 8) {
                let mine = means(x: x, y: y, width: 8, height: 8)
                let theirs = other.means(x: x, y: y, width: 8, height: 8)
                for channel in 0..<3 { sum += abs(mine[channel] - theirs[channel]) }
                count += 3
            }
        }
        return sum / Double(count)
    }
}
