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
    private let states: SourceStates

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
        states = plan.sourceStates
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
            states.areUnchanged,
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
        guard sprite.byteCount <= Self.byteLimit, states.areUnchanged, let key = key(of: picture),
            let bytes = ChunkFile.encode(sprite)
        else { return }
        try? store.keep(bytes, forKey: key)
    }

    private func isWorthIt(_ asset: AssetID) -> Bool {
        guard let facts = timeline[asset].facts.picture else { return false }
        return facts.width * facts.height >= Self.smallestSource
    }

    private func key(of asset: AssetID, detail: Detail) -> String? {
        guard isWorthIt(asset), detail != .full else { return nil }
        var writer = self.writer
        writer.add("still")
        writer.add(asset)
        writer.add(detail)
        return ContentDigest.ofBytes(KeyHeads.still + writer.bytes)
    }

    private func key(of picture: PicturePlan) -> String? {
        guard case .still(let asset, _) = picture.content, isWorthIt(asset) else { return nil }
        var writer = self.writer
        writer.add("sprite")
        writer.add(outputSize.width)
        writer.add(outputSize.height)
        writer.add(FramePlan(background: nil, layers: [.picture(picture)]))
        return ContentDigest.ofBytes(KeyHeads.still + writer.bytes)
    }

    /// One that names assets by their content.
    private var writer: CanonicalWriter { CanonicalWriter { [digests] in digests[$0.index] } }
}
