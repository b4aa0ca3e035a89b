extension SoundReport {
    /// What the figures of a sound are held against.
    package struct Limits: Hashable, Sendable {
        /// Largest lag of the whole either way, and of two seconds, ms.
        package var lagMilliseconds: Double
        /// See `lagMilliseconds`.
        package var windowLagMilliseconds: Double
        /// Least correlation of the whole once lags are taken away, and of two seconds.
        package var correlation: Double
        /// See `correlation`.
        package var windowCorrelation: Double
        /// Largest difference of the integrated loudness either way, LU.
        package var loudness: Double
        /// Highest true peak, dBTP; passing it is a warning.
        package var truePeakDBTP: Double
        /// Largest median of a band's level difference either way, dB.
        package var bandDifference: Double
        /// Largest difference of a track's gain either way, dB, and the gain below which the track counts as missing.
        package var stemGain: Double
        /// See `stemGain`.
        package var stemMissing: Double
        /// Largest lag of a track either way, ms.
        package var stemLagMilliseconds: Double
        /// Largest difference of the two channels' levels either way, dB.
        package var balance: Double

        /// The limits that verdicts go by.
        package static let used = Limits(
            lagMilliseconds: SoundLimits.lag, windowLagMilliseconds: SoundLimits.windowLag,
            correlation: SoundLimits.correlation, windowCorrelation: SoundLimits.windowCorrelation,
            loudness: SoundLimits.loudness, truePeakDBTP: SoundLimits.truePeak, bandDifference: SoundLimits.bandMedian,
            stemGain: SoundLimits.stem, stemMissing: SoundLimits.stemMissing,
            stemLagMilliseconds: SoundLimits.stemLag, balance: SoundLimits.balance)
    }
}

extension SoundBand {
    /// The largest 95th percentile of the absolute level difference, dB.
    package var limit95: Double { SoundLimits.band95(upTo: frequencies.upperBound) }
}
