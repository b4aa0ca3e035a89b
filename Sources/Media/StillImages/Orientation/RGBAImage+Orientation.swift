import MediaBuffers

extension RGBAImage {
    /// The image turned upright from how it was stored.
    func turnedUpright(from orientation: Orientation) -> RGBAImage {
        guard orientation != .upright else { return self }
        let size = orientation.size(width: width, height: height)
        let result = RGBAImage(width: size.width, height: size.height, alphaMode: alphaMode, zeroed: false)
        // The stored pixel for the result's first one, and the steps from it for one column and one row of the result, in bytes.
        let lastX = width - 1
        let lastY = height - 1
        let rowStep = samples.stride
        let (first, column, row): (Int, Int, Int) =
            switch orientation {
            case .upright: (0, 4, rowStep)
            case .mirrored: (4 * lastX, -4, rowStep)
            case .halfTurn: (lastY * rowStep + 4 * lastX, -4, -rowStep)
            case .mirroredHalfTurn: (lastY * rowStep, 4, -rowStep)
            case .transposed: (0, rowStep, 4)
            case .quarterTurn: (lastY * rowStep, -rowStep, 4)
            case .transversed: (lastY * rowStep + 4 * lastX, -rowStep, -4)
            case .quarterTurnBack: (4 * lastX, rowStep, -4)
            }
        let source = UnsafeRawPointer(samples.base)
        // In blocks, so that both sides of a quarter turn stay in the cache.
        let block = 32
        for top in stride(from: 0, to: size.height, by: block) {
            for left in stride(from: 0, to: size.width, by: block) {
                for y in top..<min(top + block, size.height) {
                    let target = UnsafeMutableRawPointer(result.samples.row(y))
                    var from = first + y * row + left * column
                    for x in left..<min(left + block, size.width) {
                        let pixel = source.loadUnaligned(fromByteOffset: from, as: UInt32.self)
                        target.storeBytes(of: pixel, toByteOffset: 4 * x, as: UInt32.self)
                        from += column
                    }
                }
            }
        }
        return result
    }

    /// The same image, opaque where every alpha is 255 and otherwise straight.
    func labeledByItsAlpha() -> RGBAImage {
        for y in 0..<height {
            let row = samples.row(y)
            var all: UInt8 = 255
            for x in 0..<width { all &= row[4 * x + 3] }
            guard all == 255 else { return relabeled(.straight) }
        }
        return relabeled(.opaque)
    }

    /// Sets every alpha to 255.
    func makeOpaque() {
        for y in 0..<height {
            let row = samples.row(y)
            for x in 0..<width { row[4 * x + 3] = 255 }
        }
    }
}
