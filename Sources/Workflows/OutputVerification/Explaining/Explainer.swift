import Diagnostics
import Foundation
import MediaBuffers
import MediaTiming
import TimelineModel

/// Finds out what is behind a place that differs: it tries what could have gone wrong, one thing after the other, and
/// takes what makes the reference look like the export.
struct Explainer {
    let reference: any ReferenceFilm
    let export: ExportFilm
    let matches: [FramePairing.Match]
    let presence: [ExpectedSegment: FilmComparison.Presence]

    /// One explanation and the share of the difference that it leaves.
    private struct Explanation {
        var rest: Double
        var deviation: Deviation
    }

    /// The deviation that a group of suspects stands for.
    func explain(_ group: SuspectGroup) throws -> Deviation? {
        let index = min(matches.count - 1, group.worst.frame + group.worst.length / 2)
        guard let exportFrame = matches[index].exportFrame, let frame = try reference.frame(index, changing: nil) else {
            return nil
        }
        let shown = try export.canvas(frame: exportFrame)
        let region = group.region.grownToEven.intersection(frame.canvas.bounds)
        guard !region.isEmpty else { return nil }
        let error = shown.distance(to: frame.canvas, in: region)
        if let stale = textThatStays(group) { return stale }
        var found: [Explanation] = []
        found += try timeShifts(shown, frame, index, region, error, group)
        // What covers little of the place explains it only where the place is not much more than that.
        let layers = frame.layers.filter { layer in
            let shared = layer.rect.intersection(region).area
            return 2 * shared >= region.area || (2 * shared >= layer.rect.area && 12 * layer.rect.area >= region.area)
        }
        for layer in layers.reversed() {
            for segment in layer.segments.reversed() {
                found += try explanations(segment, layer, shown, frame, index, region, error, group)
            }
        }
        if let best = found.filter({ $0.rest < ExplanationLimits.rest }).min(by: { $0.rest < $1.rest }) {
            // Of segments of which one explains as much as the other, the one that is seen as long as the fault.
            let equals = found.filter {
                $0.deviation.code == best.deviation.code && $0.rest < best.rest + ExplanationLimits.equalRest
            }
            return equals.max { overlap($0, group) < overlap($1, group) }?.deviation ?? best.deviation
        }
        return unexplained(group, layers, region)
    }

    /// How well the time of an explanation's segment is that of a group, 0…1; a hair less for each that is further down.
    private func overlap(_ explanation: Explanation, _ group: SuspectGroup) -> Double {
        let pointers = explanation.deviation.pointers
        guard let seen = presence.first(where: { pointers.contains($0.key.pointer) })?.value else { return 0 }
        let shared = seen.frames.clamped(to: group.frames).count
        return Double(shared) / Double(seen.frames.count + group.frames.count - shared) + 1e-6 * Double(seen.order)
    }

    // MARK: Explanations

    /// The place, or a layer that most of the difference lies in, shows what it should show a little earlier or later.
    private func timeShifts(
        _ shown: Canvas, _ frame: ReferenceFrame, _ index: Int, _ region: PixelRect, _ error: Double,
        _ group: SuspectGroup
    ) throws -> [Explanation] {
        guard error > 0 else { return [] }
        var others: [(offset: Int, frame: ReferenceFrame)] = []
        for offset in -4...4 where offset != 0 && index - offset >= 0 && index - offset < reference.frameCount {
            if let other = try reference.frame(index - offset, changing: nil) { others.append((offset, other)) }
        }
        var places: [(rect: PixelRect, layer: ExpectedLayer?)] = [(region, nil)]
        for layer in frame.layers where layer.kind != .text && layer.rect.area < frame.canvas.bounds.area {
            // Where it is on any of these frames.
            let rect = others.flatMap(\.frame.layers).filter { $0.segments == layer.segments }
                .reduce(layer.rect) { $0.union($1.rect) }.grownToEven.intersection(region)
            if !rect.isEmpty, rect != region { places.append((rect, layer)) }
        }
        return places.compactMap { place in
            let own = shown.distance(to: frame.canvas, in: place.rect)
            let share = min(1, own * Double(place.rect.area) / (error * Double(region.area)))
            guard share > 1 - ExplanationLimits.rest, own > 0 else { return nil }
            let rests = others.map { shown.distance(to: $0.frame.canvas, in: place.rect) }
            guard let best = rests.indices.min(by: { rests[$0] < rests[$1] }) else { return nil }
            let (offset, other) = others[best]
            var owners = owners(at: index, in: place.rect)
            let movers = Movers(from: frame.canvas, to: other.canvas, layers: frame.layers, in: place.rect)
            if let first = place.layer?.segments.last ?? movers.segments.first?.segment {
                owners = [first] + owners.filter { $0 != first }
            }
            let name = owners.first.map { "\"\($0.name)\"" } ?? "this place"
            let frames = abs(offset) == 1 ? "1 frame" : "\(abs(offset)) frames"
            return Explanation(
                rest: 1 - share * (1 - rests[best] / own) + ExplanationLimits.largeHandicap,
                deviation: Deviation(
                    offset > 0 ? .segmentLate : .segmentEarly, .timing,
                    "\(name) is \(frames) \(offset > 0 ? "late" : "early"); check its start and its source trim",
                    frames: group.frames, region: group.region, pointers: owners.map(\.pointer),
                    measured: Double(offset), limit: 0, evidence: .earlierPlace))
        }
    }

