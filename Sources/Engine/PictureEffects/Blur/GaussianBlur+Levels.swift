import CPixelKernels
import MediaBuffers

extension GaussianBlur {
    /// Half as many samples along one or both axes: reduced sample i lies amid samples 2i and 2i + 1.
    func halved(_ source: ReducedSamples, across: Bool, down: Bool) -> ReducedSamples {
        var result = source
        if across {
            result.width = (source.width + 1) / 2
            result.marginX = 2
        }
        if down {
            result.height = (source.height + 1) / 2
            result.marginY = 2
        }
        let input = source.samples
        let target = pool.plane(
            width: result.width + 2 * result.marginX, height: result.height + 2 * result.marginY)
        // Rows of the input, as floats; four follow each other.
        let cache = pool.plane(width: input.width, height: 4)
        let line = pool.plane(width: input.width, height: 1)
        defer { [cache, line].forEach(pool.giveBack) }
        var cached = [-1, -1, -1, -1]
        func row(_ y: Int) -> UnsafeMutablePointer<Float> {
            let y = min(max(y, 0), input.height - 1)
            let place = cache.row(y % 4)
            if cached[y % 4] != y {
                input.load(y, into: place, kernels)
                cached[y % 4] = y
            }
            return place
        }
        for y in 0..<target.height {
            let first = line.row(0)
            if down {
                let upper = 2 * (y - result.marginY) + source.marginY
                kernels.halve_down(
                    first, row(upper - 1), row(upper), row(upper + 1), row(upper + 2), input.width)
            } else {
                input.load(y, into: first, kernels)
            }
            if across {
                repeatEdges(first, input.width, 8)
                kernels.halve_across(target.row(y), first + source.marginX - 2 * result.marginX, target.width)
            } else {
                target.row(y).update(from: first, count: input.width)
            }
        }
        result.samples = .floats(target)
        return result
    }

    /// Brings reduced samples back to size, linearly between them.
    func expand(_ reduced: ReducedSamples, into output: BlurSamples, factorX: Int, factorY: Int) {
        guard case .floats(let source) = reduced.samples else { return }
        let (width, height) = (output.width, output.height)
        var index: [Int32] = []
        var share: [Float] = []
        if factorX > 1 {
            let places = (0..<width).map { Self.place(of: $0, factor: factorX, margin: reduced.marginX) }
            index = places.map { Int32($0.first) }
            share = places.map(\.share)
        }
        let lines = pool.plane(width: width, height: 2)
        defer { pool.giveBack(lines) }
        var held = [-1, -1]
        func line(_ y: Int) -> UnsafePointer<Float> {
            guard factorX > 1 else { return UnsafePointer(source.row(y)) }
            let place = lines.row(y % 2)
            if held[y % 2] != y {
                kernels.stretch(place, source.row(y), index, share, width)
                held[y % 2] = y
            }
            return UnsafePointer(place)
        }
        for y in 0..<height {
            guard factorY > 1 else {
                output.store(line(y), y, kernels)
                continue
            }
            let place = Self.place(of: y, factor: factorY, margin: reduced.marginY)
            output.store(line(place.first), line(place.first + 1), share: place.share, y, kernels)
        }
    }

    /// The reduced sample before (or at) sample `x`, and how far `x` is on the way to the next one.
    private static func place(of x: Int, factor: Int, margin: Int) -> (first: Int, share: Float) {
        let at = (Double(x) + 0.5) / Double(factor) - 0.5
        let first = at.rounded(.down)
        return (Int(first) + margin, Float(at - first))
    }
}
