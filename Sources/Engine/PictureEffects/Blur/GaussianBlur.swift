import CPixelKernels
package import MediaBuffers

/// Blurs pictures with a Gaussian, to within a level of 255 of the exact one; edges repeat.
///
/// Sigmas may differ between the axes and be of any size: wide ones work on reduced samples, so they cost no more than
/// narrow ones. It keeps scratch memory, so each worker has its own.
package final class GaussianBlur {
    let kernels: wp_effects
    let pool: FloatPlanePool

    /// A blur that uses a set of kernels.
    package convenience init(kernels: EffectKernels = .selected) {
        self.init(kernels: kernels.table, pool: FloatPlanePool())
    }

    init(kernels: wp_effects, pool: FloatPlanePool) {
        self.kernels = kernels
        self.pool = pool
    }

    /// The picture blurred; sigmas in its own samples. Premultiplied samples blur with their alpha.
    package func blurred(_ picture: SourcePicture, sigmaX: Double, sigmaY: Double) -> SourcePicture {
        let spacing = picture.subsampling == .yuv420 ? 2.0 : 1
        return SourcePicture(
            luma: blurred(picture.luma, sigmaX: sigmaX, sigmaY: sigmaY),
            cb: blurred(picture.cb, sigmaX: sigmaX / spacing, sigmaY: sigmaY / spacing),
            cr: blurred(picture.cr, sigmaX: sigmaX / spacing, sigmaY: sigmaY / spacing),
            alpha: picture.alpha.map { blurred($0, sigmaX: sigmaX, sigmaY: sigmaY) },
            subsampling: picture.subsampling, chromaLocation: picture.chromaLocation)
    }

    /// The sprite blurred inside its rectangle; sigmas in canvas pixels.
    package func blurred(_ sprite: Sprite, sigmaX: Double, sigmaY: Double) -> Sprite {
        let half = (x: sigmaX / 2, y: sigmaY / 2)
        return Sprite(
            rect: sprite.rect, luma: blurred(sprite.luma, sigmaX: sigmaX, sigmaY: sigmaY),
            cb: blurred(sprite.cb, sigmaX: half.x, sigmaY: half.y),
            cr: blurred(sprite.cr, sigmaX: half.x, sigmaY: half.y),
            alpha: sprite.alpha.map { blurred($0, sigmaX: sigmaX, sigmaY: sigmaY) },
            chromaAlpha: sprite.chromaAlpha.map { blurred($0, sigmaX: half.x, sigmaY: half.y) })
    }

    /// The plane blurred; sigmas in its samples.
    package func blurred(_ plane: Plane, sigmaX: Double, sigmaY: Double) -> Plane {
        let x = AxisBlur(sigma: sigmaX)
        let y = AxisBlur(sigma: sigmaY)
        if x.isIdentity, y.isIdentity { return plane }
        let result = Plane(width: plane.width, height: plane.height, zeroed: false)
        blur(.bytes(plane), into: .bytes(result), x, y)
        return result
    }

    /// Blurs all samples; input and output may be the same plane.
    func blur(_ input: BlurSamples, into output: BlurSamples, _ x: AxisBlur, _ y: AxisBlur) {
        var reduced = ReducedSamples(
            samples: input, width: input.width, height: input.height, marginX: 0, marginY: 0)
        if x.levels == 0, y.levels == 0 {
            blur(input, into: output, across: x.weights, down: y.weights)
            return
        }
        for level in 0..<max(x.levels, y.levels) {
            let next = halved(reduced, across: level < x.levels, down: level < y.levels)
            if level > 0, case .floats(let plane) = reduced.samples { pool.giveBack(plane) }
            reduced = next
        }
        blur(reduced.samples, into: reduced.samples, across: x.weights, down: y.weights)
        expand(reduced, into: output, factorX: x.factor, factorY: y.factor)
        if case .floats(let plane) = reduced.samples { pool.giveBack(plane) }
    }

    /// Weighted sums along both axes, row by row, with memory for the rows that a column's sum needs.
    private func blur(_ input: BlurSamples, into output: BlurSamples, across: [Float], down: [Float]) {
        let (width, height) = (input.width, input.height)
        let reach = across.count - 1
        let radius = down.count - 1
        let capacity = 2 * radius + 1
        let line = pool.plane(width: width + 2 * reach, height: 1)
        let window = pool.plane(width: width, height: capacity)
        let sum = pool.plane(width: width, height: 1)
        defer { [line, window, sum].forEach(pool.giveBack) }
        var rows = [UnsafePointer<Float>?](repeating: nil, count: capacity)
        var loaded = 0
        for y in 0..<height {
            while loaded <= min(y + radius, height - 1) {
                let first = line.row(0) + reach
                input.load(loaded, into: first, kernels)
                repeatEdges(first, width, reach)
                kernels.blur_across(window.row(loaded % capacity), first, across, Int32(reach), width)
                loaded += 1
            }
            for offset in 0..<capacity {
                rows[offset] = UnsafePointer(window.row(min(max(y + offset - radius, 0), height - 1) % capacity))
            }
            kernels.blur_down(sum.row(0), &rows, down, Int32(radius), width)
            output.store(sum.row(0), y, kernels)
        }
    }

    /// Writes the outermost samples `count` times beyond either end.
    func repeatEdges(_ row: UnsafeMutablePointer<Float>, _ width: Int, _ count: Int) {
        guard count > 0 else { return }
        (row - count).update(repeating: row[0], count: count)
        (row + width).update(repeating: row[width - 1], count: count)
    }
}
