import CFFmpeg
import Foundation
import H264Syntax
import MediaBuffers
import MediaTiming
package import TimelineModel

extension MediaInspection {
    /// Packets of a file that are looked at: more than four hours of picture and sound.
    private static let packetLimit = 2_000_000

    /// Looks into the film at a path, reading all its packets and decoding none. Throws where it cannot be opened; where
    /// reading stops half-way `damage` says so.
    package static func of(
        path: String, byteLimit: Int = MediaByteLimit.film
    ) throws(AssetProblem) -> MediaInspection {
        let file = try MediaFile(path: path, byteLimit: byteLimit)
        var scans: [StreamScan] = []
        for index in 0..<Int(file.context.pointee.nb_streams) {
            guard let stream = file.stream(index) else { continue }
            scans.append(StreamScan(stream, in: file))
        }
        guard let packet = av_packet_alloc() else {
            throw AssetProblem(.damaged, "there is no memory to read the file")
        }
        defer {
            var freed: UnsafeMutablePointer<AVPacket>? = packet
            av_packet_free(&freed)
        }
        var count = 0
        var code = av_read_frame(file.context, packet)
        while code >= 0 {
            let index = Int(packet.pointee.stream_index)
            if scans.indices.contains(index) { scans[index].add(packet) }
            av_packet_unref(packet)
            count += 1
            guard count < packetLimit else {
                throw AssetProblem(.tooLarge, "it has more than \(packetLimit) packets; export a shorter film")
            }
            code = av_read_frame(file.context, packet)
        }
        var damage: String?
        do throws(AssetProblem) { _ = try Completeness.check(file, endCode: code) } catch { damage = error.message }
        return MediaInspection(
            format: file.formatName, byteCount: file.size, boxes: MovieBoxes.read(path: path),
            writer: entry("encoder", file.context.pointee.metadata), streams: scans.map(\.result), damage: damage)
    }

    /// A text that the file has under a key, shortened.
    fileprivate static func entry(_ key: String, _ dictionary: OpaquePointer?) -> String? {
        guard let entry = av_dict_get(dictionary, key, nil, 0), let value = entry.pointee.value else { return nil }
        let text = String(cString: value).prefix(200)
        return text.isEmpty ? nil : String(text)
    }
}

/// One stream while its packets are read.
private struct StreamScan {
    private(set) var result: InspectedStream
    private let units: NALUnitReader?
    private var messagePackets = 0

    init(_ stream: UnsafeMutablePointer<AVStream>, in file: MediaFile) {
        let parameters = stream.pointee.codecpar.pointee
        let kind: InspectedStream.Kind =
            switch parameters.codec_type {
            case AVMEDIA_TYPE_VIDEO:
                stream.pointee.disposition & AV_DISPOSITION_ATTACHED_PIC != 0 ? .cover : .picture
            case AVMEDIA_TYPE_AUDIO: .sound
            case AVMEDIA_TYPE_SUBTITLE: .subtitles
            default: .data
            }
        result = InspectedStream(
            kind: kind, codec: StreamDecoder.codecName(stream.pointee),
            profile: avcodec_profile_name(parameters.codec_id, parameters.profile).map { String(cString: $0) },
            encoder: MediaInspection.entry("encoder", stream.pointee.metadata),
            timeBase: rational(stream.pointee.time_base), packets: [])
        var units: NALUnitReader?
        if kind == .picture {
            let extradata = Self.extradata(parameters)
            var picture = Self.picture(stream, in: file)
            if parameters.codec_id == AV_CODEC_ID_H264 {
                let reader = NALUnitReader(header: extradata)
                units = reader
                picture.parameterSet =
                    reader.sequenceParameterSets(inHeader: extradata).lazy.compactMap {
                        SequenceParameterSet($0)
                    }.first
            }
            result.picture = picture
        } else if kind == .sound {
            result.sound = SoundProperties(
                sampleRate: Int(parameters.sample_rate), channelCount: Int(parameters.ch_layout.nb_channels),
                packetLength: Int(parameters.frame_size))
        }
        self.units = units
    }

    private static func picture(_ stream: UnsafeMutablePointer<AVStream>, in file: MediaFile) -> PictureProperties {
        let parameters = stream.pointee.codecpar.pointee
        let aspect = av_guess_sample_aspect_ratio(file.context, stream, nil)
        let format = AVPixelFormat(rawValue: parameters.format)
        return PictureProperties(
            width: Int(parameters.width), height: Int(parameters.height),
            sampleAspect: aspect.num > 0 && aspect.den > 0 ? rational(aspect) : .one,
            rotation: rotation(stream),
            pixelFormat: av_get_pix_fmt_name(format).map { String(cString: $0) } ?? "unknown",
            level: parameters.level > 0 ? Int(parameters.level) : nil, parameterSet: nil,
            color: ColorDescription(parameters), x264: nil)
    }

