import Diagnostics
import Foundation
package import MediaBuffers
import MediaTiming
import SignalMeasurement
package import TimelineModel

/// Judges the pictures of an export: first frame by frame, then what looked odd more closely.
package struct PictureJudge {
    private let reference: any ReferenceFilm
    private let path: String
    private let guess: EncodingGuess?
    private let vmaf: VmafGauge?

    /// Groups of odd places that are looked at more closely, the worst and the longest.
    private static let groupLimit = 40
    private static let firstLook = 12

    /// A judge of the film at `path`; `guess` tells how it was encoded, where that is known. `vmaf` gets all pairs of frames.
    package init(
        reference: any ReferenceFilm, exportPath path: String, guess: EncodingGuess?, vmaf: VmafGauge? = nil
    ) {
        self.reference = reference
        self.path = path
        self.guess = guess
        self.vmaf = vmaf
    }

    /// Judges. `onFrame` is told of each frame before it is compared, and may throw to stop.
    ///
    /// Throws what reading either film throws.
    package func judge(
        toPicture: (Canvas) -> WorstFrame.Image, onFrame: (Int) throws -> Void
    ) throws -> (report: PictureReport, deviations: [Deviation]) {
        let film: ExportFilm
        do throws(AssetProblem) {
            film = try ExportFilm(path: path, threadCount: 2)
        } catch {
            throw Unreadable(message: error.message)
        }
        guard film.size == reference.size else {
            throw SizeDiffers(found: film.size, expected: reference.size)
        }
        let comparison = FilmComparison(reference: reference, export: film, vmaf: vmaf)
        try comparison.run(onFrame: onFrame)

        let still = try ExportFilm(path: path)
        let explainer = Explainer(
            reference: reference, export: still, matches: comparison.matches, presence: comparison.presence)
        var deviations = try TimingJudge(
            matches: comparison.matches, frameRate: reference.frameRate, presence: comparison.presence,
            isOfOtherLength: film.frameCount != reference.frameCount
        ).deviations { frame, offset in
            guard let first = try reference.frame(frame, changing: nil),
                let second = try reference.frame(frame + offset, changing: nil)
            else { return [] }
            return Movers(
                from: first.canvas, to: second.canvas, layers: first.layers, in: first.canvas.bounds
            ).segments
        }
        let vmaf = try vmafOutcome(unless: deviations)
        let floor = guess.map { EncodingFloor(reference: reference, guess: $0) }
        let color = try colorDeviation(comparison, film: still, floor)
        if let color {
            deviations.removeAll { Hiding.isHidden($0, by: [color]) }
            deviations.append(color)
        }
        var limits = PictureLimits.absolute
        let groups = SuspectGroup.groups(of: comparison.suspects)
        // What is hidden itself hides what follows from it nonetheless.
        var causes = deviations
        let inexcusable = try inexcusable(groups, floor, &limits)
        let moved = try pictureShift(inexcusable, comparison, film: still)
        if let moved {
            deviations.removeAll { Hiding.isHidden($0, by: [moved]) }
            deviations.append(moved)
            causes.append(moved)
        }
        let toldBefore = causes
        for group in inexcusable
        where !Hiding.isHidden(.oddPlace, frames: group.frames, region: group.region, by: toldBefore) {
            if try isOnlySofter(group, comparison, film: still) { continue }
            guard let deviation = try explainer.explain(group), !Hiding.isHidden(deviation, by: toldBefore) else {
                continue
            }
            deviations.append(deviation)
            causes.append(deviation)
        }
        let texts = TextJudge(
            reference: reference, export: still, matches: comparison.matches, frameRate: reference.frameRate)
        for (segment, frames) in comparison.textSuspects.sorted(by: { $0.key.pointer < $1.key.pointer }) {
            guard let seen = comparison.presence[segment] else { continue }
            let plain = frames.filter { frame in
                comparison.matches[frame].isComparable
                    && !Hiding.isHidden(.oddText, frames: frame..<frame + 1, region: seen.region, by: causes)
            }
            if !plain.isEmpty {
                deviations += try texts.deviations(of: segment, seen: seen, oddFrames: plain).filter {
                    !Hiding.isHidden($0, by: causes)
                }
            }
        }
        deviations += try faintTexts(comparison, film: still) { region, frame in
            !Hiding.isHidden(.faintText, frames: frame..<frame + 1, region: region, by: causes)
        }
        let merged = Self.merged(deviations)
        let report = PictureReport(
            frameRate: reference.frameRate, width: reference.size.width, height: reference.size.height,
            scores: comparison.scores, limits: limits,
            worstFrames: try worstFrames(comparison, merged, film: still, toPicture: toPicture), vmaf: vmaf)
        return (report, merged)
    }

    /// The frames of an export and of its reference have different sizes.
    package struct SizeDiffers: Error {
        /// Size of the export's frames.
        package let found: CanvasSize
        /// Size of the reference's.
        package let expected: CanvasSize
    }

    /// The export's picture cannot be decoded to its end.
    package struct Unreadable: Error {
        /// What is wrong with it.
        package let message: String
    }

    /// The shift of the whole picture that is behind the odd places; nil where there is none.
    private func pictureShift(
        _ groups: [SuspectGroup], _ comparison: FilmComparison, film: ExportFilm
    ) throws -> Deviation? {
        guard let worst = groups.filter({ $0.signs != [.color] }).max(by: { $0.worst.excess < $1.worst.excess }),
            let exportFrame = comparison.matches[worst.worst.frame].exportFrame,
            let frame = try reference.frame(worst.worst.frame, changing: nil),
            let shift = PictureShift.find(
                expected: frame.canvas, shown: try film.canvas(frame: exportFrame), layers: frame.layers.map(\.rect))
        else { return nil }
        let frames =
            groups.map(\.frames.lowerBound).min().flatMap { first in
                groups.map(\.frames.upperBound).max().map { first..<$0 }
            } ?? worst.frames
        return Deviation(
            .pictureShifted, .picture,
            String(format: "the whole picture lies %+.1f px across and %+.1f px down of its place", shift.dx, shift.dy),
            frames: frames, measured: (shift.dx * shift.dx + shift.dy * shift.dy).squareRoot(), limit: 0,
            evidence: .pictureShift)
    }

    /// VMAF pairs frames by their number, which says something only where each is shown at its time.
    private func vmafOutcome(unless timing: [Deviation]) throws -> VmafOutcome {
        guard let vmaf else { return .notAsked }
        if let first = timing.first(where: { $0.area == .timing }) {
            vmaf.stop()
            return .unmeasured("the export does not show every frame at its time (\(first.code))")
        }
        return try vmaf.finish()
    }

    private func faintTexts(
        _ comparison: FilmComparison, film: ExportFilm, isPlain: (PixelRect, Int) -> Bool
    ) throws -> [Deviation] {
        let judge = FaintTextJudge(
            reference: reference, export: film, matches: comparison.matches,
            guess: guess ?? EncodingGuess(preset: "veryfast", rateFactor: 26))
        // In the order of their frames, so that films are read forward.
        let texts = comparison.presence.filter { $0.value.kind == .text }
            .sorted { ($0.value.frames.lowerBound, $0.key.pointer) < ($1.value.frames.lowerBound, $1.key.pointer) }
        return try texts.compactMap { segment, seen in
            try judge.deviation(of: segment, seen: seen) { isPlain(seen.region, $0) }
        }
    }

    private func isOnlySofter(
        _ group: SuspectGroup, _ comparison: FilmComparison, film: ExportFilm
    ) throws -> Bool {
        guard !group.signs.contains(.color), let exportFrame = comparison.matches[group.worst.frame].exportFrame,
            let frame = try reference.frame(group.worst.frame, changing: nil)
        else { return false }
        return Softness.accounts(
            for: group.worst.region, of: try film.canvas(frame: exportFrame), against: frame.canvas)
    }

    /// Groups that encoding does not account for. First a few are looked at; only where one of these is no work of an
    /// encoder, more.
    private func inexcusable(
        _ groups: [SuspectGroup], _ floor: EncodingFloor?, _ limits: inout PictureLimits
    ) throws -> [SuspectGroup] {
        guard let floor, !groups.isEmpty else { return Array(groups.prefix(Self.groupLimit)) }
        limits.origin =
            "absolute, or where that fails the reference encoded by x264 \(floor.guess.preset), CRF \(floor.guess.rateFactor)"
        let worst = groups.indices.sorted { groups[$0].worst.excess > groups[$1].worst.excess }
        let longest = groups.indices.sorted { groups[$0].count > groups[$1].count }
        var found: [Int] = []
        var seen: Set<Int> = []
        for limit in [Self.firstLook, Self.groupLimit] {
            for index in Set(worst.prefix(limit / 2) + longest.prefix(limit / 2)).subtracting(seen).sorted() {
                seen.insert(index)
                if try !floor.excuses(groups[index].worst, limits: PictureLimits.absolute) { found.append(index) }
            }
            if found.isEmpty { break }
        }
        return found.sorted().map { groups[$0] }
    }

    // MARK: Color of the whole film

    private func colorDeviation(
        _ comparison: FilmComparison, film: ExportFilm, _ floor: EncodingFloor?
    ) throws -> Deviation? {
        let measured = comparison.scores.filter { $0.exportFrame != nil && comparison.matches[$0.frame].isComparable }
        guard !measured.isEmpty else { return nil }
        let count = Double(measured.count)
        let bias = measured.reduce(SIMD3<Double>.zero) { $0 + $1.bias } / count
        let mean = measured.reduce(0) { $0 + $1.colorDifference } / count
        let high = measured.reduce(0) { $0 + $1.colorDifference95 } / count
        let limits = PictureLimits.absolute
        // How far it is over the limits, and over those that are relative to what encoding alone does.
        func excess(_ floor: EncodingFloor.ColorFloor) -> Double {
            let luma = abs(bias.x) / max(ColorLimits.luma, ColorLimits.floorBias * floor.bias.x)
            let chroma =
                max(abs(bias.y), abs(bias.z)) / max(ColorLimits.chroma, ColorLimits.floorBias * floor.bias.y)
            let factor = ColorLimits.floorDifference
            let difference = mean / max(limits.colorDifference, factor * floor.difference)
            return max(luma, chroma, difference, high / max(limits.colorDifference95, factor * floor.difference95))
        }
        let over = excess(EncodingFloor.ColorFloor())
        guard over > 1 else { return nil }
        // No encoder that is worth watching does much more.
        if over < ColorLimits.sureExcess, let floor = try floor?.color(), excess(floor) <= 1 { return nil }
        var (first, second): ([SIMD4<Float>], [SIMD4<Float>]) = ([], [])
        let gauge = PictureGauge(width: reference.size.width, height: reference.size.height)
        // How much of the film is off alike: colors of one segment are the segment's affair.
        var isOffAt: [Bool] = []
        for step in 0..<8 {
            let score = measured[step * (measured.count - 1) / 7]
            guard let exportFrame = score.exportFrame, let frame = try reference.frame(score.frame, changing: nil)
            else {
                continue
            }
            isOffAt.append(
                max(
                    abs(score.bias.x) / ColorLimits.luma,
                    max(abs(score.bias.y), abs(score.bias.z)) / ColorLimits.chroma) > 1
                    || score.colorDifference > limits.colorDifference)
            let difference = gauge.difference(of: try film.canvas(frame: exportFrame), from: frame.canvas)
            first += difference.first
            second += difference.second
        }
        let share = Double(isOffAt.filter { $0 }.count) / Double(max(1, isOffAt.count))
        guard share > ColorLimits.share else { return nil }
        guard let diagnosis = ColorDiagnosis.find(first: first, second: second) else {
            return Deviation(
                .colorDiffers, .picture,
                "the colors of the whole film are off: Y' \(round2(bias.x)), C'b \(round2(bias.y)), C'r \(round2(bias.z)) code "
                    + "values, CIEDE2000 \(round2(mean))", measured: mean, limit: limits.colorDifference,
                evidence: .unnamedColor)
        }
        return Deviation(
            diagnosis.code, .picture, diagnosis.message, measured: mean, limit: limits.colorDifference,
            evidence: .namedColor)
    }

    private func round2(_ value: Double) -> Double { (value * 100).rounded() / 100 }

    // MARK: What is shown

    /// Deviations of one kind and place told once.
    private static func merged(_ deviations: [Deviation]) -> [Deviation] {
        var result: [Deviation] = []
        for deviation in deviations {
            let known = result.firstIndex {
                $0.code == deviation.code && $0.pointers == deviation.pointers && $0.area == deviation.area
            }
            guard let known, let mine = result[known].frames, let other = deviation.frames else {
                result.append(deviation)
                continue
            }
            let frames = min(mine.lowerBound, other.lowerBound)..<max(mine.upperBound, other.upperBound)
            if other.count > mine.count { result[known] = deviation }
            result[known].frames = frames
        }
        return result
    }

    private func worstFrames(
        _ comparison: FilmComparison, _ deviations: [Deviation], film: ExportFilm,
        toPicture: (Canvas) -> WorstFrame.Image
    ) throws -> [WorstFrame] {
        var chosen: [Int] = []
        func add(_ frame: Int) {
            if chosen.count < 6, !chosen.contains(where: { abs($0 - frame) < 8 }),
                comparison.scores[frame].exportFrame != nil
            {
                chosen.append(frame)
            }
        }
        // The worst frame of each deviation first, then the worst of all.
        for deviation in deviations {
            guard let frames = deviation.frames?.clamped(to: 0..<comparison.scores.count), !frames.isEmpty else {
                continue
            }
            if let worst = frames.min(by: {
                comparison.scores[$0].worstTileSimilarity < comparison.scores[$1].worstTileSimilarity
            }) {
                add(worst)
            }
        }
        for score in comparison.scores.sorted(by: { $0.worstTileSimilarity < $1.worstTileSimilarity }).prefix(60)
        where chosen.count < 3 { add(score.frame) }
        let gauge = PictureGauge(width: reference.size.width, height: reference.size.height)
        return try chosen.compactMap { index in
            guard let exportFrame = comparison.scores[index].exportFrame,
                let canvas = try reference.frame(index, changing: nil)?.canvas
            else { return nil }
            let shown = try film.canvas(frame: exportFrame)
            let difference = gauge.difference(of: shown, from: canvas)
            let told = deviations.filter { $0.frames?.contains(index) ?? false }
            return WorstFrame(
                frame: index, exportFrame: exportFrame, reference: toPicture(canvas), export: toPicture(shown),
                heat: difference.blockDifference, heatColumns: difference.columns,
                region: told.compactMap(\.region).first, deviationCodes: told.map(\.code))
        }
    }
}

extension FramePairing.Match {
    /// Whether what stands beside the frame is the same moment.
    var isComparable: Bool { exportFrame != nil && !isFrozen && !isBlack && !isBlank }
}
