import MediaTiming
import TimelineModel

/// Reads a draft's objects into an outline. Nothing is reported: what cannot be read is shown as it stands.
final class OutlineReader {
    private let draft: ObjectReader
    private let writer: PropertyWriter
    /// The draft's canvas.
    let canvas: CanvasSize
    private let frameRate: FrameRate
    private var times: [String: TimeRange] = [:]
    private var transitions: [String: ObjectReader] = [:]

    /// A reader of a draft; `timeline` knows the times that only sources tell.
    init(draft: ObjectReader, state: SessionState, timeline: Timeline?) {
        self.draft = draft
        let log = FindingLog()
        let locator = AssetLocator(DraftReadingOptions(), cloudFiles: CloudFiles())
        let builder = TimelineBuilder(
            draft: draft, state: state, media: MediaLibrary(locator: locator, prober: NoProber(), log: log), log: log)
        builder.readCanvas()
        canvas = builder.canvas
        frameRate = draft[.fps].flatMap { builder.values.frameRate($0) } ?? builder.frameRate
        writer = PropertyWriter(canvas: canvas)
        for segment in timeline?.tracks.flatMap(\.segments) ?? [] where times[segment.pointer] == nil {
            times[segment.pointer] = segment.compositionRange
        }
    }

    /// Finds nothing: an outline asks no file.
    private struct NoProber: AssetProbing {
        func facts(ofFileAt path: String) throws(AssetProblem) -> AssetFacts {
            throw AssetProblem(.missing, "is not read")
        }
    }

    /// The properties of the draft itself.
    func properties() -> [DraftOutline.Property] {
        var properties: [DraftOutline.Property] = [
            .init(
                name: "canvas", value: Wording("\(canvas.width)x\(canvas.height)"), standard: Wording("1080x1920")),
            .init(name: "frame rate", value: Wording(frameRate.description), standard: Wording("30 fps")),
        ]
        if let (field, kind) = draft.find(.d) {
            properties.append(
                .init(
                    name: "length", value: writer.wording(field, kind), standard: Wording("to the last segment's end")))
        }
        let named: [DraftName] = [.title, .background, .loudness, .output]
        return properties + writer.properties(of: draft, names: named)
    }

    /// The outlines of the draft's tracks.
    func tracks(_ fields: [Field]) -> [DraftOutline.Track] {
        readTransitions()
        return fields.enumerated().compactMap { index, field in
            ObjectReader(field, .track, FindingLog()).map { track($0, index: index) }
        }
    }

    private func readTransitions() {
        for entry in draft[.transitions]?.elements ?? [] {
            guard let object = ObjectReader(entry, .listedTransition, FindingLog()), let to = object[.to]?.value.string,
                transitions[to] == nil
            else { continue }
            transitions[to] = object
        }
    }

    private func track(_ object: ObjectReader, index: Int) -> DraftOutline.Track {
        let (kind, table) = Self.kind(of: object)
        var segments: [DraftOutline.Segment] = []
        var previousEnd: ExactTime? = .zero
        for (position, field) in (object[.sg]?.elements ?? []).enumerated() {
            guard let reader = ObjectReader(field, table, FindingLog()) else { continue }
            let (start, end) = place(of: reader, previousEnd: previousEnd)
            previousEnd = end
            segments.append(segment(reader, position: "t/\(index)/sg/\(position)", start: start, end: end))
        }
        let sorted = segments.enumerated().sorted { left, right in
            let (first, second) = (left.element.start ?? .zero, right.element.start ?? .zero)
            return first == second ? left.offset < right.offset : first < second
        }
        return DraftOutline.Track(
            identifier: object[.id]?.value.string, name: object[.name]?.value.string, kind: kind,
            pointer: object.field.pointer.description,
            properties: writer.properties(of: object, names: [.muted, .hidden, .volume, .src, .style, .x, .y, .w]),
            segments: sorted.map(\.element))
    }

    private static func kind(of track: ObjectReader) -> (String, KeyTable) {
        let kind: Track.Kind?
        switch track[.tt]?.value.content {
        case .number(let number)?:
            kind = number.wholeValue.flatMap(Track.Kind.init(draftNumber:))
            if kind == nil { return ("type \(number)", .picture) }
        case .string(let word)?:
            kind = Track.Kind(draftWord: word)
            if kind == nil { return ("type \(quoted(word))", .picture) }
        default: kind = .picture
        }
        switch kind {
        case .sound: return ("audio", .sound)
        case .text: return ("text", .text)
        case .picture, nil: return ("video", .picture)
        }
    }

    /// When a segment begins and ends, as far as it is known.
    private func place(of object: ObjectReader, previousEnd: ExactTime?) -> (start: ExactTime?, end: ExactTime?) {
        var start = object[.s] == nil ? previousEnd : writer.time(object, .s)
        var end = writer.time(object, .end)
        if object[.d] != nil {
            let duration = writer.time(object, .d)
            end = start.flatMap { start in duration.map { start + $0 } }
        }
        if start == nil || end == nil, let range = times[object.field.pointer.description] {
            (start, end) = (ExactTime(range.start, atRate: .one), ExactTime(range.end, atRate: .one))
        }
        return (start, end)
    }

    private func segment(
        _ object: ObjectReader, position: String, start: ExactTime?, end: ExactTime?
    ) -> DraftOutline.Segment {
        let source = object.table.key(named: .src) == nil ? nil : object[.src]?.value.string
        let text = object.table.key(named: .tx) == nil ? nil : object[.tx]?.value.string
        let identifier = object[.id]?.value.string
        let skipped: Set<DraftName> = [.id, .s, .d, .end, .m, .name, .src, .tx, .tr]
        var properties = writer.properties(
            of: object, names: object.table.keys.map(\.name).filter { !skipped.contains($0) })
        let own = object.table.key(named: .tr) == nil ? nil : object[.tr]
        let transition =
            own.flatMap { ObjectReader($0, .transition, FindingLog()) } ?? transitions[identifier ?? position]
        if let transition {
            let length = start.flatMap { start in end.map { $0 - start } }
            let value = writer.wording(forTransition: transition, into: length)
            properties.append(.init(name: "transition", value: value, standard: Wording("cut")))
        }
        let content = source ?? text ?? ""
        let name = object[.name]?.value.string ?? (source.map(Self.name(ofSource:)) ?? firstLine(of: content))
        return DraftOutline.Segment(
            identifier: identifier, name: name, content: content, pointer: object.field.pointer.description,
            start: start.map { MediaTime(microseconds: $0.microseconds) },
            end: end.map { MediaTime(microseconds: $0.microseconds) }, properties: properties)
    }

    private static func name(ofSource source: String) -> String {
        source.hasPrefix("#") ? source : nameWithoutEnding(lastPathPart(ofURL: source) ?? source)
    }
}
