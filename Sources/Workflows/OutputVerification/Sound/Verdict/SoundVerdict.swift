import Diagnostics
import Foundation
import MediaTiming
import TimelineModel

/// Makes a report and deviations of what was measured.
struct SoundVerdict {
    let measured: SoundMeasurements
    let stems: [(name: String, pointer: String)]
    let clock: SoundClock
    var deviations: [Deviation] = []
    var report: SoundReport
    /// Stretches that are explained already, in seconds.
    var explained: [Range<Double>] = []
    /// Stretches in which the reference sounds and the export does not, in seconds.
    var missing: [Range<Double>] = []
    /// Stretches in which the export sounds and the reference does not, in seconds.
    var extra: [Range<Double>] = []
    /// Stretches in which a track is missing, in seconds.
    var missingTracks: [Range<Double>] = []
    /// Stretches in which tracks have a lag of their own.
    var lateStems: [StemLagRun] = []
    /// Windows whose lag is that of such a track.
    var ownLags: Set<Int> = []
    /// What was found so far: some of it hides what follows from it.
    var found: Set<Evidence> = []

    init(_ measured: SoundMeasurements, stems: [(name: String, pointer: String)], clock: SoundClock) {
        self.measured = measured
        self.stems = stems
        self.clock = clock
        report = SoundReport(
            windows: [], lagMilliseconds: nil, correlation: nil, referenceLoudnessLUFS: measured.referenceLoudness,
            exportLoudnessLUFS: measured.exportLoudness,
            exportTruePeakDBTP: measured.exportPeak > 0 ? 20 * log10(Double(measured.exportPeak)) : nil, bands: [],
            stems: [])
    }

    /// The windows in which both sound, and that lie in what can be compared for at least half a second.
    var soundingWindows: [WindowComparison] {
        let end = Int(comparable.upperBound * 48_000)
        return measured.windows.filter { $0.isSounding && $0.start + 24_000 <= end }
    }

    /// The seconds in which the export has samples to compare: a lag moves some of them out of the film.
    var comparable: Range<Double> {
        let pieces = measured.alignment.pieces
        let first = max(0, -(pieces.first?.lag ?? 0) / 48_000)
        let end =
            Double(min(clock.length, measured.exportEnd ?? clock.length) - max(0, pieces.last?.shift ?? 0)) / 48_000
        return first..<max(first, end)
    }

    mutating func judge() {
        describeWindows()
        if let failure = measured.exportFailure {
            let reason = (failure as? AssetProblem)?.message ?? "\(failure)"
            let from = Double(measured.exportEnd ?? 0) / 48_000
            tell(
                .soundUnmeasured, "the sound cannot be read \(clock.words(from..<clock.seconds)): \(reason)",
                from..<clock.seconds, as: .unreadSound)
        }
        if measured.wildCount > 0 {
            tell(
                .soundUnmeasured, "\(measured.wildCount) samples of the sound are no numbers, or far too large", nil,
                measured: Double(measured.wildCount), limit: 0, as: .unreadSound)
        }
        judgeLength()
        judgeChannels()
        judgeStemLags()
        judgeLag()
        judgeStretches()
        judgeStems()
        judgeClipping()
        judgeClicks()
        judgeLevels()
    }

    /// Adds a deviation.
    mutating func tell(
        _ code: DiagnosticCode, _ message: String, _ seconds: Range<Double>?, severity: Deviation.Severity = .failure,
        pointers: [String] = [], measured: Double? = nil, limit: Double? = nil, as evidence: Evidence? = nil
    ) {
        if let evidence { found.insert(evidence) }
        deviations.append(
            Deviation(
                code, .sound, message, severity: severity, frames: seconds.map(clock.frames), pointers: pointers,
                measured: measured, limit: limit, evidence: evidence))
    }

    /// Whether something follows from what was found so far, as far as a reach goes.
    func isHidden(_ symptom: Evidence, reach: Hiding.Reach = .everywhere) -> Bool {
        Hiding.isHidden(symptom, by: found, reach: reach)
    }

    /// Pointers of the tracks that sound in some seconds, the one that sounds longest first.
    func pointers(in seconds: Range<Double>) -> [String] {
        let steps = self.steps(seconds)
        let counts = stems.indices.prefix(64).map { stem in
            (stem: stem, count: steps.count { measured.levels.sounding[$0] >> UInt64(stem) & 1 == 1 })
        }
        return counts.filter { $0.count * 4 > steps.count }.sorted { $0.count > $1.count }.map {
            stems[$0.stem].pointer
        }
    }

    /// The steps of 10 ms in some seconds.
    func steps(_ seconds: Range<Double>) -> Range<Int> {
        let all = 0..<measured.levels.reference.count
        let first = Int((max(0, seconds.lowerBound) * 100).rounded())
        return (first..<max(first, Int((seconds.upperBound * 100).rounded()))).clamped(to: all)
    }

    private mutating func describeWindows() {
        func level(_ energy: Double) -> Double {
            max(-120, 10 * log10(max(1e-12, energy / Double(2 * LagFinder.length))))
        }
        report.windows = measured.windows.map { window in
            SoundWindow(
                start: Double(window.start) / 48_000,
                lagMilliseconds: window.found.flatMap { $0.likeness >= SoundLimits.likeness ? $0.lag / 48 : nil },
                correlation: window.correlation, referenceLevel: level(window.reference.sum()),
                exportLevel: level(window.export.sum()))
        }
        let sounding = soundingWindows
        let lags = sounding.compactMap(\.found).filter { $0.likeness >= SoundLimits.likeness }.map(\.lag).sorted()
        if !lags.isEmpty { report.lagMilliseconds = lags[lags.count / 2] / 48 }
        let (own, other, both) = sounding.reduce((0.0, 0.0, 0.0)) {
            ($0.0 + $1.reference.sum(), $0.1 + $1.export.sum(), $0.2 + $1.straight.sum())
        }
        if own > 0, other > 0 { report.correlation = both / (own * other).squareRoot() }
        for (band, differences) in zip(BandMeter.bands, measured.bands.differences) {
            let values = differences.filter { !$0.isNaN }.sorted()
            let sizes = values.map(abs).sorted()
            if values.isEmpty { continue }
            report.bands.append(
                SoundBand(
                    frequencies: band, difference: Double(values[values.count / 2]),
                    difference95: Double(sizes[min(sizes.count - 1, Int(Double(sizes.count) * 0.95))])))
        }
    }
}