    /// Everything that may have happened to one segment.
    private func explanations(
        _ segment: ExpectedSegment, _ layer: ExpectedLayer, _ shown: Canvas, _ frame: ReferenceFrame, _ index: Int,
        _ region: PixelRect, _ error: Double, _ group: SuspectGroup
    ) throws -> [Explanation] {
        guard error > 0 else { return [] }
        var found: [Explanation] = []
        func offer(
            _ rest: Double, _ code: DiagnosticCode, _ message: String, property: String? = nil,
            measured: Double? = nil, isLook: Bool = false
        ) {
            let pointer = property.map { "\(segment.pointer)/\($0)" }
            found.append(
                Explanation(
                    rest: rest,
                    deviation: Deviation(
                        code, layer.kind == .text ? .text : .picture, message, frames: group.frames,
                        region: group.region, pointers: [pointer, segment.pointer].compactMap { $0 },
                        measured: measured, evidence: evidence(of: layer, isLook: isLook))))
        }
        let name = "\"\(segment.name)\""
        let area = region.union(layer.rect.intersection(frame.canvas.bounds)).grownToEven.intersection(
            frame.canvas.bounds)
        if let without = try reference.frame(index, changing: .without(segment.pointer))?.canvas {
            // export = without + strength · (reference − without)
            let strength = shown.strength(of: frame.canvas, over: without, in: region)
            let rest = shown.distance(toMixOf: without, and: frame.canvas, weight: strength, in: region) / error
            if strength < ExplanationLimits.missingStrength {
                offer(
                    rest, .segmentMissing,
                    "\(name) is not there; check that its track is not hidden and its source is found")
            } else if abs(strength - 1) > ExplanationLimits.opacity, strength < ExplanationLimits.mostStrength {
                offer(
                    rest + ExplanationLimits.smallHandicap, .segmentOpacity,
                    String(format: "\(name) is painted at %.0f %% of the opacity that it should have", strength * 100),
                    property: "op", measured: strength, isLook: true)
            }
            if layer.rect.width < frame.canvas.width || layer.rect.height < frame.canvas.height {
                found += displaced(segment, layer, shown, frame.canvas, without, area, group)
            }
        }
        for mode in ContentMode.allCases {
            guard let other = try reference.frame(index, changing: .contentMode(segment.pointer, mode))?.canvas else {
                continue
            }
            offer(
                shown.distance(to: other, in: region) / error + ExplanationLimits.smallHandicap, .segmentFit,
                "\(name) fills its box as fit \"\(mode.rawValue)\" does, and should not", property: "fit")
        }
        if let other = try reference.frame(index, changing: .withoutTransition(segment.pointer))?.canvas {
            offer(
                shown.distance(to: other, in: region) / error, .transitionMissing,
                "\(name) comes in by a cut, without its transition", property: "tr")
        }
        if let other = try reference.frame(index, changing: .withoutEffects(segment.pointer))?.canvas {
            offer(
                shown.distance(to: other, in: region) / error, .effectsMissing, "\(name) lacks its effects",
                property: "fx", isLook: true)
        }
        if let tint = shown.tint(of: frame.canvas, in: layer.rect.grownToEven.intersection(region)),
            ExplanationLimits.gains.contains(tint.gain), ExplanationLimits.saturations.contains(tint.saturation)
        {
            // A change of color leaves the other channel as it is.
            if abs(tint.saturation - 1) > ExplanationLimits.saturation, tint.lumaError < ExplanationLimits.otherChannel
            {
                offer(
                    tint.chromaRest + ExplanationLimits.largeHandicap, .segmentSaturation,
                    String(
                        format: "the colors of \(name) are %.0f %% %@ saturated than they should be",
                        abs(tint.saturation - 1) * 100, tint.saturation < 1 ? "less" : "more"), property: "fx",
                    measured: tint.saturation, isLook: true)
            }
            if abs(tint.gain - 1) > ExplanationLimits.gain || abs(tint.offset) > ExplanationLimits.offset,
                tint.chromaError < ExplanationLimits.otherChannel
            {
                offer(
                    tint.lumaRest + ExplanationLimits.largeHandicap, .segmentBrightness,
                    String(
                        format: "the luma of \(name) is %.2f times what it should be, %+.0f", tint.gain, tint.offset),
                    property: "fx", measured: tint.gain, isLook: true)
            }
        }
        return found
    }

