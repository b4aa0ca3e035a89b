/// A half-open stretch of a clock: `start` belongs to it, `end` does not.
public struct TimeRange: Hashable, Sendable {
    /// The first instant of the range.
    public let start: MediaTime
    /// The length, never negative.
    public let duration: MediaTime

    /// A range from its start and its length, which must not be negative.
    public init(start: MediaTime, duration: MediaTime) {
        precondition(duration >= .zero, "a range of \(duration) is negative")
        self.start = start
        self.duration = duration
    }

    /// A range from its start to its exclusive end, which must not lie before the start.
    public init(start: MediaTime, end: MediaTime) { self.init(start: start, duration: end - start) }

    /// The first instant after the range.
    public var end: MediaTime { start + duration }

    /// Whether the range holds no instant.
    public var isEmpty: Bool { duration == .zero }

    /// Whether `time` lies in the range.
    public func contains(_ time: MediaTime) -> Bool { start <= time && time < end }

    /// Whether the two ranges share an instant.
    public func overlaps(_ other: TimeRange) -> Bool {
        !isEmpty && !other.isEmpty && start < other.end && other.start < end
    }

    /// The part of the range that lies inside `bounds`, or nil where they share no instant.
    public func clamped(to bounds: TimeRange) -> TimeRange? {
        guard overlaps(bounds) else { return nil }
        return TimeRange(start: max(start, bounds.start), end: min(end, bounds.end))
    }
}
