import Diagnostics
import Foundation
import MediaTiming

extension SoundVerdict {
    /// Whether the sound is as long as the film.
    mutating func judgeLength() {
        guard measured.exportFailure == nil else { return }
        let halfFrame = 24_000 / clock.frameRate.framesPerSecond.doubleValue
        guard let end = measured.exportEnd else {
            tell(
                .soundLong,
                "the sound goes on for more than 30 s after the film's end at "
                    + String(format: "%.2f s", clock.seconds), nil)
            return
        }
        let missing = Double(clock.length - end)
        let limit = (1_024 + halfFrame) / 48
        if missing / 48 > limit {
            let hasNone = end == 0
            if hasNone, !measured.levels.reference.contains(where: { $0 > SoundLimits.heard }) { return }
            let range = Double(end) / 48_000..<clock.seconds
            tell(
                hasNone ? .soundMissing : .soundShort,
                hasNone
                    ? "there is no sound; there should be \(String(format: "%.2f s", clock.seconds)) of it"
                    : String(
                        format: "the sound ends at %.2f s, %.0f ms before the film's end at %.2f s", range.lowerBound,
                        missing / 48, clock.seconds), range, pointers: pointers(in: range), measured: missing / 48,
                limit: limit, as: hasNone ? .silence : .soundEnd)
            explained.append(range)
        } else if -missing / 48 > limit + 1_024 / 48 + max(0, report.lagMilliseconds ?? 0) {
            tell(
                .soundLong,
                String(
                    format: "the sound goes on for %.0f ms after the film's end at %.2f s", -missing / 48, clock.seconds
                ),
                nil, measured: -missing / 48, limit: limit)
        }
    }

    /// Whether the sound comes when it should.
    mutating func judgeLag() {
        // What a lag moves out of the film or into it is no fault of its own.
        let counted = soundingWindows.compactMap { window -> (start: Double, lag: Double)? in
            if ownLags.contains(window.start / LagFinder.length) { return nil }
            return window.found.flatMap { found in
                found.likeness >= SoundLimits.likeness
                    ? (start: Double(window.start) / 48_000, lag: found.lag / 48) : nil
            }
        }
        if !ownLags.isEmpty, !counted.isEmpty {
            let others = counted.map(\.lag).sorted()
            report.lagMilliseconds = others[others.count / 2]
        }
        guard let first = counted.first, let last = counted.last else { return }
        let lags = counted.map(\.lag).sorted()
        let (least, most, middle) = (lags[0], lags[lags.count - 1], lags[lags.count / 2])
        if most - least <= SoundLimits.lagSpread {
            if abs(middle) > SoundLimits.lag {
                let range = 0..<clock.seconds
                tell(
                    middle > 0 ? .soundLate : .soundEarly,
                    String(format: "the sound is %.1f ms ", abs(middle)) + (middle > 0 ? "late" : "early")
                        + " throughout", range, pointers: pointers(in: range), measured: middle, limit: SoundLimits.lag)
            }
            return
        }
        if counted.count >= 5, isSteadyDrift(counted) {
            let range = first.start..<clock.seconds
            let parts = (last.lag - first.lag) / (last.start - first.start) * 1_000
            tell(
                .soundDrift,
                String(
                    format:
                        "the sound drifts: it is %.0f ms late at %.1f s and %.0f ms late at %.1f s (%.0f parts in a "
                        + "million); it was written at another rate than it is played at", first.lag, first.start,
                    last.lag, last.start, parts), range, measured: last.lag, limit: SoundLimits.windowLag,
                as: .steadyDrift)
            return
        }
        judgePieces(counted)
    }

    private func isSteadyDrift(_ points: [(start: Double, lag: Double)]) -> Bool {
        let count = Double(points.count)
        let (meanTime, meanLag) = (points.map(\.start).reduce(0, +) / count, points.map(\.lag).reduce(0, +) / count)
        var (spread, both) = (0.0, 0.0)
        for point in points {
            spread += (point.start - meanTime) * (point.start - meanTime)
            both += (point.start - meanTime) * (point.lag - meanLag)
        }
        let slope = both / max(1e-9, spread)
        return points.allSatisfy { abs($0.lag - meanLag - slope * ($0.start - meanTime)) < SoundLimits.driftSpread }
    }

    /// Tells of stretches with a lag of their own.
    private mutating func judgePieces(_ counted: [(start: Double, lag: Double)]) {
        let pieces = measured.alignment.pieces
        var runs: [(range: Range<Double>, lag: Double)] = []
        for (index, piece) in pieces.enumerated() {
            let start = index == 0 ? 0 : Double(piece.start) / 48_000
            let end = index + 1 < pieces.count ? Double(pieces[index + 1].start) / 48_000 : clock.seconds
            let lag = piece.lag / 48
            // A lag counts only where windows that are much alike have it.
            let holds = counted.contains { $0.start + 2 > start && $0.start < end && abs($0.lag - lag) < 3 }
            if end <= start || !holds || abs(lag) <= SoundLimits.windowLag { continue }
            if let last = runs.last, abs(last.lag - lag) < 3, start - last.range.upperBound < 0.1 {
                runs[runs.count - 1].range = last.range.lowerBound..<end
            } else {
                runs.append((start..<end, lag))
            }
        }
        for run in runs.prefix(20) {
            let late = run.lag > 0
            tell(
                run.range.lowerBound > 0.25 ? .soundDrift : late ? .soundLate : .soundEarly,
                "\(clock.words(run.range)) the sound is \(String(format: "%.1f ms", abs(run.lag))) "
                    + (late ? "late" : "early"), run.range, pointers: pointers(in: run.range), measured: run.lag,
                limit: SoundLimits.windowLag)
        }
    }
}
