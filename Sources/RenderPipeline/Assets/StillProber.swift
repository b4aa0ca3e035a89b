import StillImages
import TimelineModel

/// Looks into stills only, which takes a moment, and says of everything else that it cannot be used.
struct StillProber: AssetProbing {
    /// Who knows them.
    let prober: FileProber

    func facts(ofFileAt path: String) throws(AssetProblem) -> AssetFacts {
        guard case .still = try StillImages.identify(path: path) else {
            throw AssetProblem(.unsupported, "this is no still")
        }
        return try prober.facts(ofFileAt: path)
    }
}
