import Diagnostics
import Foundation

extension SoundVerdict {
    /// Whether each track is as loud as it should be, and whether the sound as a whole is there.
    mutating func judgeStems() {
        var bad: [StemRun] = []
        if !stems.isEmpty, !isHidden(.gain) {
            let runs = measured.fit.runs(stemCount: stems.count)
            report.stems = runs.flatMap { $0 }.map { run in
                StemGain(
                    name: stems[run.stem].name, pointer: stems[run.stem].pointer, gain: shownGain(run),
                    lagMilliseconds: lag(of: run.stem, in: seconds(of: run)), seconds: seconds(of: run))
            }
            bad = runs.flatMap { $0 }.filter { run in
                abs(run.gain) > SoundLimits.stem && (run.count > 1 || runs[run.stem].count == 1)
            }
        }
        tellOfMissing(bad)
        bad = bad.filter { run in
            let range = seconds(of: run)
            return !missing.contains { $0.lowerBound <= range.lowerBound && $0.upperBound >= range.upperBound }
        }
        missingTracks = bad.filter { $0.gain < SoundLimits.stemMissing }.map { seconds(of: $0) }
        bad = tellOfWhole(bad)
        for run in bad.sorted(by: { abs($0.gain) > abs($1.gain) }).prefix(40) { tell(of: run) }
    }

    private func shownGain(_ run: StemRun) -> Double { run.gain < SoundLimits.stemMissing ? -120 : run.gain }

    /// When a run is, stretched to the track's first and last sound where nothing else is known of it.
    private func seconds(of run: StemRun) -> Range<Double> {
        guard let extent = measured.fit.extent(of: run.stem) else { return run.seconds }
        var range = run.seconds
        if run.cells.lowerBound - extent.lowerBound <= 2 { range = Double(extent.lowerBound) / 2..<range.upperBound }
        if extent.upperBound - run.cells.upperBound <= 2 { range = range.lowerBound..<Double(extent.upperBound) / 2 }
        // Where the track would have sounded alone, nothing can be fitted, and its absence is silence.
        if run.gain < SoundLimits.stemMissing, stems.count > 1 {
            for silence in missing.reversed() + missing
            where silence.lowerBound <= range.upperBound + 1 && silence.upperBound >= range.lowerBound - 1 {
                if onlyStem(in: silence) != run.stem { continue }
                range = min(range.lowerBound, silence.lowerBound)..<max(range.upperBound, silence.upperBound)
            }
        }
        return range.lowerBound..<max(range.lowerBound, min(range.upperBound, clock.seconds))
    }

    private mutating func tell(of run: StemRun) {
        let (name, pointer) = stems[run.stem]
        let range = seconds(of: run)
        let words = clock.words(range)
        explained.append(range)
        if run.ratio < SoundLimits.invertedTrack, !isHidden(.trackPolarity) {
            tell(
                .soundInverted, "\(name) is inverted (its polarity is turned over) \(words)", range,
                pointers: [pointer], as: .polarity)
        } else if run.gain < SoundLimits.stemMissing {
            tell(
                isReplaced(run) ? .soundDiffers : .stemMissing,
                isReplaced(run)
                    ? "\(name) is not heard as it should be \(words): something else sounds in its place, or it is shifted"
                    : "\(name) is missing \(words)", range, pointers: [pointer], measured: -120,
                limit: -SoundLimits.stem, as: .trackMissing)
        } else {
            tell(
                .stemGain,
                "\(name) is \(String(format: "%.1f dB", abs(run.gain))) too \(run.gain > 0 ? "loud" : "quiet") \(words)",
                range, pointers: [pointer], measured: run.gain,
                limit: run.gain > 0 ? SoundLimits.stem : -SoundLimits.stem, as: .gain)
        }
    }

