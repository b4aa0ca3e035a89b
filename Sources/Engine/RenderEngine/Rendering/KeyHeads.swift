import MediaIO
import StillImages
import TimelineModel

/// What the keys of a render begin with: all that its bytes depend on besides the timeline and its sources.
struct KeyHeads: Sendable {
    /// Of pictures: the engine, the encoder, the decoders, the fonts.
    let picture: [UInt8]
    private let libraries: String

    /// The heads for settings of an encoder and the digest of the fonts. Throws where FFmpeg is missing.
    init(encoder: VideoEncoderSettings, fonts: String) throws(RenderFailure) {
        do throws(MediaError) {
            libraries = try MediaLibraries.identity
            picture = Self.spelled([
                EngineVersion.identity, libraries, try encoder.identity, StillDecoders.identity, fonts,
            ])
        } catch {
            throw .machine(error.description)
        }
    }

    /// Of the sound of some samples: the engine, the decoders, the encoder.
    func sound(of samples: Range<Int64>) -> [UInt8] {
        var writer = CanonicalWriter()
        writer.add(Int(samples.lowerBound))
        writer.add(Int(samples.upperBound))
        return Self.spelled([EngineVersion.identity, libraries, SoundEncoder.identity]) + writer.bytes
    }

    /// Of the gain of a whole mix: the engine and the decoders.
    var gain: [UInt8] { Self.spelled(["gain", EngineVersion.identity, libraries]) }

    /// Of what is kept of stills: the engine and the decoders. No FFmpeg has a part in them.
    static let still = spelled([EngineVersion.identity, StillDecoders.identity])

    private static func spelled(_ words: [String]) -> [UInt8] {
        var writer = CanonicalWriter()
        for word in words { writer.add(word) }
        return writer.bytes
    }
}
