/// The CIE xy coordinates of a color space's white and of its three primaries.
struct Chromaticities: Equatable {
    /// White, red, green, blue; x before y.
    let values: [Double]

    /// Coordinates in the order of PNG's cHRM: white, red, green, blue, x before y.
    init?(_ values: [Double]) {
        guard values.count == 8 else { return nil }
        self.values = values
    }

    private init(known values: [Double]) { self.values = values }

    /// IEC 61966-2-1.
    static let sRGB = Chromaticities(known: [0.3127, 0.3290, 0.64, 0.33, 0.30, 0.60, 0.15, 0.06])

    /// Whether the coordinates are those of sRGB up to the rounding that is usual in files.
    var areSRGB: Bool { zip(values, Self.sRGB.values).allSatisfy { abs($0 - $1) < 0.002 } }

    /// From linear R, G, B to X, Y, Z adapted to the D50 white of ICC profiles; nil where no matrix has these primaries.
    var xyzFromRGB: Matrix3? {
        let points = (0..<4).map { index -> [Double] in
            let (x, y) = (values[2 * index], values[2 * index + 1])
            return [x / y, 1, (1 - x - y) / y]
        }
        guard points.joined().allSatisfy(\.isFinite) else { return nil }
        let primaries = Matrix3(columns: Array(points[1...]))
        guard let inverse = primaries.inverse, let adaptation = Self.adaptation(from: points[0]) else { return nil }
        return adaptation * primaries * Matrix3(diagonal: inverse * points[0])
    }

    /// The Bradford adaptation of a white to D50 (ICC.1:2022, annex E).
    private static func adaptation(from white: [Double]) -> Matrix3? {
        let cones = Matrix3(rows: [0.8951, 0.2664, -0.1614, -0.7502, 1.7135, 0.0367, 0.0389, -0.0685, 1.0296])
        let from = cones * white
        let to = cones * [0.9642, 1, 0.8249]
        guard let inverse = cones.inverse, from.allSatisfy({ $0 > 1e-6 }) else { return nil }
        return inverse * Matrix3(diagonal: zip(to, from).map { $0 / $1 }) * cones
    }
}
