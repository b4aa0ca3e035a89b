import CFFmpeg
import Glibc

/// One of libavcodec's encoders: frames in, packets out. Used by one thread at a time.
final class EncoderContext {
    /// What libavcodec works on.
    let pointer: UnsafeMutablePointer<AVCodecContext>
    private let packet: UnsafeMutablePointer<AVPacket>
    /// What is encoded, for messages.
    let object: String

    /// An encoder by its name in libavcodec, to be configured through `pointer` and `set`, then opened.
    init(encoder name: String, object: String) throws(MediaError) {
        try MediaLibraries.open()
        guard let codec = avcodec_find_encoder_by_name(name) else {
            throw MediaError(
                action: "avcodec_find_encoder_by_name", object: object, code: -ENOSYS,
                message: "this libavcodec was built without the encoder \(name)")
        }
        var context = avcodec_alloc_context3(codec)
        guard let pointer = context, let packet = av_packet_alloc() else {
            avcodec_free_context(&context)
            throw MediaError(action: "avcodec_alloc_context3", object: object, code: WP_ERROR_ENOMEM)
        }
        self.pointer = pointer
        self.packet = packet
        self.object = object
    }

    deinit {
        var packet: UnsafeMutablePointer<AVPacket>? = packet
        av_packet_free(&packet)
        var pointer: UnsafeMutablePointer<AVCodecContext>? = pointer
        avcodec_free_context(&pointer)
    }

    /// Sets an option of the encoder itself.
    func set(_ option: String, to value: String) throws(MediaError) {
        try check(av_opt_set(pointer.pointee.priv_data, option, value, 0), "setting \(option)=\(value)", on: object)
    }

    /// Ends the configuration.
    func open() throws(MediaError) { try check(avcodec_open2(pointer, nil, nil), "avcodec_open2", on: object) }

    /// Gives a frame, or nil at the end, and hands on all packets that come of it.
    ///
    /// When this returns, the encoder holds no reference to the frame.
    func send(
        _ frame: UnsafeMutablePointer<AVFrame>?, receive: (UnsafePointer<AVPacket>) throws(MediaError) -> Void
    ) throws(MediaError) {
        try check(avcodec_send_frame(pointer, frame), "avcodec_send_frame", on: object)
        while true {
            let code = avcodec_receive_packet(pointer, packet)
            if code == WP_ERROR_EAGAIN || code == WP_ERROR_EOF { return }
            try check(code, "avcodec_receive_packet", on: object)
            defer { av_packet_unref(packet) }
            try receive(packet)
        }
    }

    /// The stream's global header.
    var extradata: [UInt8] {
        Array(UnsafeBufferPointer(start: pointer.pointee.extradata, count: Int(pointer.pointee.extradata_size)))
    }
}

extension UnsafePointer<AVPacket> {
    /// The coded bytes, copied.
    var bytes: [UInt8] { Array(UnsafeBufferPointer(start: pointee.data, count: Int(pointee.size))) }
}
