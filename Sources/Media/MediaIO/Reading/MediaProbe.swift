import CFFmpeg
import MediaBuffers
import MediaTiming
package import TimelineModel

/// Looks into films, sounds and animations.
package enum MediaProbe {
    /// The facts of a file of at most `byteLimit` bytes, found by its content in one pass over its packets.
    package static func facts(
        ofFileAt path: String, byteLimit: Int = MediaByteLimit.source
    ) throws(AssetProblem) -> AssetFacts {
        try FileIndex.of(path, byteLimit: byteLimit).facts.get()
    }

    /// The facts of an open file whose packets were looked at.
    static func facts(
        of file: MediaFile, video: FileIndex.Video?, sound: (stream: Int, range: TimeRange)?, zero: MediaTime
    ) throws(AssetProblem) -> AssetFacts {
        let format = file.formatName
        let isAnimation = format == "gif" || format == "apng"
        var picture: PictureFacts?
        if let video, let stream = file.stream(video.stream) {
            picture = try pictureFacts(video, stream: stream.pointee, file: file, zero: isAnimation ? nil : zero)
        }
        var heard: SoundFacts?
        if let sound, let stream = file.stream(sound.stream) {
            let parameters = stream.pointee.codecpar.pointee
            heard = SoundFacts(
                range: TimeRange(start: sound.range.start - zero, duration: sound.range.duration),
                sampleRate: Int(parameters.sample_rate), channelCount: Int(parameters.ch_layout.nb_channels),
                codec: StreamDecoder.codecName(stream.pointee))
        }
        let kind: AssetFacts.Kind = picture == nil ? .audio : isAnimation ? .animation : .video
        return AssetFacts(kind: kind, format: format, picture: picture, sound: heard)
    }

    private static func pictureFacts(
        _ video: FileIndex.Video, stream: AVStream, file: MediaFile, zero: MediaTime?
    ) throws(AssetProblem) -> PictureFacts {
        let parameters = stream.codecpar.pointee
        let (width, height) = (Int(parameters.width), Int(parameters.height))
        guard width > 0, height > 0, width <= 8_192, height <= 8_192, width * height <= 100_000_000 else {
            throw AssetProblem(
                .tooLarge,
                "its picture has \(width)x\(height) pixels; 8192 a side and 100 megapixels are possible (4002)")
        }
        let turn = Orientation(file.stream(video.stream))
        let raw = av_guess_sample_aspect_ratio(file.context, file.stream(video.stream), nil)
        var aspect = raw.num > 0 && raw.den > 0 ? rational(raw) : .one
        if turn.swapsSides { aspect = .one / aspect }
        let origin = zero ?? MediaTime(video.timestamps[0], timeBase: video.timeBase)
        var starts = video.timestamps.map { MediaTime($0, timeBase: video.timeBase) - origin }
        var end = MediaTime(video.end, timeBase: video.timeBase) - origin
        if zero == nil {
            (starts, end) = browserDelays(starts, end)
        } else {
            starts = onFrameGrid(starts, tick: video.timeBase, rate: stream.avg_frame_rate)
        }
        let pixels = AVPixelFormat(rawValue: parameters.format)
        let alpha = av_pix_fmt_desc_get(pixels).map { $0.pointee.flags & UInt64(AV_PIX_FMT_FLAG_ALPHA) != 0 } ?? true
        let hasHiddenAlpha = av_dict_get(stream.metadata, "alpha_mode", nil, 0) != nil
        return PictureFacts(
            width: turn.swapsSides ? height : width, height: turn.swapsSides ? width : height, sampleAspect: aspect,
            frameTimes: FrameTimes(starts: starts, end: end),
            codec:
                "\(StreamDecoder.codecName(stream)) \(av_get_pix_fmt_name(pixels).map { String(cString: $0) } ?? "")",
            isOpaque: !alpha && !hasHiddenAlpha && zero != nil && pixels != AV_PIX_FMT_PAL8)
    }

    /// Matroska and WebM round times to milliseconds. Where every time lies within a tick of the stream's own frame
    /// grid, the grid's exact times are meant.
    private static func onFrameGrid(_ starts: [MediaTime], tick: Rational, rate: AVRational) -> [MediaTime] {
        guard tick > Rational(1, 10_000), rate.num > 0, rate.den > 0, let first = starts.first else { return starts }
        let length = Rational(Int64(rate.den), Int64(rate.num))
        guard length >= tick * Rational(4) else { return starts }
        var exact: [MediaTime] = []
        for start in starts {
            let place = Rational(((start - first).seconds / length).rounded)
            let time = first + MediaTime(seconds: length * place)
            let error = (time - start).seconds
            guard error <= tick, -error <= tick, exact.last.map({ $0 < time }) ?? true else { return starts }
            exact.append(time)
        }
        return exact
    }

    /// Delays under 20 ms mean 100 ms, as in browsers.
    private static func browserDelays(_ starts: [MediaTime], _ end: MediaTime) -> ([MediaTime], MediaTime) {
        var time = MediaTime.zero
        var result: [MediaTime] = []
        for (start, next) in zip(starts, starts.dropFirst() + [end]) {
            result.append(time)
            let delay = next - start
            time = time + (delay < MediaTime(milliseconds: 20) ? MediaTime(milliseconds: 100) : delay)
        }
        return (result, time)
    }

    /// Decodes everything and converts what differs from what came before, as a render does. Returns what is passed over,
    /// beside what the facts say; throws where something is damaged or cannot be converted.
    package static func verifyDecoding(path: String) throws(AssetProblem) -> [String] {
        let index = try FileIndex.of(path)
        var passedOver: [String] = []
        if let video = index.video { passedOver += try verifyPicture(path, video) }
        if let stream = index.soundStream {
            let decoder = try StreamDecoder(path: path, stream: stream, known: index.parameters)
            try verifySound(SoundBlocks(decoder: decoder, zero: index.zero, hasClock: index.soundHasClock))
            if decoder.strayByteCount > 0 {
                passedOver.append("\(decoder.strayByteCount) bytes in it are no sound and are passed over")
            }
        }
        return passedOver
    }

    /// Converts the first frame, each of another shape than the one before, and the last one; sees that each frame of the
    /// index is there.
    private static func verifyPicture(_ path: String, _ video: FileIndex.Video) throws(AssetProblem) -> [String] {
        let decoder = try StreamDecoder(path: path, stream: video.stream)
        decoder.firstTime = video.firstDecodable
        let converter = PictureConverter(of: decoder.file.stream(video.stream))
        var shape: PictureConverter.FrameShape?
        var last: FrameOwner?
        var missing = video.isCounted ? [] : Set(video.timestamps)
        var otherSize: String?
        while let frame = try decoder.next() {
            missing.remove(frame.pointee.best_effort_timestamp)
            let found = PictureConverter.FrameShape(frame.pointee)
            if !converter.hasPromisedSize(found) { otherSize = otherSize ?? "\(found.width)x\(found.height)" }
            if found == shape {
                last = try FrameOwner(referring: frame)
            } else {
                _ = try converter.picture(of: frame)
                (shape, last) = (found, nil)
            }
        }
        if let last { _ = try converter.picture(of: last.frame) }
        if let time = missing.min(), let frame = video.timestamps.firstIndex(of: time) {
            throw AssetProblem(
                .damaged, "frame \(frame) of \(video.timestamps.count) cannot be reached; export it again")
        }
        return otherSize.map { ["its picture is \($0) on the way; each frame fills its box by its own size"] } ?? []
    }

    private static func verifySound(_ blocks: SoundBlocks) throws(AssetProblem) {
        var converter: SoundConverter?
        var samples = StereoSamples()
        while let placed = try blocks.next() {
            if let converter, converter.matches(placed.block) { continue }
            let fresh = try SoundConverter(like: placed.block, start: 0)
            try fresh.convert(placed.block, skipping: placed.skipped, into: &samples)
            samples = StereoSamples()
            converter = fresh
        }
    }
}

/// How a stored picture is turned to stand upright, in quarter turns and flips.
struct Orientation: Hashable {
    /// Rows of the matrix that takes stored to shown directions, of −1, 0 and 1.
    var a = 1
    var b = 0
    var c = 0
    var d = 1

    init(_ stream: UnsafeMutablePointer<AVStream>?) {
        guard let stream, let data = av_stream_get_side_data(stream, AV_PKT_DATA_DISPLAYMATRIX, nil) else { return }
        data.withMemoryRebound(to: Int32.self, capacity: 9) { matrix in
            func sign(_ value: Int32) -> Int { abs(Int(value)) < 1 << 15 ? 0 : value < 0 ? -1 : 1 }
            let found = (sign(matrix[0]), sign(matrix[1]), sign(matrix[3]), sign(matrix[4]))
            // Anything but a quarter turn is left as it is.
            guard abs(found.0) + abs(found.1) == 1, abs(found.2) + abs(found.3) == 1, abs(found.0) == abs(found.3)
            else { return }
            (a, b, c, d) = found
        }
    }

    var isUpright: Bool { a == 1 && d == 1 }
    var swapsSides: Bool { a == 0 }
}
