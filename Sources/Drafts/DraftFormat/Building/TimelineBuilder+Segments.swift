import Diagnostics
import MediaTiming
import TimelineModel

/// What a segment holds and how long it would last by itself.
struct ReadContent {
    /// What is placed, or nil where something in it is wrong.
    var content: Segment.Content?
    /// The name that the content gives the segment.
    var name: String
    /// How long the content lasts, or nil where it has no length of its own.
    var naturalDuration: ExactTime?
    /// What must be said about a length that its source does not fill; takes the segment's duration.
    var checkDuration: (ExactTime) -> Void = { _ in }
}

extension TimelineBuilder {
    /// A segment with its place, or nil where the place could not be found.
    func placedSegment(
        _ field: Field, _ kind: Track.Kind, position: (track: Int, segment: Int), previousEnd: ExactTime,
        followsUnknown: Bool, isPreviousGuessed: Bool
    ) -> PlacedSegment? {
        let table: KeyTable =
            switch kind {
            case .picture: .picture
            case .sound: .sound
            case .text: .text
            }
        guard let object = ObjectReader(field, table, log) else { return nil }
        let identifier = identifier(of: object, position: "t/\(position.track)/sg/\(position.segment)", isTrack: false)
        let givenName = object[.name].flatMap { values.text($0) }
        let read: ReadContent =
            switch kind {
            case .picture: picture(object)
            case .sound: sound(object)
            case .text: text(object)
            }
        let transition: PlacedTransition? =
            if kind == .picture, let field = object[.tr] { self.transition(field) } else { nil }
        guard let (start, end) = place(of: object, previousEnd: previousEnd, read, kind) else { return nil }
        read.checkDuration(end - start)
        let segment = read.content.map { content in
            Segment(
                id: identifier, pointer: field.pointer.description, name: givenName ?? read.name,
                compositionRange: TimeRange(start: .zero, duration: .zero), content: content)
        }
        return PlacedSegment(
            field: field, identifier: identifier, index: position.segment,
            followsUnknown: followsUnknown,
            isGuessed: object[.s] == nil && (followsUnknown || isPreviousGuessed), start: start, end: end,
            hasOwnStart: object[.s] != nil, hasOwnLength: object[.d] != nil || object[.end] != nil,
            transition: transition, segment: segment)
    }

    /// Start and end.
    private func place(
        of object: ObjectReader, previousEnd: ExactTime, _ read: ReadContent, _ kind: Track.Kind
    ) -> (ExactTime, ExactTime)? {
        func stated(_ name: DraftName) -> ExactTime? {
            object.find(name).flatMap { values.exactTime($0.field, $0.kind) }
        }
        let (statedStart, duration, end) = (stated(.s), stated(.d), stated(.end))
        for name: DraftName in [.s, .d, .end] where object[name].map(values.hasUnit) == true { hasTimesWithUnit = true }
        if object[.s] != nil, statedStart == nil { return nil }
        let start = statedStart ?? previousEnd
        if object[.d] != nil {
            guard let duration else { return nil }
            if let end, let endField = object[.end], !end.isAt(start + duration) {
                log.warning(
                    .duplicateKey, at: endField,
                    "ends the segment at \(milliseconds(end)), but its start and “d” end it at "
                        + "\(milliseconds(start + duration)); “d” is used, so remove one of the two")
            }
            return (start, start + duration)
        }
        if let field = object[.end] {
            guard let end else { return nil }
            guard end > start else {
                log.error(
                    .outOfRange, at: field,
                    "is \(milliseconds(end)), but must lie after the segment's start at \(milliseconds(start))")
                return nil
            }
            return (start, end)
        }
        if let duration = read.naturalDuration { return (start, start + duration) }
        if read.content != nil || kind == .text {
            log.error(
                .missingKey, at: object.field,
                "needs “d”, its length in milliseconds: \(kind == .text ? "text has" : "images and colors have") none of their own"
            )
        }
        return nil
    }

    /// A value that may be given as keyframes, in the property's own place or under `kf`; those win over a single value.
    func animated<Value: Interpolatable>(
        _ name: DraftName, _ object: ObjectReader, _ keyframes: ObjectReader?, default standard: Value,
        _ read: (Field) -> Value?
    ) -> Animated<Value> {
        var animated: Animated<Value>?
        if let field = object[name] {
            animated =
                ValueReader.isKeyframes(field.value)
                ? values.keyframes(field, read) : read(field).map { .constant($0) }
        }
        if let field = keyframes?[name] { animated = values.keyframes(field, read) }
        return animated ?? .constant(standard)
    }

    /// The keyframes of a segment.
    func keyframes(of object: ObjectReader) -> ObjectReader? {
        guard let (field, kind) = object.find(.kf), case .object(let table) = kind else { return nil }
        return ObjectReader(field, table, log)
    }
}
