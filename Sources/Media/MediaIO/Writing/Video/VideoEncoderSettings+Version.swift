import EncodedMedia
import MediaBuffers
import MediaTiming

extension VideoEncoderSettings {
    /// The name and version that x264 writes at the head of its streams, such as `x264 - core 164 r3095 baee400`.
    static func x264Version() throws(MediaError) -> String? {
        let settings = VideoEncoderSettings(
            width: 16, height: 16, frameRate: FrameRate(1), preset: "ultrafast", rate: .crf(50), keyframeInterval: 1)
        let encoder = try ChunkEncoder(settings: settings)
        try encoder.encode(Canvas(width: 16, height: 16))
        let bytes = try encoder.finish().packets[0].data
        let mark = Array("x264 - core".utf8)
        guard let start = bytes.indices.first(where: { bytes[$0...].starts(with: mark) }) else { return nil }
        let text = String(decoding: bytes[start...].prefix(80).prefix { $0 >= 0x20 && $0 < 0x7f }, as: UTF8.self)
        return text.split(separator: " - ").prefix(2).joined(separator: " - ")
    }
}
