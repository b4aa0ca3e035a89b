import Diagnostics
import Foundation

extension SoundVerdict {
    /// Finds where the export is silent and should not be, and where it sounds and should not.
    mutating func judgeStretches() {
        judgeMissing()
        judgeExtra()
    }

    private mutating func judgeMissing() {
        let levels = measured.levels
        for run in runs(
            in: comparableSteps, is: { levels.isMissing($0) }, isUnknown: { levels.reference[$0] <= SoundLimits.heard })
        where run.count >= SoundLimits.missingSteps {
            let range = Double(run.steps.lowerBound) / 100..<Double(run.steps.upperBound) / 100
            // What moved away leaves a gap where it was.
            if hasOwnLag(at: range.lowerBound), hasOwnLag(at: range.upperBound), isShort(range) { continue }
            missing.append(range)
        }
    }

    /// Whether a stretch is no longer than the largest lag of a track.
    private func isShort(_ range: Range<Double>) -> Bool {
        range.upperBound - range.lowerBound <= (lateStems.map { abs($0.lag) }.max() ?? 0) / 48_000 + 0.05
    }

    /// The steps that can be compared, but for those at the edges.
    private var comparableSteps: Range<Int> {
        let range = comparable
        let first = range.lowerBound > 0 ? range.lowerBound + 0.02 : 0
        let end = range.upperBound < clock.seconds ? range.upperBound - 0.02 : clock.seconds
        return steps(first..<max(first, end))
    }

    private mutating func judgeExtra() {
        let levels = measured.levels
        func isQuiet(_ step: Int) -> Bool {
            (max(0, step - 6)...min(levels.reference.count - 1, step + 6)).allSatisfy {
                levels.reference[$0] < SoundLimits.silent
            }
        }
        let found = runs(
            in: steps(0..<clock.seconds), is: { levels.export[$0] > SoundLimits.heard && isQuiet($0) },
            isUnknown: { levels.export[$0] <= SoundLimits.heard && isQuiet($0) })
        for run in found.filter({ $0.count >= SoundLimits.extraSteps }).prefix(20) {
            let range = Double(run.steps.lowerBound) / 100..<Double(run.steps.upperBound) / 100
            if hasOwnLag(at: range.lowerBound), hasOwnLag(at: range.upperBound), isShort(range) { continue }
            let loudest = run.steps.map { levels.export[$0] }.max() ?? 0
            tell(
                .soundExtra,
                "something sounds \(clock.words(range)), up to \(String(format: "%.0f dBFS", 10 * log10(loudest))); "
                    + "it should be silent there", range, measured: 10 * log10(Double(loudest)), as: .extraSound)
            extra.append(range)
            explained.append(range)
        }
    }

    /// Runs of steps, bridging up to a second of steps that say nothing.
    private func runs(
        in range: Range<Int>, is holds: (Int) -> Bool, isUnknown: (Int) -> Bool
    ) -> [(steps: Range<Int>, count: Int)] {
        var result: [(steps: Range<Int>, count: Int)] = []
        var current: (steps: Range<Int>, count: Int)?
        for step in range {
            if holds(step) {
                current = (
                    (current?.steps.lowerBound ?? step)..<step + 1, (current?.count ?? 0) + 1
                )
            } else if let run = current, !isUnknown(step) || step - run.steps.upperBound > 100 {
                result.append(run)
                current = nil
            }
        }
        if let current { result.append(current) }
        return result
    }

    /// Short holes, in seconds: too short for a stretch, too deep to be natural.
    var holes: [Double] {
        let levels = measured.levels
        let found = runs(
            in: comparableSteps,
            is: { levels.isMissing($0) && levels.reference[$0] > SoundLimits.holePower }, isUnknown: { _ in false })
        return found.filter { $0.count >= 1 && $0.count < SoundLimits.missingSteps }.map {
            Double($0.steps.lowerBound) / 100
        }
    }

