import MediaTiming

/// The clocks of an MP4's tracks, chosen so that every timestamp is a whole number.
struct MovieTimescale {
    /// Ticks per second of the video track: a multiple of the frame rate's numerator.
    let video: Int64
    /// Ticks of a frame.
    let frameLength: Int64
    /// Ticks per second of the film's own clock, on which edit lists state durations: whole for frames and samples.
    let movie: Int64

    init(frameRate: FrameRate, sampleRate: Int64) {
        let rate = frameRate.framesPerSecond
        // Coarse clocks trouble some players; 10 000 is also what the muxer takes for the least.
        let multiple = (10_000 + rate.numerator - 1) / rate.numerator
        video = rate.numerator * multiple
        frameLength = rate.denominator * multiple
        // sampleRate / numerator in lowest terms has the multiple's other factor as its denominator.
        let common = sampleRate * Rational(sampleRate, rate.numerator).denominator
        movie = common <= 1_000_000 ? common : sampleRate
    }
}
