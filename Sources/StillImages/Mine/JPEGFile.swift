import CStillCodecs
import MediaBuffers
import TimelineModel

/// JPEG through TurboJPEG.
enum JPEGFile {
    private struct Markers {
        var orientation = 1
        var profile: [UInt8] = []
        var hasAdobe = false
    }

    static func facts(_ bytes: [UInt8]) throws(AssetProblem) -> StillFacts {
        let header = try header(bytes)
        let turned = markers(bytes).orientation >= 5
        return StillFacts(
            format: "jpeg", width: turned ? header.height : header.width, height: turned ? header.width : header.height,
            hasAlpha: false, frameTimes: nil)
    }

    private static func header(_ bytes: [UInt8]) throws(AssetProblem) -> (width: Int, height: Int, colorspace: Int32) {
        guard let handle = tjInitDecompress() else { throw AssetProblem(.damaged, "the JPEG decoder did not start") }
        defer { tjDestroy(handle) }
        var (width, height, subsampling, colorspace): (Int32, Int32, Int32, Int32) = (0, 0, 0, 0)
        guard
            tjDecompressHeader3(handle, bytes, UInt(bytes.count), &width, &height, &subsampling, &colorspace) == 0
        else { throw AssetProblem(.damaged, "the JPEG's header cannot be read (\(message(handle))); export it again") }
        try StillImages.checkSize(Int(width), Int(height))
        return (Int(width), Int(height), colorspace)
    }

    private static func message(_ handle: tjhandle) -> String { String(cString: tjGetErrorStr2(handle)) }

    static func decode(_ bytes: [UInt8], target: (width: Int, height: Int)?) throws(AssetProblem) -> RGBAImage {
        let header = try header(bytes)
        let markers = markers(bytes)
        guard let handle = tjInitDecompress() else { throw AssetProblem(.damaged, "the JPEG decoder did not start") }
        defer { tjDestroy(handle) }
        var (width, height) = (header.width, header.height)
        if let target {
            let wanted = markers.orientation >= 5 ? (target.height, target.width) : (target.width, target.height)
            for divisor in [8, 4, 2] {
                let scaled = ((header.width + divisor - 1) / divisor, (header.height + divisor - 1) / divisor)
                if scaled.0 >= 2 * wanted.0, scaled.1 >= 2 * wanted.1 {
                    (width, height) = scaled
                    break
                }
            }
        }
        let isCMYK = header.colorspace == Int32(TJCS_CMYK.rawValue) || header.colorspace == Int32(TJCS_YCCK.rawValue)
        let image = RGBAImage(width: width, height: height, alphaMode: .opaque)
        let format = isCMYK ? TJPF_CMYK : TJPF_RGBA
        let flags = Int32(TJFLAG_STOPONWARNING | TJFLAG_ACCURATEDCT)
        guard
            tjDecompress2(
                handle, bytes, UInt(bytes.count), image.samples.base, Int32(width), Int32(image.samples.stride),
                Int32(height), Int32(format.rawValue), flags) == 0
        else {
            throw AssetProblem(
                .damaged, "the JPEG's data cannot be decoded to its end (\(message(handle))); export it again")
        }
        if isCMYK {
            convertCMYK(image, isInverted: markers.hasAdobe)
        } else if !markers.profile.isEmpty {
            convert(image, profile: markers.profile)
        }
        return upright(image, orientation: markers.orientation)
    }

    private static func convertCMYK(_ image: RGBAImage, isInverted: Bool) {
        for y in 0..<image.height {
            let row = image.samples.row(y)
            for x in 0..<image.width {
                let ink = (0..<4).map { isInverted ? Int(row[4 * x + $0]) : 255 - Int(row[4 * x + $0]) }
                for channel in 0..<3 { row[4 * x + channel] = UInt8((ink[channel] * ink[3] + 127) / 255) }
                row[4 * x + 3] = 255
            }
        }
    }

