import Foundation
import MediaBuffers
import MediaIO
import TestSupport
import Testing

/// Films whose container says that they lie on a side, or that they are mirrored.
@Suite struct TurnedFilmTests {
    /// A display matrix without its translation: shown = stored · matrix.
    struct DisplayMatrix: Sendable, CustomTestStringConvertible {
        var a, b, c, d: Int

        var testDescription: String { "\(a) \(b) \(c) \(d)" }

        /// Where a stored place is shown, of a picture of `size`; `unit` is 1 for samples and 0 for points.
        func shown(_ x: Double, _ y: Double, _ size: (width: Int, height: Int), unit: Int) -> (x: Double, y: Double) {
            let (width, height) = (Double(size.width - unit), Double(size.height - unit))
            func along(_ ofX: Int, _ ofY: Int) -> Double {
                Double(ofX) * x + Double(ofY) * y + (ofX < 0 ? width : 0) + (ofY < 0 ? height : 0)
            }
            return (along(a, c), along(b, d))
        }
    }

    static let matrices = [-1, 1].flatMap { first in
        [-1, 1].flatMap { second in
            [
                DisplayMatrix(a: first, b: 0, c: 0, d: second), DisplayMatrix(a: 0, b: first, c: second, d: 0),
            ]
        }
    }

    /// The film with another matrix in its first track (ISO/IEC 14496-12, 8.3.2), in a file of its own.
    private func film(_ matrix: DisplayMatrix, in folder: TemporaryFolder) throws -> String {
        var bytes = try Data(contentsOf: URL(filePath: TestMedia.path("awkward/phone-rot90.mp4")))
        let header = try #require(bytes.range(of: Data("tkhd".utf8)))
        try #require(bytes[header.upperBound] == 0, "the track header's version")
        let values = [matrix.a, matrix.b, 0, matrix.c, matrix.d, 0, 0, 0]
        for (index, value) in values.enumerated() {
            withUnsafeBytes(of: Int32(value << 16).bigEndian) {
                let start = header.upperBound + 40 + 4 * index
                bytes.replaceSubrange(start..<start + 4, with: $0)
            }
        }
        let path = folder.path("turned.mp4")
        try bytes.write(to: URL(filePath: path))
        return path
    }

    private func picture(_ matrix: DisplayMatrix, frame: Int) throws -> SourcePicture {
        let folder = try TemporaryFolder()
        return try VideoReader(path: film(matrix, in: folder)).picture(at: frame)
    }

    @Test(arguments: matrices) func samplesAreShownWhereTheMatrixPutsThem(_ matrix: DisplayMatrix) throws {
        let stored = try picture(DisplayMatrix(a: 1, b: 0, c: 0, d: 1), frame: 3)
        let shown = try picture(matrix, frame: 3)
        for (from, to) in [(stored.luma, shown.luma), (stored.cb, shown.cb), (stored.cr, shown.cr)] {
            try #require(to.width == (matrix.a == 0 ? from.height : from.width))
            try #require(to.height == (matrix.a == 0 ? from.width : from.height))
            var wrong = 0
            for y in 0..<from.height {
                for x in 0..<from.width {
                    let place = matrix.shown(Double(x), Double(y), (from.width, from.height), unit: 1)
                    if to.row(Int(place.y))[Int(place.x)] != from.row(y)[x] { wrong += 1 }
                }
            }
            #expect(wrong == 0)
        }
        // The corners' chroma samples, of which one is shown first.
        let firsts = [0, stored.cb.width - 1].flatMap { x in
            [0, stored.cb.height - 1].map { y in
                matrix.shown(
                    Double(2 * x) + 0.5 + stored.chromaLocation.x, Double(2 * y) + 0.5 + stored.chromaLocation.y,
                    (stored.width, stored.height), unit: 0)
            }
        }
        #expect(shown.chromaLocation.x == (firsts.map(\.x).min() ?? 0) - 0.5)
        #expect(shown.chromaLocation.y == (firsts.map(\.y).min() ?? 0) - 0.5)
    }

    /// Every sample of a film with alpha is multiplied by it.
    @Test func alphaIsPremultiplied() throws {
        let picture = try VideoReader(path: TestMedia.path("awkward/alpha-vp9.webm")).picture(at: 10)
        let alpha = try #require(picture.alpha)
        var (transparent, bright, wrong) = (0, 0, 0)
        for y in 0..<alpha.height {
            for x in 0..<alpha.width {
                let share = Int(alpha.row(y)[x])
                if share == 0 { transparent += 1 }
                for plane in [picture.luma, picture.cb, picture.cr] {
                    let sample = Int(plane.row(y)[x])
                    if sample > share { wrong += 1 }
                    if sample > 16, share == 255 { bright += 1 }
                }
            }
        }
        #expect(wrong == 0)
        #expect(transparent > 0 && bright > 0)
    }
}
