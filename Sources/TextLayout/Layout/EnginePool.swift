import Synchronization
import TimelineModel

/// Lends layout engines, each to one caller at a time, and keeps them for the next one.
final class EnginePool: Sendable {
    /// The fonts without any file.
    let base: FontConfiguration

    private let source: FontSource
    private let state = Mutex(State())

    /// How many font files stay loaded, and how many idle engines stay for each set of fonts.
    private static let fileLimit = 16
    private static let idleLimit = 16

    private struct State {
        var files: [(file: FontFile, fonts: FontConfiguration)] = []
        var idle: [ObjectIdentifier: [EngineBox]] = [:]
    }

    /// An engine on its way from one thread to another; only its borrower touches it.
    private struct EngineBox: @unchecked Sendable {
        let engine: LayoutEngine
    }

    /// A pool for fonts from a source; throws where the bundled ones are damaged.
    init(source: FontSource) throws(TextError) {
        self.source = source
        base = try FontConfiguration(source: source, file: nil)
        ProcessTextState.prepare(with: base)
    }

    /// Runs `body` with an engine that has the style's font; throws where that is a file that cannot be used.
    func withEngine<Result>(
        for font: TextStyle.Font, _ body: (LayoutEngine) throws(TextError) -> Result
    ) throws(TextError) -> Result {
        let fonts = try fonts(for: font)
        let key = ObjectIdentifier(fonts)
        let idle = state.withLock { $0.idle[key]?.popLast() }
        let box: EngineBox
        if let idle { box = idle } else { box = EngineBox(engine: try LayoutEngine(fonts: fonts)) }
        defer {
            state.withLock { state in
                let isKept = fonts === base || state.files.contains { $0.fonts === fonts }
                if isKept, state.idle[key, default: []].count < Self.idleLimit {
                    state.idle[key, default: []].append(box)
                }
            }
        }
        return try body(box.engine)
    }

    private func fonts(for font: TextStyle.Font) throws(TextError) -> FontConfiguration {
        guard case .file(let path) = font else { return base }
        let file = try FontFile(path: path)
        let known = state.withLock { state in state.files.first { $0.file == file }?.fonts }
        if let known { return known }
        let loaded = try FontConfiguration(source: source, file: file)
        return state.withLock { state in
            if let other = state.files.first(where: { $0.file == file }) { return other.fonts }
            state.files.append((file, loaded))
            if state.files.count > Self.fileLimit {
                let dropped = state.files.removeFirst()
                state.idle[ObjectIdentifier(dropped.fonts)] = nil
            }
            return loaded
        }
    }
}
