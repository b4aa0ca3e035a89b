package import Compositing
package import MediaBuffers
import MediaIO
import StillImages
import SystemFiles
import Threading
package import TimelineModel

/// A source that turned out to be damaged while it was used.
package struct SourceFailure: Error {
    /// The source.
    package var asset: AssetID
    /// What is wrong with it.
    package var problem: AssetProblem
}

/// Stills in painting form, which all workers share within a budget of bytes.
package final class SharedStills: Sendable {
    struct Key: Hashable, Sendable {
        var path: String
        var detail: Detail
        /// The columns that are right; nil: all of them.
        var seen: SeenColumns?
        /// The part that is kept; nil: all of it.
        var part: PixelRect?
    }

    let cache = OnceCache<Key, SourcePicture>(byteLimit: 32_000_000)

    /// Nothing yet.
    package init() {}
}

/// One worker's source pictures: it opens readers when a frame asks for them and closes those that a chunk left unused.
package final class SourcePictures: PictureSupplying {
    private enum Reader {
        case video(VideoReader)
        case animation(any StillAnimation)
    }

    private var timeline: Timeline
    private let stills: SharedStills
    private let prepared: PreparedPictures?
    private var readers: [AssetID: Reader] = [:]
    /// What this worker's chunk has used so far: the shared budget must not take it away between two frames.
    private var held: [AssetID: [SharedStills.Key: SourcePicture]] = [:]
    private let policy: ReadingPolicy
    private let parts: StillParts?
    /// What the only frame that is painted shows of stills; nil where others follow.
    private var seen: [AssetID: SeenColumns]?
    /// The files as they were when the timeline was taken over.
    private var states: [FileState?]
    /// Time spent in reading and decoding.
    package private(set) var decodeTime: Duration = .zero

    /// Pictures for one painter. `parts` says what is shown of stills where all frames are known; it must be the same for
    /// all who share `stills`. With `prepared`, large stills are looked for there before they are decoded.
    init(
        timeline: Timeline, stills: SharedStills, policy: ReadingPolicy, parts: StillParts? = nil,
        prepared: PreparedPictures? = nil
    ) {
        self.parts = parts
        self.prepared = prepared
        self.policy = policy
        self.timeline = timeline
        self.stills = stills
        states = policy.isForChanges ? timeline.assets.map { FileState(path: $0.path) } : []
    }

    /// Pictures for one painter.
    package convenience init(timeline: Timeline, stills: SharedStills, policy: ReadingPolicy) {
        self.init(timeline: timeline, stills: stills, policy: policy, parts: nil, prepared: nil)
    }

    /// The sources that are open.
    var openAssets: [AssetID] { Array(readers.keys) }

    /// Goes on with another timeline, and keeps what is open of files that nobody touched. Returns whether each file has
    /// the place that it had, so that what was made of it is still right.
    func replaceTimeline(_ next: Timeline) -> Bool {
        let nextStates = next.assets.map { FileState(path: $0.path) }
        var places: [FileState: AssetID] = [:]
        for (asset, state) in zip(timeline.assets.indices, states) {
            if let state { places[state] = AssetID(index: asset) }
        }
        var (readers, held) = ([AssetID: Reader](), [AssetID: [SharedStills.Key: SourcePicture]]())
        for (index, state) in nextStates.enumerated() {
            guard let state, let old = places[state] else { continue }
            readers[AssetID(index: index)] = self.readers[old]
            held[AssetID(index: index)] = self.held[old]
        }
        let isUnchanged = zip(states, nextStates).allSatisfy { $0 == $1 } && nextStates.count >= states.count
        if !isUnchanged { stills.cache.removeAll() }
        (self.readers, self.held) = (readers, held)
        (timeline, states) = (next, nextStates)
        return isUnchanged
    }

    /// Says that no other frame than this one will be painted, so that nothing has to be decoded that it does not show.
    func prepare(forOnly plan: FramePlan, canvasWidth: Int) {
        seen = [:]
        for asset in plan.assets {
            guard let width = timeline[asset].facts.picture?.width else { continue }
            seen?[asset] = plan.seenColumns(of: asset, width: width, canvasWidth: canvasWidth)
        }
    }

    package func still(_ asset: AssetID, detail: Detail, isKept: Bool) throws -> SourcePicture {
        var key = SharedStills.Key(path: timeline[asset].path, detail: detail, seen: seen?[asset])
        if detail == .full, let whole = timeline[asset].facts.picture {
            key.part = parts?.part(of: asset, width: whole.width, height: whole.height)
        }
        if let picture = held[asset]?[key] { return picture }
        let picture = try timed {
            // Even one that is not kept may have been decoded ahead for an only frame.
            guard isKept || seen != nil else { return try load(asset, key, prepared: nil) }
            return try stills.cache.value(for: key) {
                let picture = try load(asset, key, prepared: seen == nil ? prepared : nil)
                return (picture, picture.byteCount)
            }
        }
        if isKept { held[asset, default: [:]][key] = picture }
        return picture
    }

    private func load(
        _ asset: AssetID, _ key: SharedStills.Key, prepared: PreparedPictures?
    ) throws -> SourcePicture {
        do throws(AssetProblem) {
            if let picture = prepared?.still(asset, detail: key.detail) { return picture }
            let picture = try Self.still(key)
            prepared?.keep(picture, of: asset, detail: key.detail)
            return picture
        } catch {
            throw SourceFailure(asset: asset, problem: error)
        }
    }

    private static func still(_ key: SharedStills.Key) throws(AssetProblem) -> SourcePicture {
        let detail = key.detail
        let target = detail == .full ? nil : (width: detail.width, height: detail.height)
        var columns: ((_ width: Int) -> Range<Int>)?
        if let seen = key.seen {
            columns = { StillPreparation.columns(of: $0, seen: seen, detail: detail) }
        } else if let part = key.part {
            columns = { $0 < part.maxX ? 0..<$0 : part.x..<part.maxX }
        }
        let file = try StillImages.open(path: key.path)
        if let rows = try file.rows(targetPixels: target, columns: columns) {
            // A file that was changed meanwhile may be smaller than the plan took it for.
            let part = key.part.flatMap { $0.maxX <= rows.width && $0.maxY <= rows.height ? $0 : nil }
            return try StillPreparation.prepare(
                width: rows.width, height: rows.height, columns: rows.columns, detail: detail, seen: key.seen,
                part: part, read: rows.read)
        }
        return StillPreparation.prepare(try file.image(targetPixels: target), detail: detail)
    }

    package func frame(_ asset: AssetID, index: Int) throws -> SourcePicture {
        try timed {
            do throws(AssetProblem) {
                switch try reader(for: asset) {
                case .video(let reader): return try reader.picture(at: index)
                case .animation(let animation):
                    return StillPreparation.prepare(try animation.image(at: index), detail: .full)
                }
            } catch {
                throw SourceFailure(asset: asset, problem: error)
            }
        }
    }

    /// Closes the readers of all other assets and lets go of their stills.
    package func keepOnly(_ assets: Set<AssetID>) {
        readers = readers.filter { assets.contains($0.key) }
        held = held.filter { assets.contains($0.key) }
    }

    private func reader(for asset: AssetID) throws(AssetProblem) -> Reader {
        if let open = readers[asset] { return open }
        let file = timeline[asset]
        let reader: Reader =
            switch file.facts.decoder {
            case .stills: .animation(try StillImages.animation(path: file.path))
            case .films:
                .video(
                    try VideoReader(
                        path: file.path, threadCount: policy.decoderThreads,
                        isForSingleFrames: policy.isForSingleFrames))
            }
        readers[asset] = reader
        return reader
    }

    private func timed<Value>(_ body: () throws -> Value) rethrows -> Value {
        let clock = ContinuousClock()
        let start = clock.now
        defer { decodeTime += clock.now - start }
        return try body()
    }
}
