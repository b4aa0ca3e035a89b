/// Turns the peaks of a signal into a smooth gain that keeps every one of them below a target.
///
/// Deficits, 1 − gain, are whole numbers of 2^-30, so that sums over windows have no rounding and nothing remains of a
/// peak after a known time. Each peak is held over the look-ahead, released, and smoothed by two moving averages, which
/// together are as long as the look-ahead: the gain has come down when the peak arrives.
struct LimiterGain {
    /// Samples of each moving average.
    private static let averageLength = 120
    /// Samples from a peak's first influence on the gain to the peak: 5 ms.
    static let lookAhead = 2 * averageLength - 2 + 1
    /// Samples after which a peak has no influence any more: release and moving averages.
    static let memory = 33_000 + 2 * averageLength

    private static let one: Int64 = 1 << 30
    private static let scale = 1 / (Double(one) * Double(averageLength * averageLength))

    private let ceiling: Float
    private let target: Double
    private var position: Int64 = 0
    private var window: [(position: Int64, deficit: Int64)] = []
    private var windowStart = 0
    private var held: Int64 = 0
    private var firstAverage = MovingSum(count: LimiterGain.averageLength)
    private var secondAverage = MovingSum(count: LimiterGain.averageLength)

    /// A gain that brings peaks above `ceiling` down to `target` and leaves the others.
    init(ceiling: Float, target: Float) {
        self.ceiling = ceiling
        self.target = Double(target)
    }

    /// Whether the gain is 1 and stays there while no peak is above the ceiling.
    var isIdle: Bool { windowStart == window.count && held == 0 && firstAverage.sum == 0 && secondAverage.sum == 0 }

    /// Passes over `count` samples of which none is above the ceiling; the gain must be idle.
    mutating func skip(_ count: Int) { position += Int64(count) }

    /// Takes the peak of the stretch [n, n+1) and gives the gain of sample n − `lookAhead`.
    mutating func next(peak: Float) -> Float {
        if !(peak <= ceiling) { push(Int64(((1 - target / Double(peak)) * Double(Self.one)).rounded(.up))) }
        // A stretch counts for the samples at both its ends, and for one more, as its peak may lie just before it.
        while windowStart < window.count, window[windowStart].position < position - Int64(Self.lookAhead) - 1 {
            windowStart += 1
        }
        if windowStart == window.count, windowStart > 0 {
            window.removeAll(keepingCapacity: true)
            windowStart = 0
        }
        position += 1
        // A time constant of 100 ms, and an end to it.
        let released = max(0, held - held / 4_800 - 256)
        held = max(windowStart < window.count ? window[windowStart].deficit : 0, released)
        secondAverage.push(firstAverage.push(held))
        return secondAverage.sum == 0 ? 1 : Float(1 - Double(secondAverage.sum) * Self.scale)
    }

    /// Keeps deficits falling from the front of the window to its end.
    private mutating func push(_ deficit: Int64) {
        while window.count > windowStart, let last = window.last, last.deficit <= deficit { window.removeLast() }
        if windowStart > 1_024 {
            window.removeFirst(windowStart)
            windowStart = 0
        }
        window.append((position, min(Self.one, max(0, deficit))))
    }
}

/// The sum of the last numbers of a row.
private struct MovingSum {
    private(set) var sum: Int64 = 0
    private var ring: [Int64]
    private var next = 0

    init(count: Int) { ring = [Int64](repeating: 0, count: count) }

    @discardableResult @inline(__always)
    mutating func push(_ value: Int64) -> Int64 {
        sum += value - ring[next]
        ring[next] = value
        next = next + 1 == ring.count ? 0 : next + 1
        return sum
    }
}
