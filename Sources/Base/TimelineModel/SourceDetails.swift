package import MediaBuffers
package import MediaTiming

/// What a file says about itself beyond the facts that rendering needs, for people who look for the cause of a surprise.
package struct SourceDetails: Hashable, Sendable {
    /// Size of the file in bytes.
    package var byteCount: Int
    /// The picture, where there is one.
    package var picture: PictureDetails?
    /// The sound, where there is one.
    package var sound: SoundDetails?
    /// The instant of the file's own clock that is source time 0; it may be negative.
    package var clockStart: MediaTime
    /// Streams of sound in the file; one of them is played.
    package var soundStreamCount: Int
    /// Whether a cover picture is attached to the sound.
    package var hasCover: Bool

    /// Details from their parts.
    package init(
        byteCount: Int, picture: PictureDetails? = nil, sound: SoundDetails? = nil, clockStart: MediaTime = .zero,
        soundStreamCount: Int = 0, hasCover: Bool = false
    ) {
        self.byteCount = byteCount
        self.picture = picture
        self.sound = sound
        self.clockStart = clockStart
        self.soundStreamCount = soundStreamCount
        self.hasCover = hasCover
    }
}

/// How a picture is stored.
package struct PictureDetails: Hashable, Sendable {
    /// Codec, such as `h264` or `png`.
    package var codec: String
    /// The codec's profile, such as `High`, where it is known.
    package var profile: String?
    /// How samples are laid out, such as `yuv420p`, `rgba` or `palette`.
    package var pixelFormat: String
    /// Bits of a sample as stored.
    package var bitDepth: Int
    /// Whether a pixel may be transparent.
    package var hasAlpha: Bool
    /// Samples in a stored row.
    package var storedWidth: Int
    /// Stored rows.
    package var storedHeight: Int
    /// Width over height of one stored sample.
    package var sampleAspect: Rational
    /// How it is turned to stand upright.
    package var turn: UprightTurn
    /// How its colors are to be understood.
    package var color: ColorDetails
    /// Whether frames are two fields.
    package var isInterlaced: Bool
    /// Whether the upper line of an interlaced frame comes first.
    package var isTopFieldFirst: Bool
    /// How exact the frame times are; nil for a still.
    package var tick: Rational?
    /// The most frames that are decoded for one, counted from the key frame it needs; nil where that does not apply.
    package var longestKeyframeDistance: Int?
    /// Whether frames are found only by counting them from the file's start.
    package var isCounted: Bool

    /// A picture from its parts.
    package init(
        codec: String, profile: String? = nil, pixelFormat: String, bitDepth: Int, hasAlpha: Bool, storedWidth: Int,
        storedHeight: Int, sampleAspect: Rational = .one, turn: UprightTurn = .none, color: ColorDetails,
        isInterlaced: Bool = false, isTopFieldFirst: Bool = false, tick: Rational? = nil,
        longestKeyframeDistance: Int? = nil, isCounted: Bool = false
    ) {
        self.codec = codec
        self.profile = profile
        self.pixelFormat = pixelFormat
        self.bitDepth = bitDepth
        self.hasAlpha = hasAlpha
        self.storedWidth = storedWidth
        self.storedHeight = storedHeight
        self.sampleAspect = sampleAspect
        self.turn = turn
        self.color = color
        self.isInterlaced = isInterlaced
        self.isTopFieldFirst = isTopFieldFirst
        self.tick = tick
        self.longestKeyframeDistance = longestKeyframeDistance
        self.isCounted = isCounted
    }
}

/// How a stored picture is brought upright: mirrored left to right or not, then turned.
package struct UprightTurn: Hashable, Sendable {
    /// Clockwise, 0, 90, 180 or 270.
    package var degrees: Int
    /// Whether it is mirrored left to right before it is turned.
    package var isMirrored: Bool

    /// A turn from its parts.
    package init(degrees: Int, isMirrored: Bool) {
        self.degrees = degrees
        self.isMirrored = isMirrored
    }

    /// It stands upright as stored.
    package static let none = UprightTurn(degrees: 0, isMirrored: false)
}

/// How the samples of a picture are to be understood.
package struct ColorDetails: Hashable, Sendable {
    /// The model of a still and of anything that is stored as R'G'B': `RGB`, `gray`, `CMYK`, `palette`; nil for Y'CbCr.
    package var model: String?
    /// The tags of a film.
    package var tags: ColorDescription
    /// The color that the renderer takes: the tags, or its guess; nil for R'G'B' and stills.
    package var applied: ColorDescription?
    /// The short name of the matrix that a film is tagged with; nil where it is not, or is R'G'B'.
    package var taggedMatrix: String? { tags.matrix == .identity ? nil : tags.matrix.name }
    /// Bytes of an embedded ICC profile; nil where there is none.
    package var profileBytes: Int?
    /// Whether the embedded profile describes such samples, so that it is used.
    package var isProfileUsed: Bool
    /// A PNG's `gAMA`, such as 0.45455; nil where there is none or where something else counts.
    package var gamma: Double?
    /// Whether a PNG's `cHRM` counts and differs from sRGB's.
    package var hasChromaticities: Bool
    /// Whether a still says that it is sRGB.
    package var isTaggedSRGB: Bool

    /// Color from its parts.
    package init(
        model: String? = nil, tags: ColorDescription = .unspecified, applied: ColorDescription? = nil,
        profileBytes: Int? = nil, isProfileUsed: Bool = false, gamma: Double? = nil,
        hasChromaticities: Bool = false, isTaggedSRGB: Bool = false
    ) {
        self.model = model
        self.tags = tags
        self.applied = applied
        self.profileBytes = profileBytes
        self.isProfileUsed = isProfileUsed
        self.gamma = gamma
        self.hasChromaticities = hasChromaticities
        self.isTaggedSRGB = isTaggedSRGB
    }
}

/// How a sound is stored.
package struct SoundDetails: Hashable, Sendable {
    /// Codec, such as `aac`.
    package var codec: String
    /// The codec's profile, such as `LC`, where it is known.
    package var profile: String?
    /// Samples a second.
    package var sampleRate: Int
    /// Channels.
    package var channelCount: Int
    /// What the channels are, such as `5.1`, where that is known.
    package var layout: String?

    /// A sound from its parts.
    package init(codec: String, profile: String? = nil, sampleRate: Int, channelCount: Int, layout: String? = nil) {
        self.codec = codec
        self.profile = profile
        self.sampleRate = sampleRate
        self.channelCount = channelCount
        self.layout = layout
    }
}
