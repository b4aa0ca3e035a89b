import MediaBuffers

/// Makes a shadow's coverage from that of what throws it.
enum ShadowMask {
    /// The coverage of premultiplied 32-bit pixels, blurred, with a margin on each side for the blur.
    ///
    /// - Parameters:
    ///   - pixels: four bytes a pixel, alpha in the last.
    ///   - marginX: pixels added at the left and at the right.
    ///   - marginY: pixels added above and below.
    static func make(
        from pixels: Plane, marginX: Int, marginY: Int, sigmaX: Double, sigmaY: Double
    ) -> Plane {
        let width = pixels.width / 4 + 2 * marginX
        let height = pixels.height + 2 * marginY
        var coverage = [Float](repeating: 0, count: width * height)
        let result = Plane(width: width, height: height)
        coverage.withUnsafeMutableBufferPointer { buffer in
            guard let base = buffer.baseAddress else { return }
            for y in 0..<pixels.height {
                let source = pixels.row(y)
                let target = base + (y + marginY) * width + marginX
                for x in 0..<pixels.width / 4 { target[x] = Float(source[4 * x + 3]) / 255 }
            }
            if let blur = GaussianBlur(sigma: sigmaX) {
                blur.run(on: base, count: width, step: 1, lines: height, lineStep: width)
            }
            if let blur = GaussianBlur(sigma: sigmaY) {
                blur.run(on: base, count: height, step: width, lines: width, lineStep: 1)
            }
            for y in 0..<height {
                let target = result.row(y)
                let source = base + y * width
                for x in 0..<width { target[x] = UInt8(min(max(source[x] * 255 + 0.5, 0), 255)) }
            }
        }
        return result
    }
}
