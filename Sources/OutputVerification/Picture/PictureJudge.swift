package import MediaBuffers
import MediaTiming
import SignalMeasurement
package import TimelineModel

/// Judges the pictures of an export: first frame by frame, then what looked odd more closely.
package struct PictureJudge {
    private let reference: any ReferenceFilm
    private let path: String
    private let guess: EncodingGuess?

    /// Groups of odd places that are looked at more closely, the worst and the longest.
    private static let groupLimit = 40

    /// A judge of the film at `path`; `guess` tells how it was encoded, where that is known.
    package init(reference: any ReferenceFilm, exportPath path: String, guess: EncodingGuess?) {
        self.reference = reference
        self.path = path
        self.guess = guess
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
        let comparison = FilmComparison(reference: reference, export: film)
        try comparison.run(onFrame: onFrame)

        let still = try ExportFilm(path: path)
        let explainer = Explainer(
            reference: reference, export: still, matches: comparison.matches, presence: comparison.presence)
        var deviations = TimingJudge(
            matches: comparison.matches, frameRate: reference.frameRate, exportFrameCount: film.frameCount,
            presence: comparison.presence
        ).deviations()
        let texts = TextJudge(
            reference: reference, export: still, matches: comparison.matches, frameRate: reference.frameRate)
        for (segment, frames) in comparison.textSuspects.sorted(by: { $0.key.pointer < $1.key.pointer }) {
            guard let seen = comparison.presence[segment] else { continue }
            let plain = frames.filter { comparison.matches[$0].isComparable }
            if !plain.isEmpty { deviations += try texts.deviations(of: segment, seen: seen, oddFrames: plain) }
        }
        let color = try colorDeviation(comparison, film: still)
        if let color { deviations.append(color) }
        var limits = FilmComparison.limits
        let groups = chosen(SuspectGroup.groups(of: comparison.suspects))
        let floor = guess.map { EncodingFloor(reference: reference, guess: $0) }
        for group in groups {
            if let floor, try isWhatEncodingDoes(group, comparison, floor, &limits) { continue }
            guard let deviation = try explainer.explain(group) else { continue }
            // A film whose colors are all off would tell of every place of it.
            if color != nil, deviation.isVague { continue }
            deviations.append(deviation)
        }
        let merged = Self.merged(deviations)
        let report = PictureReport(
            frameRate: reference.frameRate, width: reference.size.width, height: reference.size.height,
            scores: comparison.scores, limits: limits,
            worstFrames: try worstFrames(comparison, merged, film: still, toPicture: toPicture))
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

    private func chosen(_ groups: [SuspectGroup]) -> [SuspectGroup] {
        guard groups.count > Self.groupLimit else { return groups }
        let worst = groups.indices.sorted { groups[$0].worst.excess > groups[$1].worst.excess }
        let longest = groups.indices.sorted { groups[$0].count > groups[$1].count }
        let half = Self.groupLimit / 2
        return Set(worst.prefix(half) + longest.prefix(half)).sorted().map { groups[$0] }
    }

    /// Whether encoding the reference like the export does as much to the place.
    private func isWhatEncodingDoes(
        _ group: SuspectGroup, _ comparison: FilmComparison, _ floor: EncodingFloor, _ limits: inout PictureLimits
    ) throws -> Bool {
        let suspect = group.worst
        // No encoder that is worth watching does that much.
        guard suspect.excess < 5 else { return false }
        let index = min(comparison.scores.count - 1, suspect.frame + suspect.length / 2)
        guard let pair = try floor.frame(index) else { return false }
        let gauge = PictureGauge(width: reference.size.width, height: reference.size.height)
        let difference = gauge.difference(of: pair.encoded, from: pair.reference)
        limits.origin = "the reference encoded by x264 \(floor.guess.preset), CRF \(floor.guess.rateFactor)"
        switch suspect.sign {
        case .similarity:
            let tile = suspect.region.y / 64 * difference.tileColumns + suspect.region.x / 64
            let limit = min(limits.worstTileSimilarity, Double(difference.tileSimilarity[tile]) - 0.08)
            let found = 1 - suspect.excess * (1 - FilmComparison.limits.worstTileSimilarity)
            return found >= limit
        case .difference:
            let block = suspect.region.y / 16 * difference.columns + suspect.region.x / 16
            let limit = max(limits.worstBlockDifference, 2 * Double(difference.blockDifference[block]))
            return suspect.excess * FilmComparison.limits.worstBlockDifference <= limit
        case .color:
            var worst = Float(0)
            for row in suspect.region.y / 16..<(suspect.region.maxY + 15) / 16 {
                for column in suspect.region.x / 16..<(suspect.region.maxX + 15) / 16 {
                    let index = row * difference.columns + column
                    let drift = difference.second[index] - difference.first[index]
                    worst = max(
                        worst, abs(drift.x) / DriftPatches.limits.x,
                        max(abs(drift.y), abs(drift.z)) / DriftPatches.limits.y)
                }
            }
            return suspect.excess <= 2 * Double(worst)
        }
    }

    // MARK: Color of the whole film

    private func colorDeviation(_ comparison: FilmComparison, film: ExportFilm) throws -> Deviation? {
        let measured = comparison.scores.filter { $0.exportFrame != nil && comparison.matches[$0.frame].isComparable }
        guard !measured.isEmpty else { return nil }
        let count = Double(measured.count)
        let bias = measured.reduce(SIMD3<Double>.zero) { $0 + $1.bias } / count
        let mean = measured.reduce(0) { $0 + $1.colorDifference } / count
        let high = measured.reduce(0) { $0 + $1.colorDifference95 } / count
        let limits = FilmComparison.limits
        let isOff =
            abs(bias.x) > 0.8 || max(abs(bias.y), abs(bias.z)) > 0.5 || mean > limits.colorDifference
            || high > limits.colorDifference95
        guard isOff else { return nil }
        var (first, second): ([SIMD4<Float>], [SIMD4<Float>]) = ([], [])
        let gauge = PictureGauge(width: reference.size.width, height: reference.size.height)
        // How much of the film is off alike: colors of one segment are the segment's affair.
        var isOffAt: [Bool] = []
        for step in 0..<8 {
            let score = measured[step * (measured.count - 1) / 7]
            guard let exportFrame = score.exportFrame, let frame = try reference.frame(score.frame, changing: nil) else {
                continue
            }
            isOffAt.append(
                max(abs(score.bias.x) / 0.8, max(abs(score.bias.y), abs(score.bias.z)) / 0.5) > 1
                    || score.colorDifference > limits.colorDifference)
            let difference = gauge.difference(of: try film.canvas(frame: exportFrame), from: frame.canvas)
            first += difference.first
            second += difference.second
        }
        let share = Double(isOffAt.filter { $0 }.count) / Double(max(1, isOffAt.count))
        guard let diagnosis = ColorDiagnosis.find(first: first, second: second), share > 0.6 else {
            guard share > 0.6 else { return nil }
            return Deviation(
                "color-differs", .picture,
                "the colors of the whole film are off: Y' \(round2(bias.x)), C'b \(round2(bias.y)), C'r \(round2(bias.z)) code "
                    + "values, CIEDE2000 \(round2(mean))", measured: mean, limit: limits.colorDifference)
        }
        return Deviation(
            diagnosis.code, .picture, diagnosis.message, measured: mean, limit: limits.colorDifference)
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
            guard let frames = deviation.frames?.clamped(to: 0..<comparison.scores.count), !frames.isEmpty else { continue }
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

extension Deviation {
    /// Whether it tells that something differs, and not what.
    fileprivate var isVague: Bool {
        ["picture-differs", "segment-saturation", "segment-brightness", "segment-opacity", "effects-missing"].contains(code)
    }
}