    /// What a fault of a layer's segment bears on; a fault of a text's place or presence bears on nothing.
    private func evidence(of layer: ExpectedLayer, isLook: Bool) -> Evidence? {
        if layer.kind == .text { return isLook ? .textLayerLook : nil }
        return isLook ? .layerLook : .layerFault
    }

    /// The segment lies elsewhere or has another size.
    private func displaced(
        _ segment: ExpectedSegment, _ layer: ExpectedLayer, _ shown: Canvas, _ expected: Canvas, _ without: Canvas,
        _ area: PixelRect, _ group: SuspectGroup
    ) -> [Explanation] {
        let room = TextMasks.area(around: area, canvas: expected.bounds)
        let background = LumaPatch(without, room)
        let own = LumaPatch(expected, room) - background
        let found = LumaPatch(shown, room) - background
        guard own.energy > ExplanationLimits.energy,
            let place = Registration.find(own, in: found, reach: ExplanationLimits.reach),
            place.correlation > ExplanationLimits.correlation,
            place.correlation - place.correlationInPlace > ExplanationLimits.correlationGain
        else { return [] }
        let rest =
            (1 - place.correlation * place.correlation)
            / max(1e-6, 1 - place.correlationInPlace * place.correlationInPlace)
        let isResized = abs(place.scale - 1) > ExplanationLimits.size
        let message =
            isResized
            ? String(format: "\"\(segment.name)\" is %.0f %% of its size", place.scale * 100)
            : String(
                format: "\"\(segment.name)\" lies %+.1f px across and %+.1f px down of its place", place.dx, place.dy)
        return [
            Explanation(
                rest: rest,
                deviation: Deviation(
                    isResized ? .segmentSize : .segmentMoved, .picture, message, frames: group.frames,
                    region: group.region, pointers: [segment.pointer],
                    measured: isResized ? place.scale : hypot(place.dx, place.dy), evidence: .layerFault))
        ]
    }

    /// A text that should have gone.
    private func textThatStays(_ group: SuspectGroup) -> Deviation? {
        for (segment, seen) in presence where seen.kind == .text {
            let isBehind = abs(group.frames.lowerBound - seen.frames.upperBound) <= 2
            let isAhead = abs(group.frames.upperBound - seen.frames.lowerBound) <= 2
            let area = TextMasks.area(
                around: seen.region,
                canvas: PixelRect(x: 0, y: 0, width: reference.size.width, height: reference.size.height))
            guard isBehind || isAhead, 4 * area.intersection(group.region).area >= 3 * group.region.area else {
                continue
            }
            return Deviation(
                isBehind ? .textLate : .textEarly, .text,
                "\"\(segment.name)\" is seen \(isBehind ? "after its end" : "before its start")", frames: group.frames,
                region: group.region, pointers: [segment.pointer])
        }
        return nil
    }

    private func unexplained(_ group: SuspectGroup, _ layers: [ExpectedLayer], _ region: PixelRect) -> Deviation {
        let owners = layers.reversed().filter { $0.kind != .text }.flatMap { $0.segments.reversed() }
        let name = owners.first.map { "\"\($0.name)\" shows" } ?? "the picture shows"
        return Deviation(
            .pictureDiffers, .picture, "\(name) something else than it should; check its source and its properties",
            frames: group.frames, region: group.region, pointers: owners.map(\.pointer), measured: group.worst.excess,
            limit: 1, evidence: .layerLook)
    }

    /// The segments that a place belongs to, the topmost first.
    func owners(at index: Int, in region: PixelRect) -> [ExpectedSegment] {
        let here = presence.filter { $0.value.frames.contains(index) && !$0.value.region.intersection(region).isEmpty }
        return here.sorted { ($1.value.order, $0.key.pointer) < ($0.value.order, $1.key.pointer) }.map(\.key)
    }
}
