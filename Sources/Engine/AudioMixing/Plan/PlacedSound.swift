package import MediaTiming
package import TimelineModel

/// One sound at its place: which samples of the mix it fills, from where in which source, and how loud.
package struct PlacedSound: Hashable, Sendable {
    /// The file.
    package var asset: AssetID
    /// When the sound's segment begins, on the composition clock. Its keyframes and its source run from here on.
    package var compositionStart: MediaTime
    /// What of the source sounds at `compositionStart`, or at `mirrorTime` where there is one, on the source's clock.
    package var sourceStart: MediaTime
    /// Source seconds per composition second, 0.1…10; the pitch is kept.
    package var playbackRate: Rational
    /// The end of the segment where its source plays backwards, nil where it plays forwards. What sounds there is what
    /// `sourceStart` says; before it the source's clock runs towards that.
    package var mirrorTime: MediaTime?
    /// The stretch of the source that repeats for as long as the sound lasts, or nil where it plays once.
    package var loopRange: TimeRange?
    /// The samples of the mix that the sound fills, on the 48 kHz grid of the composition; not empty.
    package var samples: Range<Int64>
    /// Linear gain of the track, above 0 and at most 4.
    package var trackGain: Double
    /// Linear gain of the segment, 0…4, by time from `compositionStart`.
    package var gain: Animated<Double>
    /// Fades and transitions, all of which multiply the gain.
    package var ramps: [GainRamp]
    /// How it makes way for sounds without ducking, or nil where it is one of these.
    package var ducking: Ducking?

    /// A placed sound from its parts.
    package init(
        asset: AssetID, compositionStart: MediaTime, sourceStart: MediaTime, playbackRate: Rational = .one,
        mirrorTime: MediaTime? = nil, loopRange: TimeRange? = nil, samples: Range<Int64>, trackGain: Double = 1,
        gain: Animated<Double> = .constant(1), ramps: [GainRamp] = [], ducking: Ducking? = nil
    ) {
        self.asset = asset
        self.compositionStart = compositionStart
        self.sourceStart = sourceStart
        self.playbackRate = playbackRate
        self.mirrorTime = mirrorTime
        self.loopRange = loopRange
        self.samples = samples
        self.trackGain = trackGain
        self.gain = gain
        self.ramps = ramps
        self.ducking = ducking
    }

    /// The source sample that sounds at a sample of the mix where the source plays once, on the source's 48 kHz grid.
    ///
    /// The exact instant is `sourceStart + (sample / 48000 − compositionStart) · playbackRate`. Where that lies between
    /// two samples the nearest is taken, so the sound is off by at most half a sample, 10.4 µs. Backwards it is
    /// `sourceStart + (mirrorTime − sample / 48000) · playbackRate`, and the sample that ends there sounds.
    package func sourceSample(at sample: Int64) -> Int64 {
        if let mirrorTime {
            let distance = mirrorTime - SampleGrid.time(of: sample)
            return SampleGrid.nearest(to: sourceStart, plus: distance, times: playbackRate) - 1
        }
        return SampleGrid.nearest(
            to: sourceStart, plus: SampleGrid.time(of: sample) - compositionStart, times: playbackRate)
    }

    /// Samples of the mix in one round of the loop, the nearest whole number and at least 1; nil where it plays once.
    package var loopPeriod: Int64? {
        loopRange.map { max(1, SampleGrid.nearest(to: .zero, plus: $0.duration, times: .one / playbackRate)) }
    }
}

/// A rise from silence or a fall to silence over a stretch of the composition.
package struct GainRamp: Hashable, Sendable {
    /// How the gain runs over the stretch.
    package enum Shape: String, Hashable, Sendable {
        /// At constant speed in amplitude.
        case linear
        /// A quarter of a sine, so that the power of a rise and of a fall over the same stretch sum to 1.
        case equalPower = "equal-power"
    }

    /// Where the ramp leads.
    package enum Direction: String, Hashable, Sendable {
        /// 0 before the stretch, 1 after it.
        case rising
        /// 1 before the stretch, 0 after it.
        case falling
    }

    /// How the gain runs.
    package var shape: Shape
    /// Where the ramp leads.
    package var direction: Direction
    /// When it runs, on the composition clock; not empty.
    package var compositionRange: TimeRange
}

// Not in the declaration, so that the initializer of all parts stays, which keys of caches name.
extension GainRamp {
    /// A ramp from its parts.
    package init(_ shape: Shape, _ direction: Direction, over compositionRange: TimeRange) {
        self.shape = shape
        self.direction = direction
        self.compositionRange = compositionRange
    }
}
