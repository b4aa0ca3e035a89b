import MediaBuffers
import SignalMeasurement
import TimelineModel

/// Compares a whole film frame by frame, and notes what needs a closer look.
final class FilmComparison {
    /// One score for each frame of the reference.
    private(set) var scores: [FrameScore] = []
    /// One match for each frame of the reference.
    private(set) var matches: [FramePairing.Match] = []
    /// Places outside texts, in the order of their frames.
    private(set) var suspects: [Suspect] = []
    /// Frames on which something near a text looks odd, by the text's segment.
    private(set) var textSuspects: [ExpectedSegment: [Int]] = [:]
    /// Where and when each segment is seen.
    private(set) var presence: [ExpectedSegment: Presence] = [:]
    /// How many suspects were left out because there are too many to look at.
    private(set) var uncountedSuspects = 0

    /// Where and when a segment is seen.
    struct Presence {
        var kind: ExpectedLayer.Kind
        var frames: Range<Int>
        var region: PixelRect
        /// Its place among all segments, the lowest first.
        var order: Int
    }

    private let reference: any ReferenceFilm
    private let vmaf: VmafGauge?
    private let meter: FrameMeter
    private let pairing: FramePairing
    private var drift = ColorDrift()
    private var lastLayers: [ExpectedLayer] = []
    private var masks = TextMasks()
    /// What masked the last frames.
    private var recent: [(frame: Int, masks: TextMasks)] = []
    private static let memory = 8

    private static let suspectLimit = 400_000

    init(reference: any ReferenceFilm, export: ExportFilm, vmaf: VmafGauge? = nil) {
        self.vmaf = vmaf
        self.reference = reference
        meter = FrameMeter(width: reference.size.width, height: reference.size.height)
        pairing = FramePairing(export: export)
    }

    /// Compares everything. Throws what reading the two films throws, and what `onFrame` throws.
    func run(onFrame: (Int) throws -> Void) throws {
        while let frame = try reference.next() {
            let index = scores.count
            try onFrame(index)
            try compare(frame, index)
        }
        if let means = drift.finish() { addDrift(means) }
    }

    private func compare(_ frame: ReferenceFrame, _ index: Int) throws {
        if frame.layers != lastLayers || index == 0 {
            // A text that comes or goes would be averaged with frames that do not have it.
            if frame.layers.map(\.segments) != lastLayers.map(\.segments) {
                if let means = drift.finish() { addDrift(means) }
            }
            lastLayers = frame.layers
            masks = TextMasks(frame.layers, size: reference.size)
            recent.append((index, masks))
        }
        if !recent.isEmpty { recent[recent.count - 1].frame = index }
        // A text that stays a little too long must not make its frame look like the next.
        recent.removeAll { $0.frame < index - Self.memory }
        note(frame.layers, index)
        let (match, canvas) = try pairing.match(
            frame.canvas, isRepeat: frame.isRepeat, ignoring: TextMasks.separateAreas(of: recent.map(\.masks)))
        matches.append(match)
        try vmaf?.add(reference: frame.canvas, export: pairing.canvas(exportFrame: index))
        guard let canvas, let exportFrame = match.exportFrame, !match.isFrozen, !match.isBlack, !match.isBlank else {
            scores.append(match.exportFrame == nil ? .unmeasured(index) : score(of: canvas, frame, index, match))
            drift.reset()
            return
        }
        let measurement = meter.measure(canvas, against: frame.canvas, frame: index, exportFrame: exportFrame)
        scores.append(measurement.score)
        addPlaces(measurement.difference, index)
        if let means = drift.add(measurement.difference, frame: index) { addDrift(means) }
    }

    private func score(
        of canvas: Canvas?, _ frame: ReferenceFrame, _ index: Int, _ match: FramePairing.Match
    ) -> FrameScore {
        guard let canvas, let exportFrame = match.exportFrame else { return .unmeasured(index) }
        return meter.measure(canvas, against: frame.canvas, frame: index, exportFrame: exportFrame).score
    }

    private func note(_ layers: [ExpectedLayer], _ index: Int) {
        for (order, layer) in layers.enumerated() {
            for segment in layer.segments {
                if var known = presence[segment] {
                    known.frames = known.frames.lowerBound..<index + 1
                    known.region = known.region.union(layer.rect)
                    presence[segment] = known
                } else {
                    presence[segment] = Presence(
                        kind: layer.kind, frames: index..<index + 1, region: layer.rect, order: order)
                }
            }
        }
    }

    private func addPlaces(_ difference: PictureDifference, _ index: Int) {
        let limits = PictureLimits.absolute
        for tile in difference.tileSimilarity.indices {
            let value = Double(difference.tileSimilarity[tile])
            guard value < limits.worstTileSimilarity else { continue }
            let rect = tileRect(tile, difference)
            add(
                Suspect(
                    sign: .similarity, frame: index, region: rect,
                    excess: (1 - value) / (1 - limits.worstTileSimilarity)))
        }
        for block in difference.blockDifference.indices {
            let value = Double(difference.blockDifference[block])
            guard value > limits.worstBlockDifference else { continue }
            let (column, row) = (block % difference.columns, block / difference.columns)
            let rect = PixelRect(x: 16 * column, y: 16 * row, width: 16, height: 16)
            add(
                Suspect(
                    sign: .difference, frame: index, region: rect, excess: value / limits.worstBlockDifference))
        }
    }

