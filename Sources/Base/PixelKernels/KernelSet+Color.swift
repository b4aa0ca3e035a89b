import CPixelKernels
package import MediaBuffers

extension KernelSet {
    /// The image in canvas color, 4:4:4; premultiplied where it has alpha, without alpha where it is all opaque.
    ///
    /// Codes are rounded to nearest from coefficients in 1/65536. The code values themselves are multiplied by alpha,
    /// offsets included; of premultiplied R'G'B' only the offsets are left to multiply.
    package func sourcePicture(from image: RGBAImage) -> SourcePicture {
        let width = image.width
        let height = image.height
        let luma = Plane(width: width, height: height, zeroed: false)
        let cb = Plane(width: width, height: height, zeroed: false)
        let cr = Plane(width: width, height: height, zeroed: false)
        var alpha: Plane?
        if image.alphaMode != .opaque, !Self.isOpaque(image) {
            alpha = Plane(width: width, height: height, zeroed: false)
        }
        for y in 0..<height {
            let source = image.samples.row(y)
            if let a = alpha?.row(y) {
                let convert = image.alphaMode == .straight ? table.convert_straight : table.convert_premultiplied
                convert?(source, luma.row(y), cb.row(y), cr.row(y), a, width)
            } else {
                table.convert(source, luma.row(y), cb.row(y), cr.row(y), width)
            }
        }
        return SourcePicture(
            luma: luma, cb: cb, cr: cr, alpha: alpha, subsampling: .yuv444, chromaLocation: .cosited)
    }

    private static func isOpaque(_ image: RGBAImage) -> Bool {
        (0..<image.height).allSatisfy { wp_is_opaque(image.samples.row($0), image.width) != 0 }
    }

    /// Puts rows of an opaque image into a picture in canvas color, 4:2:0 with chroma sited left; `x` and `y` are even and
    /// say where. Where the image is one strip of many it has an even number of rows.
    package func store(_ image: RGBAImage, rowCount: Int, in picture: SourcePicture, x: Int, y: Int) {
        precondition(x % 2 == 0 && y % 2 == 0, "chroma is stored by pairs")
        let full = Plane(width: image.width, height: 4, zeroed: false)
        for row in stride(from: 0, to: rowCount, by: 2) {
            for below in 0..<2 where row + below < rowCount {
                table.convert(
                    image.samples.row(row + below), picture.luma.row(y + row + below) + x, full.row(below),
                    full.row(2 + below), image.width)
            }
            let last = min(1, rowCount - 1 - row)
            let target = (y + row) / 2
            Self.halve(full.row(0), full.row(last), count: image.width, into: picture.cb.row(target) + x / 2)
            Self.halve(full.row(2), full.row(2 + last), count: image.width, into: picture.cr.row(target) + x / 2)
        }
    }

    /// An opaque 4:4:4 picture with chroma at half size, sited left.
    package func subsampled(_ picture: SourcePicture) -> SourcePicture {
        precondition(picture.subsampling == .yuv444 && picture.alpha == nil, "only opaque 4:4:4 is subsampled")
        return SourcePicture(
            luma: picture.luma, cb: Self.halved(picture.cb), cr: Self.halved(picture.cr), subsampling: .yuv420,
            chromaLocation: .left)
    }

    private static func halved(_ plane: Plane) -> Plane {
        let half = Plane(width: (plane.width + 1) / 2, height: (plane.height + 1) / 2, zeroed: false)
        for y in 0..<half.height {
            let lower = plane.row(min(2 * y + 1, plane.height - 1))
            halve(plane.row(2 * y), lower, count: plane.width, into: half.row(y))
        }
        return half
    }

