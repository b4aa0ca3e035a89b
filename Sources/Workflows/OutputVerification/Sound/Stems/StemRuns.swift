import Foundation

/// Stretches in which a track has one gain.
struct StemRun {
    /// How a gain differs from what it should be.
    enum Kind { case right, loud, quiet, missing, inverted }

    var stem: Int
    var kind: Kind
    /// Cells of the fit from the first to the last one.
    var cells: Range<Int>
    /// How many of them are sure.
    var count: Int
    /// Gain of amplitude; negative where it is inverted.
    var ratio: Double

    /// In dB, at least −120.
    var gain: Double { max(-120, 20 * log10(max(1e-6, abs(ratio)))) }
    /// When it is, in seconds.
    var seconds: Range<Double> { Double(cells.lowerBound) / 2..<Double(cells.upperBound) / 2 }
}

extension StemFit {
    /// The runs of each stem.
    func runs(stemCount: Int) -> [[StemRun]] {
        var known: [[(cell: Int, kind: StemRun.Kind, ratio: Double)]] = Array(repeating: [], count: stemCount)
        for index in cells.indices {
            for (stem, gain) in gains(over: CollectionOfOne(index)) where gain.error < 0.1 && stem < stemCount {
                known[stem].append((index, Self.kind(gain), gain.ratio))
            }
        }
        return known.enumerated().map { stem, points in
            var runs: [StemRun] = []
            for point in points {
                if let last = runs.last, last.kind == point.kind {
                    runs[runs.count - 1].cells = last.cells.lowerBound..<point.cell + 1
                    runs[runs.count - 1].count += 1
                } else {
                    runs.append(
                        StemRun(
                            stem: stem, kind: point.kind, cells: point.cell..<point.cell + 1, count: 1,
                            ratio: point.ratio))
                }
            }
            return smoothed(runs).compactMap(fitted)
        }
    }

    private static func kind(_ gain: Gain) -> StemRun.Kind {
        let sure = 3 * gain.error
        if gain.ratio < 0.13, gain.ratio > -0.13 { return .missing }
        if gain.ratio < 0 { return .inverted }
        if gain.ratio > 1.122, gain.ratio - 1 > sure { return .loud }
        if gain.ratio < 0.891, 1 - gain.ratio > sure { return .quiet }
        return .right
    }

    /// Lets runs of a single cell go into the one before, and joins what is alike then.
    private func smoothed(_ runs: [StemRun]) -> [StemRun] {
        var result: [StemRun] = []
        let long = runs.contains { $0.count > 1 }
        for run in runs {
            if long, run.count == 1 {
                if !result.isEmpty {
                    result[result.count - 1].cells = result[result.count - 1].cells.lowerBound..<run.cells.upperBound
                }
                continue
            }
            if let last = result.last, last.kind == run.kind {
                result[result.count - 1].cells = last.cells.lowerBound..<run.cells.upperBound
                result[result.count - 1].count += run.count
            } else {
                result.append(run)
            }
        }
        return result
    }

    /// A run with the gain of all its cells together, begun and ended where the stem is heard.
    private func fitted(_ run: StemRun) -> StemRun? {
        var run = run
        let sounding = run.cells.filter { cells[$0].stems.contains(run.stem) }
        guard let gain = gains(over: sounding)[run.stem] else { return nil }
        run.ratio = gain.ratio
        return run
    }

    /// The cells in which a stem sounds, from the first to the last one.
    func extent(of stem: Int) -> Range<Int>? {
        guard let first = cells.firstIndex(where: { $0.stems.contains(stem) }),
            let last = cells.lastIndex(where: { $0.stems.contains(stem) })
        else { return nil }
        return first..<last + 1
    }
}
