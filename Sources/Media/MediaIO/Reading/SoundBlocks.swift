import CFFmpeg
import MediaTiming
import TimelineModel

/// The blocks of a sound in their order, each with its place on the source's clock.
///
/// What a container says of times jitters, and one stray time says nothing: a block follows the one before, unless it and
/// the next one say by more than a block's length that it does not. Then there is a gap, which is silence, or an overlap, of
/// which the later sound loses its beginning, so that what follows is in time again. Smaller deviations are told as a lag.
final class SoundBlocks {
    /// A block and where it belongs.
    struct Placed {
        var block: SoundBlock
        /// Samples at its head that are not heard.
        var skipped: Int64
        /// When the rest of it begins, from source time 0 on.
        var start: MediaTime
        /// Silence before it, from the end of the block before.
        var gap: MediaTime
    }

    private let decoder: StreamDecoder
    private let timeBase: Rational
    /// Whether times are stated; else blocks follow each other.
    private let hasClock: Bool
    /// What is taken from stated times: source time 0, and where a clock began anew.
    private var origin: MediaTime
    /// Where the next block belongs, once there was one.
    private(set) var position: MediaTime?
    /// The first time that was stated.
    private var first: MediaTime?
    private var ahead: SoundBlock?
    private var hasAhead = false
    /// What is left of an overlap.
    private var overlap = MediaTime.zero
    /// How much later than they are placed the blocks say that they belong, smoothed; seconds.
    private(set) var lag = 0.0

    /// Times of blocks shorter than this are not believed more closely; seconds.
    private static let leastTolerance = 0.01
    /// Going back further than this is a clock that begins anew, as where recordings were joined; seconds.
    static let restart = 2.0
    /// So is going back to where the clock began, or as much later; seconds.
    static let restartWindow = 0.25
    /// How many blocks count for the lag.
    private static let smoothing = 16.0

    /// Blocks from a decoder's place on, times counted from `zero`.
    init(decoder: StreamDecoder, zero: MediaTime, hasClock: Bool) {
        self.decoder = decoder
        timeBase = rational(decoder.timeBase)
        self.hasClock = hasClock
        origin = zero
    }

    /// The next block; nil at the end. Damage throws.
    func next() throws(AssetProblem) -> Placed? {
        while let block = try take() {
            let gap = try place(block)
            guard let start = position else { continue }
            let skipped = min(block.sampleCount, max(0, overlap.nearestTick(atRate: block.rate)))
            let heard = MediaTime(block.sampleCount - skipped, timeBase: Rational(1, block.rate))
            overlap = overlap - MediaTime(skipped, timeBase: Rational(1, block.rate))
            position = start + heard
            if skipped < block.sampleCount { return Placed(block: block, skipped: skipped, start: start, gap: gap) }
        }
        return nil
    }

    /// Says that what follows lands later than its place by a time, because what came before was stretched.
    func shift(by time: MediaTime) {
        position = position.map { $0 + time }
        lag -= time.doubleValue
    }

    /// Finds where a block belongs, and returns the silence before it.
    private func place(_ block: SoundBlock) throws(AssetProblem) -> MediaTime {
        guard let stated = stated(block) else {
            position = position ?? .zero
            return .zero
        }
        guard let expected = position else {
            (position, first) = (onGrid(stated, block), stated)
            return .zero
        }
        guard hasClock, overlap == .zero else { return .zero }
        let deviation = (stated - expected).doubleValue
        let tolerance = max(block.duration.doubleValue, Self.leastTolerance)
        guard abs(deviation) > tolerance, try isConfirmed(block, stated, tolerance) else {
            lag += (max(-tolerance, min(tolerance, deviation)) - lag) / Self.smoothing
            return .zero
        }
        lag = 0
        if deviation > 0 {
            let start = onGrid(stated, block)
            position = start
            return start - expected
        }
        if deviation < -Self.restart || (first.map { (stated - $0).doubleValue < Self.restartWindow } ?? false) {
            origin = origin + (stated - expected)
            first = expected
        } else {
            overlap = expected - stated
        }
        return .zero
    }

    /// Whether the block behind agrees on a block's time, or there is none.
    private func isConfirmed(
        _ block: SoundBlock, _ stated: MediaTime, _ tolerance: Double
    ) throws(AssetProblem) -> Bool {
        guard let next = try peek(), let nextStated = self.stated(next) else { return true }
        return abs((nextStated - stated - block.duration).doubleValue) <= tolerance
    }

    private func stated(_ block: SoundBlock) -> MediaTime? {
        block.statedTime.map { MediaTime($0, timeBase: timeBase) - origin }
    }

    /// A time on the grid of a block's own samples.
    private func onGrid(_ time: MediaTime, _ block: SoundBlock) -> MediaTime {
        MediaTime(time.nearestTick(atRate: block.rate), timeBase: Rational(1, block.rate))
    }

    private func take() throws(AssetProblem) -> SoundBlock? {
        if hasAhead {
            hasAhead = false
            defer { ahead = nil }
            return ahead
        }
        return try decode()
    }

    private func peek() throws(AssetProblem) -> SoundBlock? {
        if !hasAhead {
            ahead = try decode()
            hasAhead = true
        }
        return ahead
    }

    private func decode() throws(AssetProblem) -> SoundBlock? {
        while let frame = try decoder.next() {
            if frame.pointee.nb_samples > 0 { return try SoundBlock(taking: frame) }
        }
        return nil
    }
}
