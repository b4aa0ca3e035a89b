import Compositing
import MediaBuffers
import Testing
import TimelineModel

/// Slow moves are as even as the draft says, to a twentieth of a pixel.
@Suite struct MotionTests {
    private static let size = CanvasSize(width: 360, height: 240)
    private static let frameCount = 300
    private static let tolerance = 0.05

    /// Measures how far patches of the first frame have moved, by the gradients of the picture (Lucas and Kanade's
    /// method, with a shift and a zoom as unknowns), in double precision. Frames are smoothed first: the finest detail is
    /// what filters of four samples shift least exactly.
    private struct Tracker {
        private let first: FloatPlane
        private var slopeX: FloatPlane
        private var slopeY: FloatPlane
        private static let reach = 24

        /// Shift of a patch and its zoom about its middle.
        struct Motion {
            var x = 0.0
            var y = 0.0
            var zoom = 0.0
        }

        init(_ first: Plane) {
            self.first = FloatPlane(first).smoothed()
            slopeX = FloatPlane(width: first.width, height: first.height)
            slopeY = slopeX
            for y in 0..<first.height {
                for x in 0..<first.width {
                    slopeX[x, y] = (self.first[x + 1, y] - self.first[x - 1, y]) / 2
                    slopeY[x, y] = (self.first[x, y + 1] - self.first[x, y - 1]) / 2
                }
            }
        }

        /// The middles of patches on a grid, apart from each other, in which the picture changes most in its least changing
        /// direction: there a shift is told best.
        func bestPatches(_ count: Int) -> [(x: Int, y: Int)] {
            var patches: [(strength: Double, x: Int, y: Int)] = []
            for y in stride(from: Self.reach + 8, to: first.height - Self.reach - 8, by: Self.reach) {
                for x in stride(from: Self.reach + 40, to: first.width - Self.reach - 40, by: Self.reach) {
                    var (xx, xy, yy) = (0.0, 0.0, 0.0)
                    for dy in -Self.reach...Self.reach {
                        for dx in -Self.reach...Self.reach {
                            let (gx, gy) = (slopeX[x + dx, y + dy], slopeY[x + dx, y + dy])
                            (xx, xy, yy) = (xx + gx * gx, xy + gx * gy, yy + gy * gy)
                        }
                    }
                    let strength = (xx + yy) / 2 - ((xx - yy) * (xx - yy) / 4 + xy * xy).squareRoot()
                    patches.append((strength, x, y))
                }
            }
            var best: [(x: Int, y: Int)] = []
            for patch in patches.sorted(by: { $0.strength > $1.strength }) where best.count < count {
                let isApart = best.allSatisfy { abs($0.x - patch.x) > Self.reach || abs($0.y - patch.y) > Self.reach }
                if isApart { best.append((patch.x, patch.y)) }
            }
            return best
        }

        /// How what was at (x, y) has moved in `frame`, found from a guess.
        func motion(in frame: FloatPlane, fromX x: Int, y: Int, guess: Motion) -> Motion {
            var motion = guess
            for _ in 0..<3 {
                var matrix = [[Double]](repeating: [0, 0, 0], count: 3)
                var right = [0.0, 0, 0]
                for dy in -Self.reach...Self.reach {
                    for dx in -Self.reach...Self.reach {
                        let (across, down) = (Double(dx), Double(dy))
                        let found = frame.value(
                            Double(x) + motion.x + (1 + motion.zoom) * across,
                            Double(y) + motion.y + (1 + motion.zoom) * down)
                        let (gx, gy) = (slopeX[x + dx, y + dy], slopeY[x + dx, y + dy])
                        let slopes = [gx, gy, gx * across + gy * down]
                        for i in 0..<3 {
                            right[i] += slopes[i] * (first[x + dx, y + dy] - found)
                            for j in 0..<3 { matrix[i][j] += slopes[i] * slopes[j] }
                        }
                    }
                }
                let step = Self.solved(matrix, right)
                motion.x += step[0]
                motion.y += step[1]
                motion.zoom += step[2]
            }
            return motion
        }

        /// Cramer's rule.
        private static func solved(_ m: [[Double]], _ right: [Double]) -> [Double] {
            func determinant(_ m: [[Double]]) -> Double {
                m[0][0] * (m[1][1] * m[2][2] - m[1][2] * m[2][1])
                    - m[0][1] * (m[1][0] * m[2][2] - m[1][2] * m[2][0])
                    + m[0][2] * (m[1][0] * m[2][1] - m[1][1] * m[2][0])
            }
            let whole = determinant(m)
            return (0..<3).map { column in
                var other = m
                for row in 0..<3 { other[row][column] = right[row] }
                return determinant(other) / whole
            }
        }
    }

    private func place(_ image: RGBAImage, _ change: (inout StillScene.Place) -> Void) -> StillScene {
        var place = StillScene.Place(
            x: .constant(Double(Self.size.width) / 2), y: .constant(Double(Self.size.height) / 2))
        change(&place)
        return StillScene(size: Self.size, image: image, place: place)
    }

    private func steadily<Value>(_ from: Value, _ to: Value) -> Animated<Value> {
        .keyframes([.init(time: Scenes.at(0), value: from), .init(time: Scenes.at(10_000), value: to)])
    }

    /// The largest distance between what was measured and what the draft says, over all frames and patches.
    private func worst(
        _ scene: StillScene, wanted: (_ frame: Int, _ x: Double, _ y: Double) -> (x: Double, y: Double)
    ) throws -> Double {
        let tracker = Tracker(try scene.paint(frame: 0).luma)
        let patches = tracker.bestPatches(6)
        var motions = [Tracker.Motion](repeating: .init(), count: patches.count)
        var worst = 0.0
        for frame in 1..<Self.frameCount {
            let canvas = FloatPlane(try scene.paint(frame: frame).luma).smoothed()
            for (index, patch) in patches.enumerated() {
                motions[index] = tracker.motion(in: canvas, fromX: patch.x, y: patch.y, guess: motions[index])
                let expected = wanted(frame, Double(patch.x) + 0.5, Double(patch.y) + 0.5)
                worst = max(worst, abs(motions[index].x - expected.x), abs(motions[index].y - expected.y))
            }
        }
        return worst
    }

    static let photos = ["coffee.png", "dandelions.jpg"]

    @Test(arguments: photos) func aZoomByOnePercentIsEven(_ name: String) throws {
        let image = try StillScene.photo(name)
        let base = 440 / Double(image.width)
        let scene = place(image) {
            $0.scale = steadily(Scale(x: base, y: base), Scale(x: 1.01 * base, y: 1.01 * base))
        }
        let error = try worst(scene) { frame, x, y in
            let zoom = 1 + 0.01 * Double(frame) / Double(Self.frameCount)
            return ((x - 180) * (zoom - 1), (y - 120) * (zoom - 1))
        }
        #expect(error <= Self.tolerance, "off by \(error) pixels")
    }

    @Test(arguments: photos) func aPanByATenthOfAPixelAFrameIsEven(_ name: String) throws {
        let image = try StillScene.photo(name)
        let base = 440 / Double(image.width)
        let scene = place(image) {
            $0.scale = .constant(Scale(x: base, y: base))
            $0.x = steadily(165, 195)
        }
        let error = try worst(scene) { frame, _, _ in (0.1 * Double(frame), 0) }
        #expect(error <= Self.tolerance, "off by \(error) pixels")
    }
}
