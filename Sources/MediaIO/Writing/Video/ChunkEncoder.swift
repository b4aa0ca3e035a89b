import CFFmpeg
import Glibc
package import MediaBuffers

/// Encodes one chunk of frames as a closed group of pictures. Used by one thread at a time; needs no other thread.
///
/// Equal settings and frames give equal bytes, whatever else runs.
package final class ChunkEncoder {
    private let settings: VideoEncoderSettings
    private let context: EncoderContext
    private let picture: PictureReference
    private var packets: [EncodedPacket] = []
    private var frameCount: Int64 = 0
    private var isFinished = false

    /// Opens an encoder. Throws `EINVAL` for settings that cannot be.
    package init(settings: VideoEncoderSettings) throws(MediaError) {
        try settings.validate()
        self.settings = settings
        context = try EncoderContext(encoder: "libx264", object: "the video encoder")
        picture = try PictureReference()
        settings.configure(context.pointer)
        for (option, value) in settings.options { try context.set(option, to: value) }
        try context.open()
    }

    /// Encodes the next frame.
    ///
    /// The samples are read before this returns: the caller may paint over the canvas at once. Throws where its size is
    /// not that of the settings, or where the encoder failed.
    package func encode(_ canvas: Canvas) throws(MediaError) {
        guard !isFinished, canvas.width == settings.width, canvas.height == settings.height else {
            throw failure("a frame of \(canvas.width)x\(canvas.height) for \(settings.width)x\(settings.height)")
        }
        try picture.refer(to: canvas, timestamp: frameCount)
        defer { picture.release() }
        try context.send(picture.frame) { packet throws(MediaError) in keep(packet) }
        guard picture.isUnshared else { throw failure("the encoder kept a reference to the canvas") }
        frameCount += 1
    }

    /// Ends the chunk and returns it. Throws where no frame was given, or where the encoder failed.
    package func finish() throws(MediaError) -> EncodedChunk {
        guard !isFinished, frameCount > 0 else { throw failure("a chunk without frames") }
        isFinished = true
        try context.send(nil) { packet throws(MediaError) in keep(packet) }
        try assignDecodeTimestamps()
        return EncodedChunk(extradata: context.extradata, packets: packets)
    }

    private func keep(_ packet: UnsafePointer<AVPacket>) {
        packets.append(
            EncodedPacket(
                data: packet.bytes, presentationTimestamp: packet.pointee.pts, decodeTimestamp: 0,
                isKeyframe: packet.pointee.flags & AV_PKT_FLAG_KEY != 0))
    }

    /// Counts decode timestamps from minus the delay, the same in each chunk.
    ///
    /// x264's own depend on how many frames a chunk has, so those of neighbors would collide.
    private func assignDecodeTimestamps() throws(MediaError) {
        let delay = Int64(context.pointer.pointee.has_b_frames)
        var isSeen = [Bool](repeating: false, count: Int(frameCount))
        for index in packets.indices {
            packets[index].decodeTimestamp = Int64(index) - delay
            let shown = packets[index].presentationTimestamp
            guard (0..<frameCount).contains(shown), !isSeen[Int(shown)], shown >= packets[index].decodeTimestamp else {
                throw failure("frame \(shown) came out of order")
            }
            isSeen[Int(shown)] = true
        }
        guard packets.count == Int(frameCount), packets.first?.isKeyframe == true else {
            throw failure("\(packets.count) packets for \(frameCount) frames")
        }
    }

    private func failure(_ message: String) -> MediaError {
        MediaError(action: "encoding", object: context.object, code: -EINVAL, message: message)
    }
}

/// A frame of libavcodec that points to the samples of a canvas instead of holding a copy.
private final class PictureReference {
    let frame: UnsafeMutablePointer<AVFrame>

    init() throws(MediaError) { frame = try check(allocated: av_frame_alloc(), "av_frame_alloc", on: "a video frame") }

    deinit {
        var frame: UnsafeMutablePointer<AVFrame>? = frame
        av_frame_free(&frame)
    }

    func refer(to canvas: Canvas, timestamp: Int64) throws(MediaError) {
        frame.pointee.format = AV_PIX_FMT_YUV420P.rawValue
        frame.pointee.width = Int32(canvas.width)
        frame.pointee.height = Int32(canvas.height)
        frame.pointee.pts = timestamp
        frame.pointee.data.0 = canvas.luma.base
        frame.pointee.data.1 = canvas.cb.base
        frame.pointee.data.2 = canvas.cr.base
        frame.pointee.linesize.0 = Int32(canvas.luma.stride)
        frame.pointee.linesize.1 = Int32(canvas.cb.stride)
        frame.pointee.linesize.2 = Int32(canvas.cr.stride)
        frame.pointee.buf.0 = try Self.borrow(canvas.luma)
        frame.pointee.buf.1 = try Self.borrow(canvas.cb)
        frame.pointee.buf.2 = try Self.borrow(canvas.cr)
    }

    /// Whether nobody else holds the samples.
    var isUnshared: Bool {
        let buffers = frame.pointee.buf
        return [buffers.0, buffers.1, buffers.2].allSatisfy { $0.map { av_buffer_get_ref_count($0) } == 1 }
    }

    func release() { av_frame_unref(frame) }

    /// A counted reference whose end frees nothing: the canvas owns the samples.
    private static func borrow(_ plane: Plane) throws(MediaError) -> UnsafeMutablePointer<AVBufferRef> {
        try check(
            allocated: av_buffer_create(
                plane.base, plane.stride * plane.height, { _, _ in }, nil, AV_BUFFER_FLAG_READONLY),
            "av_buffer_create", on: "a video frame")
    }
}
