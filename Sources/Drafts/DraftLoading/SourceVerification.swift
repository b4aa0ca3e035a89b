import MediaIO
import StillImages
package import TimelineModel

/// Decodes every source of a timeline from its first to its last frame, to find damage that its structure hides.
package enum SourceVerification {
    /// One finding for each damaged source, and one for each thing that is passed over in the others. `onSource` is told
    /// which source of the timeline is decoded next.
    package static func findings(for timeline: Timeline, onSource: (Int) -> Void = { _ in }) -> [Finding] {
        timeline.assets.enumerated().flatMap { index, asset in
            onSource(index)
            do throws(AssetProblem) {
                return try verify(asset).map { asset.passingOver($0) }
            } catch {
                return [error.finding(for: asset)]
            }
        }
    }

    private static func verify(_ asset: Asset) throws(AssetProblem) -> [String] {
        switch asset.facts.decoder {
        case .stills:
            try StillImages.verifyDecoding(path: asset.path)
            return []
        case .films: return try MediaProbe.verifyDecoding(path: asset.path)
        }
    }
}
