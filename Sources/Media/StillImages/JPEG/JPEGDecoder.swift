import CStillCodecs
import MediaBuffers
import TimelineModel

/// Decodes JPEGs through TurboJPEG, with the accurate transform and smooth chroma upsampling.
enum JPEGDecoder {
    /// The picture, upright and in sRGB, at a fraction of its size where that is enough for `target`. Throws `.damaged`
    /// where its data is.
    static func decode(
        _ structure: JPEGStructure, target: (width: Int, height: Int)?
    ) throws(AssetProblem) -> RGBAImage {
        let divisor = divisor(structure, for: target)
        let image = RGBAImage(
            width: (structure.width + divisor - 1) / divisor, height: (structure.height + divisor - 1) / divisor,
            alphaMode: .opaque, zeroed: false)
        let isInk = structure.componentCount == 4
        try decode(structure, as: isInk ? TJPF_CMYK : TJPF_RGBA, into: image)
        // Adobe's programs store the ink that is missing, and say who they are.
        let isInverted = structure.adobeTransform != nil
        let source: ColorConversion.Source = isInk ? .cmyk(isInverted: isInverted) : .rgb(levels: 256)
        if let profile = structure.profile, let conversion = ColorConversion(profile: profile, source: source) {
            conversion.convert(image)
            if isInk { image.makeOpaque() }
        } else if isInk {
            image.convertInk(isInverted: isInverted)
        }
        return image.turnedUpright(from: structure.orientation)
    }

    /// By what to divide the size: the smallest of 1/8, 1/4, 1/2 that is at least twice the target on both sides, or 1.
    static func divisor(_ structure: JPEGStructure, for target: (width: Int, height: Int)?) -> Int {
        guard let target else { return 1 }
        let stored = structure.orientation.size(width: max(1, target.width), height: max(1, target.height))
        for divisor in [8, 4, 2] {
            let width = (structure.width + divisor - 1) / divisor
            let height = (structure.height + divisor - 1) / divisor
            if width / 2 >= stored.width, height / 2 >= stored.height { return divisor }
        }
        return 1
    }

    private static func decode(
        _ structure: JPEGStructure, as format: TJPF, into image: RGBAImage
    ) throws(AssetProblem) {
        let bytes = structure.cleaned ?? structure.bytes
        guard let complaint = try complaint(bytes, as: format, into: image, flags: TJFLAG_STOPONWARNING) else { return }
        // Bytes between the last row and the end marker hurt nobody; before any other marker they are coded data that the
        // decoder lost its way in. Headers that are written in a way of their own hurt nobody either.
        guard harmless.contains(where: complaint.contains) else { throw problem(complaint) }
        // It stopped at the first complaint. The next ones may be worse.
        try checkRows(bytes)
        _ = try self.complaint(bytes, as: format, into: image, flags: 0)
    }

    private static let harmless = [
        "extraneous bytes before marker 0xd9", "Invalid SOS parameters for sequential JPEG", "Adobe color transform",
        "ICC profile", "JFIF major revision",
    ]

    /// Decodes in rows, which stops at the first complaint that is not harmless, and forgets them.
    private static func checkRows(_ bytes: FileBytes) throws(AssetProblem) {
        let file = UnsafeMutablePointer<wp_jpeg>.allocate(capacity: 1)
        file.initialize(to: wp_jpeg())
        defer {
            wp_jpeg_close(file)
            file.deallocate()
        }
        var result = wp_jpeg_open_stored(file, bytes.base, bytes.count)
        let rowLength = 4 * Int(wp_jpeg_width(file))
        var row = [UInt8](repeating: 0, count: max(1, rowLength))
        for _ in 0..<wp_jpeg_height(file) where result == 0 {
            result = wp_jpeg_read_rows(file, &row, rowLength, 1)
        }
        guard result == 0 else { throw problem(String(cString: wp_jpeg_message(file))) }
    }

    /// Decodes, and tells what TurboJPEG warned of, if anything. Throws for what it calls an error.
    private static func complaint(
        _ bytes: FileBytes, as format: TJPF, into image: RGBAImage, flags: Int32
    ) throws(AssetProblem) -> String? {
        guard let decoder = tjInitDecompress() else { throw problem("no memory for the decoder") }
        defer { tjDestroy(decoder) }
        let result = tjDecompress2(
            decoder, bytes.base, UInt(bytes.count), image.samples.base, Int32(image.width),
            Int32(image.samples.stride), Int32(image.height), Int32(format.rawValue), flags | TJFLAG_ACCURATEDCT)
        guard result != 0 else { return nil }
        let message = String(cString: tjGetErrorStr2(decoder))
        guard tjGetErrorCode(decoder) == Int32(TJERR_WARNING.rawValue) else { throw problem(message) }
        return message
    }

    static func problem(_ message: String) -> AssetProblem {
        if message.contains("remature end") {
            return AssetProblem(.damaged, "the JPEG's data ends before its last row; copy or export it again")
        }
        return AssetProblem(.damaged, "the JPEG's data is broken (\(message)); copy or export it again")
    }
}

extension RGBAImage {
    /// Turns cyan, magenta, yellow, black into R, G, B as if inks were perfect filters, which is what is left where no
    /// profile says better.
    func convertInk(isInverted: Bool) {
        let mask: UInt8 = isInverted ? 0 : 255
        for y in 0..<height {
            let row = samples.row(y)
            for x in 0..<width {
                let light = UInt32(row[4 * x + 3] ^ mask)
                for channel in 4 * x..<4 * x + 3 {
                    row[channel] = UInt8((UInt32(row[channel] ^ mask) * light + 127) / 255)
                }
                row[4 * x + 3] = 255
            }
        }
    }
}
