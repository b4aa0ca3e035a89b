import CFFmpeg
import EncodedMedia
import Glibc
import H264Syntax
import MediaBuffers
import MediaTiming

/// One film while it is written.
struct AssemblyRun: ~Copyable {
    private let settings: VideoEncoderSettings
    private let sound: EncodedSound
    private let title: String?
    private let path: String
    private let timescale: MovieTimescale
    private let muxer: MovieMuxer
    /// Header and delay of the first chunk, which all others share.
    private var shared: (extradata: [UInt8], delay: Int)?
    /// The last access unit where it is an IDR picture.
    private var lastIDR: [UInt8]?
    private var frameCount: Int64 = 0
    private var writtenSoundPackets = 0

    private static let videoTrack: Int32 = 0
    private static let soundTrack: Int32 = 1
    private static let sampleRate: Int64 = 48_000

    init(
        path: String, settings: VideoEncoderSettings, sound: EncodedSound, title: String?, interruption: Interruption
    ) throws(MediaError) {
        try settings.validate()
        guard !sound.packets.isEmpty else { throw Self.failure("a film without sound", path: path) }
        muxer = try MovieMuxer(path: path, interruption: interruption)
        timescale = MovieTimescale(frameRate: settings.frameRate, sampleRate: Self.sampleRate)
        self.path = path
        self.settings = settings
        self.sound = sound
        self.title = title
    }

    /// Writes a chunk, and the sound that is due until its end.
    mutating func append(_ chunk: EncodedChunk) throws(MediaError) {
        guard chunk.frameCount > 0, chunk.packets[0].isKeyframe else {
            throw Self.failure("a chunk that does not begin with a keyframe", path: path)
        }
        if let shared {
            guard shared.extradata == chunk.extradata, shared.delay == chunk.reorderingDelay else {
                throw Self.failure("a chunk that was encoded with other settings than the first", path: path)
            }
        } else {
            shared = (chunk.extradata, chunk.reorderingDelay)
            try begin(extradata: chunk.extradata, delay: chunk.reorderingDelay)
        }
        for (index, packet) in chunk.packets.enumerated() {
            guard packet.decodeTimestamp == Int64(index - chunk.reorderingDelay),
                packet.presentationTimestamp >= packet.decodeTimestamp,
                packet.presentationTimestamp < Int64(chunk.frameCount)
            else { throw Self.failure("a chunk whose frames are out of order", path: path) }
            let decoded = (frameCount + packet.decodeTimestamp) * timescale.frameLength
            try writeSound(until: decoded)
            let data = try told(packet, fromLastBy: chunk.extradata)
            try muxer.write(
                data, track: Self.videoTrack,
                presentationTimestamp: (frameCount + packet.presentationTimestamp) * timescale.frameLength,
                decodeTimestamp: decoded, duration: timescale.frameLength, isKeyframe: packet.isKeyframe)
        }
        frameCount += Int64(chunk.frameCount)
    }

    /// Writes the rest of the sound and the index, and closes the file.
    consuming func finish() throws(MediaError) {
        guard frameCount > 0 else { throw Self.failure("a film without frames", path: path) }
        try writeSound(until: .max)
        try muxer.finish()
    }

    /// The coded bytes, by which a decoder can tell an IDR picture from one just before it.
    ///
    /// Chunks count their IDR pictures from 0, whatever was before them. Only where one has a single frame do two of the
    /// same number meet.
    private mutating func told(_ packet: EncodedPacket, fromLastBy extradata: [UInt8]) throws(MediaError) -> [UInt8] {
        guard packet.isKeyframe else {
            lastIDR = nil
            return packet.data
        }
        var data = packet.data
        if let lastIDR {
            guard let reader = IDRPictureID(header: extradata), let before = reader.value(of: lastIDR),
                let own = reader.value(of: data)
            else { throw Self.failure("a keyframe that is not understood", path: path) }
            if own == before {
                guard let other = reader.replacing(in: data, by: own == 0 ? 1 : 0) else {
                    throw Self.failure("a keyframe that is not understood", path: path)
                }
                data = other
            }
        }
        lastIDR = data
        return data
    }