    private func tileRect(_ tile: Int, _ difference: PictureDifference) -> PixelRect {
        PixelRect(
            x: 64 * (tile % difference.tileColumns), y: 64 * (tile / difference.tileColumns), width: 64, height: 64
        )
        .intersection(PixelRect(x: 0, y: 0, width: reference.size.width, height: reference.size.height))
    }

    private func addDrift(_ window: (frame: Int, count: Int, means: [SIMD4<Float>])) {
        let columns = (reference.size.width + 15) / 16
        let rows = (reference.size.height + 15) / 16
        let leftOut = masks.blocks(columns: columns, rows: rows)
        for patch in DriftPatches.patches(in: window.means, columns: columns, rows: rows, isLeftOut: leftOut) {
            // Fewer frames average out less.
            let trust = (Double(window.count) / Double(ColorDrift.length)).squareRoot()
            guard Double(patch.excess) * trust > 1 else { continue }
            let rect = PixelRect(
                x: 16 * patch.blocks.x, y: 16 * patch.blocks.y, width: 16 * patch.blocks.width,
                height: 16 * patch.blocks.height
            ).intersection(PixelRect(x: 0, y: 0, width: reference.size.width, height: reference.size.height))
            add(
                Suspect(
                    sign: .color, frame: window.frame, length: window.count, region: rect,
                    excess: Double(patch.excess) * trust))
        }
        // Texts are looked at as wholes, where their neighborhood is off.
        let off = (0..<columns * rows).filter {
            leftOut[$0]
                && max(abs(window.means[$0].x), abs(window.means[$0].y), abs(window.means[$0].z))
                    > PictureLimits.textDrift
        }
        for block in off {
            let rect = PixelRect(x: 16 * (block % columns), y: 16 * (block / columns), width: 16, height: 16)
            for segment in masks.texts(at: rect) { addText(segment, window.frame + window.count / 2) }
        }
    }

    private func add(_ suspect: Suspect) {
        if suspect.sign != .color {
            let texts = masks.texts(at: suspect.region)
            if !texts.isEmpty {
                for segment in texts { addText(segment, suspect.frame) }
                return
            }
        }
        if suspects.count < Self.suspectLimit { suspects.append(suspect) } else { uncountedSuspects += 1 }
    }

    private func addText(_ segment: ExpectedSegment, _ frame: Int) {
        if textSuspects[segment]?.last != frame { textSuspects[segment, default: []].append(frame) }
    }
}

/// Where texts stand on a frame, with the room in which another renderer may draw them a little differently.
struct TextMasks: Equatable {
    private struct Room: Equatable {
        var segment: ExpectedSegment
        var area: PixelRect
    }

    private var areas: [Room] = []

    init() {}

    init(_ layers: [ExpectedLayer], size: CanvasSize) {
        let canvas = PixelRect(x: 0, y: 0, width: size.width, height: size.height)
        for layer in layers where layer.kind == .text {
            let area = TextMasks.area(around: layer.rect, canvas: canvas)
            for segment in layer.segments where !area.isEmpty { areas.append(Room(segment: segment, area: area)) }
        }
    }

    /// The room in which a text is looked for.
    static func area(around rect: PixelRect, canvas: PixelRect) -> PixelRect {
        let x = max(24, rect.width / 12)
        let y = max(24, rect.height / 12)
        return PixelRect(x: rect.x - x, y: rect.y - y, width: rect.width + 2 * x, height: rect.height + 2 * y)
            .intersection(canvas)
    }

    /// The rooms of all texts, joined where they overlap.
    static func separateAreas(of masks: [TextMasks]) -> [PixelRect] {
        var result: [PixelRect] = []
        for room in masks.flatMap(\.areas) {
            var joined = room.area
            while let other = result.firstIndex(where: { !$0.intersection(joined).isEmpty }) {
                joined = joined.union(result.remove(at: other))
            }
            result.append(joined)
        }
        return result
    }

    /// The texts that a part of the canvas may show.
    func texts(at rect: PixelRect) -> [ExpectedSegment] {
        areas.filter { !$0.area.intersection(rect).isEmpty }.map(\.segment)
    }

    /// Which blocks of 16 by 16 pixels may show a text.
    func blocks(columns: Int, rows: Int) -> [Bool] {
        var result = [Bool](repeating: false, count: columns * rows)
        for area in areas.map(\.area) {
            for row in area.y / 16..<min(rows, (area.maxY + 15) / 16) {
                for column in area.x / 16..<min(columns, (area.maxX + 15) / 16) {
                    result[row * columns + column] = true
                }
            }
        }
        return result
    }
}
