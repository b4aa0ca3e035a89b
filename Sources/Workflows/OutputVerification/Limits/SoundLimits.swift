/// What a sound is held against. Measured with voice and music at AAC 64…192 kb/s: a lag of 0.0 ms, a correlation of at
/// least 0.99, 0.1 LU, bands within 0.3 dB.
enum SoundLimits {
    /// Largest lag of the whole, ms.
    static let lag = 5.0
    /// Largest lag of a window, ms.
    static let windowLag = 10.0
    /// Least likeness of a window whose lag counts.
    static let likeness = 0.45
    /// Least correlation of the whole, lags taken away.
    static let correlation = 0.98
    /// Least correlation of a window.
    static let windowCorrelation = 0.9
    /// Largest difference of the loudness, LU.
    static let loudness = 0.5
    /// Largest median of a band's level difference, dB.
    static let bandMedian = 1.0

    /// Largest 95th percentile of the level differences of a band that ends at a frequency, dB. Above 5.6 kHz encoders
    /// save first: 1.4 dB were measured at 64 kb/s.
    static func band95(upTo frequency: Double) -> Double { frequency > 6_000 ? 2 : 1.3 }

    /// Largest gain of a track, dB, and the gain below which it is missing.
    static let stem = 1.0
    static let stemMissing = -18.0
    /// Largest lag of a track on its own, ms.
    static let stemLag = 5.0
    /// Highest true peak, dBTP.
    static let truePeak = 0.0
    /// Largest difference of the two channels' levels, dB.
    static let balance = 1.0
}
