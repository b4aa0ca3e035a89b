import CFFmpeg

/// What the header of a packet of MPEG audio (ISO 11172-3, 2.4.1.3) or of AAC in ADTS (ISO 13818-7, 6.2) says of rate and
/// channels.
struct SoundHeader: Hashable {
    private let rate: UInt8
    private let isMono: Bool

    /// The header of a packet of a codec; nil where it has none.
    init?(_ packet: AVPacket, of codec: AVCodecID) {
        guard packet.size >= 7, let data = packet.data, data[0] == 0xFF else { return nil }
        switch codec {
        case AV_CODEC_ID_AAC:
            guard data[1] & 0xF6 == 0xF0 else { return nil }
            rate = data[2] >> 2 & 15
            isMono = (data[2] & 1) << 2 | data[3] >> 6 == 1
        case AV_CODEC_ID_MP3, AV_CODEC_ID_MP2, AV_CODEC_ID_MP1:
            guard data[1] & 0xE0 == 0xE0 else { return nil }
            rate = (data[1] >> 1 & 15) << 2 | data[2] >> 2 & 3
            isMono = data[3] >> 6 == 3
        default: return nil
        }
    }
}
