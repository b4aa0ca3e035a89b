/// What VMAF says of a film's frames. It is told, and never decides: it lets real faults pass.
package enum VmafOutcome: Hashable, Sendable {
    /// Nobody asked for it.
    case notAsked
    /// It was asked for and could not be measured, for a reason told in part of a sentence. That counts as failed.
    case unmeasured(String)
    /// It was measured on every frame of the reference.
    case measured(VmafScores)

    /// The scores, where there are any.
    package var scores: VmafScores? { if case .measured(let scores) = self { scores } else { nil } }
}

/// VMAF of each frame of a film, 0…100, and what follows from it.
package struct VmafScores: Hashable, Sendable {
    /// One value for each frame of the reference; never empty.
    package let frames: [Double]
    /// The model that it was measured with.
    package let model: String

    /// Scores of frames; nil where there are none.
    package init?(frames: [Double], model: String = VmafGauge.model) {
        guard !frames.isEmpty else { return nil }
        self.frames = frames
        self.model = model
    }

    /// The arithmetic mean.
    package var mean: Double { frames.reduce(0, +) / Double(frames.count) }

    /// The harmonic mean as libvmaf pools it: of the values plus one, less one.
    package var harmonicMean: Double { Double(frames.count) / frames.reduce(0) { $0 + 1 / ($1 + 1) } - 1 }

    /// The value that a hundredth of the frames stay below, between two of them by linear interpolation.
    package var percentile1: Double {
        let sorted = frames.sorted()
        let place = Double(sorted.count - 1) / 100
        let low = Int(place)
        let high = min(low + 1, sorted.count - 1)
        return sorted[low] + (sorted[high] - sorted[low]) * (place - Double(low))
    }

    /// The worst frame, the first of equals.
    package var worst: (frame: Int, value: Double) {
        frames.enumerated().reduce((0, frames[0])) { $1.element < $0.1 ? ($1.offset, $1.element) : $0 }
    }
}