    private func begin(extradata: [UInt8], delay: Int) throws(MediaError) {
        try muxer.set("movflags", to: "+faststart")
        try muxer.set("video_track_timescale", to: "\(timescale.video)")
        try muxer.set("movie_timescale", to: "\(timescale.movie)")
        // A title is for people; the limit only keeps the index small.
        if let title, !title.isEmpty { try muxer.setTitle(String(title.prefix(1_000))) }
        let settings = settings
        try muxer.addTrack(timeBase: AVRational(num: 1, den: Int32(timescale.video)), extradata: extradata) { track in
            settings.describe(track, delay: delay)
        }
        let sound = sound
        try muxer.addTrack(
            timeBase: AVRational(num: 1, den: Int32(Self.sampleRate)), extradata: sound.extradata
        ) { track in sound.describe(track) }
        try muxer.begin()
    }

    /// Writes the packets of sound that begin before an instant of the video track.
    private mutating func writeSound(until tick: Int64) throws(MediaError) {
        let length = Int64(EncodedSound.packetLength)
        // The last packet ends where the sound ends, so players know what to leave out of it.
        let end = sound.sampleCount
        while writtenSoundPackets < sound.packets.count {
            let start = Int64(writtenSoundPackets) * length - Int64(sound.priming)
            guard tick == .max || start * timescale.video < tick * Self.sampleRate else { return }
            try muxer.write(
                sound.packets[writtenSoundPackets], track: Self.soundTrack, presentationTimestamp: start,
                decodeTimestamp: start, duration: min(length, end - start), isKeyframe: true)
            writtenSoundPackets += 1
        }
    }

    private static func failure(_ message: String, path: String) -> MediaError {
        MediaError(action: "assembling", object: path, code: -EINVAL, message: message)
    }
}

extension VideoEncoderSettings {
    fileprivate func describe(_ track: UnsafeMutablePointer<AVStream>, delay: Int) {
        let rate = frameRate.framesPerSecond
        track.pointee.avg_frame_rate = AVRational(num: Int32(rate.numerator), den: Int32(rate.denominator))
        track.pointee.sample_aspect_ratio = AVRational(num: 1, den: 1)
        let parameters = track.pointee.codecpar
        parameters?.pointee.codec_type = AVMEDIA_TYPE_VIDEO
        parameters?.pointee.codec_id = AV_CODEC_ID_H264
        parameters?.pointee.format = AV_PIX_FMT_YUV420P.rawValue
        parameters?.pointee.width = Int32(width)
        parameters?.pointee.height = Int32(height)
        parameters?.pointee.sample_aspect_ratio = AVRational(num: 1, den: 1)
        if let parameters { ColorDescription.bt709Limited.apply(to: &parameters.pointee) }
        parameters?.pointee.chroma_location = AVCHROMA_LOC_LEFT
        parameters?.pointee.video_delay = Int32(delay)
    }
}

extension EncodedSound {
    fileprivate func describe(_ track: UnsafeMutablePointer<AVStream>) {
        let parameters = track.pointee.codecpar
        parameters?.pointee.codec_type = AVMEDIA_TYPE_AUDIO
        parameters?.pointee.codec_id = AV_CODEC_ID_AAC
        parameters?.pointee.format = AV_SAMPLE_FMT_FLTP.rawValue
        parameters?.pointee.profile = FF_PROFILE_AAC_LOW
        parameters?.pointee.sample_rate = 48_000
        parameters?.pointee.frame_size = Int32(Self.packetLength)
        parameters?.pointee.initial_padding = Int32(priming)
        if let parameters { wp_channel_layout_stereo(&parameters.pointee.ch_layout) }
    }
}
