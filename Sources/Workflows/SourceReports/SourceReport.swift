package import MediaTiming
package import TimelineModel

/// A source of a draft: what it is, where it is used, what is peculiar about it and what the renderer does about that.
package struct SourceReport: Sendable {
    /// The file as the draft first names it.
    package var name: String
    /// Absolute path; nil where no file was found.
    package var path: String?
    /// JSON Pointers of every place that names it.
    package var pointers: [String]
    /// What it is; nil where it cannot be used.
    package var facts: AssetFacts?
    /// How it is stored; nil where it cannot be used.
    package var details: SourceDetails?
    /// How its frames follow each other; nil for a sound or a still.
    package var cadence: FrameCadence?
    /// What is peculiar, with what the renderer does about it, the file's own first.
    package var notes: [SourceNote]

    /// Whether it can be rendered.
    package var isUsable: Bool { details != nil }

    /// Width and height as it is shown, after turning and with square pixels; nil for a sound.
    package var shownSize: CanvasSize? {
        facts?.picture.map { picture in
            CanvasSize(
                width: Int((Rational(Int64(picture.width)) * picture.sampleAspect).rounded), height: picture.height)
        }
    }
}

/// How the frames of a film follow each other, by their times.
package struct FrameCadence: Hashable, Sendable {
    /// Frames in all.
    package var frameCount: Int
    /// Whether all frames last equally long, as exactly as the file can say it.
    package var isConstant: Bool
    /// Frames a second where frames last the longest.
    package var leastRate: Double
    /// Frames a second on the whole.
    package var meanRate: Double
    /// Frames a second where frames last the shortest.
    package var largestRate: Double

    /// The cadence of at least two frames; nil for fewer. The last frame's length is not looked at, because many files
    /// only guess it. `tick` is how exact the times are.
    package init?(of times: FrameTimes, tick: Rational?) {
        let steps = zip(times.starts, times.starts.dropFirst()).map { ($1 - $0).doubleValue }
        guard let shortest = steps.min(), let longest = steps.max(), let first = times.starts.first,
            let last = times.starts.last, shortest > 0
        else { return nil }
        frameCount = times.starts.count
        leastRate = 1 / longest
        largestRate = 1 / shortest
        meanRate = Double(steps.count) / (last - first).doubleValue
        // Two times that were each rounded to a tick are off by one tick together.
        isConstant = longest - shortest <= (tick?.doubleValue ?? 0) * 1.001
    }
}