    private static func convert(_ image: RGBAImage, profile: [UInt8]) {
        guard let source = cmsOpenProfileFromMem(profile, UInt32(profile.count)) else { return }
        defer { cmsCloseProfile(source) }
        guard let target = cmsCreate_sRGBProfile() else { return }
        defer { cmsCloseProfile(target) }
        // TYPE_RGBA_8: three channels of one byte and one extra, RGB.
        let format: UInt32 = 4 << 16 | 1 << 7 | 3 << 3 | 1
        guard
            let transform = cmsCreateTransform(
                source, format, target, format, UInt32(INTENT_RELATIVE_COLORIMETRIC),
                UInt32(cmsFLAGS_BLACKPOINTCOMPENSATION | cmsFLAGS_COPY_ALPHA))
        else { return }
        defer { cmsDeleteTransform(transform) }
        for y in 0..<image.height {
            cmsDoTransform(transform, image.samples.row(y), image.samples.row(y), UInt32(image.width))
        }
    }

    /// Walks the markers before the picture's data.
    private static func markers(_ bytes: [UInt8]) -> Markers {
        var result = Markers()
        var pieces: [Int: [UInt8]] = [:]
        var offset = 2
        while offset + 4 <= bytes.count, bytes[offset] == 0xFF {
            let marker = bytes[offset + 1]
            if marker == 0xFF {
                offset += 1
                continue
            }
            if marker == 0xDA || marker == 0xD9 { break }
            guard let length = bytes.bigEndian(at: offset + 2, count: 2), length >= 2,
                offset + 2 + length <= bytes.count
            else { break }
            let data = Array(bytes[offset + 4..<offset + 2 + length])
            if marker == 0xE1, data.has("Exif\0\0", at: 0) {
                result.orientation = EXIF.orientation(Array(data.dropFirst(6)))
            } else if marker == 0xE2, data.has("ICC_PROFILE\0", at: 0), data.count > 14 {
                pieces[Int(data[12])] = Array(data.dropFirst(14))
            } else if marker == 0xEE, data.has("Adobe", at: 0) {
                result.hasAdobe = true
            }
            offset += 2 + length
        }
        result.profile = pieces.sorted { $0.key < $1.key }.flatMap(\.value)
        return result
    }
}

/// The orientation that a camera wrote down.
enum EXIF {
    /// 1…8; 1 where there is none.
    static func orientation(_ tiff: [UInt8]) -> Int {
        let isLittle = tiff.has("II", at: 0)
        guard isLittle || tiff.has("MM", at: 0) else { return 1 }
        func number(_ offset: Int, _ count: Int) -> Int? {
            isLittle ? tiff.littleEndian(at: offset, count: count) : tiff.bigEndian(at: offset, count: count)
        }
        guard let directory = number(4, 4), let entries = number(directory, 2) else { return 1 }
        for entry in 0..<min(entries, 512) where number(directory + 2 + 12 * entry, 2) == 0x0112 {
            let value = number(directory + 2 + 12 * entry + 8, 2) ?? 1
            return (1...8).contains(value) ? value : 1
        }
        return 1
    }
}

/// An image turned as its orientation says (EXIF 2.32, tag 274).
func upright(_ image: RGBAImage, orientation: Int) -> RGBAImage {
    guard orientation > 1 else { return image }
    let isTurned = orientation >= 5
    let (width, height) = isTurned ? (image.height, image.width) : (image.width, image.height)
    let result = RGBAImage(width: width, height: height, alphaMode: image.alphaMode, zeroed: false)
    for y in 0..<height {
        let target = UnsafeMutableRawPointer(result.samples.row(y)).assumingMemoryBound(to: UInt32.self)
        for x in 0..<width {
            let (sx, sy): (Int, Int) =
                switch orientation {
                case 2: (width - 1 - x, y)
                case 3: (width - 1 - x, height - 1 - y)
                case 4: (x, height - 1 - y)
                case 5: (y, x)
                case 6: (y, width - 1 - x)
                case 7: (height - 1 - y, width - 1 - x)
                default: (height - 1 - y, x)
                }
            target[x] = UnsafeMutableRawPointer(image.samples.row(sy)).assumingMemoryBound(to: UInt32.self)[sx]
        }
    }
    return result
}
