import PixelKernels

/// How one axis of a source lands on the canvas, for a layer that is not turned.
///
/// Coordinates are pixel edges: sample m has its center at m + 0.5.
struct AxisMapping {
    /// Canvas coordinate of source luma coordinate 0.
    var origin: Double
    /// Canvas pixels per source luma sample; negative when mirrored.
    var scale: Double
    /// Source luma samples that may be read; outside, the edge repeats.
    var bounds: (lower: Double, upper: Double)

    /// The filter for luma samples `first..<first + count` of the canvas.
    func lumaFilter(first: Int, count: Int, sourceCount: Int) -> AxisFilter {
        AxisFilter(
            destinationCount: count, sourceCount: sourceCount, sourceStart: (Double(first) - origin) / scale,
            step: 1 / scale, lower: clamped(bounds.lower.rounded(.down), sourceCount),
            upper: clamped(bounds.upper.rounded(.up), sourceCount))
    }

    /// The filter for 4:2:0 chroma samples `first..<first + count` of the canvas.
    ///
    /// `siting` is the distance of canvas chroma sample 0 from the center of luma sample 0; `sourceSiting` the same for
    /// the source, whose chroma samples lie `sourceSpacing` luma samples apart.
    func chromaFilter(
        first: Int, count: Int, siting: Double, sourceCount: Int, sourceSiting: Double, sourceSpacing: Double
    ) -> AxisFilter {
        // Canvas chroma sample j lies at luma coordinate 2j + 0.5 + siting, which is linear in j, and so is its image.
        let step = 2 / (scale * sourceSpacing)
        let firstCenter = 2 * Double(first) + 0.5 + siting
        let sample = ((firstCenter - origin) / scale - 0.5 - sourceSiting) / sourceSpacing + 0.5
        return AxisFilter(
            destinationCount: count, sourceCount: sourceCount, sourceStart: sample - 0.5 * step, step: step,
            lower: clamped((bounds.lower / sourceSpacing).rounded(.down), sourceCount),
            upper: clamped((bounds.upper / sourceSpacing).rounded(.up), sourceCount))
    }

    private func clamped(_ value: Double, _ count: Int) -> Int { Int(min(Double(count), max(0, value))) }
}
