import CFFmpeg
import MediaTiming
import SystemFiles
import Threading
import TimelineModel

/// What one pass over a file's packets tells: when each frame is shown, where key frames are, when there is sound.
final class FileIndex: Sendable {
    struct Video: Sendable {
        var stream: Int
        /// Timestamps of the frames that are shown, in rising order, in the stream's time base.
        var timestamps: [Int64]
        /// For each frame, the key frame from which decoding reaches it; nil where only the file's start will do.
        var keyframes: [Keyframe?]
        var end: Int64
        var timeBase: Rational
        var isCounted: Bool
    }

    /// Where decoding may begin.
    struct Keyframe: Hashable, Sendable {
        var presentation: Int64
        /// When it is decoded, never after it is shown. Containers are indexed by one of the two.
        var decode: Int64
    }

    let video: Video?
    let soundStream: Int?
    /// First and last instant of the sound on the stream's clock, in seconds.
    let soundRange: TimeRange?
    /// The instant of the file's clock that is source time 0.
    let zero: MediaTime
    /// What a draft's reader is told, or why the file cannot be used.
    let facts: Result<AssetFacts, AssetProblem>
    /// What its streams turned out to hold, for readers that open the file again.
    let parameters: StreamParameters?

    private init(
        video: Video?, soundStream: Int?, soundRange: TimeRange?, zero: MediaTime,
        facts: Result<AssetFacts, AssetProblem>, parameters: StreamParameters?
    ) {
        self.video = video
        self.soundStream = soundStream
        self.soundRange = soundRange
        self.zero = zero
        self.facts = facts
        self.parameters = parameters
    }

    /// The index of a file, made once as long as the file does not change.
    static func of(_ path: String, byteLimit: Int = MediaByteLimit.source) throws(AssetProblem) -> FileIndex {
        guard let state = FileState(path: path) else { return try scan(path, byteLimit) }
        let key = KnownFile(path: path, state: state, byteLimit: byteLimit)
        let known = known.value(for: key) {
            let result = Result { () throws(AssetProblem) in try scan(path, byteLimit) }
            return (result, byteCount: (try? result.get().byteCount) ?? 1_024)
        }
        return try known.get()
    }

    /// A file as it was when it was read, and how large it might be.
    private struct KnownFile: Hashable, Sendable {
        var path: String
        var state: FileState
        var byteLimit: Int
    }

    /// Those that were used last, some hundred hours of film; for a process that lives long.
    private static let known = OnceCache<KnownFile, Result<FileIndex, AssetProblem>>(byteLimit: 256 << 20)

    /// Bytes of memory that it takes, about.
    var byteCount: Int { 1_024 + (video?.timestamps.count ?? 0) * 40 }

    private struct Entry {
        var presentation: Int64
        var decode: Int64
        var duration: Int64
        var isKey: Bool
        var isShown: Bool
    }

    private static func scan(_ path: String, _ byteLimit: Int) throws(AssetProblem) -> FileIndex {
        let file = try MediaFile(path: path, byteLimit: byteLimit)
        let videoStream = file.videoStream
        let soundStream = file.soundStream
        var entries: [Entry] = []
        var sound: SoundExtent?
        guard let packet = av_packet_alloc() else {
            throw AssetProblem(.damaged, "there is no memory to read the file")
        }
        defer {
            var freed: UnsafeMutablePointer<AVPacket>? = packet
            av_packet_free(&freed)
        }
        var code = av_read_frame(file.context, packet)
        while code >= 0 {
            let index = Int(packet.pointee.stream_index)
            if index == videoStream {
                let isShown = packet.pointee.flags & Int32(AV_PKT_FLAG_DISCARD) == 0
                entries.append(
                    Entry(
                        presentation: packet.pointee.pts, decode: packet.pointee.dts, duration: packet.pointee.duration,
                        isKey: packet.pointee.flags & Int32(AV_PKT_FLAG_KEY) != 0, isShown: isShown))
            } else if index == soundStream, packet.pointee.pts != WP_NOPTS, let stream = file.stream(index) {
                if sound == nil {
                    sound = SoundExtent(packet.pointee, of: stream.pointee)
                } else {
                    sound?.add(packet.pointee, of: stream.pointee)
                }
            }
            av_packet_unref(packet)
            code = av_read_frame(file.context, packet)
        }
        try Completeness.check(file, endCode: code)
        return try make(file, entries: entries, videoStream: videoStream, soundStream: soundStream, sound: sound)
    }

