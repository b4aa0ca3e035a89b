import Synchronization
import SystemFiles

/// A cache without which a render goes on: what cannot be written there is kept beside the output, for this render alone.
final class ForgivingChunkStore: ChunkStore {
    private struct State {
        var problem: String?
        var replacement: TemporaryChunkStore?
    }

    /// Nil where there can be none in its folder.
    let cache: CachedChunkStore?
    private let outputFolder: String
    private let state: Mutex<State>

    /// A cache in a folder, for an output in another one.
    init(cacheFolder: String, outputFolder: String) {
        self.outputFolder = outputFolder
        do {
            cache = try CachedChunkStore(folder: cacheFolder)
            state = Mutex(State())
        } catch {
            cache = nil
            state = Mutex(State(problem: error.description))
        }
    }

    /// Why the cache could not be used, or not any more; nil where it could.
    var problem: String? { state.withLock { $0.problem } }

    func bytes(forKey key: String) throws(FileError) -> [UInt8]? {
        if let replacement = state.withLock({ $0.replacement }), let bytes = try replacement.bytes(forKey: key) {
            return bytes
        }
        return cache?.bytes(forKey: key)
    }

    func keep(_ bytes: [UInt8], forKey key: String) throws(FileError) {
        if let cache, problem == nil {
            do {
                return try cache.keep(bytes, forKey: key)
            } catch {
                state.withLock { $0.problem = $0.problem ?? error.description }
            }
        }
        try replacement().keep(bytes, forKey: key)
    }

    private func replacement() throws(FileError) -> TemporaryChunkStore {
        let made: Result<TemporaryChunkStore, FileError> = state.withLock { state in
            if let known = state.replacement { return .success(known) }
            do throws(FileError) {
                let new = try TemporaryChunkStore(folder: outputFolder)
                state.replacement = new
                return .success(new)
            } catch {
                return .failure(error)
            }
        }
        return try made.get()
    }
}