    private static func rotation(_ stream: UnsafeMutablePointer<AVStream>) -> Int? {
        guard av_stream_get_side_data(stream, AV_PKT_DATA_DISPLAYMATRIX, nil) != nil else { return 0 }
        let turn = Orientation(stream)
        switch (turn.a, turn.b, turn.c, turn.d) {
        case (1, 0, 0, 1): return isIdentity(stream) ? 0 : nil
        case (0, 1, -1, 0): return 90
        case (-1, 0, 0, -1): return 180
        case (0, -1, 1, 0): return 270
        default: return nil
        }
    }

    /// `Orientation` takes a matrix that is no quarter turn for none; a skewed one must not pass for upright.
    private static func isIdentity(_ stream: UnsafeMutablePointer<AVStream>) -> Bool {
        guard let data = av_stream_get_side_data(stream, AV_PKT_DATA_DISPLAYMATRIX, nil) else { return true }
        return data.withMemoryRebound(to: Int32.self, capacity: 9) {
            $0[0] > 0 && $0[4] > 0 && $0[1] == 0 && $0[3] == 0
        }
    }

    private static func extradata(_ parameters: AVCodecParameters) -> [UInt8] {
        guard let data = parameters.extradata, parameters.extradata_size > 0 else { return [] }
        return Array(UnsafeBufferPointer(start: data, count: min(Int(parameters.extradata_size), 1_000_000)))
    }

    mutating func add(_ packet: UnsafeMutablePointer<AVPacket>) {
        let skipped = Self.skippedSamples(packet)
        result.packets.append(
            InspectedPacket(
                presentation: time(packet.pointee.pts), decode: time(packet.pointee.dts),
                duration: time(packet.pointee.duration).map { max(0, $0) } ?? 0,
                byteCount: max(0, packet.pointee.size), isKey: packet.pointee.flags & AV_PKT_FLAG_KEY != 0,
                isHidden: packet.pointee.flags & Int32(AV_PKT_FLAG_DISCARD) != 0, units: units(of: packet),
                skippedAtStart: skipped.atStart, skippedAtEnd: skipped.atEnd))
    }

    /// A timestamp, or nil where it is unknown or further from zero than a year: sums of such would not fit.
    private func time(_ ticks: Int64) -> Int64? {
        guard ticks != WP_NOPTS, ticks.magnitude < 1 << 53,
            abs(Double(ticks) * result.timeBase.doubleValue) < 31_536_000
        else { return nil }
        return ticks
    }

    private mutating func units(of packet: UnsafeMutablePointer<AVPacket>) -> CodedUnits? {
        guard let units, let data = packet.pointee.data, packet.pointee.size > 0 else { return nil }
        var flags: CodedUnits = []
        let searchesMessages = messagePackets < 8 && result.picture?.x264 == nil
        messagePackets += 1
        var picture = result.picture
        units.forEachUnit(in: UnsafeBufferPointer(start: data, count: Int(packet.pointee.size))) { unit in
            flags.formUnion(CodedUnits(unit))
            switch (unit.first ?? 0) & 0x1F {
            case NALUnit.supplement where searchesMessages:
                SupplementalMessage.forEach(in: unit) { message in
                    if let settings = message.text.flatMap({ X264Settings(message: $0) }) { picture?.x264 = settings }
                }
            case NALUnit.sequenceParameterSet where picture?.parameterSet == nil:
                picture?.parameterSet = SequenceParameterSet(
                    NALUnit(unescaping: unit, byteLimit: SequenceParameterSet.byteLimit))
            default: break
            }
        }
        result.picture = picture
        return flags
    }

    private static func skippedSamples(_ packet: UnsafeMutablePointer<AVPacket>) -> (atStart: UInt32, atEnd: UInt32) {
        var size = 0
        guard let data = av_packet_get_side_data(packet, AV_PKT_DATA_SKIP_SAMPLES, &size), size >= 8 else {
            return (0, 0)
        }
        func number(at place: Int) -> UInt32 {
            (0..<4).reduce(0) { $0 | UInt32(data[place + $1]) << (8 * UInt32($1)) }
        }
        return (number(at: 0), number(at: 4))
    }
}
