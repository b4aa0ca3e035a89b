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
                run(blur, base, count: width, step: 1, lines: height, lineStep: width)
            }
            if let blur = GaussianBlur(sigma: sigmaY) {
                run(blur, base, count: height, step: width, lines: width, lineStep: 1)
            }
            for y in 0..<height {
                let target = result.row(y)
                let source = base + y * width
                for x in 0..<width { target[x] = UInt8(min(max(source[x] * 255 + 0.5, 0), 255)) }
            }
        }
        return result
    }

    /// Blurs `lines` lines of `count` samples in place, a bundle of lines at a time.
    private static func run(
        _ blur: GaussianBlur, _ base: UnsafeMutablePointer<Float>, count: Int, step: Int, lines: Int, lineStep: Int
    ) {
        let lanes = GaussianBlur.lanes
        let size = (count + 2 * blur.reach) * lanes
        let source = UnsafeMutablePointer<Float>.allocate(capacity: size)
        let target = UnsafeMutablePointer<Float>.allocate(capacity: size)
        defer {
            source.deallocate()
            target.deallocate()
        }
        target.initialize(repeating: 0, count: size)
        for first in stride(from: 0, to: lines, by: lanes) {
            let used = min(lanes, lines - first)
            source.initialize(repeating: 0, count: size)
            let middle = source + blur.reach * lanes
            for index in 0..<count {
                let place = base + index * step + first * lineStep
                for lane in 0..<used { middle[index * lanes + lane] = place[lane * lineStep] }
            }
            blur.apply(source, target, count: count)
            let blurred = target + blur.reach * lanes
            for index in 0..<count {
                let place = base + index * step + first * lineStep
                for lane in 0..<used { place[lane * lineStep] = blurred[index * lanes + lane] }
            }
        }
    }
}
