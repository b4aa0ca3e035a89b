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

    let cache = OnceCache<Key, SourcePicture>(byteLimit: 96_000_000)
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
    private var used: Set<AssetID> = []
    /// Time spent in reading and decoding.
    private(set) var decodeTime: Duration = .zero

    init(timeline: Timeline, stills: SharedStills) {
        self.timeline = timeline
        self.stills = stills
    }

    func still(_ asset: AssetID, detail: Detail) throws -> SourcePicture {
        let path = timeline[asset].path
        return try timed {
            try stills.cache.value(for: .init(asset: asset, detail: detail)) {
                do throws(AssetProblem) {
                    let target = detail == .full ? nil : (width: detail.width, height: detail.height)
                    let image = try StillImages.load(path: path, targetPixels: target)
                    let picture = StillPreparation.prepare(image, detail: detail)
                    return (picture, picture.byteCount)
                } catch {
                    throw SourceFailure(asset: asset, problem: error)
                }
            }
        }
    }

    func frame(_ asset: AssetID, index: Int) throws -> SourcePicture {
        used.insert(asset)
        return try timed {
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

    /// Closes the readers that were not used since the last call.
    func closeUnused() {
        readers = readers.filter { used.contains($0.key) }
        used.removeAll()
    }

    private func reader(for asset: AssetID) throws(AssetProblem) -> Reader {
        if let open = readers[asset] { return open }
        let file = timeline[asset]
        let reader: Reader =
            file.facts.format == "webp"
            ? .webp(try WebPAnimation(path: file.path)) : .video(try VideoReader(path: file.path, facts: file.facts))
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
