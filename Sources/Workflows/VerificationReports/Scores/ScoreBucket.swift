import OutputVerification

/// Neighboring frames drawn as one, so that a long film's time line stays small.
struct ScoreBucket {
    /// The first and the last frame.
    var frames: ClosedRange<Int>
    /// The frame with the worst tile, and the one of the export that it was held against; nil where none was measured.
    var worstFrame: Int
    var exportFrame: Int?
    /// Lowest and highest worst-tile similarity; nil where no frame was measured.
    var tile: ClosedRange<Double>?
    /// Lowest and highest worst-block difference.
    var block: ClosedRange<Double>?
    /// Whether every frame was measured.
    var isWhole: Bool

    /// At most `limit` points: a frame each, or the lowest and the highest of neighboring frames.
    static func reduce(_ scores: [FrameScore], limit: Int = 2000) -> [ScoreBucket] {
        guard !scores.isEmpty else { return [] }
        let count = scores.count <= limit ? scores.count : max(1, limit / 2)
        return (0..<count).map { index in
            let slice = scores[index * scores.count / count..<(index + 1) * scores.count / count]
            return ScoreBucket(slice)
        }
    }

    private init(_ slice: ArraySlice<FrameScore>) {
        let first = slice.first?.frame ?? 0
        let measured = slice.filter {
            $0.exportFrame != nil && $0.worstTileSimilarity.isFinite && $0.worstBlockDifference.isFinite
        }
        frames = first...max(first, slice.last?.frame ?? first)
        isWhole = measured.count == slice.count
        let worst = measured.min { $0.worstTileSimilarity < $1.worstTileSimilarity }
        worstFrame = worst?.frame ?? first
        exportFrame = worst?.exportFrame
        tile = Self.range(measured.map(\.worstTileSimilarity))
        block = Self.range(measured.map(\.worstBlockDifference))
    }

    private static func range(_ values: [Double]) -> ClosedRange<Double>? {
        guard let low = values.min(), let high = values.max() else { return nil }
        return low...high
    }
}
