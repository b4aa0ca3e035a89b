import CFFmpeg
import TimelineModel

/// Decodes one stream of a file, on one thread unless more are asked for.
final class StreamDecoder {
    let file: MediaFile
    let stream: Int
    private let codec: UnsafeMutablePointer<AVCodecContext>
    private let packet: UnsafeMutablePointer<AVPacket>
    private let frame: UnsafeMutablePointer<AVFrame>
    private var isDraining = false
    /// Bytes between the frames of MPEG audio that were passed over: tags, text and zeros.
    private(set) var strayByteCount = 0
    /// Whether nothing more comes until the next seek, although the file goes on.
    private(set) var hasEndedEarly = false
    private var hasReadFirstPacket = false
    /// The earliest time that is looked at: earlier frames on which no other depends are not decoded.
    var wantedTime: Int64?
    /// The first frame that can be decoded, where the file begins with others: these are not shown, whatever comes of them.
    var firstTime: Int64?
    private var hasMetKeyframe = false
    /// Whether the packet of `wantedTime` is the last one that is decoded.
    var endsAtWantedTime = false

    init(
        path: String, stream index: Int, threadCount: Int = 1, byteLimit: Int = MediaByteLimit.source,
        known: StreamParameters? = nil
    ) throws(AssetProblem) {
        file = try MediaFile(path: path, byteLimit: byteLimit, known: known)
        stream = index
        guard let stream = file.stream(index) else { throw AssetProblem(.damaged, "stream \(index) is missing") }
        let parameters = stream.pointee.codecpar
        let name = Self.decoderName(stream.pointee)
        guard
            let found = name.flatMap({ avcodec_find_decoder_by_name($0) })
                ?? avcodec_find_decoder(stream.pointee.codecpar.pointee.codec_id)
        else {
            throw AssetProblem(
                .unsupported,
                "there is no decoder for its \(Self.codecName(stream.pointee)) (4001); convert it to H.264 and AAC")
        }
        guard let codec = avcodec_alloc_context3(found), let packet = av_packet_alloc(), let frame = av_frame_alloc()
        else {
            throw AssetProblem(.damaged, "there is no memory to decode it")
        }
        self.codec = codec
        self.packet = packet
        self.frame = frame
        avcodec_parameters_to_context(codec, parameters)
        codec.pointee.thread_count = Int32(clamping: max(1, threadCount))
        codec.pointee.max_pixels = 100_000_000
        codec.pointee.pkt_timebase = stream.pointee.time_base
        codec.pointee.err_recognition = Int32(AV_EF_CRCCHECK | AV_EF_BITSTREAM | AV_EF_BUFFER)
        guard avcodec_open2(codec, found, nil) >= 0 else {
            throw AssetProblem(
                .damaged,
                "its \(Self.codecName(stream.pointee)) cannot be opened (\(MediaLog.takeLastLine() ?? "no reason given"))"
            )
        }
        for other in 0..<Int(file.context.pointee.nb_streams) where other != index {
            file.stream(other)?.pointee.discard = AVDISCARD_ALL
        }
    }

    deinit {
        var closingCodec: UnsafeMutablePointer<AVCodecContext>? = codec
        avcodec_free_context(&closingCodec)
        var closingPacket: UnsafeMutablePointer<AVPacket>? = packet
        av_packet_free(&closingPacket)
        var closingFrame: UnsafeMutablePointer<AVFrame>? = frame
        av_frame_free(&closingFrame)
    }

    private static func decoderName(_ stream: AVStream) -> String? {
        // Only libvpx gives the alpha that WebM keeps beside the picture.
        guard av_dict_get(stream.metadata, "alpha_mode", nil, 0) != nil else { return nil }
        return switch stream.codecpar.pointee.codec_id {
        case AV_CODEC_ID_VP9: "libvpx-vp9"
        case AV_CODEC_ID_VP8: "libvpx"
        default: nil
        }
    }

    static func codecName(_ stream: AVStream) -> String {
        String(cString: avcodec_get_name(stream.codecpar.pointee.codec_id))
    }

    var timeBase: AVRational { file.stream(stream)?.pointee.time_base ?? AVRational(num: 1, den: 1) }

    /// Whether a frame is sure to be whole when the packet of its time is decoded: it may come as two fields otherwise.
    var hasFramesInPackets: Bool {
        codec.pointee.field_order == AV_FIELD_PROGRESSIVE && file.formatName == "mov"
    }

