import MediaBuffers
import SignalMeasurement
import TimelineModel

/// Finds, for each frame of a reference in order, the frame of the export that shows the same.
///
/// Frames are paired by number, never by timestamp. A few frames of the export around the current one are kept.
final class FramePairing {
    /// What was found for one frame of the reference.
    struct Match {
        /// The frame of the export beside it; nil where the export has ended.
        var exportFrame: Int?
        /// How many frames later the export shows it, where that is beyond doubt.
        var offset: Int?
        /// Whether the export stands still there while the reference moves.
        var isFrozen = false
        /// How much the reference and the export changed since their frames before, as mean squared differences.
        var motion = (reference: 0.0, export: 0.0)
        /// Whether the export's frame is black, and the reference's is not.
        var isBlack = false
        /// Whether the export's frame is of one color, and the reference's is not.
        var isBlank = false
    }

    private let export: ExportFilm
    private var ring: [Int: (canvas: Canvas, thumbnail: LumaThumbnail)] = [:]
    private var nextExport = 0
    private var referenceHistory: [LumaThumbnail] = []
    private var exportHistory: [LumaThumbnail] = []
    /// The offset that was found last beyond doubt.
    private var regime = 0
    /// The offset that held for some frames, and the one that may follow it.
    private var steady = (offset: 0, next: 0, count: 0)
    private(set) var frame = 0
    /// What the reference showed last before the export stood still.
    private var stillFrom: LumaThumbnail?

    init(export: ExportFilm) { self.export = export }

    /// A frame of the export near the one that was matched last; nil where there is none.
    func canvas(exportFrame index: Int) -> Canvas? { ring[index]?.canvas }

    /// The match of the next frame of the reference. What lies in `ignored`, rectangles that do not overlap, may be drawn
    /// otherwise and does not count.
    func match(
        _ reference: Canvas, isRepeat: Bool, ignoring ignored: [PixelRect]
    ) throws -> (match: Match, canvas: Canvas?) {
        let index = frame
        frame += 1
        let own = isRepeat ? referenceHistory.last ?? LumaThumbnail(of: reference) : LumaThumbnail(of: reference)
        let motion = referenceHistory.last.map { own.distance(to: $0, ignoring: ignored) } ?? 0
        append(own, to: &referenceHistory)
        while nextExport < min(export.frameCount, index + TimingLimits.reach + 1) {
            let canvas: Canvas
            do throws(AssetProblem) {
                canvas = try export.canvas(frame: nextExport)
            } catch {
                throw PictureJudge.Unreadable(message: error.message)
            }
            ring[nextExport] = (canvas, LumaThumbnail(of: canvas))
            nextExport += 1
        }
        ring[index - TimingLimits.reach - 1] = nil
        if let current = ring[index]?.thumbnail { append(current, to: &exportHistory) }

        var costs: [(offset: Int, cost: Double)] = []
        for offset in -TimingLimits.reach...TimingLimits.reach {
            if let candidate = ring[index + offset] {
                costs.append((offset, candidate.thumbnail.distance(to: own, ignoring: ignored)))
            }
        }
        var match = Match()
        guard let best = costs.min(by: { ($0.cost, abs($0.offset - regime)) < ($1.cost, abs($1.offset - regime)) })
        else { return (match, nil) }
        match.offset = certain(best, among: costs)
        if let offset = match.offset, offset != 0, let there = ring[index + offset], let here = ring[index] {
            // Where some of what moves is in time, it is for the rest to be late, and not for the film.
            let (gain, loss) = own.advantage(of: there.thumbnail, over: here.thumbnail, ignoring: ignored)
            if loss > TimingLimits.inTime * gain { match.offset = nil }
        }
        if match.offset == nil, best.cost > TimingLimits.unlike, motion > TimingLimits.motion {
            match.offset = farOffset(own, better: best.cost / TimingLimits.farFactor, ignoring: ignored)
        }
        if let offset = match.offset { regime = offset }
        func cost(_ offset: Int) -> Double? { costs.first { $0.offset == offset }?.cost }
        let isBackInTime =
            cost(0).map {
                $0 < TimingLimits.backFactor * (cost(regime) ?? .infinity) - TimingLimits.backMargin
            } ?? false
        let chosen = [match.offset, isBackInTime ? 0 : regime, 0].compactMap { $0 }.first { offset in
            cost(offset).map { $0 <= TimingLimits.pairedFactor * best.cost + TimingLimits.pairedMargin } ?? false
        }
        // A film that has ended shows nothing more, however much its last frames resemble what should follow.
        guard index + (index < export.frameCount ? match.offset ?? regime : steady.offset) < export.frameCount else {
            match.offset = nil
            return (match, nil)
        }
        // Where nothing resembles it, what stands in its place is compared.
        let offset = chosen ?? (best.cost > TimingLimits.unlike ? 0 : best.offset)
        guard let paired = ring[index + offset] ?? ring[index] else { return (match, nil) }
        match.exportFrame = ring[index + offset] == nil ? index : index + offset
        judge(
            (ring[index + steady.offset] ?? paired).thumbnail, against: own, motion: motion, ignoring: ignored,
            at: index + steady.offset, &match)
        if let offset = match.offset {
            steady.count = offset == steady.next ? steady.count + 1 : 1
            steady.next = offset
            if steady.count >= TimingLimits.steady { steady.offset = offset }
        }
        return (match, paired.canvas)
    }

