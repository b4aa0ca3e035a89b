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
        guard let format = StillFormat(rawValue: asset.facts.format) else {
            return try MediaProbe.verifyDecoding(path: asset.path)
        }
        if format == .webp, asset.facts.kind == .animation {
            let animation = try WebPAnimation(path: asset.path)
            for index in animation.frameTimes.starts.indices { _ = try animation.image(at: index) }
        } else {
            _ = try StillImages.load(path: asset.path, targetPixels: nil)
        }
    }
}
