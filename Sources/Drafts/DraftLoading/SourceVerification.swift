import MediaIO
import StillImages
package import TimelineModel

/// Decodes every source of a timeline from its first to its last frame, to find damage that its structure hides.
package enum SourceVerification {
    /// One finding for each damaged source.
    package static func findings(for timeline: Timeline) -> [Finding] {
        timeline.assets.compactMap { asset in
            do throws(AssetProblem) {
                try verify(asset)
                return nil
            } catch {
                return error.finding(for: asset)
            }
        }
    }

    private static func verify(_ asset: Asset) throws(AssetProblem) {
        switch asset.facts.decoder {
        case .stills: try StillImages.verifyDecoding(path: asset.path)
        case .films: try MediaProbe.verifyDecoding(path: asset.path)
        }
    }
}
