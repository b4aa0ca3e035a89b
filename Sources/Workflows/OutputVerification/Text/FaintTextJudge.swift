import Diagnostics
import Foundation
import MediaBuffers
import MediaIO
import TimelineModel

/// Looks at texts that are too faint for their letters to be compared, such as a watermark of 5 % opacity: are they there,
/// and about as strong as they should be?
///
/// What is added up over some frames and over the whole of the text tells that, where no single place does.
struct FaintTextJudge {
    let reference: any ReferenceFilm
    let export: ExportFilm
    let matches: [FramePairing.Match]
    let guess: EncodingGuess

    /// Frames of a text that are looked at.
    private static let sampleCount = 10
    /// Frames that are encoded to see what encoding leaves of a text, and how many of them are looked at.
    private static let floorLength = 24
    private static let floorSamples = 4

    /// How strong a text is over some frames.
    private struct Strength {
        /// 1 is as it should be.
        var value: Double
        /// What the same sum gives of places where the text is not: how far off `value` may be.
        var noise: Double
    }

    /// The text's own trace, and what is found of it, on one frame.
    fileprivate struct Trace {
        var ink: LumaPatch
        var found: LumaPatch
    }

    /// What is wrong with a text; nil where it is clear enough to be compared letter by letter, where nobody sees it, and
    /// where nothing is wrong. `isPlain` tells on which frames what lies behind it is right.
    func deviation(
        of segment: ExpectedSegment, seen: FilmComparison.Presence, isPlain: (Int) -> Bool
    ) throws -> Deviation? {
        let count = seen.frames.count
        var strongest = Float(0)
        for part in [2, 1, 3] {
            let frame = seen.frames.lowerBound + min(count - 1, count * part / 4)
            guard let ink = try ink(of: segment, at: frame)?.ink else { continue }
            strongest = max(strongest, ink.strongest)
            if strongest >= TextLimits.contrast { return nil }
        }
        guard strongest >= TextLimits.invisible else { return nil }
        let frames = (0..<Self.sampleCount).map {
            seen.frames.lowerBound + (count - 1) * (2 * $0 + 1) / (2 * Self.sampleCount)
        }
        let plain = Set(frames).filter { matches[$0].isComparable && isPlain($0) }.sorted()
        var traces: [Trace] = []
        for frame in plain {
            guard let exportFrame = matches[frame].exportFrame, let own = try ink(of: segment, at: frame) else {
                continue
            }
            traces.append(Trace(own, try export.canvas(frame: exportFrame)))
        }
        // Where no frame can be compared, that is told already.
        guard let here = Self.strength(traces), let middle = plain.dropFirst(plain.count / 2).first else { return nil }
        let limit = TextLimits.faintStrength
        if here.value >= 1 - limit, here.value <= 1 + limit, here.noise < TextLimits.faintNoise { return nil }
        if here.value > 1 + limit, here.value - 1 > TextLimits.faintDoubt * here.noise {
            return told(segment, seen, here.value)
        }
        guard let floor = try floor(of: segment, at: middle, from: seen.frames.lowerBound) else { return nil }
        let doubt = (here.noise * here.noise + floor.noise * floor.noise).squareRoot()
        if floor.value - here.value > max(TextLimits.faintLoss, TextLimits.faintDoubt * doubt) {
            return told(segment, seen, here.value)
        }
        if here.value > limit * floor.value, here.value > TextLimits.faintDoubt * here.noise { return nil }
        return Deviation(
            .textUnmeasured, .text,
            "the text \"\(segment.name)\" is so faint that this encoding hides whether it is there", severity: .warning,
            frames: seen.frames, region: seen.region, pointers: [segment.pointer], measured: here.value)
    }

