import MediaBuffers
import SignalMeasurement

/// Tells a picture that is only softer or sharper, as another scaler makes it, from one that shows something else.
struct Softness {
    /// What is smoothed around the place: whole tiles, so that they are measured as they were.
    private static let margin = 16

    /// Whether two pictures differ at a place by fine detail alone.
    static func accounts(for region: PixelRect, of export: Canvas, against reference: Canvas) -> Bool {
        let area = PixelRect(
            x: region.x - margin, y: region.y - margin, width: region.width + 2 * margin,
            height: region.height + 2 * margin
        ).intersection(reference.bounds)
        guard area.width >= 16, area.height >= 16 else { return false }
        let gauge = PictureGauge(width: area.width & ~1, height: area.height & ~1)
        let difference = gauge.difference(of: smoothed(export, area), from: smoothed(reference, area))
        return difference.tileSimilarity.allSatisfy { $0 >= PictureLimits.softSimilarity }
            && difference.blockDifference.allSatisfy { $0 <= PictureLimits.softDifference }
    }

    private static func smoothed(_ canvas: Canvas, _ area: PixelRect) -> Canvas {
        let patch = LumaPatch(canvas, area).smoothed(times: 3)
        let result = Canvas(width: area.width & ~1, height: area.height & ~1)
        for y in 0..<result.height {
            let row = result.luma.row(y)
            for x in 0..<result.width { row[x] = UInt8(min(255, max(0, patch.values[y * patch.width + x] + 0.5))) }
        }
        result.cb.fill(128)
        result.cr.fill(128)
        return result
    }
}
