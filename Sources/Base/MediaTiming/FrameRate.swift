/// An exact number of frames per second.
public struct FrameRate: Hashable, Sendable {
    /// Frames per second.
    public let framesPerSecond: Rational

    /// `numerator / denominator` frames per second; both must be positive.
    public init(_ numerator: Int64, _ denominator: Int64 = 1) {
        precondition(numerator > 0 && denominator > 0, "\(numerator)/\(denominator) is no frame rate")
        framesPerSecond = Rational(numerator, denominator)
    }

    /// The length of one frame.
    public var frameDuration: MediaTime { MediaTime(seconds: .one / framesPerSecond) }

    /// The exact instant of frame `index`.
    public func time(ofFrame index: Int) -> MediaTime {
        MediaTime(seconds: Rational(Int64(index)) / framesPerSecond)
    }

    /// The frame during which `time` lies: the last one whose instant is not after it.
    public func frameIndex(containing time: MediaTime) -> Int { Int((time.seconds * framesPerSecond).floor) }

    /// The first frame whose instant is at or after `time`.
    public func firstFrame(atOrAfter time: MediaTime) -> Int { Int((time.seconds * framesPerSecond).ceiling) }

    /// The instant of the frame that lies less than `tolerance` from a time; nil where none does.
    package func frameTime(near time: MediaTime, within tolerance: MediaTime) -> MediaTime? {
        let instant = self.time(ofFrame: Int((time.seconds * framesPerSecond).rounded))
        return max(instant, time) - min(instant, time) < tolerance ? instant : nil
    }

    /// The frames whose instants lie in `range`.
    public func frames(in range: TimeRange) -> Range<Int> {
        firstFrame(atOrAfter: range.start)..<firstFrame(atOrAfter: range.end)
    }
}

extension FrameRate: CustomStringConvertible {
    /// As it is written in messages.
    public var description: String { "\(framesPerSecond) fps" }
}