    private func told(_ segment: ExpectedSegment, _ seen: FilmComparison.Presence, _ strength: Double) -> Deviation {
        if strength < TextLimits.faintMissing {
            return Deviation(
                .textMissing, .text, "the faint text \"\(segment.name)\" is not there", frames: seen.frames,
                region: seen.region, pointers: [segment.pointer], measured: strength, limit: TextLimits.faintStrength)
        }
        return Deviation(
            .textOpacity, .text,
            String(format: "the faint text \"%@\" is drawn at %.0f %% of its strength", segment.name, strength * 100),
            frames: seen.frames, region: seen.region, pointers: ["\(segment.pointer)/op", segment.pointer],
            measured: strength, limit: 1)
    }

    /// A text's trace, the picture without it, and where.
    fileprivate struct Ink {
        var ink: LumaPatch
        var without: LumaPatch
        var area: PixelRect
    }

    private func ink(of segment: ExpectedSegment, at index: Int) throws -> Ink? {
        guard let frame = try reference.frame(index, changing: nil),
            let layer = frame.layers.first(where: { $0.segments.contains(segment) }),
            let without = try reference.frame(index, changing: .without(segment.pointer))?.canvas
        else { return nil }
        let area = TextMasks.area(around: layer.rect, canvas: frame.canvas.bounds)
        guard area.width >= 8, area.height >= 8 else { return nil }
        let plain = LumaPatch(without, area)
        return Ink(ink: LumaPatch(frame.canvas, area) - plain, without: plain, area: area)
    }

    /// How strong a text is, by least squares; nil without a trace.
    private static func strength(_ traces: [Trace]) -> Strength? {
        let energy = traces.reduce(0) { $0 + $1.ink.energy }
        guard energy > 0 else { return nil }
        let value = traces.reduce(0) { $0 + $1.ink.product($1.found) } / energy
        // The same pattern elsewhere finds only what is there by chance.
        var squares = 0.0
        var places = 0.0
        for (x, y) in [(-1, 0), (1, 0), (0, -1), (0, 1), (-1, -1), (1, 1), (-1, 1), (1, -1)] {
            var sum = 0.0
            for trace in traces {
                let rest = LumaPatch(
                    width: trace.ink.width, height: trace.ink.height,
                    values: zip(trace.found.values, trace.ink.values).map { $0 - Float(value) * $1 })
                sum += trace.ink.moved(x * trace.ink.width / 5, y * trace.ink.height / 4).product(rest)
            }
            squares += (sum / energy) * (sum / energy)
            places += 1
        }
        return Strength(value: value, noise: (squares / places).squareRoot())
    }

    /// What encoding as the export seems to have been leaves of a text up to a frame.
    private func floor(of segment: ExpectedSegment, at index: Int, from start: Int) throws -> Strength? {
        let frames = max(0, start, index - Self.floorLength + 1)..<index + 1
        let encoder = try ChunkEncoder(
            settings: VideoEncoderSettings(
                width: reference.size.width, height: reference.size.height, frameRate: reference.frameRate,
                preset: guess.preset, rate: .crf(guess.rateFactor), keyframeInterval: 250))
        var inks: [Int: Ink] = [:]
        for frame in frames {
            guard let canvas = try reference.frame(frame, changing: nil)?.canvas else { return nil }
            try encoder.encode(canvas)
            if frames.upperBound - frame <= Self.floorSamples { inks[frame] = try ink(of: segment, at: frame) }
        }
        var traces: [Trace] = []
        try ChunkDecoder.frames(of: encoder.finish()) { position, canvas in
            if let ink = inks[frames.lowerBound + position] { traces.append(Trace(ink, canvas)) }
        }
        return Self.strength(traces)
    }
}

extension FaintTextJudge.Trace {
    /// Smoothed, since an encoder keeps means longer than edges.
    fileprivate init(_ own: FaintTextJudge.Ink, _ shown: Canvas) {
        self.init(
            ink: own.ink.smoothed(times: 3), found: (LumaPatch(shown, own.area) - own.without).smoothed(times: 3))
    }
}
