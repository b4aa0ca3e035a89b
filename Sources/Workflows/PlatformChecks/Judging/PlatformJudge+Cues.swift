import Diagnostics
import TimelineModel

extension PlatformJudge {
    /// Cues that are gone before they are read.
    var cueFindings: [Finding] {
        ReadingRun.runs(of: film.texts).compactMap { run in
            let seconds = run.end - run.start
            let rate = Double(run.characterCount) / max(seconds, 1e-3)
            guard rate > PlatformLimits.mostCharactersPerSecond + 1e-6 else { return nil }
            let needed = (Double(run.characterCount) / PlatformLimits.mostCharactersPerSecond * 10).rounded(.up) / 10
            let room = Int(seconds * PlatformLimits.mostCharactersPerSecond + 1e-6)
            let what =
                run.texts.count == 1
                ? "shows its"
                : "and the \(run.texts.count - 1) words after it, to \(Self.number(run.end)) s, show their"
            return finding(
                .cueFast, run.texts[0].pointer,
                "\(described(run.texts[0])) \(what) \(run.characterCount) characters for \(Self.number(seconds)) s, which is "
                    + "\(Self.number(rate, 0)) a second, over \(Self.number(PlatformLimits.mostCharactersPerSecond)); show "
                    + "them for \(Self.number(needed, 1)) s"
                    + (room >= 1 ? ", or shorten them to \(room)" : ""))
        }
    }
}

/// Texts that are read in one go: a single one, or words that follow each other one by one on a track.
struct ReadingRun {
    var texts: [MeasuredText]
    var start: Double { texts.first?.start ?? 0 }
    var end: Double { texts.last?.end ?? 0 }
    /// Characters as people count them; any white space between words is one.
    var characterCount: Int {
        texts.reduce(max(0, texts.count - 1)) { $0 + Self.characterCount($1.text) }
    }

    /// The longest pause within a run, in seconds.
    private static let pause = 0.3

    static func runs(of texts: [MeasuredText]) -> [ReadingRun] {
        var runs: [ReadingRun] = []
        for text in texts where characterCount(text.text) > 0 {
            if isWord(text), let last = runs.last?.texts.last, isWord(last), last.track == text.track,
                text.start >= last.end - 1e-6, text.start - last.end <= pause
            {
                runs[runs.count - 1].texts.append(text)
            } else {
                runs.append(ReadingRun(texts: [text]))
            }
        }
        return runs
    }

    private static func isWord(_ text: MeasuredText) -> Bool {
        text.text.split(whereSeparator: \.isWhitespace).count == 1
    }

    private static func characterCount(_ text: String) -> Int {
        text.split(whereSeparator: \.isWhitespace).joined(separator: " ").count
    }
}
