import MediaBuffers

/// Blurs a finished picture.
enum PictureBlur {
    /// Blurs premultiplied 32-bit pixels in place; what lies outside counts as transparent.
    static func apply(to pixels: Plane, sigmaX: Double, sigmaY: Double) {
        let across = GaussianBlur(sigma: sigmaX)
        let down = GaussianBlur(sigma: sigmaY)
        guard across != nil || down != nil else { return }
        let width = pixels.width
        let height = pixels.height
        var values = [Float](repeating: 0, count: width * height)
        values.withUnsafeMutableBufferPointer { buffer in
            guard let base = buffer.baseAddress else { return }
            for y in 0..<height {
                let row = pixels.row(y)
                for x in 0..<width { base[y * width + x] = Float(row[x]) / 255 }
            }
            // A row holds four components a pixel, each a line of its own with a step of four.
            for component in 0..<4 {
                across?.run(on: base + component, count: width / 4, step: 4, lines: height, lineStep: width)
            }
            down?.run(on: base, count: height, step: width, lines: width, lineStep: 1)
            for y in 0..<height {
                let row = pixels.row(y)
                for x in 0..<width { row[x] = UInt8(min(max(base[y * width + x] * 255 + 0.5, 0), 255)) }
                // Rounding must not lift a color above its alpha.
                for x in stride(from: 0, to: width, by: 4) {
                    for component in 0..<3 { row[x + component] = min(row[x + component], row[x + 3]) }
                }
            }
        }
    }
}
