import Diagnostics
import MediaBuffers
import MediaTiming

/// Makes findings of how the frames of a reference were found in an export.
struct TimingJudge {
    let matches: [FramePairing.Match]
    let frameRate: FrameRate
    let presence: [ExpectedSegment: FilmComparison.Presence]
    /// Whether the export has more or fewer frames than the reference.
    let isOfOtherLength: Bool

    /// Gives the segments that move between a frame of the reference and the one so many frames later, with their shares.
    typealias MoversBetween = (_ frame: Int, _ offset: Int) throws -> [(segment: ExpectedSegment, share: Double)]

    /// Frames that show the same at one offset.
    private struct Run {
        var offset: Int
        var frames: Range<Int>
        var certain: Int
    }

    func deviations(movers: MoversBetween) rethrows -> [Deviation] {
        let shifts = try shifted(movers)
        let frozen = frozen().filter { stop in
            if let frames = stop.frames, frames.count <= TimingLimits.shortStandstill, isStandstillElsewhere(frames) {
                return false
            }
            return !Hiding.isHidden(stop, by: shifts)
        }
        return frozen + shifts + blank()
    }

    /// Whether the reference stands still as long a little earlier or later, where the export moves: then the picture does
    /// not stand still, it is late.
    private func isStandstillElsewhere(_ frames: Range<Int>) -> Bool {
        let motion = frames.map { matches[$0].motion.reference }.max() ?? 0
        // What was in time until then does stand still.
        let before = matches[max(0, frames.lowerBound - 3)..<frames.lowerBound]
        if before.contains(where: { $0.offset == 0 && $0.motion.reference > 0.5 * motion }) { return false }
        return (1...3).flatMap { [$0, -$0] }.contains { step in
            let other = frames.lowerBound + step..<frames.upperBound + step
            guard other.lowerBound >= 0, other.upperBound <= matches.count else { return false }
            return other.allSatisfy { index in
                matches[index].motion.reference < 0.3 * motion && matches[index].motion.export > 0.5 * motion
            }
        }
    }

    /// Stretches that the export shows early or late.
    private func shifted(_ movers: MoversBetween) rethrows -> [Deviation] {
        var runs: [Run] = []
        for (index, match) in matches.enumerated() {
            guard let offset = match.offset, !match.isFrozen else { continue }
            if let last = runs.last, last.offset == offset {
                runs[runs.count - 1].frames = last.frames.lowerBound..<index + 1
                runs[runs.count - 1].certain += 1
            } else {
                runs.append(Run(offset: offset, frames: index..<index + 1, certain: 1))
            }
        }
        // A few frames that seem to be elsewhere are like any neighbor.
        runs.removeAll {
            $0.offset != 0 && !isShortFilm
                && ($0.certain < TimingLimits.sureFrames || $0.frames.count < TimingLimits.stretch)
        }
        var merged: [Run] = []
        for run in runs {
            if let last = merged.last, last.offset == run.offset {
                merged[merged.count - 1].frames = last.frames.lowerBound..<run.frames.upperBound
            } else {
                merged.append(run)
            }
        }
        let frozenRuns = frozenStretches()
        return try merged.enumerated().filter { $0.element.offset != 0 }.compactMap { place, run in
            // Where the picture stands still, what follows is frozen, not late.
            guard !frozenRuns.contains(where: { $0.overlaps(run.frames) && $0.count > run.frames.count / 2 }) else {
                return nil
            }
            return try deviation(
                of: run, movers: movers, isFirst: place == 0, isLast: place == merged.count - 1,
                before: place > 0 ? merged[place - 1].offset : 0)
        }
    }

    private var isShortFilm: Bool { matches.count < TimingLimits.shortFilm }

    private func deviation(
        of run: Run, movers: MoversBetween, isFirst: Bool, isLast: Bool, before: Int
    ) rethrows -> Deviation {
        let count = abs(run.offset) == 1 ? "1 frame" : "\(abs(run.offset)) frames"
        let word = run.offset > 0 ? "late" : "early"
        if isFirst && isLast {
            return Deviation(
                run.offset > 0 ? .filmLate : .filmEarly, .timing,
                "the whole export is \(count) \(word) against the draft", measured: Double(run.offset), limit: 0,
                evidence: .filmShift)
        }
        var owner = owner(of: run.frames)
        if owner == nil, !isOfOtherLength { owner = try loneMover(in: run, movers) }
        if let owner {
            return Deviation(
                run.offset > 0 ? .segmentLate : .segmentEarly, .timing,
                "\"\(owner.name)\" is \(count) \(word) in the export; check its start and its source trim",
                frames: run.frames, pointers: [owner.pointer], measured: Double(run.offset), limit: 0,
                evidence: .stretchShift)
        }
        let change = run.offset - before
        if isLast, change != 0 {
            let frames = abs(change) == 1 ? "a frame was" : "\(abs(change)) frames were"
            return Deviation(
                change < 0 ? .framesDropped : .framesInserted, .timing,
                "\(frames) \(change < 0 ? "dropped" : "inserted") before frame \(run.frames.lowerBound); from there to the end the "
                    + "export is \(count) \(word)", frames: run.frames,
                pointers: owners(of: run.frames.lowerBound..<run.frames.lowerBound + 1),
                measured: Double(run.offset), limit: 0, evidence: .stretchShift)
        }
        return Deviation(
            run.offset > 0 ? .framesLate : .framesEarly, .timing, "the export is \(count) \(word)",
            frames: run.frames, pointers: owners(of: run.frames), measured: Double(run.offset), limit: 0,
            evidence: .stretchShift)
    }

