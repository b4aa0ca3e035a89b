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
        // Coarse clocks trouble some players. Doubling up to 10 000 gives the customary ones, such as 15360 for
        // 30 frames per second.
        var multiple: Int64 = 1
        while rate.numerator * multiple < 10_000 { multiple *= 2 }
        video = rate.numerator * multiple
        frameLength = rate.denominator * multiple
        // sampleRate / numerator in lowest terms has the multiple's other factor as its denominator.
        let common = sampleRate * Rational(sampleRate, rate.numerator).denominator
        movie = common <= 1_000_000 ? common : sampleRate
    }
}
