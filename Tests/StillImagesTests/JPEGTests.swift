import MediaBuffers
import StillImages
import TestSupport
import Testing
import TimelineModel

@Suite("JPEGs as they come")
struct JPEGTests {
    /// Where the bytes stand first, from an offset on.
    private func offset(of pattern: [UInt8], in bytes: [UInt8], from start: Int = 0) throws -> Int {
        try #require((start..<bytes.count).first { bytes[$0...].starts(with: pattern) })
    }

    @Test(
        "Stray bytes between segments and before the end do no harm",
        arguments: ["photos/pagoda.jpg", "photos/fig-bowl.jpg"])
    func strayBytes(_ name: String) throws {
        let bytes = try mediaBytes(name)
        let image = try StillImages.load(FileBytes(bytes))
        let table = try offset(of: [0xFF, 0xDB], in: bytes)
        var early = bytes
        early.insert(contentsOf: [0, 1, 2, 3, 4], at: table)
        #expect(try StillImages.load(FileBytes(early)).samples.hasSameSamples(as: image.samples))
        let late = bytes.dropLast(2) + [0, 0, 0, 0, 0, 0, 0, 0] + bytes.suffix(2)
        #expect(try StillImages.load(FileBytes(Array(late))).samples.hasSameSamples(as: image.samples))
        let filled = bytes.dropLast(2) + [0xFF, 0xFF, 0xFF] + bytes.suffix(2)
        #expect(try StillImages.load(FileBytes(Array(filled))).samples.hasSameSamples(as: image.samples))
    }

    @Test(
        "Some columns are as they are in the whole picture",
        arguments: ["photos/pagoda.jpg", "photos/fig-bowl.jpg", "photos/dandelions.jpg", "photos/wine-portrait.jpg"],
        [1, 3])
    func columns(_ name: String, _ part: Int) throws {
        let path = TestMedia.path(name)
        for divisor in [1, 2, 5] {
            let facts = try StillImages.probe(path: path)
            let target = (width: facts.width / (2 * divisor), height: facts.height / (2 * divisor))
            let whole = try StillImages.load(path: path, targetPixels: divisor == 1 ? nil : target)
            let wanted = whole.width * part / 7..<whole.width * (part + 2) / 7
            let rows = try #require(
                try StillImages.jpegRows(path: path, targetPixels: divisor == 1 ? nil : target) { width in
                    #expect(width == whole.width)
                    return wanted
                })
            #expect(rows.width == whole.width && rows.height == whole.height)
            #expect(rows.columns.lowerBound <= wanted.lowerBound && rows.columns.upperBound >= wanted.upperBound)
            #expect(rows.columns.count < whole.width)
            let strip = RGBAImage(width: rows.columns.count, height: 7, alphaMode: .opaque)
            var y = 0
            while y < rows.height {
                let count = try rows.read(into: strip)
                for row in 0..<count {
                    let read = strip.samples.row(row) + 4 * (wanted.lowerBound - rows.columns.lowerBound)
                    let expected = whole.samples.row(y + row) + 4 * wanted.lowerBound
                    let isSame = (0..<4 * wanted.count).allSatisfy { read[$0] == expected[$0] }
                    #expect(isSame, "row \(y + row) at 1/\(divisor)")
                    guard isSame else { return }
                }
                y += count
            }
        }
    }

    @Test("Unknown versions do no harm, and hide no damage")
    func versions() throws {
        var bytes = try mediaBytes("photos/pagoda.jpg")
        let image = try StillImages.load(FileBytes(bytes))
        bytes[try offset(of: Array("JFIF\0".utf8), in: bytes) + 5] = 7
        #expect(try StillImages.load(FileBytes(bytes)).samples.hasSameSamples(as: image.samples))
        let middle = bytes.count / 2
        bytes.removeSubrange(middle..<middle + 3_000)
        #expect(problem { () throws(AssetProblem) in try StillImages.load(FileBytes(bytes)) }?.kind == .damaged)
    }

    @Test("Data that is missing in the middle is seen, though the file ends well")
    func missingData() throws {
        var bytes = try mediaBytes("photos/dandelions.jpg")
        bytes.removeSubrange(100_000..<140_000)
        #expect(try StillImages.probe(FileBytes(bytes)).width == 1_920)
        let found = problem { () throws(AssetProblem) in try StillImages.load(FileBytes(bytes)) }
        #expect(found?.kind == .damaged)
    }

    @Test("A picture cut off and closed again is seen")
    func closedCut() throws {
        let bytes = try mediaBytes("corrupt/truncated.jpg") + [0xFF, 0xD9]
        let found = problem { () throws(AssetProblem) in try StillImages.load(FileBytes(bytes)) }
        #expect(found?.kind == .damaged)
        #expect(found?.message == "the JPEG's data ends before its last row; copy or export it again")
    }

    @Test("Kinds that are not decoded are named", arguments: [(0xC3, 0), (0xC0, 4)] as [(UInt8, UInt8)])
    func unsupported(_ marker: UInt8, _ extraBits: UInt8) throws {
        var bytes = try mediaBytes("photos/pagoda.jpg")
        let frame = try offset(of: [0xFF, 0xC0], in: bytes, from: 4_000)
        bytes[frame + 1] = marker
        bytes[frame + 4] += extraBits
        let found = problem { () throws(AssetProblem) in try StillImages.probe(FileBytes(bytes)) }
        #expect(found?.kind == .unsupported)
    }

    @Test("A JPEG of very many scans is refused")
    func scans() throws {
        let bytes = try mediaBytes("photos/fig-bowl.jpg")
        let scan: [UInt8] = [0xFF, 0xDA, 0, 8, 1, 1, 0, 1, 0, 0, 0x12]
        let many = bytes.dropLast(2) + (0..<100).flatMap { _ in scan } + bytes.suffix(2)
        let found = problem { () throws(AssetProblem) in try StillImages.probe(FileBytes(Array(many))) }
        #expect(found?.kind == .tooLarge)
    }
}
