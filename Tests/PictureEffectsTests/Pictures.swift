import MediaBuffers
import TestSupport

/// A color as three Doubles 0…1.
typealias RGB = SIMD3<Double>

/// BT.709 limited codes and back, in Doubles (ITU-R BT.709-6).
enum BT709 {
    static func rgb(_ y: Double, _ cb: Double, _ cr: Double) -> RGB {
        let luma = (y - 16) / 219
        let (pb, pr) = ((cb - 128) / 224, (cr - 128) / 224)
        let red = luma + 1.5748 * pr
        let blue = luma + 1.8556 * pb
        let green = (luma - 0.2126 * red - 0.0722 * blue) / 0.7152
        return RGB(red, green, blue).clamped(lowerBound: RGB(repeating: 0), upperBound: RGB(repeating: 1))
    }

    static func codes(_ c: RGB) -> (y: Double, cb: Double, cr: Double) {
        let luma = 0.2126 * c.x + 0.7152 * c.y + 0.0722 * c.z
        return (16 + 219 * luma, 128 + 224 * (c.z - luma) / 1.8556, 128 + 224 * (c.x - luma) / 1.5748)
    }
}

/// A plane from a function of the place.
func plane(_ width: Int, _ height: Int, _ value: (Int, Int) -> Double) -> Plane {
    let plane = Plane(width: width, height: height)
    for y in 0..<height {
        for x in 0..<width { plane.row(y)[x] = UInt8(min(255, max(0, value(x, y).rounded()))) }
    }
    return plane
}

/// An array of Doubles with a place for each sample; places beyond the edges give the nearest one.
struct Grid {
    var width: Int
    var height: Int
    var values: [Double]

    init(_ width: Int, _ height: Int, _ value: (Int, Int) -> Double) {
        self.width = width
        self.height = height
        values = (0..<width * height).map { value($0 % width, $0 / width) }
    }

    init(_ plane: Plane) { self.init(plane.width, plane.height) { Double(plane.row($1)[$0]) } }

    subscript(x: Int, y: Int) -> Double { values[min(max(y, 0), height - 1) * width + min(max(x, 0), width - 1)] }

    /// The largest distance to a plane's samples.
    func distance(to plane: Plane) -> Double {
        (0..<width * height).map { abs(values[$0] - Double(plane.row($0 / width)[$0 % width])) }.max() ?? 0
    }
}

/// A 4:4:4 picture of random colors, with random alpha (much of it 0 or 255) where asked for.
func randomPicture(_ width: Int, _ height: Int, hasAlpha: Bool, seed: UInt64) -> SourcePicture {
    var generator = SeededGenerator(seed: seed)
    let (luma, cb, cr) = (
        Plane(width: width, height: height), Plane(width: width, height: height), Plane(width: width, height: height)
    )
    let alpha = hasAlpha ? Plane(width: width, height: height) : nil
    for y in 0..<height {
        for x in 0..<width {
            let codes = BT709.codes(
                RGB(
                    .random(in: 0...1, using: &generator), .random(in: 0...1, using: &generator),
                    .random(in: 0...1, using: &generator)))
            let a = UInt8(min(255, max(0, Int.random(in: -100...350, using: &generator))))
            let share = hasAlpha ? Double(a) / 255 : 1
            alpha?.row(y)[x] = a
            luma.row(y)[x] = UInt8((codes.y.rounded() * share).rounded())
            cb.row(y)[x] = UInt8((codes.cb.rounded() * share).rounded())
            cr.row(y)[x] = UInt8((codes.cr.rounded() * share).rounded())
        }
    }
    return SourcePicture(
        luma: luma, cb: cb, cr: cr, alpha: alpha, subsampling: .yuv444, chromaLocation: .cosited)
}

/// A 4:2:0 picture with smooth chroma.
func smoothPicture(_ width: Int, _ height: Int, _ location: ChromaLocation = .left) -> SourcePicture {
    let (halfWidth, halfHeight) = ((width + 1) / 2, (height + 1) / 2)
    return SourcePicture(
        luma: plane(width, height) { 60 + Double(($0 * 37 + $1 * 61) % 120) },
        cb: plane(halfWidth, halfHeight) {
            128 + 30 * (Double($0) / 3 + Double($1) / 7).truncatingRemainder(dividingBy: 1)
        },
        cr: plane(halfWidth, halfHeight) {
            128 - 25 * (Double($0) / 5 - Double($1) / 4).truncatingRemainder(dividingBy: 1)
        },
        subsampling: .yuv420, chromaLocation: location)
}

/// Chroma at a luma sample, linear between samples sited at `location`.
func chroma(_ grid: Grid, _ x: Int, _ y: Int, _ location: ChromaLocation = .left) -> Double {
    let (atX, atY) = ((Double(x) - location.x) / 2, (Double(y) - location.y) / 2)
    let (left, top) = (atX.rounded(.down), atY.rounded(.down))
    let (u, v) = (atX - left, atY - top)
    let (i, j) = (Int(left), Int(top))
    return (1 - v) * ((1 - u) * grid[i, j] + u * grid[i + 1, j])
        + v * ((1 - u) * grid[i, j + 1] + u * grid[i + 1, j + 1])
}

/// The chroma sample of 4:2:0, sited left, from chroma at luma samples.
func halved(_ grid: Grid, _ i: Int, _ j: Int) -> Double {
    (0...1).reduce(0) { sum, row in
        let y = 2 * j + row
        return sum + (grid[2 * i - 1, y] + 2 * grid[2 * i, y] + grid[2 * i + 1, y]) / 8
    }
}
