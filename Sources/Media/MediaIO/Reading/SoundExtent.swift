import CFFmpeg
import MediaTiming

/// From where to where a stream of sound is meant to be heard, by its packets.
struct SoundExtent {
    private var first: Int64
    private var skippedAtStart: Int64
    private var end: Int64
    private var packetCount = 1
    private var lastDuration: Int64
    private var header: SoundHeader?
    /// Whether the times of packets do not tell how long it sounds: its rate or its channels change on the way, or its clock
    /// begins anew.
    private(set) var isIrregular = false
    /// Whether its rate or its channels change on the way.
    private(set) var changesShape = false

    /// The extent of a stream's first packet, which must have a time.
    init(_ packet: AVPacket, of stream: AVStream) {
        first = packet.pts
        skippedAtStart = Int64(Self.skippedSamples(of: packet).atStart)
        // Matroska states the delay of Opus for the whole stream, and the decoder takes it off.
        if skippedAtStart == 0, stream.codecpar.pointee.codec_id == AV_CODEC_ID_OPUS {
            skippedAtStart = Int64(max(0, stream.codecpar.pointee.initial_padding))
        }
        end = Self.end(of: packet, of: stream, after: 0)
        lastDuration = packet.duration
        header = SoundHeader(packet, of: stream.codecpar.pointee.codec_id)
    }

    /// Takes the stream's next packet.
    mutating func add(_ packet: AVPacket, of stream: AVStream) {
        packetCount += 1
        if !changesShape, breaks(packet, of: stream) { isIrregular = true }
        // The first packet of Vorbis only prepares the second one.
        if packetCount == 2, stream.codecpar.pointee.codec_id == AV_CODEC_ID_VORBIS, packet.pts > first {
            first = packet.pts
        }
        end = max(end, Self.end(of: packet, of: stream, after: lastDuration))
        lastDuration = packet.duration
    }

    private mutating func breaks(_ packet: AVPacket, of stream: AVStream) -> Bool {
        var packet = packet
        var size = 0
        if av_packet_get_side_data(&packet, AV_PKT_DATA_NEW_EXTRADATA, &size) != nil { changesShape = true }
        if let next = SoundHeader(packet, of: stream.codecpar.pointee.codec_id) {
            if let header, header != next { changesShape = true }
            header = next
        }
        if changesShape { return true }
        let tick = rational(stream.time_base).doubleValue
        let back = Double(end - packet.pts) * tick
        // As `SoundBlocks` judges it.
        return back > SoundBlocks.restart || back > 0.1 && Double(packet.pts - first) * tick < SoundBlocks.restartWindow
    }

    /// On the stream's clock, or nil where nothing is left to be heard.
    func range(of stream: AVStream) -> TimeRange? {
        let base = rational(stream.time_base)
        let start = MediaTime(first, timeBase: base) + MediaTime(skippedAtStart, timeBase: Self.sampleLength(stream))
        let end = MediaTime(end, timeBase: base)
        return end > start ? TimeRange(start: start, end: end) : nil
    }

    private static func end(of packet: AVPacket, of stream: AVStream, after previous: Int64) -> Int64 {
        let heard = heardDuration(of: packet, of: stream, after: previous)
        let (end, overflow) = packet.pts.addingReportingOverflow(heard)
        return overflow ? packet.pts : end
    }

    /// A packet's duration without the encoder's padding at its end, in the stream's time base.
    ///
    /// Some containers take the padding off themselves. What it must be taken off is the duration of a whole packet, such
    /// as the one before.
    private static func heardDuration(of packet: AVPacket, of stream: AVStream, after previous: Int64) -> Int64 {
        let perTick = Int128(max(1, stream.codecpar.pointee.sample_rate)) * Int128(max(1, stream.time_base.num))
        let padding = Int128(skippedSamples(of: packet).atEnd) * Int128(max(1, stream.time_base.den)) / perTick
        let whole = Int128(max(previous, packet.duration))
        guard padding > 0, whole > padding else { return packet.duration }
        return min(packet.duration, Int64(whole - padding))
    }

    private static func sampleLength(_ stream: AVStream) -> Rational {
        Rational(1, max(1, Int64(stream.codecpar.pointee.sample_rate)))
    }

    private static func skippedSamples(of packet: AVPacket) -> (atStart: UInt32, atEnd: UInt32) {
        var packet = packet
        var size = 0
        guard let data = av_packet_get_side_data(&packet, AV_PKT_DATA_SKIP_SAMPLES, &size), size >= 8 else {
            return (0, 0)
        }
        func number(at place: Int) -> UInt32 {
            (0..<4).reduce(0) { $0 | UInt32(data[place + $1]) << (8 * UInt32($1)) }
        }
        return (number(at: 0), number(at: 4))
    }
}
