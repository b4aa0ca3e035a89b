import CPixelKernels
import Dispatch
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
            let upper = plane.row(2 * y)
            let lower = plane.row(min(2 * y + 1, plane.height - 1))
            let target = half.row(y)
            for x in 0..<half.width {
                let left = max(2 &* x &- 1, 0)
                let right = min(2 &* x &+ 1, plane.width &- 1)
                let outer = Int(upper[left]) &+ Int(upper[right]) &+ Int(lower[left]) &+ Int(lower[right])
                let inner = Int(upper[2 &* x]) &+ Int(lower[2 &* x])
                target[x] = UInt8(truncatingIfNeeded: (outer &+ 2 &* inner &+ 4) &>> 3)
            }
        }
        return half
    }

    /// The canvas in sRGB; chroma is interpolated linearly from where it is sited.
    package func rgbaImage(from canvas: Canvas) -> RGBAImage {
        let image = RGBAImage(width: canvas.width, height: canvas.height, alphaMode: .opaque, zeroed: false)
        let factors = DisplayFactors()
        // Strips of rows, on all cores: this is done once for a picture that somebody waits for.
        let stripRows = 64
        DispatchQueue.concurrentPerform(iterations: (canvas.height + stripRows - 1) / stripRows) { strip in
            for y in strip * stripRows..<min((strip + 1) * stripRows, canvas.height) {
                Self.convert(row: y, of: canvas, by: factors, into: image.samples.row(y))
            }
        }
        return image
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
    private struct DisplayFactors {
        let luma = inUnits(255 / 219.0)
        let redOfCr = inUnits(1.5748 * 255 / 224 / 8)
        let greenOfCb = inUnits(0.0722 * 1.8556 / 0.7152 * 255 / 224 / 8)
        let greenOfCr = inUnits(0.2126 * 1.5748 / 0.7152 * 255 / 224 / 8)
        let blueOfCb = inUnits(1.8556 * 255 / 224 / 8)

        private static func inUnits(_ value: Double) -> Int { Int((value * 16_777_216).rounded()) }
    }

    private static func clamped(_ value: Int) -> UInt8 { UInt8(truncatingIfNeeded: min(255, max(0, value >> 24))) }
}
