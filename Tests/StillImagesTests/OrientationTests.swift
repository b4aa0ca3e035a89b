import MediaBuffers
import StillImages
import TestSupport
import Testing
import TimelineModel

@Suite("Orientation")
struct OrientationTests {
    /// EXIF data with one entry, the orientation.
    static func exif(_ value: UInt8, isLittle: Bool, type: UInt8 = 3) -> [UInt8] {
        isLittle
            ? Array("II".utf8) + [42, 0, 8, 0, 0, 0, 1, 0, 0x12, 1, type, 0, 1, 0, 0, 0, value, 0, 0, 0, 0, 0, 0, 0]
            : Array("MM".utf8) + [0, 42, 0, 0, 0, 8, 0, 1, 1, 0x12, 0, type, 0, 0, 0, 1, 0, value, 0, 0, 0, 0, 0, 0]
    }

    /// Where the upright pixel (x, y) is stored, after the table of tag 274.
    static func stored(_ x: Int, _ y: Int, _ width: Int, _ height: Int, _ orientation: UInt8) -> (x: Int, y: Int) {
        switch orientation {
        case 2: (width - 1 - x, y)
        case 3: (width - 1 - x, height - 1 - y)
        case 4: (x, height - 1 - y)
        case 5: (y, x)
        case 6: (y, height - 1 - x)
        case 7: (width - 1 - y, height - 1 - x)
        case 8: (width - 1 - y, x)
        default: (x, y)
        }
    }

    @Test("All eight orientations, in both byte orders", arguments: 1...8 as ClosedRange<UInt8>, [true, false])
    func orientations(_ value: UInt8, _ isLittle: Bool) throws {
        let (width, height) = (67, 41)
        let samples = (0..<width * height).flatMap { (index: Int) -> [UInt8] in
            [index % 251, index / 251, index % 7, index % 200].map { UInt8($0) }
        }
        let plain = PNGBuilder(width: width, height: height, samples: samples)
        let turned = FileBytes(plain.adding("eXIf", Self.exif(value, isLittle: isLittle)).bytes)
        let facts = try StillImages.probe(turned)
        let image = try StillImages.load(turned)
        #expect([facts.width, facts.height] == [image.width, image.height])
        #expect(image.width == (value < 5 ? width : height) && image.height == (value < 5 ? height : width))
        let source = try StillImages.load(FileBytes(plain.bytes))
        for y in 0..<image.height {
            for x in 0..<image.width {
                let from = Self.stored(x, y, width, height, value)
                #expect(image.pixel(x, y) == source.pixel(from.x, from.y))
            }
        }
    }

    @Test("A JPEG's orientation is honored")
    func jpeg() throws {
        var bytes = try mediaBytes("awkward/phone-exif-6.jpg")
        let upright = try StillImages.load(FileBytes(bytes))
        // The same picture upright in another file: scaled differently, so only nearly the same.
        let wanted = try StillImages.load(path: TestMedia.path("photos/fig-bowl.jpg"))
        #expect(
            zip(upright.means(width: 200, height: 200), wanted.means(width: 428, height: 428)).allSatisfy {
                abs($0 - $1) < 2
            })
        let tag = try #require(bytes.indices.first { bytes[$0...].starts(with: [1, 0x12, 0, 3, 0, 0, 0, 1, 0, 6]) })
        bytes[tag + 9] = 8
        let turned = try StillImages.load(FileBytes(bytes))
        #expect(turned.pixel(3, 5) == upright.pixel(upright.width - 4, upright.height - 6))
    }

    @Test(
        "Nonsense is upright",
        arguments: [
            exif(0, isLittle: true), exif(9, isLittle: false), exif(6, isLittle: true, type: 4), [], Array("II".utf8),
            Array(exif(6, isLittle: true).prefix(17)), Array("MM".utf8) + [0, 42, 0xFF, 0xFF, 0xFF, 0xFF],
        ])
    func nonsense(_ exif: [UInt8]) throws {
        let builder = PNGBuilder(width: 2, height: 1, samples: [1, 2, 3, 255, 4, 5, 6, 255]).adding("eXIf", exif)
        let image = try StillImages.load(FileBytes(builder.bytes))
        #expect(image.pixels == [[1, 2, 3, 255], [4, 5, 6, 255]])
    }
}
