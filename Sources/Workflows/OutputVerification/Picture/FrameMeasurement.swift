import Foundation
import MediaBuffers
import SignalMeasurement

/// What one frame's comparison gives beyond its score.
struct FrameMeasurement {
    var score: FrameScore
    var difference: PictureDifference
}

/// Measures one pair of frames after the other.
final class FrameMeter {
    private let gauge: PictureGauge

    init(width: Int, height: Int) { gauge = PictureGauge(width: width, height: height) }

    func measure(_ export: Canvas, against reference: Canvas, frame: Int, exportFrame: Int) -> FrameMeasurement {
        let difference = gauge.difference(of: export, from: reference)
        var colors = [Float](repeating: 0, count: difference.first.count)
        var (bias, sum) = (SIMD4<Float>.zero, Float(0))
        for index in difference.first.indices {
            let change = difference.second[index] - difference.first[index]
            bias += change
            // What is below half a code value is no color difference that anybody could measure.
            if abs(change.x) + abs(change.y) + abs(change.z) > 0.5 {
                colors[index] = ColorDifference.ciede2000(
                    ColorDifference.lab(difference.first[index]), ColorDifference.lab(difference.second[index]))
                sum += colors[index]
            }
        }
        let count = Float(max(1, colors.count))
        let mean = bias / count
        return FrameMeasurement(
            score: FrameScore(
                frame: frame, exportFrame: exportFrame, similarity: difference.similarity,
                worstTileSimilarity: Double(difference.tileSimilarity.min() ?? 1),
                worstBlockDifference: Double(difference.blockDifference.max() ?? 0),
                colorDifference: Double(sum / count), colorDifference95: Double(Self.percentile95(colors)),
                bias: SIMD3(Double(mean.x), Double(mean.y), Double(mean.z))), difference: difference)
    }

    /// The 95th percentile to a fiftieth, by counting; what is above 20 counts as 20.
    private static func percentile95(_ values: [Float]) -> Float {
        var counts = [Int](repeating: 0, count: 1001)
        for value in values { counts[min(1000, Int(value * 50))] += 1 }
        var left = values.count / 20
        for step in stride(from: 1000, through: 0, by: -1) {
            left -= counts[step]
            if left < 0 { return Float(step) / 50 }
        }
        return 0
    }
}

extension FrameScore {
    /// The score of a frame that was not measured: the worst there is.
    static func unmeasured(_ frame: Int) -> FrameScore {
        FrameScore(
            frame: frame, exportFrame: nil, similarity: 0, worstTileSimilarity: 0, worstBlockDifference: 255,
            colorDifference: 100, colorDifference95: 100, bias: .zero)
    }
}
