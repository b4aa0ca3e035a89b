import CFFmpeg
import Glibc
import SystemFiles
import TimelineModel

/// An open container: the bytes come from a descriptor of ours, so no name ever reaches FFmpeg.
final class MediaFile {
    let path: String
    let context: UnsafeMutablePointer<AVFormatContext>
    private let io: UnsafeMutablePointer<AVIOContext>
    private let source: Source
    /// The length of the file in bytes.
    let size: Int64

    /// The most streams of a file.
    private static let streamLimit: Int32 = 64

    static let formats = "mov,avi,matroska,mp3,wav,aac,gif,apng,ogg,flac,mpegts"

    /// Where libavformat reads.
    private final class Source {
        let file: ReadableFile
        private var place = 0

        init(_ file: consuming ReadableFile) { self.file = file }

        func read(into target: UnsafeMutableRawBufferPointer) -> Int32 {
            do throws(FileError) {
                let count = try file.read(at: place, into: target)
                place += count
                return count == 0 ? WP_ERROR_EOF : Int32(count)
            } catch {
                return -error.number
            }
        }

        func seek(by offset: Int64, from whence: Int32) -> Int64 {
            if whence & Int32(AVSEEK_SIZE) != 0 { return Int64(file.size) }
            let origin: Int
            switch whence & 3 {
            case SEEK_SET: origin = 0
            case SEEK_CUR: origin = place
            case SEEK_END: origin = file.size
            default: return Int64(-EINVAL)
            }
            let (target, isTooFar) = origin.addingReportingOverflow(Int(offset))
            guard !isTooFar, target >= 0 else { return Int64(-EINVAL) }
            place = target
            return Int64(target)
        }
    }

    /// Opens a file of at most `byteLimit` bytes. What its streams hold is found out, unless it is known already.
    init(
        path: String, byteLimit: Int = MediaByteLimit.source, known: StreamParameters? = nil
    ) throws(AssetProblem) {
        try AssetProblem.openLibraries()
        let source: Source
        do throws(FileError) {
            source = Source(try ReadableFile(path: path))
        } catch {
            guard let code = error.systemCode else {
                throw AssetProblem(.unsupported, "this is no regular file; name a file")
            }
            if error.isShortage {
                throw AssetProblem(
                    .machine, "\(path) cannot be opened (\(code)); close other files, or raise the limit (ulimit -n)")
            }
            throw AssetProblem(.missing, "the file cannot be opened (\(code)); check its name and permissions")
        }
        size = Int64(source.file.size)
        guard size <= byteLimit else {
            throw AssetProblem(
                .tooLarge,
                "the file has \(size / 1_000_000) MB and may have \(byteLimit / 1_000_000) MB at most (4002); make it smaller"
            )
        }
        if let image = Self.imageBrand(Self.head(source)) {
            throw AssetProblem(.unsupported, "this is \(image) image (4001); convert it to PNG or JPEG")
        }
        guard size > 0 else { throw AssetProblem(.damaged, "the file is empty; copy or export it again") }
        let opaque = Unmanaged.passUnretained(source).toOpaque()
        guard let buffer = av_malloc(65_536),
            let io = avio_alloc_context(
                buffer.assumingMemoryBound(to: UInt8.self), 65_536, 0, opaque,
                { opaque, target, count in
                    guard let opaque, let target else { return WP_ERROR_EOF }
                    let source = Unmanaged<Source>.fromOpaque(opaque).takeUnretainedValue()
                    return source.read(into: UnsafeMutableRawBufferPointer(start: target, count: Int(count)))
                }, nil,
                { opaque, offset, whence in
                    guard let opaque else { return -1 }
                    let source = Unmanaged<Source>.fromOpaque(opaque).takeUnretainedValue()
                    return source.seek(by: offset, from: whence)
                }),
            let context = avformat_alloc_context()
        else { throw AssetProblem(.damaged, "there is no memory to open the file") }
        self.path = path
        self.source = source
        self.io = io
        var opened: UnsafeMutablePointer<AVFormatContext>? = context
        context.pointee.pb = io
        context.pointee.flags |= AVFMT_FLAG_CUSTOM_IO
        context.pointee.probesize = 5_000_000
        context.pointee.max_streams = Self.streamLimit
        context.pointee.io_open = { _, _, _, _, _ in -EPERM }
        var options: OpaquePointer?
        av_dict_set(&options, "format_whitelist", Self.formats, 0)
        av_dict_set(&options, "protocol_whitelist", "file", 0)
        let code = avformat_open_input(&opened, nil, nil, &options)
        av_dict_free(&options)
        guard code >= 0, let opened else {
            let log = MediaLog.takeLastLine()
            var pointer: UnsafeMutablePointer<AVIOContext>? = io
            av_freep(&io.pointee.buffer)
            avio_context_free(&pointer)
            throw Self.problem(code, head: Self.head(source), log: log)
        }
        self.context = opened
        if let known, known.apply(to: opened) { return }
        guard Self.findOutWhatStreamsHold(opened) >= 0 else {
            throw AssetProblem(
                .damaged,
                "its streams cannot be read (\(MediaLog.takeLastLine() ?? "no reason given")); export it again")
        }
    }

