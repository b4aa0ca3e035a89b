import MediaTiming
import TimelineModel

/// Ends of segments that are moved by less than a frame, so that what was meant to abut does.
extension TimelineBuilder {
    /// A segment that ends where the next one starts, if it overlaps that by less than a frame; nil where it does by more.
    func shortened(_ segment: PlacedSegment, before next: PlacedSegment) -> Remedy? {
        let overlap = (segment.end - next.start).mediaTime(ticksPerSecond: Self.clock)
        guard overlap < shownRate.frameDuration, segment.start < next.start, !segment.start.isAt(next.start) else {
            return nil
        }
        return ended(segment, at: next.start, mayAddLength: true)
    }

    /// A segment that ends at a time, by the key that says its length or its end; nil where it says both, and where it says
    /// neither unless it may be given a length.
    func ended(_ segment: PlacedSegment, at end: ExactTime, mayAddLength: Bool = false) -> Remedy? {
        guard !segment.isCue, let object = ObjectReader(segment.field, .text, FindingLog()) else { return nil }
        let summary = "\(segment.field.pointer) now ends at \(milliseconds(end))"
        let time: ExactTime
        let field: Field
        switch (object[.d], object[.end]) {
        case (let length?, nil): (field, time) = (length, end - segment.start)
        case (nil, let last?): (field, time) = (last, end)
        case (nil, nil):
            guard mayAddLength, object.field.value.members?.isEmpty == false else { return nil }
            let length = Self.digits((end - segment.start).microseconds, places: 3)
            return Remedy(summary, [.add(at: Int(segment.field.value.offset), name: "d", value: length)])
        case (.some, .some): return nil
        }
        return Remedy(
            summary,
            [.replace(at: Int(field.value.offset), with: Self.written(time, like: field))])
    }

    /// A time to the microsecond as JSON, in the unit of another one.
    private static func written(_ time: ExactTime, like field: Field) -> String {
        guard let string = field.value.string else { return digits(time.microseconds, places: 3) }
        if decimal(string, unit: "") != nil { return "\"\(digits(time.microseconds, places: 3))\"" }
        if decimal(string, unit: "ms") != nil { return "\"\(digits(time.microseconds, places: 3))ms\"" }
        return "\"\(digits(time.microseconds, places: 6))s\""
    }

    /// A count of units of `10^-places`, above zero, in decimal digits.
    private static func digits(_ count: Int64, places: Int) -> String {
        let digits = String(repeating: "0", count: max(0, places + 1 - String(count).count)) + String(count)
        var fraction = digits.suffix(places)
        while fraction.last == "0" { fraction.removeLast() }
        return digits.dropLast(places) + (fraction.isEmpty ? "" : ".\(fraction)")
    }
}
