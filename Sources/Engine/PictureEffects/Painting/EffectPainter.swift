import CPixelKernels
package import MediaBuffers
import TimelineModel

/// Applies effects to pictures. It keeps scratch memory, so each worker has its own.
package final class EffectPainter {
    let kernels: wp_effects
    let pool = FloatPlanePool()
    let blur: GaussianBlur

    /// A painter that uses a set of kernels.
    package init(kernels: EffectKernels = .selected) {
        self.kernels = kernels.table
        blur = GaussianBlur(kernels: kernels.table, pool: pool)
    }

    /// What a chain makes of a picture, of the same size.
    ///
    /// 4:2:0 stays 4:2:0 (sited left) unless a color key gives it alpha. `samplesPerPixelX` and `…Y` are the picture's
    /// samples to one canvas pixel before the layer's scale: lengths of effects are canvas pixels.
    package func painted(
        _ picture: SourcePicture, _ chain: EffectChain, samplesPerPixelX: Double = 1, samplesPerPixelY: Double = 1
    ) -> SourcePicture {
        if chain.stages.isEmpty { return picture }
        if chain.stages.count == 1, case .blur(let sigma) = chain.stages[0] {
            // Blurring is linear, so it may be done in any color space, and in this one it is cheapest.
            return blur.blurred(picture, sigmaX: sigma * samplesPerPixelX, sigmaY: sigma * samplesPerPixelY)
        }
        let hasAlpha = picture.alpha != nil || chain.addsAlpha
        let result = Self.picture(like: picture, hasAlpha: hasAlpha)
        var working: WorkingPicture?
        var steps: [ColorStep] = []
        for (index, stage) in chain.stages.enumerated() {
            if case .color(let colors) = stage {
                steps = colors
                guard index < chain.stages.count - 1 else { break }
            }
            let target =
                working
                ?? WorkingPicture(
                    width: picture.width, height: picture.height, hasAlpha: hasAlpha, pool: pool)
            if working == nil || !steps.isEmpty { convert(picture, working, steps, into: target) }
            steps = []
            working = target
            switch stage {
            case .color: break
            case .blur(let sigma):
                soften(target, sigma * samplesPerPixelX, sigma * samplesPerPixelY)
            case .sharpen(let amount): sharpen(target, Float(amount), samplesPerPixelX, samplesPerPixelY)
            }
        }
        convert(picture, working, steps, into: result)
        working?.planes.forEach(pool.giveBack)
        return result
    }

    private static func picture(like picture: SourcePicture, hasAlpha: Bool) -> SourcePicture {
        let (width, height) = (picture.width, picture.height)
        let isHalved = picture.subsampling == .yuv420 && !hasAlpha
        let chroma = isHalved ? (x: (width + 1) / 2, y: (height + 1) / 2) : (x: width, y: height)
        return SourcePicture(
            luma: Plane(width: width, height: height, zeroed: false),
            cb: Plane(width: chroma.x, height: chroma.y, zeroed: false),
            cr: Plane(width: chroma.x, height: chroma.y, zeroed: false),
            alpha: hasAlpha ? Plane(width: width, height: height, zeroed: false) : nil,
            subsampling: isHalved ? .yuv420 : .yuv444, chromaLocation: isHalved ? .left : .cosited)
    }

    /// From the working picture, or from the source where there is none yet, through color steps into another one.
    private func convert(
        _ source: SourcePicture, _ working: WorkingPicture?, _ steps: [ColorStep], into target: WorkingPicture
    ) {
        eachPair(source, working, steps) { rows, y, count in
            for row in 0..<count { rows.store(row, target, y + row) }
        }
    }

    private func convert(
        _ source: SourcePicture, _ working: WorkingPicture?, _ steps: [ColorStep], into target: SourcePicture
    ) {
        eachPair(source, working, steps) { rows, y, count in
            for row in 0..<count { rows.store(row, target, y + row) }
            if target.subsampling == .yuv420 { rows.storeChroma(target, y / 2, lower: count - 1) }
        }
    }

    /// Two rows at a time, so that all of them stay in the nearest cache from reading to writing.
    private func eachPair(
        _ source: SourcePicture, _ working: WorkingPicture?, _ steps: [ColorStep],
        _ store: (ColorRows, _ y: Int, _ count: Int) -> Void
    ) {
        let height = source.height
        let rows = ColorRows(width: source.width, pool: pool, kernels: kernels)
        defer { rows.giveBack(to: pool) }
        for y in stride(from: 0, to: height, by: 2) {
            let count = min(2, height - y)
            for row in 0..<count {
                if let working { rows.load(working, y + row, row) } else { rows.load(source, y + row, row) }
                for step in steps { rows.apply(step, row, y: y + row, height: height) }
            }
            store(rows, y, count)
        }
    }

    private func soften(_ picture: WorkingPicture, _ sigmaX: Double, _ sigmaY: Double) {
        let (x, y) = (AxisBlur(sigma: sigmaX), AxisBlur(sigma: sigmaY))
        for plane in picture.planes { blur.blur(.floats(plane), into: .floats(plane), x, y) }
    }

    /// Unsharp masking of the premultiplied color; alpha stays and bounds it.
    private func sharpen(_ picture: WorkingPicture, _ amount: Float, _ sigmaX: Double, _ sigmaY: Double) {
        let (x, y) = (AxisBlur(sigma: sigmaX), AxisBlur(sigma: sigmaY))
        let blurred = pool.plane(width: picture.width, height: picture.height)
        defer { pool.giveBack(blurred) }
        for plane in picture.colors {
            blur.blur(.floats(plane), into: .floats(blurred), x, y)
            for row in 0..<picture.height {
                kernels.sharpen(
                    plane.row(row), blurred.row(row), amount, picture.alpha?.row(row), picture.width)
            }
        }
    }
}
