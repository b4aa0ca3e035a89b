import CFFmpeg
import Diagnostics
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
        /// When the first frame is meant to be shown, decodable or not.
        var clockStart: Int64
        /// The time of the first frame that can be decoded, where the file begins with others that need what is not there.
        var firstDecodable: Int64?
        /// How many frames before it are not shown.
        var lostCount = 0
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
    /// Whether its length was found by decoding it, because its rate, its channels or its clock change on the way.
    let hasCountedSound: Bool
    /// Whether the container states when each block of the sound is heard. Others count samples, and so does MPEG-TS between its
    /// stated times, which is wrong where the rate changes or files were joined.
    let soundHasClock: Bool
    /// The instant of the file's clock that is source time 0.
    let zero: MediaTime
    /// What a draft's reader is told, or why the file cannot be used.
    let facts: Result<AssetFacts, AssetProblem>
    /// What its streams turned out to hold, for readers that open the file again.
    let parameters: StreamParameters?

    private init(
        video: Video?, soundStream: Int?, soundRange: TimeRange?, hasCountedSound: Bool, soundHasClock: Bool,
        zero: MediaTime,
        facts: Result<AssetFacts, AssetProblem>, parameters: StreamParameters?
    ) {
        self.video = video
        self.soundStream = soundStream
        self.soundRange = soundRange
        self.hasCountedSound = hasCountedSound
        self.soundHasClock = soundHasClock
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
            if index == videoStream || index == soundStream { try checkClock(packet.pointee, file) }
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
        let passedOver = try Completeness.check(file, endCode: code)
        return try make(
            file, entries: entries, videoStream: videoStream, soundStream: soundStream, sound: sound,
            passedOver: passedOver)
    }

    /// Throws where a packet's times are too far away to be reckoned with exactly, with the samples of 44.1 and 48 kHz.
    private static func checkClock(_ packet: AVPacket, _ file: MediaFile) throws(AssetProblem) {
        guard let base = file.stream(Int(packet.stream_index))?.pointee.time_base, base.num > 0, base.den > 0 else {
            return
        }
        // The least clock on which both lie.
        let grid = Double(Rational(Int64(base.den), samplesOfAllRates).numerator) * Double(samplesOfAllRates)
        for time in [packet.pts, packet.dts, packet.duration] where time != WP_NOPTS {
            let seconds = abs(Double(time)) * Double(base.num) / Double(base.den)
            guard (seconds + 1e5) * grid < 4e18 else {
                throw AssetProblem(
                    .damaged, "its clock goes to \(Int(min(seconds, 1e15))) s; export it again")
            }
        }
    }

    /// A rate on whose grid lie the samples of 44.1 and 48 kHz.
    private static let samplesOfAllRates: Int64 = 7_056_000

    private static func make(
        _ file: MediaFile, entries: [Entry], videoStream: Int?, soundStream: Int?,
        sound extent: SoundExtent?, passedOver: [String]
    ) throws(AssetProblem) -> FileIndex {
        var sound: (stream: Int, range: TimeRange)?
        let isCounted = extent?.isIrregular ?? false
        let isMovie = file.formatName == "mov"
        let hasClock =
            isMovie || file.formatName == "matroska"
            || file.formatName == "mpegts" && !(extent?.changesShape ?? false)
        if let soundStream, let stream = file.stream(soundStream), let range = extent?.range(of: stream.pointee) {
            var range = isCounted ? try countedSound(file, stream: soundStream, hasClock: hasClock) ?? range : range
            // A movie begins at 0: what lies before is the delay of the encoder, which fragments do not mark.
            if isMovie, range.start < .zero, range.end > .zero { range = TimeRange(start: .zero, end: range.end) }
            sound = (soundStream, range)
        }
        var video: Video?
        if let videoStream, let stream = file.stream(videoStream), !entries.isEmpty {
            let base = rational(stream.pointee.time_base)
            let byPackets = indexed(entries, stream: videoStream, base: base)
            if let byPackets, try !isUnordered(entries, file, stream: videoStream) {
                video = byPackets
            } else {
                video = try counted(file, stream: videoStream, base: base, times: byPackets?.timestamps)
            }
        }
        var starts: [MediaTime] = []
        if let video { starts.append(MediaTime(video.clockStart, timeBase: video.timeBase)) }
        if let sound { starts.append(sound.range.start) }
        guard let zero = starts.min() else {
            throw AssetProblem(.unsupported, "there is neither a picture nor a sound in it (4001)")
        }
        let facts: Result<AssetFacts, AssetProblem>
        do throws(AssetProblem) {
            var found = try MediaProbe.facts(of: file, video: video, sound: sound, zero: zero)
            let passed = passedOver + (video.flatMap(lossAtStart).map { [$0] } ?? [])
            found.remarks = passed.map { AssetRemark(.assetPassedOver, $0) } + MovieRemarks.of(file, video: video)
            facts = .success(found)
        } catch {
            facts = .failure(error)
        }
        return FileIndex(
            video: video, soundStream: sound?.stream, soundRange: sound?.range, hasCountedSound: isCounted,
            soundHasClock: hasClock, zero: zero,
            facts: facts,
            parameters: StreamParameters(of: file))
    }

    /// Frames by their packets, where these have usable times.
    private static func indexed(_ entries: [Entry], stream: Int, base: Rational) -> Video? {
        var shown = entries.filter(\.isShown)
        guard let clockStart = shown.map(\.presentation).min() else { return nil }
        var firstDecodable: Int64?
        if let key = entries.firstIndex(where: \.isKey), key > 0 {
            firstDecodable = entries[key].presentation
            shown.removeAll { $0.presentation < entries[key].presentation }
        }
        let lostCount = entries.count(where: \.isShown) - shown.count
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
            isCounted: false, clockStart: clockStart, firstDecodable: firstDecodable, lostCount: lostCount)
    }

    /// How many frames show whether a decoder's order is that of the packets.
    private static let orderProbe = 32

    /// Whether frames are shown in another order than they are decoded in, and their packets do not say so.
    private static func isUnordered(
        _ entries: [Entry], _ file: MediaFile, stream: Int
    ) throws(AssetProblem) -> Bool {
        guard let parameters = file.stream(stream)?.pointee.codecpar.pointee, parameters.video_delay > 0,
            zip(entries, entries.dropFirst()).allSatisfy({ $0.presentation < $1.presentation })
        else { return false }
        let decoder = try StreamDecoder(path: file.path, stream: stream, byteLimit: Int(clamping: file.size))
        var last = Int64.min
        do throws(AssetProblem) {
            for _ in 0..<orderProbe {
                guard let frame = try decoder.next() else { break }
                let time = frame.pointee.pts
                if time != WP_NOPTS, time < last { return true }
                last = max(last, time)
            }
        } catch {
            // Damage is told where the frames are wanted.
        }
        return false
    }

    /// What is said of a film whose first frames cannot be decoded.
    private static func lossAtStart(_ video: Video) -> String? {
        guard let first = video.firstDecodable, video.lostCount > 0 else { return nil }
        let until = MediaTime(first, timeBase: video.timeBase) - MediaTime(video.clockStart, timeBase: video.timeBase)
        let milliseconds = Int((until.doubleValue * 1_000).rounded())
        return
            "it begins amid a film: its first \(video.lostCount) frames need earlier ones, and until \(milliseconds) ms the "
            + "first whole one is shown"
    }

    /// From where to where a sound goes, by decoding it all; nil where there is nothing in it.
    private static func countedSound(_ file: MediaFile, stream: Int, hasClock: Bool) throws(AssetProblem) -> TimeRange?
    {
        let decoder = try StreamDecoder(path: file.path, stream: stream, byteLimit: Int(clamping: file.size))
        let blocks = SoundBlocks(decoder: decoder, zero: .zero, hasClock: hasClock)
        var start: MediaTime?
        while let placed = try blocks.next() { start = start ?? placed.start }
        guard let start, let end = blocks.position, end > start else { return nil }
        return TimeRange(start: start, end: end)
    }

    /// Frames by decoding them all, for containers whose packets have no times, or not those of the frames. Where there are
    /// as many `times` as frames, these are theirs in order.
    private static func counted(
        _ file: MediaFile, stream: Int, base: Rational, times known: [Int64]? = nil
    ) throws(AssetProblem) -> Video {
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
        if let known, known.count == times.count { times = known }
        return Video(
            stream: stream, timestamps: times, keyframes: times.map { _ in nil },
            end: (times.last ?? 0) + duration,
            timeBase: base, isCounted: true, clockStart: times[0])
    }
}

/// FFmpeg's fraction as ours.
func rational(_ value: AVRational) -> Rational { Rational(Int64(value.num), Int64(max(1, value.den))) }
