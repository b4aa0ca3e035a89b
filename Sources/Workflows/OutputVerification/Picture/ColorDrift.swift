package import MediaBuffers
import SignalMeasurement

/// Adds up how far each block's mean color is off over some frames: what an encoder does to it averages out, what is
/// painted otherwise does not.
struct ColorDrift {
    /// Frames that are taken together.
    static let length = 12
    private var sums: [SIMD4<Float>] = []
    private var count = 0
    private var firstFrame = 0

    /// Adds a frame; gives the means when enough frames came together.
    mutating func add(_ difference: PictureDifference, frame: Int) -> (frame: Int, count: Int, means: [SIMD4<Float>])? {
        if sums.count != difference.first.count {
            sums = [SIMD4<Float>](repeating: .zero, count: difference.first.count)
            count = 0
        }
        if count == 0 { firstFrame = frame }
        for index in sums.indices { sums[index] += difference.second[index] - difference.first[index] }
        count += 1
        return count == Self.length ? take() : nil
    }

    /// What has come together so far, if it is enough to average anything.
    mutating func finish() -> (frame: Int, count: Int, means: [SIMD4<Float>])? {
        if count >= Self.length / 2 { return take() }
        reset()
        return nil
    }

    /// Begins anew.
    mutating func reset() {
        count = 0
        for index in sums.indices { sums[index] = .zero }
    }

    private mutating func take() -> (frame: Int, count: Int, means: [SIMD4<Float>]) {
        let result = (firstFrame, count, sums.map { $0 / Float(count) })
        reset()
        return result
    }
}

/// Finds patches of blocks whose color is off the same way.
package struct DriftPatches {
    /// How far over the limit a drift is.
    static func excess(_ drift: SIMD4<Float>) -> Float {
        let limits = PictureLimits.drift
        return max(abs(drift.x) / limits.x, max(abs(drift.y), abs(drift.z)) / limits.y)
    }

    /// The patches as rectangles of blocks, with the largest drift over the limit and the blocks in them.
    package static func patches(
        in means: [SIMD4<Float>], columns: Int, rows: Int, isLeftOut: [Bool]
    ) -> [(blocks: PixelRect, excess: Float)] {
        var excess = [Float](repeating: 0, count: means.count)
        for index in means.indices where !isLeftOut[index] {
            excess[index] = Self.excess(means[index])
        }
        var isSeen = [Bool](repeating: false, count: means.count)
        var found: [(blocks: PixelRect, excess: Float)] = []
        for start in means.indices where excess[start] > 1 && !isSeen[start] {
            var stack = [start]
            isSeen[start] = true
            var (rect, worst, size) = (PixelRect(x: 0, y: 0, width: 0, height: 0), Float(0), 0)
            while let index = stack.popLast() {
                size += 1
                worst = max(worst, excess[index])
                let (x, y) = (index % columns, index / columns)
                rect = rect.union(PixelRect(x: x, y: y, width: 1, height: 1))
                for (nx, ny) in [(x - 1, y), (x + 1, y), (x, y - 1), (x, y + 1)]
                where nx >= 0 && ny >= 0 && nx < columns && ny < rows {
                    let next = ny * columns + nx
                    guard !isSeen[next], excess[next] > 1 else { continue }
                    isSeen[next] = true
                    stack.append(next)
                }
            }
            if size >= PictureLimits.driftBlocks, worst > 1 + PictureLimits.driftDoubt / Float(size) {
                found.append((rect, worst))
            }
        }
        return found
    }
}
