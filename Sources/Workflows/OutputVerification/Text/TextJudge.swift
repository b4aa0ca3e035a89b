import Diagnostics
import Foundation
import MediaBuffers
import MediaTiming
import TimelineModel

/// Looks at texts near which something is odd: are they there, in their place, of their size, and do they say the same?
struct TextJudge {
    let reference: any ReferenceFilm
    let export: ExportFilm
    let matches: [FramePairing.Match]
    let frameRate: FrameRate

    /// Frames of one text that are looked at.
    private static let sampleCount = 7

    /// What is wrong with a text that was odd on some frames; empty where another renderer may draw it so.
    func deviations(
        of segment: ExpectedSegment, seen: FilmComparison.Presence, oddFrames: [Int]
    ) throws -> [Deviation] {
        var samples: [(frame: Int, comparison: TextComparison)] = []
        for frame in chosen(from: oddFrames) {
            if let comparison = try compare(segment, at: frame) { samples.append((frame, comparison)) }
        }
        let missing = samples.filter { $0.comparison.fault == .missing }.map(\.frame)
        if !missing.isEmpty, let deviation = try absence(of: segment, seen: seen, missing: missing) {
            return [deviation]
        }
        // While a text fades, an encoder does what it likes with it.
        var contrast = samples.map(\.comparison.contrast).max() ?? 0
        if samples.contains(where: { $0.comparison.fault == .faint }) {
            contrast = max(contrast, try fullContrast(of: segment, seen: seen))
        }
        let clear = samples.filter { $0.comparison.contrast >= TextLimits.clear * contrast }.map(\.comparison)
        let kinds = Dictionary(grouping: clear.filter { $0.fault != nil }) { $0.fault }
        guard
            let worst = kinds.values.max(by: { ($0.count, $0[0].mismatch) < ($1.count, $1[0].mismatch) }),
            worst[0].fault != .faint || 2 * worst.count > clear.count
        else { return [] }
        guard let example = worst.max(by: { $0.mismatch < $1.mismatch }) else { return [] }
        return [deviation(segment, example, frames: (oddFrames.first ?? 0)..<(oddFrames.last ?? 0) + 1)]
    }

    /// The contrast that the text should have in the middle of its time; 0 where it has none to be judged by.
    private func fullContrast(of segment: ExpectedSegment, seen: FilmComparison.Presence) throws -> Float {
        try compare(segment, at: (seen.frames.lowerBound + seen.frames.upperBound) / 2)?.contrast ?? 0
    }

    private func chosen(from frames: [Int]) -> [Int] {
        let count = Self.sampleCount
        guard frames.count > count else { return frames }
        return (0..<count).map { frames[$0 * (frames.count - 1) / (count - 1)] }
    }

    private func compare(_ segment: ExpectedSegment, at index: Int) throws -> TextComparison? {
        guard let exportFrame = matches[index].exportFrame,
            let frame = try reference.frame(index, changing: nil),
            let layer = frame.layers.first(where: { $0.segments.contains(segment) }),
            let without = try reference.frame(index, changing: .without(segment.pointer))?.canvas
        else { return nil }
        let area = TextMasks.area(around: layer.rect, canvas: frame.canvas.bounds)
        guard area.width >= 24, area.height >= 24 else { return nil }
        let (shown, empty) = (LumaPatch(try export.canvas(frame: exportFrame), area), LumaPatch(without, area))
        func comparison(with canvas: Canvas) -> TextComparison? {
            TextComparison(
                export: shown, expected: LumaPatch(canvas, area), without: empty, origin: (area.x, area.y), reach: 24)
        }
        guard var found = comparison(with: frame.canvas) else { return nil }
        let place = found.registration
        // Before another part of a picture the same letters make another difference: paint them where they seem to be.
        if found.fault == .different, place.scale == 1, max(abs(place.dx), abs(place.dy)) > TextLimits.move,
            let moved = try reference.frame(
                index,
                changing: .moved(
                    segment.pointer, x: place.dx / Double(reference.size.width),
                    y: place.dy / Double(reference.size.height))),
            let again = comparison(with: moved.canvas), again.fault == nil || again.fault == .faint
        {
            found.fault = .moved
            found.mismatch = again.mismatch
        }
        return found
    }

