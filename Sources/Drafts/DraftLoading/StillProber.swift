import StillImages
package import TimelineModel

/// Looks into stills only, which takes a moment, and says of everything else that it cannot be used.
package struct StillProber: AssetProbing {
    /// Who knows them.
    private let prober: FileProber

    /// A prober that asks `prober` about stills.
    package init(prober: FileProber) { self.prober = prober }

    package func facts(ofFileAt path: String) throws(AssetProblem) -> AssetFacts {
        guard case .still = try StillImages.identify(path: path) else {
            throw AssetProblem(.unsupported, "this is no still")
        }
        return try prober.facts(ofFileAt: path)
    }
}
