/// The stable word for what is found: in a draft, in a source, in an export, in a run.
///
/// Everything that is told under a code is made with one of these, so no word is told that `Explanation` does not explain.
/// Each word means one thing, whatever command tells it.
package enum DiagnosticCode: String, Sendable, Hashable, CaseIterable {
    // MARK: Draft

    case jsonSyntax = "json-syntax"
    case draftTooLarge = "draft-too-large"
    case draftEmpty = "draft-empty"
    case versionUnsupported = "version-unsupported"
    case missingKey = "missing-key"
    case unknownKey = "unknown-key"
    case duplicateKey = "duplicate-key"
    case duplicateID = "duplicate-id"
    case wrongType = "wrong-type"
    case outOfRange = "out-of-range"
    case canvasSize = "canvas-size"
    case segmentOverlap = "segment-overlap"
    case gapShort = "gap-short"
    case segmentUnseen = "segment-unseen"
    case timesInSeconds = "times-in-seconds"
    case keyframeOrder = "keyframe-order"
    case transitionRange = "transition-range"
    case sourceShort = "source-short"
    case unsupportedTrack = "unsupported-track"
    case unsupportedEffect = "unsupported-effect"
    case unsupportedTransition = "unsupported-transition"

    // MARK: Files that a draft names

    case assetMissing = "asset-missing"
    case assetOutside = "asset-outside"
    case assetUnsupported = "asset-unsupported"
    case assetTooLarge = "asset-too-large"
    case assetDamaged = "asset-damaged"
    case assetPassedOver = "asset-passed-over"
    case assetDolbyVision = "asset-dolby-vision"
    case assetChanged = "asset-changed"
    case assetEditGap = "asset-edit-gap"
    case assetCloudRefuses = "asset-cloud-refuses"
    case librariesMissing = "libraries-missing"

    // MARK: Texts

    case fontMissing = "font-missing"
    case glyphMissing = "glyph-missing"
    case wordUnmatched = "word-unmatched"
    case placeholderLeft = "placeholder-left"
    case subtitleMalformed = "subtitle-malformed"
    case subtitleOverlap = "subtitle-overlap"
    case subtitleMarkup = "subtitle-markup"

    // MARK: Fit for a platform

    case platformRatio = "platform-ratio"
    case platformSize = "platform-size"
    case platformLength = "platform-length"
    case platformBlack = "platform-black"
    case platformFrozen = "platform-frozen"
    case textCut = "text-cut"
    case textUnsafeZone = "text-unsafe-zone"
    case textSmall = "text-small"
    case textHidden = "text-hidden"
    case textContrast = "text-contrast"
    case cueFast = "cue-fast"
    case mixSilent = "mix-silent"
    case mixLoudness = "mix-loudness"
    case mixTruePeak = "mix-true-peak"
    case soundEndsEarly = "sound-ends-early"

    // MARK: Rendering

    case loudnessMissed = "loudness-missed"
    case cacheUnusable = "cache-unusable"

    // MARK: Sources

    case variableRate = "variable-rate"
    case hdrPQ = "hdr-pq"
    case hdrHLG = "hdr-hlg"
    case rotated
    case mirrored
    case oddSize = "odd-size"
    case sourceSampleAspect = "source-sample-aspect"
    case sourceInterlaced = "source-interlaced"
    case untaggedColor = "untagged-color"
    case fullRange = "full-range"
    case sourceColorMatrix = "source-color-matrix"
    case widePrimaries = "wide-primaries"
    case rgbVideo = "rgb-video"
    case chromaReduced = "chroma-reduced"
    case highBitDepth = "high-bit-depth"
    case alpha
    case animation
    case iccProfile = "icc-profile"
    case gamma
    case cmyk
    case longGOP = "long-gop"
    case countedFrames = "counted-frames"
    case clockOffset = "clock-offset"
    case pictureLate = "picture-late"
    case sourceSoundMissing = "source-sound-missing"
    case sourceSoundLate = "source-sound-late"
    case sourceSoundShort = "source-sound-short"
    case sourceSoundLong = "source-sound-long"
    case soundStreams = "sound-streams"
    case soundResampled = "sound-resampled"
    case soundMono = "sound-mono"
    case soundDownmixed = "sound-downmixed"
    case cover
    case upscaled
    case oversized
    case reversed

    // MARK: Verification: the file

    case fileUnreadable = "file-unreadable"
    case fileNotRead = "file-not-read"
    case fileDamaged = "file-damaged"
    case container
    case fragmented
    case notFaststart = "not-faststart"
    case editList = "edit-list"
    case extraStream = "extra-stream"
    case pictureMissingStream = "picture-missing-stream"
    case soundMissingStream = "sound-missing-stream"
    case videoCodec = "video-codec"
    case videoProfile = "video-profile"
    case videoLevel = "video-level"
    case pixelFormat = "pixel-format"
    case interlaced
    case frameSize = "frame-size"
    case sampleAspect = "sample-aspect"
    case rotation
    case colorTags = "color-tags"
    case gopLength = "gop-length"
    case gopOpen = "gop-open"
    case keyMarks = "key-marks"
    case soundFormat = "sound-format"

    // MARK: Verification: timing

    case frameRate = "frame-rate"
    case frameCount = "frame-count"
    case timestamps
    case decodeTimes = "decode-times"
    case startTime = "start-time"
    case durationShort = "duration-short"
    case durationLong = "duration-long"
    case streamsDiffer = "streams-differ"
    case filmLate = "film-late"
    case filmEarly = "film-early"
    case segmentLate = "segment-late"
    case segmentEarly = "segment-early"
    case framesLate = "frames-late"
    case framesEarly = "frames-early"
    case framesDropped = "frames-dropped"
    case framesInserted = "frames-inserted"
    case frameRepeated = "frame-repeated"
    case pictureFrozen = "picture-frozen"

    // MARK: Verification: picture

    case pictureBlack = "picture-black"
    case pictureBlank = "picture-blank"
    case pictureNotCompared = "picture-not-compared"
    case pictureDamaged = "picture-damaged"
    case framesNotCompared = "frames-not-compared"
    case pictureShifted = "picture-shifted"
    case pictureDiffers = "picture-differs"
    case segmentMissing = "segment-missing"
    case segmentOpacity = "segment-opacity"
    case segmentFit = "segment-fit"
    case segmentMoved = "segment-moved"
    case segmentSize = "segment-size"
    case segmentSaturation = "segment-saturation"
    case segmentBrightness = "segment-brightness"
    case transitionMissing = "transition-missing"
    case effectsMissing = "effects-missing"
    case colorMatrix = "color-matrix"
    case colorRange = "color-range"
    case colorGamma = "color-gamma"
    case colorSaturation = "color-saturation"
    case colorBrightness = "color-brightness"
    case colorDiffers = "color-differs"
    case vmafUnmeasured = "vmaf-unmeasured"

    // MARK: Verification: texts

    case textMissing = "text-missing"
    case textLate = "text-late"
    case textEarly = "text-early"
    case textMoved = "text-moved"
    case textSize = "text-size"
    case textOpacity = "text-opacity"
    case textDiffers = "text-differs"
    case textUnmeasured = "text-unmeasured"

    // MARK: Verification: sound

    case soundUnmeasured = "sound-unmeasured"
    case soundNotCompared = "sound-not-compared"
    case soundMissing = "sound-missing"
    case soundShort = "sound-short"
    case soundLong = "sound-long"
    case soundLate = "sound-late"
    case soundEarly = "sound-early"
    case soundDrift = "sound-drift"
    case soundGain = "sound-gain"
    case soundDiffers = "sound-differs"
    case soundExtra = "sound-extra"
    case soundClipped = "sound-clipped"
    case soundClicks = "sound-clicks"
    case soundChannels = "sound-channels"
    case soundInverted = "sound-inverted"
    case soundPeak = "sound-peak"
    case stemMissing = "stem-missing"
    case stemGain = "stem-gain"
    case stemLate = "stem-late"
    case stemEarly = "stem-early"

    // MARK: The machine and the program

    case machine
    case program
}

extension DiagnosticCode: CustomStringConvertible {
    package var description: String { rawValue }
}
