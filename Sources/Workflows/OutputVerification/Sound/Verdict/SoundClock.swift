import Foundation
import MediaTiming

/// Turns samples and seconds into frames and words.
struct SoundClock {
    let frameRate: FrameRate
    /// Samples that the film lasts.
    let length: Int

    /// The film's length in seconds.
    var seconds: Double { Double(length) / 48_000 }

    /// The frames that are shown during some seconds, at least one.
    func frames(_ range: Range<Double>) -> Range<Int> {
        let rate = frameRate.framesPerSecond.doubleValue
        let last = max(1, Int((seconds * rate).rounded(.up)))
        let first = min(last - 1, max(0, Int((range.lowerBound * rate + 1e-6).rounded(.down))))
        let end = min(last, max(first + 1, Int((range.upperBound * rate - 1e-6).rounded(.up))))
        return first..<end
    }

    /// "from 2.0 s to 4.5 s", "from 12.0 s on" where it goes on to the end of the film, "throughout" where it is all.
    func words(_ range: Range<Double>) -> String {
        let toEnd = range.upperBound >= seconds - 0.25
        if toEnd, range.lowerBound <= 0.25 { return "throughout" }
        let start = String(format: "from %.1f s", max(0, range.lowerBound))
        return toEnd ? start + " on" : start + String(format: " to %.1f s", range.upperBound)
    }
}
