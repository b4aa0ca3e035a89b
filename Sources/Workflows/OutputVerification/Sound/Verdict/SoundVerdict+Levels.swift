import Diagnostics
import Foundation

extension SoundVerdict {
    /// Whether loudness, bands and likeness are right where nothing else was found to be wrong.
    mutating func judgeLevels() {
        if !isHidden(.peak), let peak = report.exportTruePeakDBTP, peak > SoundLimits.truePeak + SoundLimits.peakMargin,
            measured.exportPeak > measured.referencePeak * SoundLimits.peakFactor
        {
            tell(
                .soundPeak, String(format: "the true peak is %.1f dBTP; it should stay below 0", peak), nil,
                severity: .warning, measured: peak, limit: SoundLimits.truePeak)
        }
        if isHidden(.levels) { return }
        if isHidden(.levels, reach: .whereAlike), (report.correlation ?? 1) >= SoundLimits.correlation { return }
        let whole = 0..<clock.seconds
        let heard = report.bands.filter { !$0.difference.isNaN }
        let medians = heard.map(\.difference)
        if let own = report.referenceLoudnessLUFS, let other = report.exportLoudnessLUFS {
            let difference = other - own
            let spread = (medians.max() ?? 0) - (medians.min() ?? 0)
            if abs(difference) > SoundLimits.loudness, spread <= SoundLimits.gainSpread,
                medians.allSatisfy({ abs($0 - difference) < SoundLimits.gainSpread })
            {
                tellOfGain(difference, whole, limit: SoundLimits.loudness, pointers: pointers(in: whole))
                return
            }
        }
        judgeBands()
        judgeLikeness()
    }

    private mutating func judgeBands() {
        // Where tracks are a little apart, as is forgiven, their low notes add up otherwise.
        let lowest = measured.stemLags.contains { $0.isSplit } ? SoundLimits.lowestOfSplit : 0
        let bad = report.bands.filter {
            guard $0.frequencies.lowerBound >= lowest else { return false }
            return abs($0.difference) > SoundLimits.bandMedian
                || $0.difference95 > SoundLimits.band95(upTo: $0.frequencies.upperBound)
        }
        let difference = (report.exportLoudnessLUFS ?? -70) - (report.referenceLoudnessLUFS ?? -70)
        guard !bad.isEmpty || abs(difference) > SoundLimits.loudness else { return }
        let step = Double(BandMeter.hop * BandMeter.framesPerStep) / 48_000
        var wrong = Set<Int>()
        for (band, values) in zip(BandMeter.bands, measured.bands.differences) {
            let limit = Float(SoundLimits.band95(upTo: band.upperBound))
            for (index, value) in values.enumerated() where abs(value) > limit { wrong.insert(index) }
        }
        let range = Double(wrong.min() ?? 0) * step..<min(clock.seconds, Double((wrong.max() ?? 0) + 1) * step)
        let words = bad.map { band in
            let name = Self.name(of: band.frequencies)
            if abs(band.difference) <= SoundLimits.bandMedian {
                return String(format: "\(name) off by %.1f dB in places", band.difference95)
            }
            return String(format: "\(name) %.1f dB too ", abs(band.difference))
                + (band.difference > 0 ? "loud" : "quiet")
        }
        let loudness = String(format: "%.1f LU", difference)
        tell(
            .soundDiffers,
            "the levels differ \(clock.words(range)): " + (words + ["loudness \(loudness)"]).joined(separator: ", "),
            range,
            pointers: suspects(in: range), measured: bad.map { max(abs($0.difference), $0.difference95) }.max(),
            limit: SoundLimits.bandMedian, as: .levels)
    }

    /// Pointers of the tracks that sound, those first that were not found to have the right gain.
    private func suspects(in range: Range<Double>) -> [String] {
        let right = Set(report.stems.filter { abs($0.gain) <= SoundLimits.stem }.map(\.pointer))
        let all = pointers(in: range)
        return all.filter { !right.contains($0) } + all.filter(right.contains)
    }

    private static func name(of band: ClosedRange<Double>) -> String {
        if band.upperBound < 1_000 { return String(format: "%.0f–%.0f Hz", band.lowerBound, band.upperBound) }
        return String(format: "%.2g–%.2g kHz", band.lowerBound / 1_000, band.upperBound / 1_000)
    }

    /// Whether a lag has moved no part of a window out of the film.
    private func isComparable(_ window: WindowComparison) -> Bool {
        let start = Double(window.start) / 48_000
        return start >= comparable.lowerBound
            && min(start + 2, clock.seconds) <= comparable.upperBound + 0.01
    }

    private mutating func judgeLikeness() {
        if isHidden(.likeness) { return }
        // Tracks that are a little apart, as is forgiven, are not alike as a whole.
        let sounding = soundingWindows.filter { !measured.stemLags[$0.start / LagFinder.length].isSplit }
        let strange = sounding.filter { window in
            isComparable(window) && !measured.alignment.changes(in: window.start..<window.start + LagFinder.length)
                && (window.correlation ?? 1) < SoundLimits.windowCorrelation
                && window.reference.sum() > 1e-5 * Double(2 * LagFinder.length)
        }
        let isWholeStrange =
            sounding.count == soundingWindows.count && (report.correlation ?? 1) < SoundLimits.correlation
        guard let first = strange.first ?? (isWholeStrange ? soundingWindows.first : nil) else { return }
        let last = strange.last ?? soundingWindows.last ?? first
        let range = Double(first.start) / 48_000..<min(clock.seconds, Double(last.start + LagFinder.length) / 48_000)
        let least = strange.compactMap(\.correlation).min() ?? report.correlation ?? 0
        tell(
            .soundDiffers,
            "another sound is heard \(clock.words(range)): its correlation is \(String(format: "%.2f", least))", range,
            pointers: pointers(in: range), measured: least,
            limit: strange.isEmpty ? SoundLimits.correlation : SoundLimits.windowCorrelation)
    }
}
