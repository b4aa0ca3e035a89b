import MediaTiming

/// Times of frames in words: seconds where the frame rate is known, and frame numbers.
struct FrameClock {
    /// Frames a second; nil where no picture was compared.
    var framesPerSecond: Double?

    init(_ rate: FrameRate?) { framesPerSecond = rate?.framesPerSecond.doubleValue }

    /// When a frame begins, in seconds.
    func seconds(_ frame: Int) -> Double? { framesPerSecond.map { Double(frame) / $0 } }

    /// `4.33 s (#130)`.
    func text(_ frame: Int) -> String {
        guard let time = seconds(frame) else { return "#\(frame)" }
        return "\(NumberText.fixed(time, Self.decimals([time]))) s (#\(frame))"
    }

    /// `4.0–9.5 s (#120–#284)`; the range's end is exclusive, the last number is not.
    func text(_ frames: Range<Int>) -> String {
        guard frames.count > 1 else { return text(frames.lowerBound) }
        let numbers = "#\(frames.lowerBound)–#\(frames.upperBound - 1)"
        guard let start = seconds(frames.lowerBound), let end = seconds(frames.upperBound) else { return numbers }
        let decimals = Self.decimals([start, end])
        return "\(NumberText.fixed(start, decimals))–\(NumberText.fixed(end, decimals)) s (\(numbers))"
    }

    // Tenths where they say it exactly, hundredths otherwise.
    private static func decimals(_ times: [Double]) -> Int {
        times.allSatisfy { abs($0 * 10 - ($0 * 10).rounded()) < 0.005 } ? 1 : 2
    }
}
