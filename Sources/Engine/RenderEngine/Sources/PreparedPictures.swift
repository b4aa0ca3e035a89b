import Compositing
import ContentIdentity
import EncodedMedia
import MediaBuffers
import TimelineModel

/// What large stills become on their way to the canvas, in the cache: reading that takes a tenth of the time of decoding
/// the still.
///
/// It is named by the content of the file and all else that it depends on. What is damaged in the cache is as good as not
/// there, and what cannot be written there is left out.
struct PreparedPictures: SpriteKeeping {
    private let store: CachedChunkStore
    private let timeline: Timeline
    private let outputSize: CanvasSize
    private let digests: [String]

    /// Pixels from which on a still is worth its place.
    private static let smallestSource = 1_500_000
    /// Bytes of samples that are kept at most.
    private static let byteLimit = 16_000_000
    /// Bytes of a file with that many samples at most.
    private static let fileLimit = byteLimit + 4_096

    /// What a render has in a store.
    init(plan: RenderPlan, store: CachedChunkStore) {
        self.store = store
        timeline = plan.timeline
        outputSize = plan.planner.outputSize
        digests = plan.assetDigests
    }

    /// A still that was reduced to `detail`, or nil where it is not there.
    func still(_ asset: AssetID, detail: Detail) -> SourcePicture? {
        guard let key = key(of: asset, detail: detail), let bytes = store.bytes(forKey: key, limit: Self.fileLimit),
            let picture = try? ChunkFile.decodeStill(bytes), picture.width == detail.width,
            picture.height == detail.height
        else { return nil }
        return picture
    }

    /// Keeps a still, if it was reduced to `detail` and is worth it.
    func keep(_ picture: SourcePicture, of asset: AssetID, detail: Detail) {
        guard picture.width == detail.width, picture.height == detail.height, picture.byteCount <= Self.byteLimit,
            let key = key(of: asset, detail: detail), let bytes = ChunkFile.encode(picture)
        else { return }
        try? store.keep(bytes, forKey: key)
    }

    func sprite(of picture: PicturePlan) -> Sprite? {
        guard let key = key(of: picture), let bytes = store.bytes(forKey: key, limit: Self.fileLimit) else {
            return nil
        }
        return try? ChunkFile.decodeSprite(bytes)
    }

    func keep(_ sprite: Sprite, of picture: PicturePlan) {
        guard sprite.byteCount <= Self.byteLimit, let key = key(of: picture), let bytes = ChunkFile.encode(sprite)
        else { return }
        try? store.keep(bytes, forKey: key)
    }

    private func isWorthIt(_ asset: AssetID) -> Bool {
        guard let facts = timeline[asset].facts.picture else { return false }
        return facts.width * facts.height >= Self.smallestSource
    }

    private func key(of asset: AssetID, detail: Detail) -> String? {
        guard isWorthIt(asset), detail != .full else { return nil }
        let insets = [detail.crop.left, detail.crop.top, detail.crop.right, detail.crop.bottom]
        let words =
            [EngineVersion.identity, "still", digests[asset.index], "\(detail.width)x\(detail.height)"]
            + insets.map { "\($0.bitPattern)" }
        return ContentDigest.ofBytes(Array(words.joined(separator: "\n").utf8))
    }

    private func key(of picture: PicturePlan) -> String? {
        guard case .still(let asset, _) = picture.content, isWorthIt(asset) else { return nil }
        let digests = digests
        var writer = CanonicalPlanWriter { digests[$0.index] }
        writer.add(FramePlan(background: nil, layers: [.picture(picture)]))
        let head = "\(EngineVersion.identity)\nsprite\n\(outputSize.width)x\(outputSize.height)\n"
        return ContentDigest.ofBytes(Array(head.utf8) + writer.bytes)
    }
}
