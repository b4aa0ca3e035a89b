/// An instant on the composition clock, for those who count in time and for those who count in frames.
public enum CompositionInstant: Hashable, Sendable {
    /// A time.
    case time(MediaTime)
    /// The start of the frame with an index, counted from 0 at the output's rate.
    case frame(Int)

    /// The instant at the output's frame rate.
    public func time(at frameRate: FrameRate) -> MediaTime {
        switch self {
        case .time(let time): time
        case .frame(let index): frameRate.time(ofFrame: index)
        }
    }
}

/// A part of the composition, its end excluded; a side that is nil is that of the composition.
public struct CompositionStretch: Hashable, Sendable {
    /// Where it begins.
    public var start: CompositionInstant?
    /// Where it ends.
    public var end: CompositionInstant?

    /// A stretch from its sides.
    public init(start: CompositionInstant? = nil, end: CompositionInstant? = nil) {
        self.start = start
        self.end = end
    }

    /// The stretch as times of a composition that lasts `duration`; nil where it is empty or runs backwards.
    public func range(at frameRate: FrameRate, duration: MediaTime) -> TimeRange? {
        let first = start?.time(at: frameRate) ?? .zero
        let last = end?.time(at: frameRate) ?? max(duration, first)
        return first < last ? TimeRange(start: first, end: last) : nil
    }
}
