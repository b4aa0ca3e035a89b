import Synchronization
import SystemFiles
import TimelineModel

/// The indices of files that were read, those that were used last; for a process that lives long.
enum KnownIndices {
    /// A file as it was when it was read, and how large it might be.
    struct File: Hashable, Sendable {
        var path: String
        var state: FileState
        var byteLimit: Int
    }

    private struct Entry: Sendable {
        var result: Result<FileIndex, AssetProblem>
        var byteCount: Int
        var use: Int
    }

    private struct State: Sendable {
        var entries: [File: Entry] = [:]
        var byteCount = 0
        var use = 0

        /// Keeps a result, and lets those go that were not used for longest.
        mutating func keep(
            _ result: Result<FileIndex, AssetProblem>, of file: File, limit: Int
        ) {
            let count = (try? result.get().byteCount) ?? 1_024
            use += 1
            byteCount += count - (entries[file]?.byteCount ?? 0)
            entries[file] = Entry(result: result, byteCount: count, use: use)
            while byteCount > limit, entries.count > 1, let oldest = entries.min(by: { $0.value.use < $1.value.use }) {
                byteCount -= oldest.value.byteCount
                entries[oldest.key] = nil
            }
        }
    }

    /// Memory that all of them take: some hundred hours of film.
    private static let byteLimit = 256 << 20
    private static let state = Mutex(State())

    /// The index of a file, made by `make` where it is not known.
    static func index(
        of file: File, make: () throws(AssetProblem) -> FileIndex
    ) throws(AssetProblem) -> FileIndex {
        let known = state.withLock { state in
            state.use += 1
            state.entries[file]?.use = state.use
            return state.entries[file]?.result
        }
        if let known { return try known.get() }
        let result: Result<FileIndex, AssetProblem>
        do throws(AssetProblem) { result = .success(try make()) } catch { result = .failure(error) }
        state.withLock { $0.keep(result, of: file, limit: byteLimit) }
        return try result.get()
    }
}
