import Foundation
import Synchronization

/// Standard error as the place where a command says how far it is: one line that changes on a terminal that can do that,
/// plain lines every few seconds elsewhere, or JSON.
///
/// Also while nothing new is known the line goes on, so that nobody takes long work for a program that hangs.
final class ProgressLine: Sendable {
    private enum Form: Sendable {
        case line, plain, json, none

        /// Seconds between two showings.
        var interval: Double {
            switch self {
            case .line: 0.1
            case .plain: 3
            case .json: 0.5
            case .none: .infinity
            }
        }

        /// Seconds after which a state is shown again though nothing is new.
        var patience: Double { self == .line ? 1 : interval }
    }

    private struct State {
        var latest: (any ProgressState)?
        var lastShown: Double?
        var lastStage: String?
        var isLineOpen = false
    }

    private let form: Form
    private let start = ContinuousClock.now
    private let state = Mutex(State())
    /// Made once, and then only cancelled.
    nonisolated(unsafe) private let timer: (any DispatchSourceTimer)?

    init(style: ProgressStyle = .auto) {
        form =
            switch style {
            case .auto: Terminal.rewritesLines ? .line : .plain
            case .plain: .plain
            case .json: .json
            case .none: .none
            }
        timer = form == .none ? nil : DispatchSource.makeTimerSource(queue: .global())
        guard let timer else { return }
        timer.schedule(deadline: .now() + form.patience, repeating: form.patience / 4)
        timer.setEventHandler { [weak self] in self?.repeatLatest() }
        timer.resume()
    }

    deinit { timer?.cancel() }

    /// Whether everything is told as JSON.
    var isJSON: Bool { form == .json }

    /// Seconds since the line began.
    var elapsedSeconds: Double { (ContinuousClock.now - start) / .seconds(1) }

    /// Shows a state where it is time for it; called from any thread.
    func show(_ progress: any ProgressState) {
        guard form != .none else { return }
        let now = elapsedSeconds
        state.withLock { state in
            state.latest = progress
            let isNewStage = form == .json && state.lastStage != progress.stage
            guard isNewStage || now - (state.lastShown ?? (form == .plain ? 0 : -.infinity)) >= form.interval else {
                return
            }
            write(progress, at: now, &state)
        }
    }

    private func repeatLatest() {
        let now = elapsedSeconds
        state.withLock { state in
            guard let latest = state.latest, now - (state.lastShown ?? 0) >= form.patience else { return }
            write(latest, at: now, &state)
        }
    }

    private func write(_ progress: any ProgressState, at now: Double, _ state: inout State) {
        state.lastShown = now
        state.lastStage = progress.stage
        switch form {
        case .line:
            let text = Terminal.shortened(progress.text(elapsedSeconds: now), to: Terminal.columns - 1)
            Terminal.write("\r\u{1B}[2K" + text)
            state.isLineOpen = true
        case .plain: Terminal.write(progress.text(elapsedSeconds: now) + "\n")
        case .json: Terminal.write(progress.json(elapsedSeconds: now) + "\n")
        case .none: break
        }
    }

    /// Clears the line. Nothing is shown until the next state.
    func clear() {
        state.withLock { state in
            if state.isLineOpen { Terminal.write("\r\u{1B}[2K") }
            state.isLineOpen = false
            state.latest = nil
        }
    }
}

/// How far a command is, at one moment.
protocol ProgressState: Sendable {
    /// One word for what is being done.
    var phaseWord: String { get }
    /// What is told at once where it is new.
    var stage: String { get }
    /// The state in a few words.
    func text(elapsedSeconds: Double) -> String
    /// The state as a JSON object on one line.
    func json(elapsedSeconds: Double) -> String
}

extension ProgressState {
    var stage: String { phaseWord }
}

/// A stretch of work that is counted, or only named.
struct ProgressStep: ProgressState {
    /// One word for what is being done, such as `verifying`.
    var phaseWord: String
    /// What it is done to, or nil.
    var name: String?
    /// How much is done.
    var finished = 0
    /// How much there is, or 0 where that is not known.
    var count = 0
    /// When the step began, in the line's seconds, where its pace is worth telling; the unit is frames then.
    var start: Double?

    func text(elapsedSeconds now: Double) -> String {
        var parts = [name.map { "\(phaseWord) \($0)" } ?? phaseWord]
        if count > 0 { parts.append("\(finished)/\(count) · \(percent(finished, of: count))") }
        if let start, finished > 0, now > start {
            let rate = Double(finished) / (now - start)
            parts.append("\(Int(rate.rounded())) fps · \(Int((Double(count - finished) / rate).rounded(.up))) s left")
        } else if now >= 3 {
            parts.append("\(Int(now)) s")
        }
        return parts.joined(separator: " · ")
    }

    private struct Event: Encodable {
        var event = "progress"
        var phase: String
        var name: String?
        var finished: Int?
        var count: Int?
        var elapsedSeconds: Double
    }

    func json(elapsedSeconds: Double) -> String {
        let isCounted = count > 0
        let event = Event(
            phase: phaseWord, name: name, finished: isCounted ? finished : nil, count: isCounted ? count : nil,
            elapsedSeconds: (elapsedSeconds * 1_000).rounded() / 1_000)
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return (try? encoder.encode(event)).map { String(decoding: $0, as: UTF8.self) } ?? ""
    }
}

/// How much of something is done, never 100 % before all of it is.
func percent(_ finished: Int, of count: Int) -> String { "\(count > 0 ? finished * 100 / count : 0) %" }
