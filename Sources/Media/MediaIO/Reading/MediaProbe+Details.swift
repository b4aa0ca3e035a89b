import CFFmpeg
import MediaTiming
package import TimelineModel

extension MediaProbe {
    /// What a film, a sound or an animation says about itself. Decodes one frame of the picture, because frames may say
    /// more than their container; throws as `facts` does.
    package static func details(ofFileAt path: String) throws(AssetProblem) -> SourceDetails {
        let index = try FileIndex.of(path)
        let file = try MediaFile(path: path)
        var details = SourceDetails(byteCount: Int(file.size), clockStart: index.zero)
        for number in 0..<Int(file.context.pointee.nb_streams) {
            guard let stream = file.stream(number)?.pointee else { continue }
            if stream.codecpar.pointee.codec_type == AVMEDIA_TYPE_AUDIO { details.soundStreamCount += 1 }
            if stream.disposition & AV_DISPOSITION_ATTACHED_PIC != 0 { details.hasCover = true }
        }
        if let video = index.video, let stream = file.stream(video.stream) {
            details.picture = pictureDetails(video, stream, file)
        }
        if let number = index.soundStream, let stream = file.stream(number)?.pointee {
            details.sound = soundDetails(stream)
        }
        return details
    }

    private static func pictureDetails(
        _ video: FileIndex.Video, _ stream: UnsafeMutablePointer<AVStream>, _ file: MediaFile
    ) -> PictureDetails {
        let parameters = stream.pointee.codecpar.pointee
        var shape = PictureConverter.FrameShape(parameters)
        var isTopFieldFirst = parameters.field_order == AV_FIELD_TT || parameters.field_order == AV_FIELD_BT
        do throws(AssetProblem) {
            let decoder = try StreamDecoder(path: file.path, stream: video.stream)
            let frame = try decoder.next()
            // The frame is the decoder's.
            withExtendedLifetime(decoder) {
                guard let frame = frame?.pointee else { return }
                shape = PictureConverter.FrameShape(frame)
                if shape.isInterlaced { isTopFieldFirst = frame.top_field_first != 0 }
            }
        } catch {
            // A damaged frame is the check's to report; what the container says is enough here.
        }
        let raw = av_guess_sample_aspect_ratio(file.context, stream, nil)
        return PictureDetails(
            codec: StreamDecoder.codecName(stream.pointee), profile: profile(parameters),
            pixelFormat: av_get_pix_fmt_name(shape.pixels).map { String(cString: $0) } ?? "unknown",
            bitDepth: bitDepth(shape.pixels), hasAlpha: shape.hasAlpha, storedWidth: Int(parameters.width),
            storedHeight: Int(parameters.height), sampleAspect: raw.num > 0 && raw.den > 0 ? rational(raw) : .one,
            turn: Orientation(stream).upright, color: color(shape), isInterlaced: shape.isInterlaced,
            isTopFieldFirst: isTopFieldFirst, tick: video.timeBase, longestKeyframeDistance: video.longestWay,
            isCounted: video.isCounted)
    }

    private static func soundDetails(_ stream: AVStream) -> SoundDetails {
        var parameters = stream.codecpar.pointee
        var name = [CChar](repeating: 0, count: 64)
        let length = av_channel_layout_describe(&parameters.ch_layout, &name, name.count)
        // Where the order of channels is not known, only their number is described.
        let isKnown = length > 0 && parameters.ch_layout.order != AV_CHANNEL_ORDER_UNSPEC
        let layout =
            isKnown ? String(decoding: name.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self) : nil
        return SoundDetails(
            codec: StreamDecoder.codecName(stream), profile: profile(parameters),
            sampleRate: Int(parameters.sample_rate), channelCount: Int(parameters.ch_layout.nb_channels),
            layout: layout)
    }

    private static func profile(_ parameters: AVCodecParameters) -> String? {
        avcodec_profile_name(parameters.codec_id, parameters.profile).map { String(cString: $0) }
    }

    private static func bitDepth(_ pixels: AVPixelFormat) -> Int {
        guard let description = av_pix_fmt_desc_get(pixels) else { return 8 }
        return pixels == AV_PIX_FMT_PAL8 ? 8 : Int(description.pointee.comp.0.depth)
    }

    private static func color(_ shape: PictureConverter.FrameShape) -> ColorDetails {
        ColorDetails(
            model: shape.isRGB ? shape.pixels == AV_PIX_FMT_PAL8 ? "palette" : "RGB" : nil, tags: shape.color,
            applied: shape.isRGB ? nil : shape.appliedColor)
    }
}

extension FileIndex.Video {
    /// The most frames from a key frame to the last one that needs it.
    fileprivate var longestWay: Int? {
        guard !isCounted else { return nil }
        var longest = 0
        var way = 0
        var current: FileIndex.Keyframe?
        for key in keyframes {
            way = key == current ? way + 1 : 1
            current = key
            longest = max(longest, way)
        }
        return longest
    }
}

extension Orientation {
    /// The same as a turn after a mirroring.
    fileprivate var upright: UprightTurn {
        let isMirrored = a * d - b * c < 0
        // What the first row of the matrix would be had the picture not been mirrored left to right.
        let (x, y) = isMirrored ? (-a, -b) : (a, b)
        let degrees =
            switch (x, y) {
            case (0, 1): 90
            case (-1, 0): 180
            case (0, -1): 270
            default: 0
            }
        return UprightTurn(degrees: degrees, isMirrored: isMirrored)
    }
}