    /// A text that is not there on some frames: at its start, at its end, or never.
    private func absence(
        of segment: ExpectedSegment, seen: FilmComparison.Presence, missing: [Int]
    ) throws -> Deviation? {
        guard let firstMissing = missing.first, let lastMissing = missing.last else { return nil }
        let isThereEarly = try isThere(segment, seen.frames.lowerBound..<firstMissing)
        let isThereLate = try isThere(segment, lastMissing + 1..<seen.frames.upperBound)
        if !isThereEarly && !isThereLate {
            return Deviation(
                .textMissing, .text, "the text \"\(segment.name)\" is not there", frames: seen.frames,
                region: seen.region, pointers: [segment.pointer])
        }
        if !isThereEarly {
            let last = try self.lastMissing(segment, from: lastMissing, before: seen.frames.upperBound)
            return Deviation(
                .textLate, .text,
                "the text \"\(segment.name)\" appears \(count(last + 1 - seen.frames.lowerBound)) late",
                frames: seen.frames.lowerBound..<last + 1, region: seen.region, pointers: [segment.pointer])
        }
        if !isThereLate {
            let first = try self.firstMissing(segment, from: firstMissing, after: seen.frames.lowerBound - 1)
            return Deviation(
                .textEarly, .text, "the text \"\(segment.name)\" goes \(count(seen.frames.upperBound - first)) early",
                frames: first..<seen.frames.upperBound, region: seen.region, pointers: [segment.pointer])
        }
        return Deviation(
            .textMissing, .text, "the text \"\(segment.name)\" is not there for a while",
            frames: firstMissing..<lastMissing + 1, region: seen.region, pointers: [segment.pointer])
    }

    /// The last frame on which the text is still missing, by halving.
    private func lastMissing(_ segment: ExpectedSegment, from known: Int, before end: Int) throws -> Int {
        var (missing, there) = (known, end)
        while there - missing > 1 {
            let middle = (missing + there) / 2
            let isMissing = try compare(segment, at: middle).map { $0.fault == .missing } ?? false
            if isMissing { missing = middle } else { there = middle }
        }
        return missing
    }

    /// The first frame on which the text is missing already.
    private func firstMissing(_ segment: ExpectedSegment, from known: Int, after start: Int) throws -> Int {
        var (there, missing) = (start, known)
        while missing - there > 1 {
            let middle = (missing + there) / 2
            let isMissing = try compare(segment, at: middle).map { $0.fault == .missing } ?? false
            if isMissing { missing = middle } else { there = middle }
        }
        return missing
    }

    private func count(_ frames: Int) -> String { frames == 1 ? "1 frame" : "\(frames) frames" }

    /// Whether the text is found on any of a few frames of a range.
    private func isThere(_ segment: ExpectedSegment, _ frames: Range<Int>) throws -> Bool {
        guard !frames.isEmpty else { return false }
        for step in 0..<4 {
            let frame = frames.lowerBound + step * (frames.count - 1) / 3
            if let comparison = try compare(segment, at: frame), comparison.fault != .missing { return true }
        }
        return false
    }

    private func deviation(
        _ segment: ExpectedSegment, _ comparison: TextComparison, frames: Range<Int>
    ) -> Deviation {
        let place = comparison.registration
        let name = "the text \"\(segment.name)\""
        let style = "\(segment.pointer)/style"
        switch comparison.fault {
        case .moved:
            return Deviation(
                .textMoved, .text,
                String(format: "%@ lies %+.1f px across and %+.1f px down of its place", name, place.dx, place.dy),
                frames: frames, pointers: [segment.pointer], measured: hypot(place.dx, place.dy),
                limit: TextLimits.move)
        case .resized:
            return Deviation(
                .textSize, .text, String(format: "%@ is drawn at %.0f %% of its size", name, place.scale * 100),
                frames: frames, pointers: [style, segment.pointer], measured: place.scale, limit: 1)
        case .faint:
            return Deviation(
                .textOpacity, .text,
                String(format: "%@ is drawn at %.0f %% of its strength", name, comparison.strength * 100),
                frames: frames, pointers: ["\(segment.pointer)/op", segment.pointer], measured: comparison.strength,
                limit: 1, evidence: .textLook)
        case .different:
            return Deviation(
                .textDiffers, .text, "\(name) reads or looks otherwise; check its words and its font", frames: frames,
                region: comparison.region, pointers: ["\(segment.pointer)/tx", style, segment.pointer],
                measured: comparison.mismatch, limit: TextLimits.mismatch, evidence: .textLook)
        case .missing, nil:
            return Deviation(
                .textMissing, .text, "\(name) is not there", frames: frames, pointers: [segment.pointer])
        }
    }
}