    deinit {
        var closing: UnsafeMutablePointer<AVFormatContext>? = context
        avformat_close_input(&closing)
        var pointer: UnsafeMutablePointer<AVIOContext>? = io
        av_freep(&io.pointee.buffer)
        avio_context_free(&pointer)
    }

    /// Decodes a frame where it must, without the smoothing that nobody would see.
    private static func findOutWhatStreamsHold(_ context: UnsafeMutablePointer<AVFormatContext>) -> Int32 {
        var options = [OpaquePointer?](repeating: nil, count: Int(context.pointee.nb_streams))
        for index in options.indices { av_dict_set(&options[index], "skip_loop_filter", "all", 0) }
        let code = avformat_find_stream_info(context, &options)
        for index in options.indices { av_dict_free(&options[index]) }
        return code
    }

    private static func head(_ source: Source) -> [UInt8] {
        (try? source.file.bytes(at: 0, count: 64)) ?? []
    }

    /// Up to `count` bytes of the file itself, from `offset` on.
    func bytes(at offset: Int, count: Int) throws(FileError) -> [UInt8] {
        try source.file.bytes(at: offset, count: count)
    }

    /// The sort of still that an ISO base media file of a known brand holds, with its article.
    private static func imageBrand(_ head: [UInt8]) -> String? {
        guard head.count >= 12, String(decoding: head[4..<8], as: UTF8.self) == "ftyp" else { return nil }
        switch String(decoding: head[8..<12], as: UTF8.self) {
        case "avif", "avis": return "an AVIF"
        case "heic", "heix", "heim", "heis", "mif1", "msf1": return "a HEIC"
        default: return nil
        }
    }

    private static func problem(_ code: Int32, head: [UInt8], log: String?) -> AssetProblem {
        if let log, log.contains("max_streams") {
            return AssetProblem(
                .unsupported, "it has more than \(streamLimit) streams (4001); keep those that the film uses")
        }
        let isISO = head.count >= 8 && String(decoding: head[4..<8], as: UTF8.self) == "ftyp"
        if isISO {
            return AssetProblem(
                .damaged,
                log?.contains("moov atom not found") ?? true
                    ? "the MP4 has no index: its recording or its copy was not finished; export or copy it again"
                    : "the MP4 cannot be opened (\(log ?? "no reason given")); export it again"
            )
        }
        return AssetProblem(
            .unsupported, "its content is no medium that a draft may use (4001); see the accepted formats")
    }

    /// The demuxer's name, first word.
    var formatName: String {
        guard let format = context.pointee.iformat else { return "" }
        return String(cString: format.pointee.name).split(separator: ",").first.map(String.init) ?? ""
    }

    func stream(_ index: Int) -> UnsafeMutablePointer<AVStream>? {
        index >= 0 && index < Int(context.pointee.nb_streams) ? context.pointee.streams[index] : nil
    }

    /// The best picture stream that is no cover.
    var videoStream: Int? {
        let index = Int(av_find_best_stream(context, AVMEDIA_TYPE_VIDEO, -1, -1, nil, 0))
        guard let stream = stream(index), stream.pointee.disposition & AV_DISPOSITION_ATTACHED_PIC == 0 else {
            return nil
        }
        return index
    }

    /// The default sound stream, else the best.
    var soundStream: Int? {
        for index in 0..<Int(context.pointee.nb_streams) {
            guard let stream = stream(index), stream.pointee.codecpar.pointee.codec_type == AVMEDIA_TYPE_AUDIO else {
                continue
            }
            if stream.pointee.disposition & AV_DISPOSITION_DEFAULT != 0 { return index }
        }
        let index = Int(av_find_best_stream(context, AVMEDIA_TYPE_AUDIO, -1, -1, nil, 0))
        return index >= 0 ? index : nil
    }
}
