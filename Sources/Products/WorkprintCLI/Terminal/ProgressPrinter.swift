import ArgumentParser
import Foundation
import WorkprintKit

/// How progress is shown.
enum ProgressStyle: String, ExpressibleByArgument, CaseIterable {
    /// One line that changes on a terminal, plain lines elsewhere.
    case auto
    /// A plain line every few seconds.
    case plain
    /// A JSON object on each line.
    case json
    /// Nothing.
    case none
}

/// Shows how far a render is, on standard error.
final class ProgressPrinter: @unchecked Sendable {
    private enum Form {
        case line, plain, json, none
    }

    private let form: Form
    private let lock = NSLock()
    private var lastShown: Double?
    private var lastPhase: RenderState.Phase?
    private var isLineOpen = false

    init(style: ProgressStyle) {
        switch style {
        case .auto: form = isatty(STDERR_FILENO) == 1 ? .line : .plain
        case .plain: form = .plain
        case .json: form = .json
        case .none: form = .none
        }
    }

    /// Shows a state where it is time for it; called from any thread.
    func show(_ state: RenderState) {
        lock.lock()
        defer { lock.unlock() }
        let interval: Double =
            switch form {
            case .line: 0.1
            case .plain: 3
            case .json: 0.5
            case .none: .infinity
            }
        guard form != .none else { return }
        let isNewPhase = form == .json && lastPhase != state.phase
        if !isNewPhase, let lastShown, state.elapsedSeconds - lastShown < interval { return }
        if form == .plain, lastShown == nil, state.elapsedSeconds < interval { return }
        lastShown = state.elapsedSeconds
        lastPhase = state.phase
        switch form {
        case .line:
            write("\r\u{1B}[2K" + Self.text(state))
            isLineOpen = true
        case .plain: write(Self.text(state) + "\n")
        case .json: write(Self.json(state) + "\n")
        case .none: break
        }
    }

    /// Clears the line.
    func finish() {
        lock.lock()
        defer { lock.unlock() }
        if isLineOpen { write("\r\u{1B}[2K") }
        isLineOpen = false
    }

    /// Says what was done.
    func showSummary(_ report: FilmReport) {
        if form == .json {
            write((try? report.jsonLine()).map { $0 + "\n" } ?? "")
            return
        }
        let times = report.workerSeconds
        write(
            """
            \(report.url.path): \(report.size.width)x\(report.size.height), \(report.frameCount) frames at \
            \(report.frameRate) fps, \(format(report.durationSeconds, 2)) s, \(megabytes(report.byteCount)) MB, \
            H.264 \(report.encoding)
            frames: \(report.compositedFrames) composited, \(report.reusedFrames) reused, \
            \(report.cachedFrames) from the cache
            time: \(format(report.totalSeconds, 2)) s \
            (\(format(report.durationSeconds / max(report.totalSeconds, 0.001), 1))× real time); of \
            \(report.workerCount) \(report.workerCount == 1 ? "worker" : "workers"): decode \
            \(format(times.decode, 2)) s, composite \(format(times.composite, 2)) s, encode \
            \(format(times.encode, 2)) s; sound \(format(report.soundSeconds, 2)) s, joining \
            \(format(report.assemblingSeconds, 2)) s; peak memory \(megabytes(report.peakMemoryBytes)) MB

            """)
    }

    private func write(_ text: String) { try? FileHandle.standardError.write(contentsOf: Data(text.utf8)) }

    private static func text(_ state: RenderState) -> String {
        switch state.phase {
        case .planning: return "reading sources"
        case .assembling: return "joining \(state.chunkCount) chunks"
        case .rendering:
            let rate = state.framesPerSecond
            let left = state.frameCount - state.finishedFrames
            var parts = ["chunk \(state.finishedChunks)/\(state.chunkCount)"]
            if rate > 0 {
                let pace = Double(state.finishedFrames) / Double(max(1, state.frameCount)) * state.durationSeconds
                parts.append("\(Int(rate.rounded())) fps")
                parts.append("\(format(pace / state.elapsedSeconds, 1))× real time")
                parts.append("\(Int((Double(left) / rate).rounded(.up))) s left")
            }
            return parts.joined(separator: " · ")
        }
    }

    private static func json(_ state: RenderState) -> String {
        let rate = format(state.framesPerSecond, 1)
        return
            "{\"event\":\"progress\",\"phase\":\"\(state.phase.rawValue)\",\"finishedChunks\":\(state.finishedChunks),"
            + "\"chunkCount\":\(state.chunkCount),\"finishedFrames\":\(state.finishedFrames),"
            + "\"cachedFrames\":\(state.cachedFrames),\"frameCount\":\(state.frameCount),"
            + "\"elapsedSeconds\":\(format(state.elapsedSeconds, 3)),\"framesPerSecond\":\(rate)}"
    }
}

/// A number with a fixed count of decimals and a point, whatever the locale.
func format(_ value: Double, _ decimals: Int) -> String { String(format: "%.\(decimals)f", value) }

/// Millions of bytes with one decimal.
func megabytes(_ bytes: Int) -> String { format(Double(bytes) / 1e6, 1) }
