import MediaBuffers
import PictureEffects
import Testing
import TimelineModel

@Suite("Color tables")
struct ColorTableTests {
    private static func grid(_ size: Int, _ color: (RGB) -> RGB) -> ColorTable {
        ColorTable(kind: .grid, size: size) { values in
            for index in 0..<size * size * size {
                let place = RGB(Double(index % size), Double(index / size % size), Double(index / (size * size)))
                let value = color(place / Double(size - 1))
                for axis in 0..<3 { values[4 * index + axis] = Float(value[axis]) }
            }
        }
    }

    /// Tetrahedral interpolation by its six cases.
    private static func tetrahedral(_ c: RGB, _ size: Int, _ color: (RGB) -> RGB) -> RGB {
        let at = c * Double(size - 1)
        let low = pointwiseMin(at.rounded(.down), RGB(repeating: Double(size - 2)))
        let f = at - low
        func node(_ x: Double, _ y: Double, _ z: Double) -> RGB { color((low + RGB(x, y, z)) / Double(size - 1)) }
        let (a, h) = (node(0, 0, 0), node(1, 1, 1))
        let (x, y, z) = (f.x, f.y, f.z)
        func sum(_ first: RGB, _ second: RGB, _ f1: Double, _ f2: Double, _ f3: Double) -> RGB {
            (1 - f1) * a + (f1 - f2) * first + (f2 - f3) * second + f3 * h
        }
        if x > y {
            if y > z { return sum(node(1, 0, 0), node(1, 1, 0), x, y, z) }
            if x > z { return sum(node(1, 0, 0), node(1, 0, 1), x, z, y) }
            return sum(node(0, 0, 1), node(1, 0, 1), z, x, y)
        }
        if z > y { return sum(node(0, 0, 1), node(0, 1, 1), z, y, x) }
        if z > x { return sum(node(0, 1, 0), node(0, 1, 1), y, z, x) }
        return sum(node(0, 1, 0), node(1, 1, 0), y, x, z)
    }

    /// A look as graders make them: lifted blacks, rolled-off whites, teal shadows, orange lights.
    private static func look(_ c: RGB) -> RGB {
        let curve = 0.06 + 0.9 * (c * c * (RGB(repeating: 3) - 2 * c))
        let luma = (c * RGB(0.2126, 0.7152, 0.0722)).sum()
        return curve + (luma - 0.5) * RGB(0.15, 0.02, -0.12)
    }

    private static func expect(_ table: ColorTable, _ expected: (RGB) -> RGB) {
        let picture = randomPicture(80, 20, hasAlpha: false, seed: 11)
        let found = EffectPainter().painted(picture, EffectChain([.lookup(table)]))
        func codes(_ x: Int, _ y: Int) -> (y: Double, cb: Double, cr: Double) {
            let color = BT709.rgb(
                Double(picture.luma.row(y)[x]), Double(picture.cb.row(y)[x]), Double(picture.cr.row(y)[x]))
            return BT709.codes(expected(color).clamped(lowerBound: RGB(repeating: 0), upperBound: RGB(repeating: 1)))
        }
        #expect(Grid(80, 20) { codes($0, $1).y }.distance(to: found.luma) <= 0.52)
        #expect(Grid(80, 20) { codes($0, $1).cb }.distance(to: found.cb) <= 0.52)
        #expect(Grid(80, 20) { codes($0, $1).cr }.distance(to: found.cr) <= 0.52)
    }

    @Test("identity and negative", arguments: [2, 17, 33, 65]) func exact(_ size: Int) {
        Self.expect(Self.grid(size) { $0 }) { $0 }
        Self.expect(Self.grid(size) { RGB(repeating: 1) - $0 }) { RGB(repeating: 1) - $0 }
    }

    @Test("a look is interpolated by tetrahedra", arguments: [2, 3, 17, 33]) func graded(_ size: Int) {
        Self.expect(Self.grid(size, Self.look)) { Self.tetrahedral($0, size, Self.look) }
    }

    @Test("curves, each for its component", arguments: [2, 5, 1_024]) func curves(_ size: Int) {
        let bend: [@Sendable (Double) -> Double] = [{ $0 * $0 }, { 1 - $0 }, { 0.2 + 0.5 * $0 }]
        let table = ColorTable(kind: .curves, size: size) { values in
            for axis in 0..<3 {
                for node in 0..<size { values[axis * size + node] = Float(bend[axis](Double(node) / Double(size - 1))) }
            }
        }
        Self.expect(table) { color in
            var result = RGB()
            for axis in 0..<3 {
                let at = color[axis] * Double(size - 1)
                let node = min(Double(size - 2), at.rounded(.down))
                let (low, high) = (bend[axis](node / Double(size - 1)), bend[axis]((node + 1) / Double(size - 1)))
                result[axis] = low + (high - low) * (at - node)
            }
            return result
        }
    }

    @Test("a domain moves the nodes, and holds beyond its ends") func domain() {
        let table = ColorTable(
            kind: .grid, size: 2, domainMinimum: SIMD3(0.25, 0, 0), domainMaximum: SIMD3(0.75, 2, 1)
        ) { values in
            for index in 0..<8 {
                for axis in 0..<3 { values[4 * index + axis] = Float(index >> axis & 1) }
            }
        }
        Self.expect(table) { RGB(($0.x - 0.25) * 2, $0.y / 2, $0.z) }
    }
}
