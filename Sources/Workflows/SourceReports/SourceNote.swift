/// One peculiarity of a source and what the renderer does about it.
package struct SourceNote: Hashable, Sendable {
    /// The stable words for peculiarities.
    package enum Code: String, Sendable, CaseIterable {
        /// Frames last unequally long.
        case variableRate = "variable-rate"
        /// More light than SDR, by SMPTE ST 2084.
        case hdrPQ = "hdr-pq"
        /// More light than SDR, by ARIB STD-B67.
        case hdrHLG = "hdr-hlg"
        /// Stored lying on a side or upside down.
        case rotated
        /// Stored mirrored.
        case mirrored
        /// A side of a film with an odd number of samples.
        case oddSize = "odd-size"
        /// Samples that are not square.
        case sampleAspect = "sample-aspect"
        /// Frames of two fields.
        case interlaced
        /// A film that does not say by what matrix its colors are coded.
        case untaggedColor = "untagged-color"
        /// A film that uses the full range of its samples.
        case fullRange = "full-range"
        /// A film tagged with another matrix than BT.709.
        case colorMatrix = "color-matrix"
        /// A film of other primaries than BT.709.
        case widePrimaries = "wide-primaries"
        /// A film coded in R'G'B'.
        case rgbVideo = "rgb-video"
        /// A film with more color samples than 4:2:0.
        case chromaReduced = "chroma-reduced"
        /// More than eight bits a sample.
        case highBitDepth = "high-bit-depth"
        /// Pixels that may be transparent.
        case alpha
        /// Moving pictures that begin again.
        case animation
        /// A picture with an ICC profile.
        case iccProfile = "icc-profile"
        /// A PNG with `gAMA` or `cHRM`.
        case gamma
        /// A picture in inks.
        case cmyk
        /// Few key frames.
        case longGOP = "long-gop"
        /// A film whose container has no times.
        case countedFrames = "counted-frames"
        /// A clock that does not start near 0.
        case clockOffset = "clock-offset"
        /// A picture that starts after its sound.
        case pictureLate = "picture-late"
        /// A film without sound.
        case soundMissing = "sound-missing"
        /// A sound that starts after its picture.
        case soundLate = "sound-late"
        /// A sound that ends before its picture.
        case soundShort = "sound-short"
        /// A sound that ends after its picture.
        case soundLong = "sound-long"
        /// More than one stream of sound.
        case soundStreams = "sound-streams"
        /// Another sample rate than 48 kHz.
        case soundResampled = "sound-resampled"
        /// One channel.
        case soundMono = "sound-mono"
        /// More than two channels.
        case soundDownmixed = "sound-downmixed"
        /// A cover picture beside the sound.
        case cover
        /// Shown larger than it is.
        case upscaled
        /// Far larger than it is ever shown.
        case oversized
        /// Played backwards.
        case reversed
    }

    /// The stable word, one of `Code` or a finding's code.
    package var code: String
    /// JSON Pointer of the use it is about; nil where it is about the file itself.
    package var pointer: String?
    /// One sentence: what was found, and what the renderer does about it.
    package var message: String
    /// Whether the source, or a use of it, cannot be rendered because of this.
    package var isError: Bool

    /// A peculiarity of a source.
    init(_ code: Code, at pointer: String? = nil, _ message: String) {
        self.code = code.rawValue
        self.pointer = pointer
        self.message = message
        isError = false
    }

    /// What the check found.
    init(code: String, pointer: String?, message: String, isError: Bool) {
        self.code = code
        self.pointer = pointer
        self.message = message
        self.isError = isError
    }
}