    /// Whether as much sounds without a track as should sound with it.
    private func isReplaced(_ run: StemRun) -> Bool {
        var (expected, without, found) = (0.0, 0.0, 0.0)
        for cell in run.cells.map({ measured.fit.cells[$0] }) {
            guard let own = cell.stems.firstIndex(of: run.stem) else { continue }
            let count = cell.stems.count
            for row in 0..<count {
                for column in 0..<count {
                    let value = cell.products[row * count + column]
                    expected += value
                    if row != own, column != own { without += value }
                }
            }
            found += cell.export
        }
        return found - without > 0.5 * (expected - without)
    }

    /// Tells of stretches in which nothing sounds, unless it is one missing track that would have sounded there alone.
    private mutating func tellOfMissing(_ bad: [StemRun]) {
        for range in missing where !isPartOfMissingTrack(range, bad) {
            tell(
                .soundMissing,
                "nothing is heard \(clock.words(range)); there should be sound", range, pointers: pointers(in: range),
                measured: range.upperBound - range.lowerBound, as: .silence)
            explained.append(range)
        }
    }

    /// Whether a silence is what is left without a track that is missing around it.
    private func isPartOfMissingTrack(_ range: Range<Double>, _ bad: [StemRun]) -> Bool {
        if stems.count < 2 { return false }
        return bad.contains { run in
            guard run.gain < SoundLimits.stemMissing else { return false }
            let around = seconds(of: run)
            return around.lowerBound <= range.lowerBound + 0.5 && around.upperBound >= range.upperBound - 0.5
                && (onlyStem(in: range) == run.stem || range.upperBound - range.lowerBound < 1)
        }
    }

    private func onlyStem(in range: Range<Double>) -> Int? {
        let masks = steps(range).map { measured.levels.sounding[$0] }.filter { $0 != 0 }
        let stem = stems.indices.prefix(64).first { stem in
            masks.count { $0 == 1 << UInt64(stem) } * 10 >= max(1, masks.count) * 8
        }
        return stem
    }

    /// Tells of what has befallen all tracks alike, and returns the rest.
    private mutating func tellOfWhole(_ bad: [StemRun]) -> [StemRun] {
        var rest = bad
        while let first = rest.first(where: { $0.gain > SoundLimits.stemMissing && $0.ratio > 0 }) {
            let range = seconds(of: first)
            let others = stems.indices.filter { stem in
                stem != first.stem
                    && steps(range).count { measured.levels.sounding[$0] >> UInt64(min(63, stem)) & 1 == 1 } > 100
            }
            let alike = rest.filter { run in
                let other = seconds(of: run)
                return run.stem != first.stem && abs(run.gain - first.gain) < 0.7 && run.ratio > 0
                    && min(other.upperBound, range.upperBound) - max(other.lowerBound, range.lowerBound) > 0.5
            }
            guard stems.count == 1 || !others.isEmpty, others.allSatisfy({ stem in alike.contains { $0.stem == stem } })
            else {
                tell(of: first)
                rest.removeAll { $0.stem == first.stem && $0.cells == first.cells }
                continue
            }
            let all = alike + [first]
            let whole =
                all.map { seconds(of: $0).lowerBound }.reduce(
                    range.lowerBound, min)..<all.map {
                    seconds(of: $0).upperBound
                }.reduce(range.upperBound, max)
            let gain = all.map(\.gain).reduce(0, +) / Double(all.count)
            tellOfGain(gain, whole, limit: SoundLimits.stem, pointers: all.map { stems[$0.stem].pointer })
            rest.removeAll { run in all.contains { $0.stem == run.stem && $0.cells == run.cells } }
        }
        return rest
    }

    /// Tells that all of the sound is too loud or too quiet.
    mutating func tellOfGain(_ gain: Double, _ range: Range<Double>, limit: Double, pointers: [String]) {
        explained.append(range)
        tell(
            .soundGain,
            "the sound is \(String(format: "%.1f dB", abs(gain))) too \(gain > 0 ? "loud" : "quiet") \(clock.words(range))",
            range, pointers: pointers, measured: gain, limit: gain > 0 ? limit : -limit, as: .gain)
    }
}