    private static func make(
        _ file: MediaFile, entries: [Entry], videoStream: Int?, soundStream: Int?,
        sound extent: SoundExtent?
    ) throws(AssetProblem) -> FileIndex {
        var sound: (stream: Int, range: TimeRange)?
        if let soundStream, let stream = file.stream(soundStream), let range = extent?.range(of: stream.pointee) {
            sound = (soundStream, range)
        }
        var video: Video?
        if let videoStream, let stream = file.stream(videoStream), !entries.isEmpty {
            let base = rational(stream.pointee.time_base)
            if let byPackets = indexed(entries, stream: videoStream, base: base) {
                video = byPackets
            } else {
                video = try counted(file, stream: videoStream, base: base)
            }
        }
        var starts: [MediaTime] = []
        if let video, let first = video.timestamps.first { starts.append(MediaTime(first, timeBase: video.timeBase)) }
        if let sound { starts.append(sound.range.start) }
        guard let zero = starts.min() else {
            throw AssetProblem(.unsupported, "there is neither a picture nor a sound in it (4001)")
        }
        let facts: Result<AssetFacts, AssetProblem>
        do throws(AssetProblem) {
            facts = .success(try MediaProbe.facts(of: file, video: video, sound: sound, zero: zero))
        } catch {
            facts = .failure(error)
        }
        return FileIndex(
            video: video, soundStream: sound?.stream, soundRange: sound?.range, zero: zero, facts: facts,
            parameters: StreamParameters(of: file))
    }

    /// Frames by their packets, where these have usable times.
    private static func indexed(_ entries: [Entry], stream: Int, base: Rational) -> Video? {
        let shown = entries.filter(\.isShown)
        guard entries.allSatisfy({ $0.presentation != WP_NOPTS }), !shown.isEmpty else { return nil }
        let times = shown.map(\.presentation).sorted()
        guard zip(times, times.dropFirst()).allSatisfy(<) else { return nil }
        let keys = entries.filter(\.isKey).sorted { $0.presentation < $1.presentation }
        var starts: [Keyframe?] = []
        var next = 0
        var current: Keyframe?
        for time in times {
            while next < keys.count, keys[next].presentation <= time {
                let key = keys[next]
                current = Keyframe(
                    presentation: key.presentation,
                    decode: key.decode != WP_NOPTS ? min(key.decode, key.presentation) : key.presentation)
                next += 1
            }
            starts.append(current)
        }
        let last = shown.max { $0.presentation < $1.presentation }
        let typical = times.count > 1 ? times[times.count - 1] - times[times.count - 2] : 1
        let duration = last.map { $0.duration > 0 ? $0.duration : typical } ?? typical
        return Video(
            stream: stream, timestamps: times, keyframes: starts, end: (times.last ?? 0) + duration, timeBase: base,
            isCounted: false)
    }

    /// Frames by decoding them all, for containers whose packets have no times.
    private static func counted(_ file: MediaFile, stream: Int, base: Rational) throws(AssetProblem) -> Video {
        let decoder = try StreamDecoder(path: file.path, stream: stream, byteLimit: Int(clamping: file.size))
        var times: [Int64] = []
        var duration: Int64 = 1
        while let frame = try decoder.next() {
            let step = max(1, frame.pointee.pkt_duration)
            let time = frame.pointee.best_effort_timestamp
            times.append(time != WP_NOPTS && time > times.last ?? .min ? time : (times.last ?? -step) + step)
            duration = step
        }
        guard !times.isEmpty else {
            throw AssetProblem(.damaged, "no frame of its picture can be decoded; export it again")
        }
        return Video(
            stream: stream, timestamps: times, keyframes: times.map { _ in nil },
            end: (times.last ?? 0) + duration,
            timeBase: base, isCounted: true)
    }
}

/// FFmpeg's fraction as ours.
func rational(_ value: AVRational) -> Rational { Rational(Int64(value.num), Int64(max(1, value.den))) }