    /// Tells of samples at full scale.
    mutating func judgeClipping() {
        let (own, other) = (measured.referenceClipping, measured.exportClipping)
        guard other.count > 2 + 2 * own.count else { return }
        let places = other.places.map { Double($0) / 48_000 }
        let range = (places.first ?? 0)..<max((places.last ?? 0), places.first ?? 0) + 0.01
        let whole = other.count > other.places.count ? range.lowerBound..<clock.seconds : range
        tell(
            .soundClipped,
            "the sound is clipped at full scale in \(other.count) places \(clock.words(whole)); "
                + "it should be in \(own.count)", whole, pointers: [], measured: Double(other.count),
            limit: Double(2 + 2 * own.count), as: .clipping)
    }

    /// Tells of clicks and short holes.
    mutating func judgeClicks() {
        if isHidden(.clicks) { return }
        let clipped = isHidden(.clicks, reach: .samePlace) ? measured.exportClipping.places : []
        let edges = (explained + missing).flatMap { [$0.lowerBound, $0.upperBound] }
        let clicks = measured.clicks.clicks.filter { click in
            let time = Double(click) / 48_000
            return time < comparable.upperBound - 0.03 && time > comparable.lowerBound + 0.03 && !isStrange(time)
                && !hasOwnLag(at: time) && !extra.contains { $0.contains(time) }
                && !measured.alignment.changes(in: max(0, click - 4_800)..<click + 4_800)
                && !clipped.contains { abs($0 - click) < 480 } && !edges.contains { abs($0 - time) < 0.05 }
        }.map { Double($0) / 48_000 }
        let holes = holes.filter { time in
            !edges.contains { abs($0 - time) < 0.15 } && !missingTracks.contains { $0.contains(time) }
                && !hasOwnLag(at: time)
        }
        // A hole has a click at either end.
        let alone = clicks.filter { click in !holes.contains { abs($0 - click) < 0.12 } }
        tellOfPlaces(alone, "a click", "clicks")
        tellOfPlaces(holes, "a hole of a few hundredths of a second", "short holes")
    }

    /// Whether a window sounds so different that everything in it is news.
    private func isStrange(_ time: Double) -> Bool {
        let index = Int(time * 48_000) / LagFinder.length
        return abs(measured.windows[min(index, measured.windows.count - 1)].correlation ?? 1) < 0.7
            && !found.contains(.channelFault)
    }

    private mutating func tellOfPlaces(_ times: [Double], _ one: String, _ many: String) {
        guard let first = times.first, let last = times.last else { return }
        let range = first..<max(last, first) + 0.01
        var message: String
        if times.count == 1 {
            message = "there is \(one) at \(String(format: "%.2f s", first))"
        } else if let period = Self.period(of: times) {
            message =
                "\(many) every \(String(format: "%.2f s", period)), from "
                + String(format: "%.2f s to %.2f s; pieces of sound were badly joined there", first, last)
        } else {
            let list = times.prefix(5).map { String(format: "%.2f s", $0) }.joined(separator: ", ")
            message = "\(times.count) \(many), at \(list)" + (times.count > 5 ? " and later" : "")
        }
        message += "; the reference has none there"
        tell(
            .soundClicks, message, range, pointers: pointers(in: range), measured: Double(times.count), limit: 0,
            as: .clicks)
    }

    /// The distance at which places follow each other, where most of them keep it.
    static func period(of times: [Double]) -> Double? {
        guard times.count >= 3 else { return nil }
        let gaps = zip(times.dropFirst(), times).map { $0 - $1 }.sorted()
        let middle = gaps[gaps.count / 2]
        let kept = gaps.count { gap in
            let times = (gap / middle).rounded()
            return times >= 1 && abs(gap - times * middle) < 0.03
        }
        guard kept * 10 >= gaps.count * 8 else { return nil }
        let steps = zip(times.dropFirst(), times).map { (($0 - $1) / middle).rounded() }.reduce(0, +)
        return steps > 0 ? ((times.last ?? 0) - times[0]) / steps : nil
    }
}
