import Compositing
import MediaBuffers
import MediaIO
import StillImages
import TimelineModel

/// A source that turned out to be damaged while it was used.
struct SourceFailure: Error {
    var asset: AssetID
    var problem: AssetProblem
}

/// Stills in painting form, which all workers share within a budget of bytes.
final class SharedStills: Sendable {
    struct Key: Hashable, Sendable {
        var asset: AssetID
        var detail: Detail
    }

    let cache = OnceCache<Key, SourcePicture>(byteLimit: 32_000_000)
}

/// One worker's source pictures: it opens readers when a frame asks for them and closes those that a chunk left unused.
final class SourcePictures: PictureSupplying {
    private enum Reader {
        case video(VideoReader)
        case webp(WebPAnimation)
    }

    private let timeline: Timeline
    private let stills: SharedStills
    private var readers: [AssetID: Reader] = [:]
    /// What this worker's chunk has used so far: the shared budget must not take it away between two frames.
    private var held: [SharedStills.Key: SourcePicture] = [:]
    private let decoderThreads: Int
    private let parts: StillParts?
    /// Time spent in reading and decoding.
    private(set) var decodeTime: Duration = .zero

    /// Pictures for one worker. Workers that share the machine's cores decode on one thread each; one that works alone
    /// may use more. `parts` says what is shown of stills where all frames are known; it must be the same for all who share
    /// `stills`.
    init(timeline: Timeline, stills: SharedStills, parts: StillParts? = nil, decoderThreads: Int = 1) {
        self.decoderThreads = decoderThreads
        self.parts = parts
        self.timeline = timeline
        self.stills = stills
    }

    func still(_ asset: AssetID, detail: Detail, isKept: Bool) throws -> SourcePicture {
        let key = SharedStills.Key(asset: asset, detail: detail)
        if let picture = held[key] { return picture }
        let path = timeline[asset].path
        let picture = try timed {
            guard isKept else { return try load(asset, path: path, detail: detail) }
            return try stills.cache.value(for: key) {
                let picture = try load(asset, path: path, detail: detail)
                return (picture, picture.byteCount)
            }
        }
        if isKept { held[key] = picture }
        return picture
    }

    private func load(_ asset: AssetID, path: String, detail: Detail) throws -> SourcePicture {
        do throws(AssetProblem) {
            let target = detail == .full ? nil : (width: detail.width, height: detail.height)
            if let rows = try StillImages.jpegRows(path: path, targetPixels: target) {
                return try StillPreparation.prepare(
                    width: rows.width, height: rows.height, detail: detail,
                    part: parts?.part(of: asset, width: rows.width, height: rows.height), next: rows.next)
            }
            return StillPreparation.prepare(try StillImages.load(path: path, targetPixels: target), detail: detail)
        } catch {
            throw SourceFailure(asset: asset, problem: error)
        }
    }

    func frame(_ asset: AssetID, index: Int) throws -> SourcePicture {
        try timed {
            do throws(AssetProblem) {
                switch try reader(for: asset) {
                case .video(let reader): return try reader.picture(at: index)
                case .webp(let animation):
                    return StillPreparation.prepare(try animation.image(at: index), detail: .full)
                }
            } catch {
                throw SourceFailure(asset: asset, problem: error)
            }
        }
    }

    /// Closes the readers of all other assets and lets go of their stills.
    func keepOnly(_ assets: Set<AssetID>) {
        readers = readers.filter { assets.contains($0.key) }
        held = held.filter { assets.contains($0.key.asset) }
    }

    private func reader(for asset: AssetID) throws(AssetProblem) -> Reader {
        if let open = readers[asset] { return open }
        let file = timeline[asset]
        let reader: Reader =
            file.facts.format == "webp"
            ? .webp(try WebPAnimation(path: file.path))
            : .video(try VideoReader(path: file.path, threadCount: decoderThreads))
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
