import MediaTiming
package import TimelineModel

extension MixPlan {
    /// Names the way samples are computed; rises whenever equal plans give other samples than before.
    package static let engineVersion = 2

    /// All that the mix depends on, one fact a line, equal on every machine; meant for the key of a cache.
    ///
    /// `identity` names the content of an asset, such as its digest.
    package func digestText(identity: (AssetID) throws -> String) rethrows -> String {
        var lines = ["mix \(Self.engineVersion) samples \(sampleCount)"]
        if let target = targetLoudnessLUFS { lines.append("loudness \(exactly: target)") }
        for sound in sounds {
            lines.append(
                "sound \(try identity(sound.asset)) at \(sound.samples.lowerBound)..<\(sound.samples.upperBound)")
            lines.append(
                "from \(sound.sourceStart.seconds) at \(sound.compositionStart.seconds) rate \(sound.playbackRate)")
            if let mirror = sound.mirrorTime { lines.append("backwards to \(mirror.seconds)") }
            if let loop = sound.loopRange { lines.append("loop \(loop.start.seconds) for \(loop.duration.seconds)") }
            lines.append("gain \(exactly: sound.trackGain) \(sound.gain.digestText)")
            if let ducking = sound.ducking {
                lines.append(
                    "duck \(exactly: ducking.gain) attack \(ducking.attack.seconds) release \(ducking.release.seconds)")
            }
            for ramp in sound.ramps {
                let range = ramp.compositionRange
                lines.append(
                    "ramp \(ramp.shape.rawValue) \(ramp.direction.rawValue) "
                        + "\(range.start.seconds) for \(range.duration.seconds)")
            }
        }
        return lines.joined(separator: "\n") + "\n"
    }
}

extension Animated<Double> {
    fileprivate var digestText: String {
        switch self {
        case .constant(let value): "\(exactly: value)"
        case .keyframes(let keyframes):
            keyframes.map { "[\($0.time.seconds) \(exactly: $0.value) \($0.easing.digestText)]" }.joined(separator: " ")
        }
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
}
