import MediaBuffers
import SignalMeasurement

/// Everything that is measured while an export and its reference are read once, side by side.
struct SoundMeasurements {
    /// Samples that the film lasts.
    var length = 0
    /// Where the export ends, in samples; nil where it goes on for half a minute and more after the film.
    var exportEnd: Int?
    /// What stopped reading the export.
    var exportFailure: (any Error)?
    /// Samples of the export that are no sound.
    var wildCount = 0
    /// Two seconds each.
    var windows: [WindowComparison] = []
    var alignment = SoundAlignment()
    var levels = StepLevels()
    var bands = BandMeter()
    var fit = StemFit()
    /// For each window the lags of the tracks.
    var stemLags: [StemLags] = []
    var clicks = ClickScan()
    var exportClipping = ClippingScan()
    var referenceClipping = ClippingScan()
    var referenceLoudness: Double?
    var exportLoudness: Double?
    var referencePeak: Float = 0
    var exportPeak: Float = 0
}

/// Reads an export, its reference and the reference's stems once, in memory that does not grow with their bytes.
final class SoundPass {
    private let reference: SampleHistory
    private let export: SampleHistory
    private let stems: [SampleHistory]
    private let finder = LagFinder()
    private lazy var stemLagFinder = StemLagFinder(finder)
    private var measured = SoundMeasurements()
    private var loudness = (reference: LoudnessMeter(), export: LoudnessMeter())
    private var peaks = (reference: TruePeakGauge(), export: TruePeakGauge())
    private var lags: [FoundLag?] = []

    private static let window = LagFinder.length
    /// What is read beyond a window: the largest lag and the filters' reach.
    private static let margin = LagFinder.reach + ClickScan.reach + LowSound.reach
    /// Lags of stretches that are less alike say nothing.
    private static let leastLikeness = SoundLimits.likeness

    init(export: (any SampleReading)?, reference: any SampleReading, stems: [SoundStem]) {
        self.reference = SampleHistory(reference)
        self.export = SampleHistory(export)
        self.stems = stems.map { SampleHistory($0.reader) }
    }

    /// Measures a film of `length` samples. Throws what stops the reference or a stem, and `CancellationError`.
    func measure(length: Int, isCancelled: () -> Bool) throws -> SoundMeasurements {
        measured.length = length
        let count = max(1, (length + Self.window - 1) / Self.window)
        for index in 0..<count {
            if isCancelled() { throw CancellationError() }
            findLag(from: index * Self.window)
            if index > 0 { compare(from: (index - 1) * Self.window) }
            try throwFailures()
        }
        read(to: (count + 1) * Self.window)
        compare(from: (count - 1) * Self.window)
        try throwFailures()
        while export.end == nil, export.readEnd < length + 30 * 48_000 {
            if isCancelled() { throw CancellationError() }
            export.read(to: export.readEnd + 8_192)
            export.drop(before: export.readEnd)
        }
        measured.bands.finish()
        measured.exportEnd = export.end
        measured.exportFailure = export.failure
        measured.wildCount = export.wildCount
        measured.referenceLoudness = loudness.reference.integratedLoudnessLUFS
        measured.exportLoudness = loudness.export.integratedLoudnessLUFS
        measured.referencePeak = peaks.reference.finish()
        measured.exportPeak = peaks.export.finish()
        return measured
    }

    private func throwFailures() throws {
        for history in [reference] + stems { if let failure = history.failure { throw failure } }
    }

    private func read(to end: Int) {
        reference.read(to: end + Self.margin) { block, _ in
            let heard = block.cut(from: reference.readEnd, to: measured.length)
            loudness.reference.add(heard)
            peaks.reference.add(heard)
            measured.referenceClipping.add(heard)
        }
        export.read(to: end + Self.margin) { block, real in
            let heard = block.cut(from: export.readEnd, to: measured.length)
            loudness.export.add(heard)
            peaks.export.add(heard)
            measured.exportClipping.add(heard)
        }
        for stem in stems { stem.read(to: end + Self.margin) }
    }

    /// Finds the lag of the window from a position on, and where it takes the place of the one before.
    private func findLag(from start: Int) {
        let range = start..<start + Self.window
        read(to: range.upperBound)
        let found = lag(in: range)
        lags.append(found)
        guard let found, found.likeness >= Self.leastLikeness else { return }
        if measured.alignment.isGradual(found.lag) {
            measured.alignment.slide(to: found.lag, in: start - Self.window / 2..<start + Self.window / 2)
        } else if measured.alignment.isChange(found.lag) {
            var place = 0
            if !measured.alignment.pieces.isEmpty {
                place = SoundAlignment.turn(
                    from: measured.alignment.lastLag, to: found.lag,
                    in: max(0, start - Self.window)..<range.upperBound, reference: reference, export: export)
            }
            measured.alignment.begin(found.lag, at: place)
        }
    }

