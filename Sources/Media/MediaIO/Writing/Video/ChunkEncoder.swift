import CFFmpeg
package import EncodedMedia
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
    /// Where pictures are held: how many frames each picture is shown for, and how repeated frames are written; no
    /// stream where that is not possible and each frame is encoded.
    private let held: HeldPictureStream?
    private let heldCounts: [Int]?
    private var heldPictures = 0
    /// How many frames each picture that was encoded is shown for.
    private var runs: [Int] = []
    /// The picture before, where another one is held behind it.
    private var before: Canvas?

    /// Opens an encoder. Throws `EINVAL` for settings that cannot be.
    ///
    /// With `heldCounts` each canvas that is given is shown for as many frames as that says, at least one: it is encoded
    /// once, as a key or a P picture, with the quality that the encoder gives to what lasts, and the frames that repeat
    /// it are written without it.
    package init(settings: VideoEncoderSettings, heldCounts: [Int]? = nil) throws(MediaError) {
        try settings.validate()
        self.settings = settings
        context = try EncoderContext(encoder: "libx264", object: "the video encoder")
        picture = try PictureReference()
        settings.configure(context.pointer)
        for (option, value) in settings.options { try context.set(option, to: value) }
        try context.open()
        self.heldCounts = heldCounts
        let mayHold = heldCounts != nil && settings.holdsPictures
        held = mayHold ? HeldPictureStream(extradata: context.extradata) : nil
    }

    /// Encodes the next frame, or the next picture that is held.
    ///
    /// The samples are read before this returns: the caller may paint over the canvas at once. Throws where its size is
    /// not that of the settings, where there are more pictures than was said, or where the encoder failed.
    package func encode(_ canvas: Canvas) throws(MediaError) {
        guard !isFinished, canvas.width == settings.width, canvas.height == settings.height else {
            throw failure("a frame of \(canvas.width)x\(canvas.height) for \(settings.width)x\(settings.height)")
        }
        guard let counts = heldCounts else { return try encodeFrame(canvas, asHeld: nil) }
        guard heldPictures < counts.count else { throw failure("more pictures than \(counts.count)") }
        let count = counts[heldPictures]
        heldPictures += 1
        guard let held else {
            for _ in 0..<count { try encodeFrame(canvas, asHeld: nil) }
            return
        }
        let area = before.map { ChangedArea(from: $0, to: canvas) }
        before = counts.count > 1 ? canvas.copied() : nil
        let offset: Double
        if let area {
            let isNew = area.share(of: canvas) > Self.newPictureShare
            offset = settings.quantizerOffset(lasting: count) + (isNew ? settings.newPictureOffset : 0)
        } else {
            // What the first picture shows may stay until the end. The encoder knows of the pictures that come, but not
            // how long they stay.
            offset =
                settings.quantizerOffset(lasting: counts.reduce(0, +))
                - settings.quantizerOffset(lasting: counts.count)
        }
        runs.append(min(count, held.longestRun))
        try encodeFrame(canvas, asHeld: (area, offset))
        // One that is shown for longer is encoded again, so coarsely that nothing of it changes.
        for start in stride(from: held.longestRun, to: count, by: held.longestRun) {
            runs.append(min(count - start, held.longestRun))
            let all = ChangedArea(of: canvas)
            try encodeFrame(canvas, asHeld: (all, settings.rate == .lossless ? 0 : Self.coarsest))
        }
    }

    /// Added to any quantizer this gives the largest one.
    private static let coarsest = 51.0

    /// The part of the canvas from which on a picture is a new one, not the one before with something else on it.
    private static let newPictureShare = 0.75

    /// Encodes a frame; with `held` as a picture that is held, whose quantizer differs by the offset from the usual one
    /// where it differs from the picture before.
    private func encodeFrame(_ canvas: Canvas, asHeld held: (area: ChangedArea?, offset: Double)?) throws(MediaError) {
        try picture.refer(to: canvas, timestamp: frameCount)
        defer { picture.release() }
        if let held { try picture.hold(differingIn: held.area, quantizerOffset: held.offset) }
        try context.send(picture.frame) { packet throws(MediaError) in keep(packet) }
        guard picture.isUnshared else { throw failure("the encoder kept a reference to the canvas") }
        frameCount += 1
    }

    /// Ends the chunk and returns it. Throws where no frame was given, or where the encoder failed.
    package func finish() throws(MediaError) -> EncodedChunk {
        guard !isFinished, frameCount > 0 else { throw failure("a chunk without frames") }
        isFinished = true
        try context.send(nil) { packet throws(MediaError) in keep(packet) }
        guard heldCounts == nil || heldPictures == heldCounts?.count else { throw failure("pictures are missing") }
        if let held {
            guard let frames = held.spread(packets, counts: runs) else {
                throw failure("a held picture that is not understood")
            }
            packets = frames
            frameCount = Int64(frames.count)
        }
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

    /// Asks for a key picture, or for one that refers to those before it alone where it is known in which area it differs;
    /// and for another quantizer than the encoder's choice there.
    func hold(differingIn area: ChangedArea?, quantizerOffset: Double) throws(MediaError) {
        frame.pointee.pict_type = area == nil ? AV_PICTURE_TYPE_I : AV_PICTURE_TYPE_P
        guard quantizerOffset != 0 else { return }
        let size = MemoryLayout<AVRegionOfInterest>.size
        let data = try check(
            allocated: av_frame_new_side_data(frame, AV_FRAME_DATA_REGIONS_OF_INTEREST, size), "av_frame_new_side_data",
            on: "a video frame")
        let rows = area?.rows ?? 0..<Int(frame.pointee.height)
        let columns = area?.columns ?? 0..<Int(frame.pointee.width)
        data.pointee.data.withMemoryRebound(to: AVRegionOfInterest.self, capacity: 1) { region in
            region.pointee = AVRegionOfInterest(
                self_size: UInt32(size), top: Int32(rows.lowerBound), bottom: Int32(rows.upperBound),
                left: Int32(columns.lowerBound), right: Int32(columns.upperBound),
                qoffset: AVRational(num: Int32((quantizerOffset * 1_000).rounded()), den: 51_000))
        }
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
