import MediaBuffers

/// Samples in double precision, and filters written down as their definitions say: what the compositor is measured by.
struct FloatPlane {
    let width: Int
    let height: Int
    var samples: [Double]

    init(width: Int, height: Int) {
        (self.width, self.height) = (width, height)
        samples = [Double](repeating: 0, count: width * height)
    }

    init(_ plane: Plane) {
        self.init(width: plane.width, height: plane.height)
        for y in 0..<height { for x in 0..<width { samples[y * width + x] = Double(plane.row(y)[x]) } }
    }

    subscript(x: Int, y: Int) -> Double {
        get { samples[min(max(y, 0), height - 1) * width + min(max(x, 0), width - 1)] }
        set { samples[y * width + x] = newValue }
    }

    /// Keys' cubic with a = −1/2 (Catmull-Rom).
    static func cubic(_ distance: Double) -> Double {
        let x = abs(distance)
        if x < 1 { return 1.5 * x * x * x - 2.5 * x * x + 1 }
        return x < 2 ? -0.5 * x * x * x + 2.5 * x * x - 4 * x + 2 : 0
    }

    /// The value at sample coordinates (0 is the first sample's center), from four by four samples.
    func value(_ x: Double, _ y: Double) -> Double {
        let (left, top) = (Int(x.rounded(.down)) - 1, Int(y.rounded(.down)) - 1)
        let across = (0..<4).map { Self.cubic(Double(left + $0) - x) }
        var sum = 0.0
        for row in 0..<4 {
            var line = 0.0
            for column in 0..<4 { line += across[column] * self[left + column, top + row] }
            sum += line * Self.cubic(Double(top + row) - y)
        }
        return sum
    }

    /// One axis resampled: destination sample i lies at sample coordinate `start + i · step`; the cubic is stretched
    /// where the step is larger than one, and its weights sum to one.
    private static func weights(count: Int, start: Double, step: Double) -> [(first: Int, weights: [Double])] {
        let stretch = max(1, abs(step))
        return (0..<count).map { index in
            let center = start + Double(index) * step
            let first = Int((center - 2 * stretch).rounded(.down))
            let last = Int((center + 2 * stretch).rounded(.up))
            let raw = (first...last).map { cubic((Double($0) - center) / stretch) }
            let sum = raw.reduce(0, +)
            return (first, raw.map { $0 / sum })
        }
    }

    /// The plane at other places, in sample coordinates.
    func resampled(
        width newWidth: Int, height newHeight: Int, startX: Double, stepX: Double, startY: Double, stepY: Double
    ) -> FloatPlane {
        var wide = FloatPlane(width: newWidth, height: height)
        for (x, entry) in Self.weights(count: newWidth, start: startX, step: stepX).enumerated() {
            for y in 0..<height {
                var sum = 0.0
                for (tap, weight) in entry.weights.enumerated() { sum += weight * self[entry.first + tap, y] }
                wide[x, y] = sum
            }
        }
        var result = FloatPlane(width: newWidth, height: newHeight)
        for (y, entry) in Self.weights(count: newHeight, start: startY, step: stepY).enumerated() {
            for x in 0..<newWidth {
                var sum = 0.0
                for (tap, weight) in entry.weights.enumerated() { sum += weight * wide[x, entry.first + tap] }
                result[x, y] = sum
            }
        }
        return result
    }

    /// The whole plane at another size.
    func resized(width newWidth: Int, height newHeight: Int) -> FloatPlane {
        let (stepX, stepY) = (Double(width) / Double(newWidth), Double(height) / Double(newHeight))
        return resampled(
            width: newWidth, height: newHeight, startX: 0.5 * stepX - 0.5, stepX: stepX, startY: 0.5 * stepY - 0.5,
            stepY: stepY)
    }

    /// The plane under a binomial filter of nine samples along each axis (sigma 1.4).
    func smoothed() -> FloatPlane {
        let weights = [1.0, 8, 28, 56, 70, 56, 28, 8, 1].map { $0 / 256 }
        var wide = self
        var result = self
        for y in 0..<height {
            for x in 0..<width {
                var sum = 0.0
                for tap in 0..<9 { sum += weights[tap] * self[x + tap - 4, y] }
                wide[x, y] = sum
            }
        }
        for y in 0..<height {
            for x in 0..<width {
                var sum = 0.0
                for tap in 0..<9 { sum += weights[tap] * wide[x, y + tap - 4] }
                result[x, y] = sum
            }
        }
        return result
    }
}
