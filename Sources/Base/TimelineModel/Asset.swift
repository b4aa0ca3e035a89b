package import Diagnostics
package import MediaTiming

/// Names an asset of one timeline.
package struct AssetID: Hashable, Sendable {
    /// Position in `Timeline.assets`.
    package let index: Int

    /// The identifier of the asset at a position.
    package init(index: Int) { self.index = index }
}

/// A file that segments refer to, found and probed.
package struct Asset: Sendable {
    /// Absolute path of the file.
    package var path: String
    /// JSON Pointer of the first `src` that names it.
    package var pointer: String
    /// What is in it.
    package var facts: AssetFacts

    /// An asset from its parts.
    package init(path: String, pointer: String, facts: AssetFacts) {
        self.path = path
        self.pointer = pointer
        self.facts = facts
    }
}

/// What a probe found in a file. Times are on the source's clock, whose 0 is the earliest presentation time of the
/// file's picture and sound.
package struct AssetFacts: Sendable {
    /// What sort of medium a file is.
    package enum Kind: String, Sendable, Hashable {
        /// One picture.
        case still
        /// An animated GIF, WebP or APNG, which loops.
        case animation
        /// Moving pictures, perhaps with sound.
        case video
        /// Sound only.
        case audio
    }

    /// Who decodes a picture.
    package enum PictureDecoder: Sendable, Hashable {
        /// A decoder of stills, which also plays some animations.
        case stills
        /// A decoder of films, which plays the other ones.
        case films
    }

    /// What sort of medium it is.
    package var kind: Kind
    /// What the content says it is, such as `jpeg`, `mov`, `flac`; never taken from the file's name.
    package var format: String
    /// The picture, where there is one.
    package var picture: PictureFacts?
    /// The sound, where there is one.
    package var sound: SoundFacts?
    /// Who decodes the picture, as the content says.
    package var decoder: PictureDecoder
    /// What there is to know of the file before it is used.
    package var remarks: [AssetRemark] = []

    /// Facts from their parts.
    package init(
        kind: Kind, format: String, picture: PictureFacts?, sound: SoundFacts?, decoder: PictureDecoder = .films
    ) {
        self.kind = kind
        self.format = format
        self.picture = picture
        self.sound = sound
        self.decoder = decoder
    }
}

/// Something worth knowing of a file that can be used.
package struct AssetRemark: Hashable, Sendable {
    /// What kind of thing it is, such as `assetPassedOver`.
    package var code: DiagnosticCode
    /// A sentence that follows the file's name.
    package var text: String

    /// A remark from its parts.
    package init(_ code: DiagnosticCode, _ text: String) {
        self.code = code
        self.text = text
    }
}

/// The picture of a file.
package struct PictureFacts: Sendable {
    /// Samples in a row of the upright picture.
    package var width: Int
    /// Rows of the upright picture.
    package var height: Int
    /// Width over height of one sample of the upright picture; 1 for square pixels.
    package var sampleAspect: Rational
    /// When each frame begins; one frame at 0 for a still.
    package var frameTimes: FrameTimes
    /// Codec and pixel format for tables, such as `h264 yuv420p`.
    package var codec: String
    /// Whether no pixel can be transparent; false where that is not known without decoding.
    package var isOpaque: Bool

    /// A picture from its parts.
    package init(
        width: Int, height: Int, sampleAspect: Rational = .one, frameTimes: FrameTimes, codec: String,
        isOpaque: Bool = false
    ) {
        self.width = width
        self.height = height
        self.sampleAspect = sampleAspect
        self.frameTimes = frameTimes
        self.codec = codec
        self.isOpaque = isOpaque
    }
}

/// When the frames of a source begin, and when the last one ends.
package struct FrameTimes: Hashable, Sendable {
    /// Start of every frame on the source's clock, strictly rising, at least one.
    package let starts: [MediaTime]
    /// End of the last frame; the length of one loop for an animation.
    package let end: MediaTime

    /// Frame times; `starts` must not be empty.
    package init(starts: [MediaTime], end: MediaTime) {
        precondition(!starts.isEmpty, "a source without frames")
        self.starts = starts
        self.end = end
    }

    /// The last frame that begins at or before `time`; the first one where there is none.
    package func index(at time: MediaTime) -> Int {
        var low = 0
        var high = starts.count
        while high - low > 1 {
            let middle = (low + high) / 2
            if starts[middle] <= time { low = middle } else { high = middle }
        }
        return low
    }
}

/// The sound of a file.
package struct SoundFacts: Sendable, Hashable {
    /// When the sound is there, on the source's clock.
    package var range: TimeRange
    /// Samples per second in the file.
    package var sampleRate: Int
    /// Channels in the file.
    package var channelCount: Int
    /// Codec for tables, such as `aac`.
    package var codec: String

    /// A sound from its parts.
    package init(range: TimeRange, sampleRate: Int, channelCount: Int, codec: String) {
        self.range = range
        self.sampleRate = sampleRate
        self.channelCount = channelCount
        self.codec = codec
    }
}

/// Why a file cannot be used.
package struct AssetProblem: Error, Sendable, Hashable {
    /// What kind of problem it is.
    package enum Kind: Sendable {
        /// Recognized, but broken.
        case damaged
        /// Nothing that a draft may name.
        case unsupported
        /// Over the limits of bytes or pixels.
        case tooLarge
        /// Not there, or not a regular readable file.
        case missing
        /// Nothing is said of the file: the machine lacks what reading it takes. The message is whole without its name.
        case machine
    }

    /// What kind of problem it is.
    package var kind: Kind
    /// What was found and where, and the way out; a sentence without the file's name.
    package var message: String

    /// A problem from its parts.
    package init(_ kind: Kind, _ message: String) {
        self.kind = kind
        self.message = message
    }
}

extension AssetProblem {
    /// The code under which it is told.
    package var code: DiagnosticCode {
        switch kind {
        case .damaged: .assetDamaged
        case .unsupported: .assetUnsupported
        case .tooLarge: .assetTooLarge
        case .missing: .assetMissing
        case .machine: .librariesMissing
        }
    }
}

/// Somebody who can look into files.
package protocol AssetProbing: Sendable {
    /// The facts of the file at an absolute path, found by its content.
    func facts(ofFileAt path: String) throws(AssetProblem) -> AssetFacts
    /// Says which files will be asked about, so that they may be looked into at once. Nothing has to come of it.
    func expect(filesAt paths: [String])
    /// What the machine was found to lack; nil where nothing is known of that kind.
    var machineFault: String? { get }
}

extension AssetProbing {
    package func expect(filesAt paths: [String]) {}
    package var machineFault: String? { nil }
}
