package import H264Syntax
package import MediaBuffers
package import MediaTiming

/// What a film's container and streams say, nothing decoded.
package struct MediaInspection: Sendable {
    /// FFmpeg's short name of the container, such as `mov` (which MP4 is too) or `matroska`.
    package var format: String
    /// Length of the file in bytes.
    package var byteCount: Int64
    /// The boxes of an MP4 or QuickTime file; nil for other containers.
    package var boxes: MovieBoxes?
    /// The program that wrote the container, as it names itself; nil where it does not.
    package var writer: String?
    /// The streams in the file's order.
    package var streams: [InspectedStream]
    /// Why the file cannot be read to its end; nil where it can.
    package var damage: String?

    /// The picture that players show: the first stream of pictures that is no cover.
    package var picture: InspectedStream? { streams.first { $0.kind == .picture } }
    /// The sound that players play: the first stream of sound.
    package var sound: InspectedStream? { streams.first { $0.kind == .sound } }
}

/// One stream of a film.
package struct InspectedStream: Sendable {
    /// What a stream holds.
    package enum Kind: String, Sendable {
        /// Moving pictures.
        case picture
        /// Sound.
        case sound
        /// A still that goes with the file.
        case cover
        /// Timed text.
        case subtitles
        /// Anything else.
        case data
    }

    /// What it holds.
    package var kind: Kind
    /// FFmpeg's name of the codec, such as `h264`.
    package var codec: String
    /// The profile's name, such as `High` or `LC`; nil where it is unknown.
    package var profile: String?
    /// The program that wrote the stream, as it names itself.
    package var encoder: String?
    /// Seconds of a tick of the timestamps.
    package var timeBase: Rational
    /// Packets in the file's order.
    package var packets: [InspectedPacket]
    /// The picture's properties; nil for other kinds.
    package var picture: PictureProperties?
    /// The sound's properties; nil for other kinds.
    package var sound: SoundProperties?

    /// Bytes of all packets.
    package var byteCount: Int64 { packets.reduce(0) { $0 + Int64($1.byteCount) } }
}

/// A coded frame or a piece of sound.
package struct InspectedPacket: Hashable, Sendable {
    /// When it is shown, in ticks, edit lists applied; nil where the file does not say or says nonsense.
    package var presentation: Int64?
    /// When it is decoded, in ticks; nil where the file does not say or says nonsense.
    package var decode: Int64?
    /// How long it is shown, in ticks; 0 where the file does not say.
    package var duration: Int64
    /// Bytes.
    package var byteCount: Int32
    /// Whether the container says that decoding may begin here.
    package var isKey: Bool
    /// Whether it is decoded but not shown, because an edit list leaves it out.
    package var isHidden: Bool
    /// What the units of H.264 in it are; nil for other codecs.
    package var units: CodedUnits?
    /// Samples that are to be left out at its start.
    package var skippedAtStart: UInt32
    /// Samples that are to be left out at its end.
    package var skippedAtEnd: UInt32
}

/// Properties of a stream of pictures.
package struct PictureProperties: Sendable {
    /// Columns that are shown of a stored picture, before any rotation.
    package var width: Int
    /// Rows that are shown of a stored picture, before any rotation.
    package var height: Int
    /// Width over height of a pixel.
    package var sampleAspect: Rational
    /// Clockwise degrees by which players turn the picture, 0, 90, 180 or 270; nil for anything else, such as flips.
    package var rotation: Int?
    /// FFmpeg's name of the pixel format, such as `yuv420p`.
    package var pixelFormat: String
    /// The level times ten, such as 40 for 4.0; nil where it is unknown.
    package var level: Int?
    /// What the bitstream's own header says; nil where it is no H.264 or cannot be read.
    package var parameterSet: SequenceParameterSet?
    /// The color tags as FFmpeg merges them from container and bitstream.
    package var color: ColorDescription
    /// What x264 wrote about itself into the stream; nil where another encoder made it, or it kept quiet.
    package var x264: X264Settings?
}

/// Properties of a stream of sound.
package struct SoundProperties: Sendable {
    /// Samples a second.
    package var sampleRate: Int
    /// Channels.
    package var channelCount: Int
    /// Samples of a packet; 0 where they differ or are unknown.
    package var packetLength: Int
}
