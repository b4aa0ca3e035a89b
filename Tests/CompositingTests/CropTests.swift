import Compositing
import MediaBuffers
import Testing
import TimelineModel

/// What was cropped away leaves no trace, however the rest is placed.
@Suite struct CropTests {
    private static let size = CanvasSize(width: 240, height: 180)
    private static let crop = CropInsets(left: 0.2, top: 0.2, right: 0.1, bottom: 0.3)

    /// Bright and saturated where it is cut away, gray elsewhere.
    private func image(_ width: Int, _ height: Int) -> RGBAImage {
        let image = RGBAImage(width: width, height: height, alphaMode: .opaque)
        for y in 0..<height {
            for x in 0..<width {
                let isKept =
                    (width / 5..<width - width / 10).contains(x) && (height / 5..<height - height * 3 / 10).contains(y)
                for c in 0..<4 { image.samples.row(y)[4 * x + c] = isKept && c < 3 ? 90 : c == 1 ? 200 : 255 }
            }
        }
        return image
    }

    /// 4:2:0 with the crop between chroma samples.
    private func picture(_ width: Int, _ height: Int) -> SourcePicture {
        func plane(_ width: Int, _ height: Int, kept: UInt8, cut: UInt8) -> Plane {
            let plane = Plane(width: width, height: height)
            for y in 0..<height {
                for x in 0..<width {
                    let isKept =
                        (width / 5..<width - width / 10).contains(x)
                        && (height / 5..<height - height * 3 / 10).contains(y)
                    plane.row(y)[x] = isKept ? kept : cut
                }
            }
            return plane
        }
        return SourcePicture(
            luma: plane(width, height, kept: 93, cut: 235), cb: plane(width / 2, height / 2, kept: 128, cut: 240),
            cr: plane(width / 2, height / 2, kept: 128, cut: 16), subsampling: .yuv420, chromaLocation: .left)
    }

    private func expectNoTrace(_ canvas: Canvas, brightest: Int) {
        var found = 0
        for y in 0..<canvas.height {
            for x in 0..<canvas.width {
                found = max(found, Int(canvas.luma.row(y)[x]))
            }
        }
        #expect(found <= brightest && found >= brightest - 2, "the brightest sample is \(found)")
        var off = 0
        for y in 0..<canvas.cb.height {
            for x in 0..<canvas.cb.width {
                off = max(off, abs(Int(canvas.cb.row(y)[x]) - 128), abs(Int(canvas.cr.row(y)[x]) - 128))
            }
        }
        #expect(off <= 1, "chroma is off by \(off)")
    }

    private func place(_ scale: Double, _ degrees: Double, animated: Bool = false) -> StillScene.Place {
        let value = Scale(x: scale, y: scale)
        return .init(
            x: .constant(120.3), y: .constant(89.6),
            scale: animated
                ? .keyframes([
                    .init(time: Scenes.at(0), value: value),
                    .init(time: Scenes.at(10_000), value: Scale(x: 1.001 * scale, y: 1.001 * scale)),
                ]) : .constant(value),
            degrees: degrees, crop: Self.crop)
    }

    @Test(arguments: [0.0, 17, 90, 135, 301], [0.3, 0.8, 1, 1.6])
    func whatIsCutAwayDoesNotShow(_ degrees: Double, _ scale: Double) throws {
        let scene = StillScene(size: Self.size, picture: picture(200, 160), place: place(scale, degrees))
        expectNoTrace(try scene.paint(), brightest: 93)
    }

    /// A photo that moves is reduced before it is placed.
    @Test(arguments: [0.0, 17, 301], [0.1, 0.13, 0.21])
    func whatIsCutAwayIsNotMixedInByReducing(_ degrees: Double, _ scale: Double) throws {
        let scene = StillScene(
            size: Self.size, image: image(1_000, 800), place: place(scale, degrees, animated: true))
        let canvas = try scene.paint()
        #expect(scene.askedDetail != .full)
        expectNoTrace(canvas, brightest: 16 + (90 * 219 + 127) / 255)
    }
}
