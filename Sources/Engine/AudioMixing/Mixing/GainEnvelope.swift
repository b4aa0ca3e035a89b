import MediaBuffers
import MediaTiming
import SignalMeasurement
import TimelineModel

/// The gain of one placed sound at every sample of the mix, prepared for fast evaluation.
///
/// The gain is `trackGain · gain · ramps`, computed in double precision for each sample on its own. Linear and held
/// stretches between keyframes are exact at every sample; curves are exact on a grid of 32 samples (wider only where a
/// curve is longer than 11 s) and linear between its points.
struct GainEnvelope {
    private let trackGain: Double
    private let levels: [Level]
    private let ramps: [Ramp]

    init(_ sound: PlacedSound) {
        trackGain = sound.trackGain
        ramps = sound.ramps.map(Ramp.init)
        switch sound.gain {
        case .constant(let value):
            levels = [Level(constant: value, from: .min)]
        case .keyframes(let keyframes):
            var pieces: [Level] = []
            for (index, keyframe) in keyframes.enumerated() {
                let time = sound.compositionStart + keyframe.time
                if index == 0 {
                    pieces.append(Level(constant: keyframe.value, from: .min))
                } else {
                    let start = sound.compositionStart + keyframes[index - 1].time
                    let range = TimeRange(start: start, end: time)
                    pieces.append(Level(keyframes[index - 1].value, keyframe.value, keyframe.easing, over: range))
                }
            }
            if let last = keyframes.last {
                let end = (sound.compositionStart + last.time).firstTick(atRate: SampleGrid.rate)
                pieces.append(Level(constant: last.value, from: end))
            }
            levels = pieces
        }
    }

    /// The one gain that holds over a range of samples, or nil where it may change.
    func constantGain(over samples: Range<Int64>) -> Float? {
        let level = levels[levelIndex(at: samples.lowerBound)]
        let isLast = samples.upperBound <= end(ofLevelAt: levelIndex(at: samples.lowerBound))
        guard level.isConstant, isLast else { return nil }
        var gain = trackGain * level.from
        for ramp in ramps {
            guard let factor = ramp.constant(over: samples) else { return nil }
            gain *= factor
        }
        return Float(gain)
    }

    /// Writes the gain at each of a range of samples; `gains` is as long as the range.
    func write(_ samples: Range<Int64>, to gains: UnsafeMutableBufferPointer<Float>) {
        var values = [Double](repeating: trackGain, count: samples.count)
        values.withUnsafeMutableBufferPointer { values in
            var sample = samples.lowerBound
            while sample < samples.upperBound {
                let index = levelIndex(at: sample)
                let end = min(samples.upperBound, end(ofLevelAt: index))
                let offset = Int(sample - samples.lowerBound)
                let part = UnsafeMutableBufferPointer(rebasing: values[offset..<offset + Int(end - sample)])
                levels[index].multiply(part, from: sample)
                sample = end
            }
            for ramp in ramps { ramp.multiply(values, from: samples.lowerBound) }
            for index in values.indices { gains[index] = Float(values[index]) }
        }
    }

    /// The last stretch that begins at or before a sample.
    private func levelIndex(at sample: Int64) -> Int {
        var low = 0
        var high = levels.count
        while high - low > 1 {
            let middle = (low + high) / 2
            if levels[middle].firstSample <= sample { low = middle } else { high = middle }
        }
        return low
    }

    private func end(ofLevelAt index: Int) -> Int64 {
        index + 1 < levels.count ? levels[index + 1].firstSample : .max
    }
}

/// The segment's gain between two keyframes, or before the first or after the last one.
private struct Level {
    let firstSample: Int64
    let from: Double
    let to: Double
    let easing: Easing
    let start: Double
    let length: Double
    let cellLength: Int64

    init(constant value: Double, from firstSample: Int64) {
        self.firstSample = firstSample
        from = value
        to = value
        easing = .hold
        start = 0
        length = 1
        cellLength = 32
    }

    init(_ from: Double, _ to: Double, _ easing: Easing, over range: TimeRange) {
        firstSample = range.start.firstTick(atRate: SampleGrid.rate)
        self.from = from
        self.to = to
        self.easing = easing
        start = range.start.samplePosition
        length = range.duration.samplePosition
        cellLength = Self.cellLength(ofCurve: length)
    }

    var isConstant: Bool { easing == .hold || from == to }

    func multiply(_ values: UnsafeMutableBufferPointer<Double>, from first: Int64) {
        if isConstant {
            for index in values.indices { values[index] *= from }
            return
        }
        switch easing {
        case .hold: break
        case .linear:
            for index in values.indices {
                values[index] *= from + (to - from) * ((Double(first + Int64(index)) - start) / length)
            }
        case .cubicBezier: multiplyCurve(values, from: first)
        }
    }

    private func multiplyCurve(_ values: UnsafeMutableBufferPointer<Double>, from first: Int64) {
        var index = 0
        while index < values.count {
            let sample = first + Int64(index)
            let cell = sample & ~(cellLength - 1)
            let low = max(Double(cell), start)
            let high = min(Double(cell + cellLength), start + length)
            let lowValue = from.mixed(with: to, progress: easing.progress((low - start) / length))
            let highValue = from.mixed(with: to, progress: easing.progress((high - start) / length))
            let slope = high > low ? (highValue - lowValue) / (high - low) : 0
            let end = Int(min(Int64(values.count), cell + cellLength - first))
            for inner in index..<end {
                values[inner] *= lowValue + slope * (Double(first + Int64(inner)) - low)
            }
            index = end
        }
    }

    /// 32 samples, or for long curves the highest power of two that still cuts them into 8192 pieces.
    private static func cellLength(ofCurve length: Double) -> Int64 {
        var cell: Int64 = 32
        while cell < 4_096, Double(2 * cell) * 8_192 <= length { cell *= 2 }
        return cell
    }
}

/// A fade or one side of a transition.
private struct Ramp {
    let shape: GainRamp.Shape
    let direction: GainRamp.Direction
    let start: Double
    let end: Double
    let length: Double

    init(_ ramp: GainRamp) {
        shape = ramp.shape
        direction = ramp.direction
        start = ramp.compositionRange.start.samplePosition
        end = ramp.compositionRange.end.samplePosition
        length = ramp.compositionRange.duration.samplePosition
    }

    func constant(over samples: Range<Int64>) -> Double? {
        if Double(samples.lowerBound) >= end { return direction == .rising ? 1 : 0 }
        if Double(samples.upperBound - 1) <= start { return direction == .rising ? 0 : 1 }
        return nil
    }

    func multiply(_ values: UnsafeMutableBufferPointer<Double>, from first: Int64) {
        if let factor = constant(over: first..<first + Int64(values.count)) {
            if factor != 1 { for index in values.indices { values[index] *= factor } }
            return
        }
        for index in values.indices {
            let sample = Double(first + Int64(index))
            let distance = direction == .rising ? sample - start : end - sample
            let progress = min(1, max(0, distance / length))
            switch shape {
            case .linear: values[index] *= progress
            case .equalPower: values[index] *= quarterSine(progress)
            }
        }
    }
}

extension MediaTime {
    /// The position on the 48 kHz grid as a floating-point number; exact where it is a whole sample.
    fileprivate var samplePosition: Double { (seconds * Rational(SampleGrid.rate)).doubleValue }
}