    /// An offset that fits far better than all others.
    private func certain(_ best: (offset: Int, cost: Double), among costs: [(offset: Int, cost: Double)]) -> Int? {
        let others = costs.filter { $0.offset != best.offset }.map(\.cost)
        guard let second = others.min() else { return nil }
        return second > TimingLimits.certainFactor * best.cost + TimingLimits.certainMargin ? best.offset : nil
    }

    /// An offset beyond the frames that are kept, found in what both films showed before.
    private func farOffset(_ own: LumaThumbnail, better limit: Double, ignoring ignored: [PixelRect]) -> Int? {
        var best: (offset: Int, cost: Double)?
        func offer(_ offset: Int, _ cost: Double) {
            if cost < best?.cost ?? limit { best = (offset, cost) }
        }
        let (here, count) = (exportHistory.last, referenceHistory.count)
        for back in TimingLimits.reach..<max(TimingLimits.reach, TimingLimits.farReach) {
            if let here, back < count {
                offer(back, here.distance(to: referenceHistory[count - 1 - back], ignoring: ignored))
            }
            if back < exportHistory.count {
                offer(-back, own.distance(to: exportHistory[exportHistory.count - 1 - back], ignoring: ignored))
            }
        }
        return best?.offset
    }

    /// Whether the export stands still, or shows nothing.
    private func judge(
        _ shown: LumaThumbnail, against own: LumaThumbnail, motion: Double, ignoring ignored: [PixelRect],
        at index: Int, _ match: inout Match
    ) {
        if let here = ring[index]?.thumbnail, let before = ring[index - 1]?.thumbnail {
            match.motion = (motion, here.distance(to: before, ignoring: ignored))
            let isStill =
                match.motion.export
                < min(TimingLimits.still, TimingLimits.stillFloor + TimingLimits.stillShare * motion)
            if motion > TimingLimits.motion, isStill {
                // What stands still has to be what was shown last, and not what the reference comes to by and by.
                let still = stillFrom ?? referenceHistory.dropLast().last ?? own
                stillFrom = still
                let (error, change) = (
                    here.distance(to: still, ignoring: ignored), own.distance(to: still, ignoring: ignored)
                )
                // What an encoder loses it may lose of a motion, too.
                match.isFrozen =
                    change > error
                    && here.distance(to: own, ignoring: ignored) > error + TimingLimits.frozenShare * change
            } else if !isStill {
                stillFrom = nil
            }
        }
        guard shown.distance(to: own) > TimingLimits.blankDistance else { return }
        let (found, expected) = (shown.statistics, own.statistics)
        guard found.deviation < TimingLimits.blankDeviation,
            expected.deviation > TimingLimits.pictureDeviation
                || abs(found.mean - expected.mean) > TimingLimits.meanDifference
        else { return }
        if found.mean < TimingLimits.black {
            match.isBlack =
                expected.mean > TimingLimits.notBlack || expected.deviation > TimingLimits.pictureDeviation
        } else {
            match.isBlank = true
        }
    }

    private func append(_ thumbnail: LumaThumbnail, to history: inout [LumaThumbnail]) {
        history.append(thumbnail)
        if history.count > TimingLimits.farReach + TimingLimits.reach { history.removeFirst() }
    }
}
