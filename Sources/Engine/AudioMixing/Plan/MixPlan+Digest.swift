import MediaTiming
package import TimelineModel

extension MixPlan {
    /// Names the way samples are computed; rises whenever equal plans give other samples than before.
    package static let engineVersion = 2

    /// All that the mix depends on, one fact a line, equal on every machine; meant for the key of a cache.
    ///
    /// `identity` names the content of an asset, such as its digest. Each structure is named with all its parts before it is
    /// spelled, so that a part that is added does not compile until it is spelled, too.
    package func digestText(identity: (AssetID) throws -> String) rethrows -> String {
        _ = MixPlan.init(sampleCount:targetLoudnessLUFS:sounds:)
        var lines = ["mix \(Self.engineVersion) samples \(sampleCount)"]
        if let target = targetLoudnessLUFS { lines.append("loudness \(exactly: target)") }
        for sound in sounds { try sound.spell(into: &lines, identity) }
        return lines.joined(separator: "\n") + "\n"
    }
}

extension PlacedSound {
    fileprivate func spell(into lines: inout [String], _ identity: (AssetID) throws -> String) rethrows {
        _ =
            PlacedSound.init(
                asset:compositionStart:sourceStart:playbackRate:mirrorTime:loopRange:samples:trackGain:gain:ramps:
                ducking:)
        lines.append("sound \(try identity(asset)) at \(samples.lowerBound)..<\(samples.upperBound)")
        lines.append("from \(exactly: sourceStart) at \(exactly: compositionStart) rate \(exactly: playbackRate)")
        if let mirrorTime { lines.append("backwards to \(exactly: mirrorTime)") }
        if let loopRange { lines.append("loop \(exactly: loopRange)") }
        lines.append("gain \(exactly: trackGain) \(gain.digestText)")
        if let ducking { lines.append(ducking.digestText) }
        for ramp in ramps { lines.append(ramp.digestText) }
    }
}

extension Ducking {
    fileprivate var digestText: String {
        _ = Ducking.init(gain:attack:release:)
        return "duck \(exactly: gain) attack \(exactly: attack) release \(exactly: release)"
    }
}

extension GainRamp {
    fileprivate var digestText: String {
        _ = GainRamp.init(shape:direction:compositionRange:)
        return "ramp \(shape.rawValue) \(direction.rawValue) \(exactly: compositionRange)"
    }
}

extension Animated<Double> {
    fileprivate var digestText: String {
        switch self {
        case .constant(let value): "\(exactly: value)"
        case .keyframes(let keyframes): keyframes.map(\.digestText).joined(separator: " ")
        }
    }
}

extension AnimationKeyframe<Double> {
    fileprivate var digestText: String {
        _ = AnimationKeyframe<Double>.init(time:value:easing:)
        return "[\(exactly: time) \(exactly: value) \(easing.digestText)]"
    }
}

extension Easing {
    fileprivate var digestText: String {
        switch self {
        case .linear: "linear"
        case .hold: "hold"
        case .cubicBezier(let x1, let y1, let x2, let y2):
            "bezier \(exactly: x1) \(exactly: y1) \(exactly: x2) \(exactly: y2)"
        }
    }
}

extension String.StringInterpolation {
    /// The bits of a number, so that no two numbers look alike.
    fileprivate mutating func appendInterpolation(exactly value: Double) {
        appendLiteral(String(value.bitPattern, radix: 16))
    }

    fileprivate mutating func appendInterpolation(exactly value: Rational) {
        appendLiteral("\(value.numerator)/\(value.denominator)")
    }

    fileprivate mutating func appendInterpolation(exactly time: MediaTime) {
        appendInterpolation(exactly: time.seconds)
    }

    fileprivate mutating func appendInterpolation(exactly range: TimeRange) {
        appendInterpolation(exactly: range.start)
        appendLiteral(" for ")
        appendInterpolation(exactly: range.duration)
    }
}
