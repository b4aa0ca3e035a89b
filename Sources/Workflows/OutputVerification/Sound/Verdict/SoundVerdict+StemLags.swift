import Diagnostics
import Foundation

/// A stretch in which a track has a lag of its own.
struct StemLagRun {
    var stem: Int
    /// Windows from the first to the last one.
    var windows: ClosedRange<Int>
    /// In samples.
    var lag: Double
}

extension SoundVerdict {
    /// Whether each track comes when it should, where they do not all come early or late together.
    ///
    /// Fills `lateStems` and `ownLags`, by which others leave out what follows from that.
    mutating func judgeStemLags() {
        if isHidden(.trackShift) { return }
        let split = measured.stemLags.indices.filter { measured.stemLags[$0].isSplit }
        guard !split.isEmpty else { return }
        let common = commonLag(split)
        for stem in stems.indices {
            lateStems += runs(of: stem, common: common).filter { run in split.contains { run.windows.contains($0) } }
        }
        ownLags = Set(split)
        for index in measured.stemLags.indices where !ownLags.contains(index) {
            let sounding = stems.indices.filter { measured.stemLags[index].lags[$0] != nil }
            // Where the late track sounds alone, all of the sound is late.
            let isExplained = sounding.allSatisfy { stem in
                lateStems.contains { $0.stem == stem && $0.windows.contains(index) }
            }
            if !sounding.isEmpty, isExplained { ownLags.insert(index) }
        }
        for run in lateStems.prefix(40) { tell(of: run) }
    }

    /// The lag that the whole has: none where some track is in its place.
    private func commonLag(_ split: [Int]) -> Double {
        let limit = SoundLimits.stemLag * 48
        let isAnyInPlace = split.contains { index in
            measured.stemLags[index].lags.contains { $0.map { abs($0) <= limit } ?? false }
        }
        let others = measured.stemLags.indices.filter { !split.contains($0) }.flatMap {
            measured.stemLags[$0].lags.compactMap { $0 }
        }.sorted()
        return isAnyInPlace || others.isEmpty ? 0 : others[others.count / 2]
    }

    /// Stretches in which a track is early or late by one and the same time.
    private func runs(of stem: Int, common: Double) -> [StemLagRun] {
        var runs: [(windows: ClosedRange<Int>, lags: [Double])] = []
        var known = 0
        for (index, window) in measured.stemLags.enumerated() {
            guard let lag = window.lags[stem] else { continue }
            known += 1
            guard abs(lag - common) > SoundLimits.stemLag * 48 else {
                runs.append((index...index, []))
                continue
            }
            if let last = runs.last, let before = last.lags.last, abs(before - lag) <= StemLags.tolerance {
                runs[runs.count - 1] = (last.windows.lowerBound...index, last.lags + [lag])
            } else {
                runs.append((index...index, [lag]))
            }
        }
        return runs.filter { !$0.lags.isEmpty && ($0.lags.count > 1 || known == 1) }.map { run in
            let sorted = run.lags.sorted()
            return StemLagRun(stem: stem, windows: run.windows, lag: sorted[sorted.count / 2])
        }
    }

    private mutating func tell(of run: StemLagRun) {
        let (name, pointer) = stems[run.stem]
        let range = seconds(of: run)
        let lag = run.lag / 48
        tell(
            lag > 0 ? .stemLate : .stemEarly,
            "\(name) is \(String(format: "%.1f ms", abs(lag))) \(lag > 0 ? "late" : "early") on its own "
                + clock.words(range), range, pointers: [pointer], measured: lag, limit: SoundLimits.stemLag,
            as: .trackShift)
    }

    /// When a run is: its windows, cut to where the track sounds.
    private func seconds(of run: StemLagRun) -> Range<Double> {
        var range = Double(2 * run.windows.lowerBound)..<Double(2 * run.windows.upperBound + 2)
        if let extent = measured.fit.extent(of: run.stem) {
            let (first, last) = (Double(extent.lowerBound) / 2, Double(extent.upperBound) / 2)
            range = max(range.lowerBound, first)..<max(first, min(range.upperBound, last))
        }
        return range.lowerBound..<max(range.lowerBound, min(range.upperBound, clock.seconds))
    }

    /// Whether a track with a lag of its own sounds then, or should.
    func hasOwnLag(at seconds: Double) -> Bool {
        lateStems.contains { run in
            let range = self.seconds(of: run)
            let slack = abs(run.lag) / 48_000 + 0.1
            return range.lowerBound - slack <= seconds && seconds <= range.upperBound + slack
        }
    }

    /// The lag of a track in some seconds, in ms; nil where it was not found.
    func lag(of stem: Int, in seconds: Range<Double>) -> Double? {
        let lags = measured.stemLags.enumerated().filter { index, _ in
            Double(2 * index) < seconds.upperBound && Double(2 * index + 2) > seconds.lowerBound
        }.compactMap { $0.element.lags[stem] }.sorted()
        return lags.isEmpty ? nil : lags[lags.count / 2] / 48
    }
}