    private func lag(in range: Range<Int>) -> FoundLag? {
        let (near, far) = (LowSound.reach, LowSound.reach + LagFinder.reach)
        let own = reference.copy(range.lowerBound - near..<range.upperBound + near)
        let wide = export.copy(range.lowerBound - far..<range.upperBound + far)
        // −66 dBFS over the window.
        let least = 2.5e-7 * Double(2 * Self.window)
        guard own.energy > least, wide.energy > least else { return nil }
        return finder.find(reference: own, export: wide, expected: measured.alignment.lastLag)
    }

    /// Compares the window from a position on, whose lag is known, and lets go of what lies before it.
    private func compare(from start: Int) {
        let reach = ClickScan.reach
        let range = start..<start + Self.window
        let own = reference.copy(range.lowerBound - reach..<range.upperBound + reach)
        let other = measured.alignment.copy(range.lowerBound - reach..<range.upperBound + reach, of: export)
        let (plainOwn, plainOther) = (own.part(reach, Self.window), other.part(reach, Self.window))
        let tracks = stems.map { $0.copy(range.lowerBound - LowSound.reach..<range.upperBound + LowSound.reach) }
        measured.windows.append(
            WindowComparison(
                start: start, found: lags[start / Self.window], reference: plainOwn, export: plainOther))
        let firstStep = measured.levels.reference.count
        measured.levels.add(
            reference: plainOwn, export: plainOther, stems: tracks.map { $0.part(LowSound.reach, Self.window) })
        measureBands(own, other, start: start)
        measured.clicks.scan(reference: own, export: other, start: start)
        let lags = stemLagFinder.lags(
            in: range, base: measured.alignment.mainShift(in: range), export: export, stems: stems)
        measured.stemLags.append(lags)
        fitStems(own, other, tracks, lags, start: start, firstStep: firstStep)
        let kept = start + Self.window - Self.margin
        for history in [reference, export] + stems { history.drop(before: kept) }
    }

    private func measureBands(_ own: StereoSamples, _ other: StereoSamples, start: Int) {
        for offset in stride(from: 0, to: Self.window, by: BandMeter.hop) {
            let position = start + offset
            let steps =
                position
                / StepLevels.length..<min(
                    (position + BandMeter.frameLength) / StepLevels.length + 1, measured.levels.reference.count)
            let isMeasured =
                position + BandMeter.frameLength <= measured.length
                && !measured.alignment.changes(in: position..<position + BandMeter.frameLength)
                && !steps.contains { measured.levels.isMissing($0) }
            measured.bands.add(
                reference: own, export: other, from: ClickScan.reach + offset, isMeasured: isMeasured)
        }
    }

    private func fitStems(
        _ own: StereoSamples, _ aligned: StereoSamples, _ tracks: [StereoSamples], _ lags: StemLags, start: Int,
        firstStep: Int
    ) {
        if tracks.isEmpty { return }
        var (other, heard) = (aligned, tracks)
        if lags.isSplit {
            // All at the export's own clock.
            let (reach, margin) = (ClickScan.reach, LowSound.reach)
            other = export.copy(start - reach..<start + Self.window + reach)
            heard = zip(stems, lags.lags).map { stem, lag in
                let shift = Int((lag ?? 0).rounded())
                return stem.copy(start - shift - margin..<start - shift + Self.window + margin)
            }
        }
        let length = StemFit.cellLength
        for offset in stride(from: 0, to: Self.window, by: length) {
            func low(_ samples: StereoSamples, _ margin: Int) -> LowSound {
                LowSound(samples.part(margin + offset - LowSound.reach, length + 2 * LowSound.reach))
            }
            let base = firstStep + offset / StepLevels.length
            let leftOut = (0..<length / StepLevels.length).map { block in
                let position = start + offset + block * StepLevels.length
                return measured.levels.isMissing(base + block)
                    || measured.alignment.changes(in: position - 960..<position + 1_440)
            }
            measured.fit.add(
                reference: low(own, ClickScan.reach), export: low(other, ClickScan.reach),
                stems: tracks.map { low($0, LowSound.reach) },
                shifted: lags.isSplit ? heard.map { low($0, LowSound.reach) } : nil, isLeftOut: { leftOut[$0] })
        }
    }
}

extension StereoSamples {
    /// The sum of the squares of both channels.
    fileprivate var energy: Double {
        func energy(_ channel: [Float]) -> Double {
            channel.withUnsafeBufferPointer { dotProduct($0, 0, $0, 0, count: $0.count) }
        }
        return energy(left) + energy(right)
    }

    /// A stretch of it.
    fileprivate func part(_ start: Int, _ count: Int) -> StereoSamples {
        var result = StereoSamples()
        result.append(self, start..<start + count)
        return result
    }

    /// What of a run that begins at a position lies before another.
    fileprivate func cut(from start: Int, to end: Int) -> StereoSamples {
        start + frameCount <= end ? self : part(0, max(0, end - start))
    }
}
