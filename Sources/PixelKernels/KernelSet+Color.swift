package import MediaBuffers

/// Fixed-point coefficients of BT.709 limited range (ITU-R BT.709-6, 3.2–3.4), in 1/65536 of a code for one code of R'G'B'.
private enum BT709 {
    static let scale = 65_536.0
    static let kr = 0.2126
    static let kg = 0.7152
    static let kb = 0.0722

    static func fixed(_ value: Double) -> Int32 { Int32((value * scale).rounded()) }

    static let y = (fixed(kr * 219 / 255), fixed(kg * 219 / 255), fixed(kb * 219 / 255))
    static let cb = (
        fixed(-kr / 1.8556 * 224 / 255), fixed(-kg / 1.8556 * 224 / 255), fixed((1 - kb) / 1.8556 * 224 / 255)
    )
    static let cr = (
        fixed((1 - kr) / 1.5748 * 224 / 255), fixed(-kg / 1.5748 * 224 / 255), fixed(-kb / 1.5748 * 224 / 255)
    )
}

extension KernelSet {
    /// The image in canvas color, 4:4:4; premultiplied where it has alpha, without alpha where it is all opaque.
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
        let straight = image.alphaMode == .straight
        for y in 0..<height {
            let source = image.samples.row(y)
            let (l, b, r) = (luma.row(y), cb.row(y), cr.row(y))
            if let a = alpha?.row(y) {
                for x in 0..<width { a[x] = source[4 * x + 3] }
                Self.convert(source, a, straight, l, b, r, width)
            } else {
                Self.convert(source, l, b, r, width)
            }
        }
        return SourcePicture(
            luma: luma, cb: cb, cr: cr, alpha: alpha, subsampling: .yuv444, chromaLocation: .cosited)
    }

    private static func isOpaque(_ image: RGBAImage) -> Bool {
        for y in 0..<image.height {
            let row = image.samples.row(y)
            for x in 0..<image.width where row[4 * x + 3] != 255 { return false }
        }
        return true
    }

    private static func convert(
        _ rgba: UnsafeMutablePointer<UInt8>, _ luma: UnsafeMutablePointer<UInt8>, _ cb: UnsafeMutablePointer<UInt8>,
        _ cr: UnsafeMutablePointer<UInt8>, _ count: Int
    ) {
        let (y, b, r) = (BT709.y, BT709.cb, BT709.cr)
        for x in 0..<count {
            let red = Int32(rgba[4 &* x])
            let green = Int32(rgba[4 &* x &+ 1])
            let blue = Int32(rgba[4 &* x &+ 2])
            luma[x] = UInt8(
                truncatingIfNeeded: (y.0 &* red &+ y.1 &* green &+ y.2 &* blue &+ (16 << 16) &+ 32_768) &>> 16)
            cb[x] = UInt8(
                truncatingIfNeeded: (b.0 &* red &+ b.1 &* green &+ b.2 &* blue &+ (128 << 16) &+ 32_768) &>> 16)
            cr[x] = UInt8(
                truncatingIfNeeded: (r.0 &* red &+ r.1 &* green &+ r.2 &* blue &+ (128 << 16) &+ 32_768) &>> 16)
        }
    }

    /// With alpha: the code values are multiplied, offsets included. Premultiplied R'G'B' needs its offsets scaled alike.
    private static func convert(
        _ rgba: UnsafeMutablePointer<UInt8>, _ alpha: UnsafeMutablePointer<UInt8>, _ isStraight: Bool,
        _ luma: UnsafeMutablePointer<UInt8>, _ cb: UnsafeMutablePointer<UInt8>, _ cr: UnsafeMutablePointer<UInt8>,
        _ count: Int
    ) {
        let (y, b, r) = (BT709.y, BT709.cb, BT709.cr)
        for x in 0..<count {
            let a = Int64(alpha[x])
            let (red, green, blue) = (Int64(rgba[4 * x]), Int64(rgba[4 * x + 1]), Int64(rgba[4 * x + 2]))
            func code(_ c: (Int32, Int32, Int32), _ offset: Int64) -> UInt8 {
                let sum = Int64(c.0) * red + Int64(c.1) * green + Int64(c.2) * blue
                let scaled = isStraight ? (sum + offset << 16) * a : sum * 255 + (offset << 16) * a
                return UInt8(min(255, max(0, (scaled + 255 << 15) / (255 << 16))))
            }
            luma[x] = code(y, 16)
            cb[x] = code(b, 128)
            cr[x] = code(r, 128)
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
            let upper = plane.row(2 * y)
            let lower = plane.row(min(2 * y + 1, plane.height - 1))
            let target = half.row(y)
            for x in 0..<half.width {
                let left = max(2 * x - 1, 0)
                let right = min(2 * x + 1, plane.width - 1)
                let sum =
                    Int(upper[left]) + 2 * Int(upper[2 * x]) + Int(upper[right]) + Int(lower[left])
                    + 2 * Int(lower[2 * x]) + Int(lower[right])
                target[x] = UInt8((sum + 4) >> 3)
            }
        }
        return half
    }

    /// The canvas in sRGB; chroma is interpolated linearly from where it is sited.
    package func rgbaImage(from canvas: Canvas) -> RGBAImage {
        let image = RGBAImage(width: canvas.width, height: canvas.height, alphaMode: .opaque, zeroed: false)
        let half = canvas.cb.height
        for y in 0..<canvas.height {
            let target = image.samples.row(y)
            let luma = canvas.luma.row(y)
            // Chroma row j lies at luma row 2j + 0.5: three parts of the nearer row, one of the other.
            let near = y / 2
            let far = min(max(y % 2 == 0 ? near - 1 : near + 1, 0), half - 1)
            let rows = (canvas.cb.row(near), canvas.cb.row(far), canvas.cr.row(near), canvas.cr.row(far))
            for x in 0..<canvas.width {
                let left = x / 2
                let right = min(left + x % 2, canvas.cb.width - 1)
                // In eighths of a code.
                let cb = 3 * (Int(rows.0[left]) + Int(rows.0[right])) + Int(rows.1[left]) + Int(rows.1[right]) - 1_024
                let cr = 3 * (Int(rows.2[left]) + Int(rows.2[right])) + Int(rows.3[left]) + Int(rows.3[right]) - 1_024
                let base = (Double(luma[x]) - 16) * 255 / 219
                let blue = Double(cb) / 8 * 255 / 224
                let red = Double(cr) / 8 * 255 / 224
                target[4 * x] = Self.clamped(base + 1.5748 * red)
                target[4 * x + 1] = Self.clamped(base - (0.0722 * 1.8556 * blue + 0.2126 * 1.5748 * red) / 0.7152)
                target[4 * x + 2] = Self.clamped(base + 1.8556 * blue)
                target[4 * x + 3] = 255
            }
        }
        return image
    }

    private static func clamped(_ value: Double) -> UInt8 { UInt8(min(255, max(0, value.rounded()))) }
}