    /// The one segment that moves on all frames of a stretch, where it is only a part of the picture: what else is on it
    /// tells nothing of time.
    private func loneMover(in run: Run, _ movers: MoversBetween) rethrows -> ExpectedSegment? {
        let frames = run.frames.filter { matches[$0].offset == run.offset && matches.indices.contains($0 + run.offset) }
        guard frames.count >= 3 else { return nil }
        var found: ExpectedSegment?
        for step in 0..<5 {
            let frame = frames[step * (frames.count - 1) / 4]
            guard let first = try movers(frame, run.offset).first, first.share > TimingLimits.loneShare,
                found == nil || found == first.segment
            else { return nil }
            found = first.segment
        }
        guard let found, let seen = presence[found] else { return nil }
        let canvas = presence.values.reduce(seen.region) { $0.union($1.region) }
        return 2 * seen.region.area < canvas.area ? found : nil
    }

    /// Stretches where the export stands still.
    private func frozen() -> [Deviation] {
        frozenStretches().map { frames in
            let seconds = Double(frames.count) / frameRate.framesPerSecond.doubleValue
            let text =
                frames.count == 1
                ? "a frame of the export is shown twice, and the reference moves on"
                : "the picture stands still for \((seconds * 100).rounded() / 100) s, and the reference moves on"
            return Deviation(
                frames.count == 1 ? .frameRepeated : .pictureFrozen, .timing, text, frames: frames,
                pointers: owners(of: frames), measured: Double(frames.count), limit: 0, evidence: .standstill)
        }
    }

    private func frozenStretches() -> [Range<Int>] {
        stretches { $0.isFrozen }.reduce(into: []) { result, next in
            // Between two frozen frames there may be one that could not be told.
            if let last = result.last, next.lowerBound - last.upperBound <= 2 {
                result[result.count - 1] = last.lowerBound..<next.upperBound
            } else {
                result.append(next)
            }
        }
    }

    private func blank() -> [Deviation] {
        stretches { $0.isBlack }.map { frames in
            Deviation(
                .pictureBlack, .picture, "the export is black for \(count(frames)), and the draft is not",
                frames: frames, pointers: owners(of: frames), measured: Double(frames.count), limit: 0)
        }
            + stretches { $0.isBlank }.map { frames in
                Deviation(
                    .pictureBlank, .picture,
                    "the export shows a single color for \(count(frames)), and the draft does not",
                    frames: frames, pointers: owners(of: frames), measured: Double(frames.count), limit: 0)
            }
    }

    private func count(_ frames: Range<Int>) -> String { frames.count == 1 ? "1 frame" : "\(frames.count) frames" }

    private func stretches(where isMeant: (FramePairing.Match) -> Bool) -> [Range<Int>] {
        var found: [Range<Int>] = []
        for (index, match) in matches.enumerated() where isMeant(match) {
            if let last = found.last, last.upperBound == index {
                found[found.count - 1] = last.lowerBound..<index + 1
            } else {
                found.append(index..<index + 1)
            }
        }
        return found
    }

    /// The segment that begins and ends with a stretch, within what motion can tell.
    private func owner(of frames: Range<Int>) -> ExpectedSegment? {
        let near = presence.filter { segment, seen in
            guard seen.kind != .text, seen.frames.count < matches.count else { return false }
            let slack = max(3, seen.frames.count / 5)
            return abs(seen.frames.lowerBound - frames.lowerBound) <= slack
                && abs(seen.frames.upperBound - frames.upperBound) <= slack
        }
        func distance(_ seen: FilmComparison.Presence) -> Int {
            abs(seen.frames.lowerBound - frames.lowerBound) + abs(seen.frames.upperBound - frames.upperBound)
        }
        return near.min { (distance($0.value), $0.key.pointer) < (distance($1.value), $1.key.pointer) }?.key
    }

    private func owners(of frames: Range<Int>) -> [String] {
        let middle = (frames.lowerBound + frames.upperBound) / 2
        return presence.filter { $0.value.kind != .text && $0.value.frames.contains(middle) }
            .sorted { ($0.value.order, $0.key.pointer) < ($1.value.order, $1.key.pointer) }.map(\.key.pointer)
    }
}
