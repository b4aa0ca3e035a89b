import CFFmpeg
import Glibc
import TimelineModel

/// Writes a film with one video and one sound track under a name, index first.
struct MovieMuxer: ~Copyable {
    private let pointer: UnsafeMutablePointer<AVFormatContext>
    private let packet: UnsafeMutablePointer<AVPacket>
    private let object: String

    /// Opens the file and sets the muxer up. `interruption` is asked while it writes, and must outlive this value.
    init(path: String, container: OutputFormat.Container, interruption: Interruption) throws(MediaError) {
        try MediaLibraries.open()
        // The protocol is named, so that no name can ask for another one.
        let url = "file:" + path
        var context: UnsafeMutablePointer<AVFormatContext>?
        let code = avformat_alloc_output_context2(&context, nil, container.muxer, url)
        try check(code, "avformat_alloc_output_context2", on: path)
        guard let pointer = context else { throw Self.outOfMemory(path) }
        // The same bytes at all times: no clock, no version.
        pointer.pointee.flags |= AVFMT_FLAG_BITEXACT
        pointer.pointee.interrupt_callback = AVIOInterruptCB(
            callback: { opaque in
                guard let opaque else { return 0 }
                return Unmanaged<Interruption>.fromOpaque(opaque).takeUnretainedValue().isRequested() ? 1 : 0
            }, opaque: Unmanaged.passUnretained(interruption).toOpaque())
        let opened = avio_open2(&pointer.pointee.pb, url, AVIO_FLAG_WRITE, &pointer.pointee.interrupt_callback, nil)
        guard opened >= 0, let packet = av_packet_alloc() else {
            avio_closep(&pointer.pointee.pb)
            avformat_free_context(pointer)
            try check(opened, "avio_open2", on: path)
            throw Self.outOfMemory(path)
        }
        self.pointer = pointer
        self.packet = packet
        object = path
    }

    private static func outOfMemory(_ path: String) -> MediaError {
        MediaError(action: "making a muxer", object: path, code: WP_ERROR_ENOMEM)
    }

    deinit {
        var packet: UnsafeMutablePointer<AVPacket>? = packet
        av_packet_free(&packet)
        avio_closep(&pointer.pointee.pb)
        avformat_free_context(pointer)
    }

    /// Sets an option of the muxer.
    func set(_ option: String, to value: String) throws(MediaError) {
        try check(av_opt_set(pointer.pointee.priv_data, option, value, 0), "setting \(option)=\(value)", on: object)
    }

    /// Sets the film's title.
    func setTitle(_ title: String) throws(MediaError) {
        try check(av_dict_set(&pointer.pointee.metadata, "title", title, 0), "av_dict_set", on: object)
    }

    /// Adds a track with a global header, to be described further by `describe`.
    func addTrack(
        timeBase: AVRational, extradata: [UInt8], _ describe: (UnsafeMutablePointer<AVStream>) -> Void
    ) throws(MediaError) {
        let track = try check(allocated: avformat_new_stream(pointer, nil), "avformat_new_stream", on: object)
        track.pointee.time_base = timeBase
        let padding = Int(AV_INPUT_BUFFER_PADDING_SIZE)
        let memory = try check(allocated: av_mallocz(extradata.count + padding), "av_mallocz", on: object)
        extradata.withUnsafeBytes { UnsafeMutableRawBufferPointer(start: memory, count: $0.count).copyMemory(from: $0) }
        track.pointee.codecpar.pointee.extradata = memory.assumingMemoryBound(to: UInt8.self)
        track.pointee.codecpar.pointee.extradata_size = Int32(extradata.count)
        describe(track)
    }

    /// Ends the setup, and checks that the muxer took the tracks' time bases.
    func begin() throws(MediaError) {
        let wanted = (0..<Int(pointer.pointee.nb_streams)).compactMap { pointer.pointee.streams[$0]?.pointee.time_base }
        try check(avformat_write_header(pointer, nil), "avformat_write_header", on: object)
        for (index, timeBase) in wanted.enumerated() {
            guard let track = pointer.pointee.streams[index], av_cmp_q(track.pointee.time_base, timeBase) == 0 else {
                throw MediaError(
                    action: "avformat_write_header", object: object, code: -EINVAL,
                    message: "the muxer chose another time base for track \(index)")
            }
        }
    }

    /// Writes a packet behind those before it. Times are in ticks of the track's time base.
    func write(
        _ data: [UInt8], track: Int32, presentationTimestamp: Int64, decodeTimestamp: Int64, duration: Int64,
        isKeyframe: Bool
    ) throws(MediaError) {
        let code = data.withUnsafeBufferPointer { bytes in
            // The muxer only reads the bytes, and only until it returns.
            packet.pointee.data = UnsafeMutablePointer(mutating: bytes.baseAddress)
            packet.pointee.size = Int32(bytes.count)
            packet.pointee.stream_index = track
            packet.pointee.pts = presentationTimestamp
            packet.pointee.dts = decodeTimestamp
            packet.pointee.duration = duration
            packet.pointee.flags = isKeyframe ? AV_PKT_FLAG_KEY : 0
            defer { av_packet_unref(packet) }
            return av_write_frame(pointer, packet)
        }
        try check(code, "av_write_frame", on: object)
    }

    /// Writes the index, moves it to the front and closes the file. Throws where any byte could not be written.
    consuming func finish() throws(MediaError) {
        try check(av_write_trailer(pointer), "av_write_trailer", on: object)
        if let output = pointer.pointee.pb {
            avio_flush(output)
            try check(output.pointee.error, "avio_flush", on: object)
        }
        try check(avio_closep(&pointer.pointee.pb), "avio_closep", on: object)
    }
}

/// Asks whether to stop.
final class Interruption {
    let isRequested: () -> Bool

    init(isRequested: @escaping () -> Bool) { self.isRequested = isRequested }
}