    /// Shows the decoder the first packet of the stream, where it says something that later ones do not.
    ///
    /// Early versions of x264 coded 4:4:4 in a way of their own. They name themselves in the first packet only, and a
    /// decoder that has not read it takes what follows for damaged.
    private func readFirstPacket() {
        guard !hasReadFirstPacket else { return }
        hasReadFirstPacket = true
        guard codec.pointee.codec_id == AV_CODEC_ID_H264, codec.pointee.profile == 244 else { return }
        while av_read_frame(file.context, packet) >= 0 {
            defer { av_packet_unref(packet) }
            guard Int(packet.pointee.stream_index) == stream else { continue }
            avcodec_send_packet(codec, packet)
            return
        }
    }

    /// Goes to the key frame at or before a timestamp of the stream; nil goes to the start.
    func seek(to timestamp: Int64?) -> Bool {
        readFirstPacket()
        let code: Int32
        if let timestamp {
            code = av_seek_frame(file.context, Int32(stream), timestamp, AVSEEK_FLAG_BACKWARD)
        } else {
            code = avformat_seek_file(
                file.context, Int32(stream), .min, file.stream(stream)?.pointee.start_time ?? 0, .max,
                AVSEEK_FLAG_BACKWARD)
        }
        avcodec_flush_buffers(codec)
        isDraining = false
        hasEndedEarly = false
        return code >= 0
    }

    /// The next frame, valid until the next call; nil at the end. Damage throws.
    func next() throws(AssetProblem) -> UnsafeMutablePointer<AVFrame>? {
        DecodeWatchdog.shared.enter(file.path)
        defer { DecodeWatchdog.shared.leave() }
        while true {
            let code = avcodec_receive_frame(codec, frame)
            if code >= 0 {
                if let firstTime, frame.pointee.best_effort_timestamp < firstTime { continue }
                if frame.pointee.decode_error_flags != 0 || frame.pointee.flags & Int32(AV_FRAME_FLAG_CORRUPT) != 0 {
                    throw damage("a frame has errors")
                }
                return frame
            }
            if code == WP_ERROR_EOF { return nil }
            guard code == WP_ERROR_EAGAIN else { throw damage("decoding stops") }
            try feed()
        }
    }

    private func feed() throws(AssetProblem) {
        if hasEndedEarly {
            // It asks for more because it has yet to notice the end: the file goes on, but not for it.
            avcodec_send_packet(codec, nil)
            return
        }
        while true {
            hasReadFirstPacket = true
            let code = av_read_frame(file.context, packet)
            if code == WP_ERROR_EOF {
                guard !isDraining else { return }
                isDraining = true
                avcodec_send_packet(codec, nil)
                return
            }
            guard code >= 0 else { throw damage("reading stops") }
            defer { av_packet_unref(packet) }
            guard Int(packet.pointee.stream_index) == stream else { continue }
            if firstTime != nil, !hasMetKeyframe {
                guard packet.pointee.flags & Int32(AV_PKT_FLAG_KEY) != 0 else { continue }
                hasMetKeyframe = true
            }
            let isSkippable = wantedTime.map { packet.pointee.pts != WP_NOPTS && packet.pointee.pts < $0 } ?? false
            codec.pointee.skip_frame = isSkippable ? AVDISCARD_NONREF : AVDISCARD_DEFAULT
            let sent = avcodec_send_packet(codec, packet)
            if sent < 0, sent != WP_ERROR_EAGAIN {
                guard isNoSound(packet.pointee) else { throw damage("a packet cannot be decoded") }
                strayByteCount += Int(packet.pointee.size)
                continue
            }
            if endsAtWantedTime, packet.pointee.pts == wantedTime {
                // Otherwise a decoder of several threads would go on with what follows before it hands the frame out.
                isDraining = true
                hasEndedEarly = true
                avcodec_send_packet(codec, nil)
            }
            return
        }
    }

    /// Whether a packet is no frame of MPEG audio (ISO 11172-3, 2.4.1.3) but what stands between frames where files were
    /// joined, or behind them.
    private func isNoSound(_ packet: AVPacket) -> Bool {
        switch codec.pointee.codec_id {
        case AV_CODEC_ID_MP1, AV_CODEC_ID_MP2, AV_CODEC_ID_MP3: break
        default: return false
        }
        guard packet.size >= 4, let data = packet.data else { return true }
        return data[0] != 0xFF || data[1] & 0xE0 != 0xE0
    }

    private func damage(_ what: String) -> AssetProblem {
        let base = timeBase
        let time = packet.pointee.pts != WP_NOPTS ? packet.pointee.pts : frame.pointee.best_effort_timestamp
        let place =
            time == WP_NOPTS
            ? "" : " near \(Double(Int(Double(time) * Double(base.num) / Double(base.den) * 100)) / 100) s"
        let log = MediaLog.takeLastLine().map { " (\($0))" } ?? ""
        return AssetProblem(.damaged, "\(what)\(place)\(log); export it again")
    }
}
