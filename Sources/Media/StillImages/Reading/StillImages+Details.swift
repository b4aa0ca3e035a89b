import MediaTiming
package import TimelineModel

extension StillImages {
    /// What a still, or an animated WebP, says about itself; nothing is decoded. Throws as `probe` does.
    package static func details(path: String) throws(AssetProblem) -> SourceDetails {
        let bytes = try SourceFile(path: path).allBytes()
        return SourceDetails(byteCount: bytes.count, picture: try decoder(of: bytes).details)
    }
}

extension PNGStructure {
    /// What a look at the chunks tells.
    var details: PictureDetails {
        let isProfileUsed = hasUsableProfile
        let isTagged = isTaggedSRGB || isProfileUsed
        let color = ColorDetails(
            model: modelName, profileBytes: compressedProfile?.count, isProfileUsed: isProfileUsed,
            gamma: isTagged ? nil : gamma, hasChromaticities: !isTagged && chromaticities?.areSRGB == false,
            isTaggedSRGB: isTaggedSRGB)
        return PictureDetails(
            codec: isAnimated ? "apng" : "png", pixelFormat: "\(modelName)\(hasAlpha ? " with alpha" : "")",
            bitDepth: bitDepth, hasAlpha: hasAlpha, storedWidth: width, storedHeight: height,
            turn: orientation.upright, color: color, isInterlaced: false)
    }
}

extension JPEGStructure {
    /// What a look at the segments tells.
    var details: PictureDetails {
        let model = [1: "gray", 3: "RGB"][componentCount] ?? "CMYK"
        let profile = profile
        let source: ColorConversion.Source =
            componentCount == 4 ? .cmyk(isInverted: adobeTransform != nil) : .rgb(levels: 256)
        let isUsed = profile.flatMap { ColorConversion(profile: $0, source: source) } != nil
        let isProgressive = segments.contains { $0.marker == 0xC2 || $0.marker == 0xCA }
        return PictureDetails(
            codec: "jpeg", profile: isProgressive ? "progressive" : "baseline", pixelFormat: model, bitDepth: 8,
            hasAlpha: false, storedWidth: width, storedHeight: height, turn: orientation.upright,
            color: ColorDetails(model: model, profileBytes: profile?.count, isProfileUsed: isUsed))
    }
}

extension WebPStructure {
    /// What a look at the chunks tells.
    var details: PictureDetails {
        let isUsed = profile.flatMap { bytes[$0] }.flatMap { ColorConversion(profile: $0, source: .rgb(levels: 256)) }
        return PictureDetails(
            codec: "webp", pixelFormat: "RGB\(hasAlpha ? " with alpha" : "")", bitDepth: 8, hasAlpha: hasAlpha,
            storedWidth: width, storedHeight: height, turn: orientation.upright,
            color: ColorDetails(model: "RGB", profileBytes: profile?.count, isProfileUsed: isUsed != nil))
    }
}

extension Orientation {
    /// The same as a turn after a mirroring (EXIF 2.32, tag 274).
    fileprivate var upright: UprightTurn {
        switch self {
        case .upright: .none
        case .mirrored: UprightTurn(degrees: 0, isMirrored: true)
        case .halfTurn: UprightTurn(degrees: 180, isMirrored: false)
        case .mirroredHalfTurn: UprightTurn(degrees: 180, isMirrored: true)
        case .transposed: UprightTurn(degrees: 270, isMirrored: true)
        case .quarterTurn: UprightTurn(degrees: 90, isMirrored: false)
        case .transversed: UprightTurn(degrees: 90, isMirrored: true)
        case .quarterTurnBack: UprightTurn(degrees: 270, isMirrored: false)
        }
    }
}
