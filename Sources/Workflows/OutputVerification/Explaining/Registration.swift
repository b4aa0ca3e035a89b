/// Where and how large a pattern is found again.
package struct Registration: Sendable {
    /// How far to the right it lies of where it should, in pixels.
    package var dx: Double
    /// How far below.
    package var dy: Double
    /// How many times its size it has.
    package var scale: Double
    /// Correlation of the two there, up to 1.
    package var correlation: Double
    /// Correlation without moving or scaling anything.
    package var correlationInPlace: Double
    /// How strong it is there; 1 is as it should be.
    package var strength: Double
}

extension Registration {
    /// The correlation at which no other size is looked for.
    private static let clear = 0.96

    /// Finds `pattern` in `found`, two patches of one place, within `reach` pixels and 20 % of its size.
    package static func find(_ pattern: LumaPatch, in found: LumaPatch, reach: Int) -> Registration? {
        let energy = pattern.energy
        guard energy > 0 else { return nil }
        // Coarse first: everything reduced so that the shorter side has about 100 samples.
        let factor = max(1, min(4, min(pattern.width, pattern.height) / 48))
        let coarse = (pattern: pattern.reduced(by: factor), found: found.reduced(by: factor))
        let center = coarse.pattern.center
        var best = (score: -1.0, dx: 0, dy: 0, scale: 1.0)
        let coarseReach = reach / factor + 1
        for step in [0] + (1...10).flatMap({ [-$0, $0] }) {
            // Nothing can explain clearly more than all.
            if step != 0, best.scale == 1, best.score > Self.clear { break }
            let scale = 1 + 0.02 * Double(step)
            let sized =
                step == 0 ? coarse.pattern : coarse.pattern.scaled(by: scale, aboutX: center.x, aboutY: center.y)
            // A pattern grows about a point of its own, not about the middle of its ink.
            let growth = abs(scale - 1) / 2
            func room(_ side: Int) -> Int { min(coarseReach, 4 + Int((growth * Double(side)).rounded(.up))) }
            let place = sized.bestShift(
                in: coarse.found, around: (0, 0),
                reach: step == 0 ? (coarseReach, coarseReach) : (room(sized.width), room(sized.height)))
            // Another size must explain clearly more than the right one.
            let score = place.score - (step == 0 ? 0 : 0.01)
            if score > best.score { best = (score, place.dx, place.dy, scale) }
        }
        let fineCenter = pattern.center
        let sized =
            best.scale == 1 ? pattern : pattern.scaled(by: best.scale, aboutX: fineCenter.x, aboutY: fineCenter.y)
        let fine = sized.bestShift(in: found, around: (best.dx * factor, best.dy * factor), reach: (factor, factor))
        return Registration(
            of: sized, scale: best.scale, at: fine, in: found,
            correlationInPlace: pattern.correlation(in: found, 0, 0))
    }

    /// Finds a pattern of its own size within a few pixels of its place; nil where there is none. Much quicker than looking
    /// for it anywhere.
    static func near(_ pattern: LumaPatch, in found: LumaPatch, reach: Int) -> Registration? {
        guard pattern.energy > 0 else { return nil }
        let place = pattern.bestShift(in: found, around: (0, 0), reach: (reach, reach))
        return Registration(
            of: pattern, scale: 1, at: place, in: found, correlationInPlace: pattern.correlation(in: found, 0, 0))
    }

    /// What is told of a pattern, `sized` already, that was found at a shift by whole samples.
    private init(
        of sized: LumaPatch, scale: Double, at fine: (score: Double, dx: Int, dy: Int), in found: LumaPatch,
        correlationInPlace: Double
    ) {
        func score(_ dx: Int, _ dy: Int) -> Double { sized.correlation(in: found, dx, dy) }
        let middle = score(fine.dx, fine.dy)
        let moved = sized.moved(fine.dx, fine.dy)
        let movedEnergy = moved.energy
        self.init(
            dx: Double(fine.dx) + Self.peak(score(fine.dx - 1, fine.dy), middle, score(fine.dx + 1, fine.dy)),
            dy: Double(fine.dy) + Self.peak(score(fine.dx, fine.dy - 1), middle, score(fine.dx, fine.dy + 1)),
            scale: scale, correlation: middle, correlationInPlace: correlationInPlace,
            strength: movedEnergy > 0 ? moved.product(found) / movedEnergy : 0)
    }

    /// Where a parabola through three values one apart is highest, within half a step of the middle.
    private static func peak(_ left: Double, _ middle: Double, _ right: Double) -> Double {
        let bend = left - 2 * middle + right
        return bend < 0 ? min(0.5, max(-0.5, (left - right) / (2 * bend))) : 0
    }
}

extension LumaPatch {
    /// The middle of what is there.
    var center: (x: Double, y: Double) {
        var (sum, x, y) = (0.0, 0.0, 0.0)
        for row in 0..<height {
            for column in 0..<width {
                let weight = Double(abs(values[row * width + column]))
                sum += weight
                x += weight * Double(column)
                y += weight * Double(row)
            }
        }
        return sum > 0 ? (x / sum, y / sum) : (Double(width) / 2, Double(height) / 2)
    }

    /// Correlation with another patch when this one is moved right and down.
    func correlation(in other: LumaPatch, _ dx: Int, _ dy: Int) -> Double {
        var (product, mine, theirs) = (Float(0), Float(0), Float(0))
        var totals = (product: 0.0, mine: 0.0, theirs: 0.0)
        values.withUnsafeBufferPointer { own in
            other.values.withUnsafeBufferPointer { found in
                for y in max(0, dy)..<max(max(0, dy), min(height, height + dy)) {
                    (product, mine, theirs) = (0, 0, 0)
                    let (here, there) = ((y - dy) * width - dx, y * width)
                    for x in max(0, dx)..<max(max(0, dx), min(width, width + dx)) {
                        let (a, b) = (own[here + x], found[there + x])
                        product += a * b
                        mine += a * a
                        theirs += b * b
                    }
                    totals.product += Double(product)
                    totals.mine += Double(mine)
                    totals.theirs += Double(theirs)
                }
            }
        }
        let scale = (totals.mine * totals.theirs).squareRoot()
        return scale > 0 ? totals.product / scale : 0
    }

    fileprivate func bestShift(
        in other: LumaPatch, around center: (Int, Int), reach: (x: Int, y: Int)
    ) -> (score: Double, dx: Int, dy: Int) {
        var best = (score: -1.0, dx: center.0, dy: center.1)
        for dy in center.1 - reach.y...center.1 + reach.y {
            for dx in center.0 - reach.x...center.0 + reach.x {
                let score = correlation(in: other, dx, dy)
                // Of equals the one nearest to where it should be.
                let isNearer = abs(dx) + abs(dy) < abs(best.dx) + abs(best.dy)
                if score > best.score + 1e-9 || (score > best.score - 1e-9 && isNearer) { best = (score, dx, dy) }
            }
        }
        return best
    }
}