    /// One row from two rows of `count` samples: a quarter, a half and a quarter across, a half of each row down.
    private static func halve(
        _ upper: UnsafeMutablePointer<UInt8>, _ lower: UnsafeMutablePointer<UInt8>, count: Int,
        into target: UnsafeMutablePointer<UInt8>
    ) {
        func sample(_ left: Int, _ middle: Int, _ right: Int) -> UInt8 {
            let outer = UInt16(upper[left]) &+ UInt16(upper[right]) &+ UInt16(lower[left]) &+ UInt16(lower[right])
            let inner = UInt16(upper[middle]) &+ UInt16(lower[middle])
            return UInt8(truncatingIfNeeded: (outer &+ 2 &* inner &+ 4) &>> 3)
        }
        target[0] = sample(0, 0, min(1, count - 1))
        let inside = count / 2
        var x = 1
        while x < inside {
            target[x] = sample(2 &* x &- 1, 2 &* x, 2 &* x &+ 1)
            x &+= 1
        }
        // The last sample of an odd row has no neighbor.
        if count % 2 != 0, count > 1 { target[inside] = sample(count - 2, count - 1, count - 1) }
    }

    /// The canvas in sRGB; chroma is interpolated linearly from where it is sited.
    package func rgbaImage(from canvas: Canvas) -> RGBAImage {
        let image = RGBAImage(width: canvas.width, height: canvas.height, alphaMode: .opaque, zeroed: false)
        let row = rgbaRow(of: canvas)
        for y in 0..<canvas.height { row(y, image.samples.row(y)) }
        return image
    }

    /// Somebody who writes rows of `rgbaImage(from:)`, on any thread.
    package func rgbaRow(of canvas: Canvas) -> @Sendable (_ y: Int, UnsafeMutablePointer<UInt8>) -> Void {
        let factors = DisplayFactors()
        return { y, target in Self.convert(row: y, of: canvas, by: factors, into: target) }
    }

    private static func convert(
        row y: Int, of canvas: Canvas, by factors: DisplayFactors, into target: UnsafeMutablePointer<UInt8>
    ) {
        let luma = canvas.luma.row(y)
        // Chroma row j lies at luma row 2j + 0.5: three parts of the nearer row, one of the other.
        let near = y / 2
        let far = min(max(y % 2 == 0 ? near - 1 : near + 1, 0), canvas.cb.height - 1)
        let rows = (canvas.cb.row(near), canvas.cb.row(far), canvas.cr.row(near), canvas.cr.row(far))
        for x in 0..<canvas.width {
            let left = x / 2
            let right = min(left &+ x & 1, canvas.cb.width &- 1)
            // In eighths of a code.
            let cb = 3 &* (Int(rows.0[left]) &+ Int(rows.0[right])) &+ Int(rows.1[left]) &+ Int(rows.1[right]) &- 1_024
            let cr = 3 &* (Int(rows.2[left]) &+ Int(rows.2[right])) &+ Int(rows.3[left]) &+ Int(rows.3[right]) &- 1_024
            let base = (Int(luma[x]) &- 16) &* factors.luma &+ 1 << 23
            let pixel = target + 4 &* x
            pixel[0] = clamped(base &+ factors.redOfCr &* cr)
            pixel[1] = clamped(base &- factors.greenOfCb &* cb &- factors.greenOfCr &* cr)
            pixel[2] = clamped(base &+ factors.blueOfCb &* cb)
            pixel[3] = 255
        }
    }

    /// BT.709 limited to R'G'B' 0…255 (ITU-R BT.709-6), in 1/2^24 for a code of luma and an eighth of a code of chroma.
    private struct DisplayFactors: Sendable {
        let luma = inUnits(255 / 219.0)
        let redOfCr = inUnits(1.5748 * 255 / 224 / 8)
        let greenOfCb = inUnits(0.0722 * 1.8556 / 0.7152 * 255 / 224 / 8)
        let greenOfCr = inUnits(0.2126 * 1.5748 / 0.7152 * 255 / 224 / 8)
        let blueOfCb = inUnits(1.8556 * 255 / 224 / 8)

        private static func inUnits(_ value: Double) -> Int { Int((value * 16_777_216).rounded()) }
    }

    private static func clamped(_ value: Int) -> UInt8 { UInt8(truncatingIfNeeded: min(255, max(0, value >> 24))) }
}
