package import MediaBuffers

/// A stereo-linked look-ahead limiter that keeps the true peak at or below −1 dBTP.
///
/// What lies below the ceiling, and is not within reach of a peak above it, passes bit for bit. The gain comes down over
/// 5 ms before a peak and goes up over about 100 ms after it. The output is not delayed: samples are held back until
/// what follows them is known. The result does not depend on how the samples are cut into runs.
///
/// It works in two passes of the same kind: changing the gain adds a little to the peaks between samples, and the second
/// pass takes that away.
package struct Limiter: Sendable {
    /// The highest true peak in linear amplitude: −1 dBTP.
    package static let ceiling: Float = 0.891_250_94
    /// Samples that must follow a sample before it is given out.
    package static let lookAhead = 2 * LimiterPass.lookAhead
    /// Samples after which what was before has no influence any more; who begins amid a mix begins this much earlier.
    package static let memory = 2 * LimiterPass.memory

    private var first = LimiterPass()
    private var second = LimiterPass()

    /// A limiter at the start of a signal, before which all was silence.
    package init() {}

    /// Takes the next samples, which must be finite, and gives those whose gain is now known: all but the last
    /// `lookAhead` of what it has taken so far.
    package mutating func limit(_ samples: StereoSamples) -> StereoSamples { second.limit(first.limit(samples)) }

    /// The held-back samples at the end of the signal; the limiter is at the start of another signal then.
    package mutating func finish() -> StereoSamples {
        let rest = limit(StereoSamples(frameCount: Self.lookAhead))
        self = Limiter()
        return rest
    }
}
