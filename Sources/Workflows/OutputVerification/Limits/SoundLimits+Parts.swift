/// The limits of what is looked for in a sound beside its lag, loudness and gains. Powers are mean squares, of which
/// 1e-5 is −50 dBFS. The sound judge's tests hold them, with voice and music coded by AAC, faultless and with each
/// fault; no run is told.
extension SoundLimits {
    // MARK: Channels

    /// The correlation of crossed channels from which on they may be swapped, how many times more alike they must be
    /// than straight ones, and the correlation of straight ones below which they are.
    static let crossed = 0.9
    static let crossedFactor = 1.005
    static let straight = 0.995
    /// The share of all energy that a channel must have to be missed, and of its own that is silence (−25 dB).
    static let channelShare = 0.01
    static let silentShare = 0.003
    /// The share of the energy that is the difference of the channels, and that of it below which both are the same.
    static let sideShare = 0.01
    static let lostSideShare = 0.05
    /// The correlation below which the polarity of a channel is turned over, and the gain at which that of a track is.
    static let inverted = -0.7
    static let invertedTrack = -0.3

    // MARK: Lags

    /// How far apart the lags of windows may be that have one, in ms, and from the line of a steady drift.
    static let lagSpread = 6.0
    static let driftSpread = 3.0

    // MARK: Silence

    /// Power from which on something is heard.
    static let heard = Float(1e-5)
    /// Power below which a step and those around it are silent.
    static let silent = Float(3e-7)
    /// The share of the reference's power below which a step of the export is missing (−25 dB).
    static let missing = Float(0.003)
    /// How many steps of 10 ms a silence, and something that sounds in a silence, must have to be told.
    static let missingSteps = 8
    static let extraSteps = 10
    /// Power of a reference in which a short hole is heard.
    static let holePower = Float(3e-5)

    // MARK: Levels

    /// By how much a true peak must pass its limit, in dB, and how many times it must be the reference's (1 dB).
    static let peakMargin = 0.1
    static let peakFactor = Float(1.122)
    /// The most difference of bands that all are off by one gain, in dB.
    static let gainSpread = 1.0
    /// The lowest band that is judged where tracks are a little apart, in Hz: their low notes add up otherwise.
    static let lowestOfSplit = 180.0
}
