import OutputVerification

/// The worst and the middle of one score over all frames.
struct ScoreSummary {
    /// The worst value and the frame that has it.
    var worst: (value: Double, frame: Int)
    /// The median.
    var median: Double

    /// Nil where no frame has a finite value.
    init?(_ scores: [FrameScore], lowIsBad: Bool, _ value: (FrameScore) -> Double) {
        let values = scores.filter { $0.exportFrame != nil }.map { (value: value($0), frame: $0.frame) }
            .filter(\.value.isFinite)
        let sorted = values.map(\.value).sorted()
        guard let worst = lowIsBad ? values.min(by: { $0.value < $1.value }) : values.max(by: { $0.value < $1.value })
        else { return nil }
        self.worst = worst
        median =
            sorted.count % 2 == 1
            ? sorted[sorted.count / 2] : (sorted[sorted.count / 2 - 1] + sorted[sorted.count / 2]) / 2
    }
}

extension PictureReport {
    var tileSummary: ScoreSummary? { ScoreSummary(scores, lowIsBad: true, \.worstTileSimilarity) }
    var blockSummary: ScoreSummary? { ScoreSummary(scores, lowIsBad: false, \.worstBlockDifference) }
    var colorSummary: ScoreSummary? { ScoreSummary(scores, lowIsBad: false, \.colorDifference) }
    var unmeasuredCount: Int { scores.filter { $0.exportFrame == nil }.count }
}
