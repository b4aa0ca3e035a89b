/// A kind of file that films are written as: all that writing it, naming it and judging it go by.
///
/// What is written and what is expected of a file are the same values here. The names of codecs, pixel formats and
/// containers are FFmpeg's.
package struct OutputFormat: Hashable, Sendable {
    /// The word for it in a draft's `output`.
    package let name: String
    /// What people call it.
    package let title: String
    /// The ending of a file's name, without the dot.
    package let fileExtension: String
    /// How its tracks are held together.
    package let container: Container
    /// How its picture is coded.
    package let video: Video
    /// How its sound is coded.
    package let sound: Sound

    /// How tracks are held together.
    package struct Container: Hashable, Sendable {
        /// A choice of the muxer.
        package struct Option: Hashable, Sendable {
            /// Its name.
            package let name: String
            /// What is chosen.
            package let value: String
        }

        /// Who writes it.
        package let muxer: String
        /// The muxer's options, in the order in which they are set.
        package let options: [Option]
        /// What a reader calls it.
        package let demuxer: String
        /// The major brands that files of the kind usually have (ISO/IEC 14496-12, 4.3).
        package let brands: Set<String>
    }

    /// How a picture is coded.
    package struct Video: Hashable, Sendable {
        /// Who codes it.
        package let encoder: String
        /// The codec.
        package let codec: String
        /// What people call the codec.
        package let title: String
        /// How samples lie in memory.
        package let pixelFormat: String
        /// The profile.
        package let profile: Profile
        /// The profile where exact frames were asked for.
        package let losslessProfile: Profile

        /// What a decoder must be able to do.
        package struct Profile: Hashable, Sendable {
            /// The number in the stream's header.
            package let number: Int
            /// Its name.
            package let name: String
        }
    }

    /// How a sound is coded.
    package struct Sound: Hashable, Sendable {
        /// Who codes it.
        package let encoder: String
        /// The codec.
        package let codec: String
        /// The profile.
        package let profile: String
        /// Codec and profile as people call them.
        package let title: String
        /// Samples per second and channel.
        package let sampleRate: Int
        /// Channels.
        package let channelCount: Int
        /// Bits per second where nobody asks for others.
        package let bitRate: Int
    }
}

extension OutputFormat {
    /// MP4 with H.264 and AAC-LC, its index first: what docs/format.md, section 13, asks for.
    package static let mp4 = OutputFormat(
        name: "mp4", title: "MP4", fileExtension: "mp4",
        container: Container(
            muxer: "mp4", options: [Container.Option(name: "movflags", value: "+faststart")], demuxer: "mov",
            brands: [
                "isom", "iso2", "iso3", "iso4", "iso5", "iso6", "iso7", "iso8", "iso9", "mp41", "mp42", "avc1", "M4V ",
                "M4VH", "M4VP", "f4v ", "dash", "msdh", "msix", "cmfc", "mmp4", "MSNV",
            ]),
        video: Video(
            encoder: "libx264", codec: "h264", title: "H.264", pixelFormat: "yuv420p",
            profile: Video.Profile(number: 100, name: "High"),
            losslessProfile: Video.Profile(number: 244, name: "High 4:4:4 Predictive")),
        sound: Sound(
            encoder: "aac", codec: "aac", profile: "LC", title: "AAC-LC", sampleRate: 48_000, channelCount: 2,
            bitRate: 192_000))

    /// Every format that films are written as; the first one is the default.
    package static let all = [mp4]

    /// The format that a draft's `output` names; nil for a word that names none.
    package init?(named name: String) {
        guard let format = Self.all.first(where: { $0.name == name }) else { return nil }
        self = format
    }
}
