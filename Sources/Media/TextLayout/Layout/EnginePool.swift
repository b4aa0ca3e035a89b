import Synchronization
import TimelineModel

/// Lends layout engines, each to one caller at a time, and keeps them for the next one.
///
/// The system's fonts are looked at only when a text needs them: listing them may take seconds on a machine whose font
/// cache is empty. A text that the bundled fonts can set is set alike with and without them, for they come first.
final class EnginePool: Sendable {
    /// Whether the system's fonts may serve.
    let hasSystemFonts: Bool

    private let source: FontSource
    private let bundled: FontConfiguration
    private let state = Mutex(State())

    /// How many sets of fonts stay loaded beside the bundled ones, and how many idle engines stay for each set.
    private static let configurationLimit = 16
    private static let idleLimit = 16

    private struct Key: Hashable {
        let file: FontFile?
        let usesSystemFonts: Bool
        var prefersSystemEmoji = false
    }

    private struct State {
        var loaded: [(key: Key, fonts: FontConfiguration)] = []
        var idle: [ObjectIdentifier: [EngineBox]] = [:]
    }

    /// An engine on its way from one thread to another; only its borrower touches it.
    private struct EngineBox: @unchecked Sendable {
        let engine: LayoutEngine
    }

    /// A pool for fonts from a source; throws where the bundled ones are damaged.
    init(source: FontSource) throws(TextError) {
        self.source = source
        hasSystemFonts = source.usesSystemFonts
        bundled = try FontConfiguration(source: source, file: nil, usesSystemFonts: false)
        ProcessTextState.prepare(with: bundled)
    }

    /// Sets a request's text and runs `body` with it, while no other thread sets text; throws where it cannot be set.
    func withLayout<Result>(
        of request: TextRequest, _ body: (LaidOutText) throws(TextError) -> Result
    ) throws(TextError) -> Result {
        let font = request.style.font
        // The bundled fonts alone, then the system's behind them, then with the system's emoji, which may be newer.
        let attempts: [(usesSystemFonts: Bool, prefersSystemEmoji: Bool, isEnough: KeyPath<LaidOutText, Bool>)] = [
            (false, false, \.isComplete), (true, false, \.hasAllSequences), (true, true, \.hasAllSequences),
        ]
        for attempt in hasSystemFonts ? attempts : [] {
            let result: Result? = try withEngine(
                for: font, usesSystemFonts: attempt.usesSystemFonts, prefersSystemEmoji: attempt.prefersSystemEmoji
            ) { engine throws(TextError) in
                let layout = try engine.layout(request)
                return layout[keyPath: attempt.isEnough] ? try body(layout) : nil
            }
            if let result { return result }
        }
        return try withEngine(for: font, usesSystemFonts: hasSystemFonts) { engine throws(TextError) in
            try body(engine.layout(request))
        }
    }

    /// Whether a text cannot be set with the bundled fonts, and its own file, alone; throws where it cannot be set.
    func needsSystemFonts(_ request: TextRequest) throws(TextError) -> Bool {
        guard hasSystemFonts else { return false }
        return try withEngine(for: request.style.font, usesSystemFonts: false) { engine throws(TextError) in
            try !engine.layout(request).isComplete
        }
    }

    /// Sixteen hexadecimal digits for the bundled fonts, and for the system's too where these are wanted.
    func digest(withSystemFonts: Bool) throws(TextError) -> String {
        let fonts = try configuration(Key(file: nil, usesSystemFonts: withSystemFonts && hasSystemFonts))
        return fonts.digest(of: source)
    }

    private func withEngine<Result>(
        for font: TextStyle.Font, usesSystemFonts: Bool, prefersSystemEmoji: Bool = false,
        _ body: (LayoutEngine) throws(TextError) -> Result
    ) throws(TextError) -> Result {
        var file: FontFile?
        if case .file(let path) = font { file = try FontFile(path: path) }
        let fonts = try configuration(
            Key(file: file, usesSystemFonts: usesSystemFonts, prefersSystemEmoji: prefersSystemEmoji))
        let key = ObjectIdentifier(fonts)
        let idle = state.withLock { $0.idle[key]?.popLast() }
        let box: EngineBox
        if let idle { box = idle } else { box = EngineBox(engine: try LayoutEngine(fonts: fonts)) }
        defer {
            state.withLock { state in
                let isKept = fonts === bundled || state.loaded.contains { $0.fonts === fonts }
                if isKept, state.idle[key, default: []].count < Self.idleLimit {
                    state.idle[key, default: []].append(box)
                }
            }
        }
        return try FaceLock.withLock { () throws(TextError) in try body(box.engine) }
    }

    private func configuration(_ key: Key) throws(TextError) -> FontConfiguration {
        if key.file == nil, !key.usesSystemFonts { return bundled }
        let known = state.withLock { state in state.loaded.first { $0.key == key }?.fonts }
        if let known { return known }
        let fresh = try FontConfiguration(
            source: source, file: key.file, usesSystemFonts: key.usesSystemFonts,
            prefersSystemEmoji: key.prefersSystemEmoji)
        return state.withLock { state in
            if let other = state.loaded.first(where: { $0.key == key }) { return other.fonts }
            state.loaded.append((key, fresh))
            if state.loaded.count > Self.configurationLimit {
                // The first one without a file is the system's, which most texts share.
                let place = state.loaded.firstIndex { $0.key.file != nil } ?? 0
                let dropped = state.loaded.remove(at: place)
                state.idle[ObjectIdentifier(dropped.fonts)] = nil
            }
            return fresh
        }
    }
}
