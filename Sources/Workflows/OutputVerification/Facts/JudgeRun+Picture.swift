import Diagnostics
import H264Syntax
import MediaIO
import MediaTiming
import TimelineModel

extension JudgeRun {
    /// Codec, profile, level, pixel format.
    func judgeCodec(_ stream: InspectedStream, _ picture: PictureProperties, _ sheet: inout FactSheet) {
        var deviation: Deviation?
        if stream.codec != "h264", !options.allowsAnyCodec {
            deviation = Deviation(
                .videoCodec, .file,
                "the picture is coded as \(stream.codec), not H.264; many players and upload forms cannot show it")
        }
        sheet.add("video codec", stream.codec, expected: options.allowsAnyCodec ? nil : "h264", deviation)
        if stream.codec == "h264" { judgeProfile(stream, picture, &sheet) }
        judgePixels(picture, &sheet)
    }

    private func judgeProfile(_ stream: InspectedStream, _ picture: PictureProperties, _ sheet: inout FactSheet) {
        guard let header = picture.parameterSet else {
            sheet.add(
                "video profile", stream.profile ?? "unknown", expected: "High",
                Deviation(
                    .videoProfile, .file,
                    "the sequence header of the picture is missing or cannot be read, so profile and level are unknown")
            )
            return
        }
        let name = stream.profile ?? "number \(header.profileIDC)"
        var deviation: Deviation?
        switch header.profileIDC {
        case 100: break
        case 66, 77:
            deviation = Deviation(
                .videoProfile, .file,
                "the profile is \(name), not High; it plays everywhere, but takes more bits for the same picture",
                severity: .warning)
        case 244 where expected.isLossless: break
        default:
            deviation = Deviation(
                .videoProfile, .file,
                "the profile is \(name), not High; the decoders of phones and browsers cannot show it")
        }
        sheet.add("video profile", name, expected: expected.isLossless ? "High 4:4:4 Predictive" : "High", deviation)
        judgeLevel(header, &sheet)
    }

    private func judgeLevel(_ header: SequenceParameterSet, _ sheet: inout FactSheet) {
        // Level 1b is coded as 11 with a flag, or 9; both are far below what any film here needs.
        let lowest = H264Level.lowest(for: header, framesPerSecond: rate)
        var deviation: Deviation?
        if let lowest, header.levelIDC < lowest {
            deviation = Deviation(
                .videoLevel, .file,
                "the stream says level \(FactText.level(header.levelIDC)), but its size, rate and references need "
                    + "\(FactText.level(lowest)); decoders that trust it may drop frames or refuse it",
                measured: Double(header.levelIDC) / 10, limit: Double(lowest) / 10)
        } else if lowest == nil {
            deviation = Deviation(.videoLevel, .file, "no level of H.264 allows the stream's size and rate")
        }
        sheet.add(
            "video level", FactText.level(header.levelIDC), expected: lowest.map { "at least \(FactText.level($0))" },
            deviation)
    }

    private func judgePixels(_ picture: PictureProperties, _ sheet: inout FactSheet) {
        // The old name of the format says the range too, which is judged with the color tags.
        let format = picture.pixelFormat == "yuvj420p" ? "yuv420p" : picture.pixelFormat
        var deviation: Deviation?
        if format == "yuv420p10le", options.allowsAnyCodec {
            deviation = Deviation(
                .pixelFormat, .file, "the pixels have 10 bits, not 8; older players cannot show them",
                severity: .warning)
        } else if format != "yuv420p" {
            deviation = Deviation(
                .pixelFormat, .file,
                "the pixel format is \(picture.pixelFormat), not yuv420p; most players cannot show it")
        }
        sheet.add("pixel format", picture.pixelFormat, expected: "yuv420p", deviation)
        if picture.parameterSet?.isFramesOnly == false {
            sheet.add(
                "fields", "possible", expected: "none",
                Deviation(
                    .interlaced, .file, "pictures may be coded as fields; players show combs where they are",
                    severity: .warning))
        }
    }

    /// Size, shape of the pixels, rotation.
    func judgeGeometry(_ picture: PictureProperties, _ sheet: inout FactSheet) {
        let isTurned = picture.rotation == 90 || picture.rotation == 270
        let (width, height) = isTurned ? (picture.height, picture.width) : (picture.width, picture.height)
        var deviation: Deviation?
        if width != expected.size.width || height != expected.size.height {
            deviation = Deviation(
                .frameSize, .file,
                "the picture has \(width)x\(height) pixels, not \(expected.size.width)x\(expected.size.height)")
        }
        sheet.add("size", "\(width)x\(height)", expected: "\(expected.size.width)x\(expected.size.height)", deviation)

        let aspect = picture.sampleAspect
        deviation = nil
        if aspect != .one {
            let shown = Int(
                min(1e9, (Double(width) * (isTurned ? 1 / aspect.doubleValue : aspect.doubleValue)).rounded()))
            deviation = Deviation(
                .sampleAspect, .file,
                "a pixel is \(aspect.numerator):\(aspect.denominator), not square, so players stretch the picture to "
                    + "\(shown)x\(height)", measured: aspect.doubleValue, limit: 1)
        }
        sheet.add("pixel shape", "\(aspect.numerator):\(aspect.denominator)", expected: "1:1", deviation)

        deviation = nil
        if picture.rotation != 0 {
            let words = picture.rotation.map { "turned by \($0)°" } ?? "mirrored or skewed"
            deviation = Deviation(
                .rotation, .file,
                "the picture is to be \(words) by the player; programs that ignore it show it the wrong way round")
        }
        sheet.add("rotation", picture.rotation.map { "\($0)°" } ?? "other", expected: "0°", deviation)
    }
}
