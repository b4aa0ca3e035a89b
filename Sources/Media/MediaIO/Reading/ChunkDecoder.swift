internal import CFFmpeg
package import EncodedMedia
import Foundation
package import MediaBuffers

/// Decodes what `ChunkEncoder` made, to see what encoding has done to its frames.
package enum ChunkDecoder {
    /// The frames of a chunk in the order in which they are shown. Throws where the decoder fails.
    package static func frames(of chunk: EncodedChunk, onFrame: (Int, Canvas) -> Void) throws(MediaError) {
        MediaLog.silence()
        let object = "an encoded chunk"
        guard let decoder = avcodec_find_decoder(AV_CODEC_ID_H264) else {
            throw MediaError(action: "avcodec_find_decoder", object: object, code: -ENOSYS)
        }
        var context = avcodec_alloc_context3(decoder)
        var packet = av_packet_alloc()
        var frame = av_frame_alloc()
        defer {
            avcodec_free_context(&context)
            av_packet_free(&packet)
            av_frame_free(&frame)
        }
        guard let context, let packet, let frame else {
            throw MediaError(action: "avcodec_alloc_context3", object: object, code: WP_ERROR_ENOMEM)
        }
        context.pointee.thread_count = 1
        try check(avcodec_open2(context, decoder, nil), "avcodec_open2", on: object)
        var index = 0
        func receive() throws(MediaError) {
            while true {
                let code = avcodec_receive_frame(context, frame)
                if code == WP_ERROR_EAGAIN || code == WP_ERROR_EOF { return }
                try check(code, "avcodec_receive_frame", on: object)
                defer { av_frame_unref(frame) }
                if let canvas = Self.canvas(of: frame) { onFrame(index, canvas) }
                index += 1
            }
        }
        for (place, coded) in chunk.packets.enumerated() {
            let bytes = place == 0 ? chunk.extradata + coded.data : coded.data
            try check(av_new_packet(packet, Int32(bytes.count)), "av_new_packet", on: object)
            bytes.withUnsafeBytes { source in
                UnsafeMutableRawBufferPointer(start: packet.pointee.data, count: source.count).copyMemory(from: source)
            }
            packet.pointee.pts = coded.presentationTimestamp
            packet.pointee.dts = coded.decodeTimestamp
            let code = avcodec_send_packet(context, packet)
            av_packet_unref(packet)
            try check(code, "avcodec_send_packet", on: object)
            try receive()
        }
        try check(avcodec_send_packet(context, nil), "avcodec_send_packet", on: object)
        try receive()
    }

    private static func canvas(of frame: UnsafeMutablePointer<AVFrame>) -> Canvas? {
        guard frame.pointee.format == AV_PIX_FMT_YUV420P.rawValue, let owner = try? FrameOwner(referring: frame) else {
            return nil
        }
        let (width, height) = (Int(frame.pointee.width), Int(frame.pointee.height))
        guard let luma = owner.plane(0, width: width, height: height),
            let cb = owner.plane(1, width: width / 2, height: height / 2),
            let cr = owner.plane(2, width: width / 2, height: height / 2)
        else { return nil }
        return Canvas(
            sharing: SourcePicture(
                luma: luma, cb: cb, cr: cr, alpha: nil, subsampling: .yuv420, chromaLocation: .left))
    }
}
