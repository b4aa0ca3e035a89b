package import MediaBuffers

extension Hiding {
    /// Whether something, seen on some frames and at some place, follows from what is told already.
    package static func isHidden(
        _ symptom: Evidence, frames: Range<Int>? = nil, region: PixelRect? = nil, by causes: [Deviation]
    ) -> Bool {
        causes.contains { cause in
            rules.contains { rule in
                rule.cause == cause.evidence && rule.symptom == symptom
                    && rule.reach.covers(frames, region, from: cause)
            }
        }
    }

    /// Whether a deviation follows from another.
    package static func isHidden(_ deviation: Deviation, by causes: [Deviation]) -> Bool {
        guard let evidence = deviation.evidence else { return false }
        return isHidden(evidence, frames: deviation.frames, region: deviation.region, by: causes)
    }

    /// Whether something follows from what was found of a sound, as far as a reach goes.
    package static func isHidden(_ symptom: Evidence, by causes: Set<Evidence>, reach: Reach = .everywhere) -> Bool {
        rules.contains { $0.symptom == symptom && $0.reach == reach && causes.contains($0.cause) }
    }
}

extension Hiding.Reach {
    /// Whether it goes from a cause to some frames and a place.
    fileprivate func covers(_ frames: Range<Int>?, _ region: PixelRect?, from cause: Deviation) -> Bool {
        switch self {
        case .everywhere: return true
        case .shorterThan(let limit): return frames.map { $0.count < limit } ?? false
        case .near(let margin):
            guard let frames, let own = cause.frames else { return false }
            return frames.overlaps(own.lowerBound - margin..<own.upperBound + margin)
        case .atEnds(let margin, let limit):
            guard let frames, let own = cause.frames, frames.count < limit else { return false }
            return [own.lowerBound, own.upperBound].contains { abs($0 - frames.lowerBound) <= margin }
        case .samePlace:
            guard let frames, let region, let own = cause.frames, let place = cause.region else { return false }
            return own.overlaps(frames) && !place.intersection(region).isEmpty
        case .whereAlike: return false
        }
    }
}
