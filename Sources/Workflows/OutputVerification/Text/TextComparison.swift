import MediaBuffers

/// How one text of one frame of an export compares with what it should be.
package struct TextComparison {
    /// What can be wrong with a text.
    package enum Fault: Hashable {
        /// It is not there.
        case missing
        /// It lies elsewhere.
        case moved
        /// It has another size.
        case resized
        /// It is fainter or stronger.
        case faint
        /// It reads or looks otherwise.
        case different
    }

    /// What is wrong with it; nil where nothing is.
    package var fault: Fault?
    var registration: Registration
    /// The part of the text that fits worst, in canvas pixels.
    var region: PixelRect?
    /// How badly it fits: 0 like the text itself, 1 like another one.
    var mismatch: Double
    /// The largest luma difference that the text should make, in code values.
    var contrast: Float
    /// How strong the text is, fine detail aside; 1 is as it should be.
    var strength: Double

    /// How often both texts are smoothed before their strengths are compared.
    private static let softness = 6

    /// Compares the frames of an area: as exported, as it should be, and that without the text; nil where the text leaves
    /// too faint a trace to be judged.
    package init?(export: LumaPatch, expected: LumaPatch, without: LumaPatch, origin: (x: Int, y: Int), reach: Int) {
        let ink = expected - without
        let found = export - without
        guard ink.strongest >= TextLimits.contrast, ink.energy > TextLimits.energy else { return nil }
        contrast = ink.strongest
        // Most texts are where they should be.
        if let near = Registration.near(ink, in: found, reach: 3), near.correlation > TextLimits.inPlace,
            max(abs(near.dx), abs(near.dy)) <= TextLimits.move
        {
            let fit = Self.fit(of: ink, in: found, registration: near)
            if fit.mismatch <= TextLimits.mismatch, abs(fit.strength - 1) <= TextLimits.strength {
                (registration, mismatch, strength) = (near, fit.mismatch, fit.strength)
                return
            }
        }
        guard let registration = Registration.find(ink, in: found, reach: reach) else { return nil }
        self.registration = registration
        strength = registration.strength
        mismatch = 0
        if registration.correlation < TextLimits.missingCorrelation
            || registration.strength < TextLimits.missingStrength
        {
            fault = .missing
            mismatch = 1
            return
        }
        let gain = registration.correlation - registration.correlationInPlace
        let isResized = abs(registration.scale - 1) > TextLimits.size && gain > TextLimits.sizeGain
        let isMoved = max(abs(registration.dx), abs(registration.dy)) > TextLimits.move
        var aligned = ink
        if isResized {
            let center = ink.center
            aligned = ink.scaled(by: registration.scale, aboutX: center.x, aboutY: center.y)
        }
        let (place, worst, strength) = Self.fit(of: aligned, in: found, registration: registration)
        self.strength = strength
        mismatch = worst
        // A text that reads otherwise is laid out otherwise too; one that was only moved or scaled fits when that is undone.
        // Boxes and strokes do not grow with the letters.
        let fitsResized =
            isResized && registration.correlation > TextLimits.resizedCorrelation && worst < TextLimits.resizedMismatch
        if worst > TextLimits.mismatch, !fitsResized {
            fault = .different
            region = place.map {
                PixelRect(x: origin.x + $0.x, y: origin.y + $0.y, width: $0.width, height: $0.height)
            }
        } else if isResized {
            fault = .resized
        } else if isMoved {
            fault = .moved
        } else if abs(strength - 1) > TextLimits.strength {
            fault = .faint
        }
    }

    /// How a text of its found size fits what was found once that is brought back to its place: the part that fits worst,
    /// how badly, and how strong all of it is.
    private static func fit(
        of ink: LumaPatch, in found: LumaPatch, registration: Registration
    ) -> (place: PixelRect?, mismatch: Double, strength: Double) {
        let inPlace = found.moved(-Int(registration.dx.rounded()), -Int(registration.dy.rounded()))
        let (place, worst) = worstPart(of: ink.smoothed(times: 2), in: inPlace.smoothed(times: 2))
        // Thin strokes lose much of their light to a scaler, but only to what is beside them.
        let (soft, softFound) = (ink.smoothed(times: softness), inPlace.smoothed(times: softness))
        return (place, worst, soft.product(softFound) / max(1, soft.energy))
    }

    /// The window in which the found text fits worst, each window allowed a little shift of its own: another renderer
    /// spaces letters a little otherwise.
    private static func worstPart(of ink: LumaPatch, in found: LumaPatch) -> (place: PixelRect?, mismatch: Double) {
        let side = max(12, min(40, min(ink.width, ink.height) / 3))
        var worst: (place: PixelRect?, mismatch: Double) = (nil, 0)
        // A window counts where a twelfth of it is inked as strongly as the text is.
        let strongest = ink.strongest
        let least = Double(side * side) / 12 * Double(strongest * strongest) / 4
        let margin = 3
        guard ink.width > side + 2 * margin, ink.height > side + 2 * margin else { return worst }
        for y in stride(from: margin, to: ink.height - side - margin, by: side / 2) {
            for x in stride(from: margin, to: ink.width - side - margin, by: side / 2) {
                let energy = ink.windowEnergy(x, y, side)
                let other = found.windowEnergy(x, y, side)
                guard max(energy, other) > least else { continue }
                var best = 1.0
                for dy in -margin...margin {
                    for dx in -margin...margin {
                        let (difference, sum) = ink.windowDifference(found, x, y, side, dx, dy)
                        best = min(best, sum > 0 ? difference / sum : 0)
                    }
                }
                if best > worst.mismatch {
                    worst = (PixelRect(x: x, y: y, width: side, height: side), best)
                }
            }
        }
        return worst
    }
}

extension LumaPatch {
    /// The largest magnitude.
    var strongest: Float { values.reduce(0) { max($0, abs($1)) } }

    fileprivate func windowEnergy(_ x: Int, _ y: Int, _ side: Int) -> Double {
        var sum = Float(0)
        for row in y..<y + side {
            for column in x..<x + side { sum += values[row * width + column] * values[row * width + column] }
        }
        return Double(sum)
    }

    /// The energy of the difference to a moved window of another patch, and the sum of the energies of both.
    fileprivate func windowDifference(
        _ other: LumaPatch, _ x: Int, _ y: Int, _ side: Int, _ dx: Int, _ dy: Int
    ) -> (difference: Double, sum: Double) {
        var (difference, sum) = (Float(0), Float(0))
        for row in y..<y + side {
            let (here, there) = (row * width, (row + dy) * width + dx)
            for column in x..<x + side {
                let (a, b) = (values[here + column], other.values[there + column])
                difference += (a - b) * (a - b)
                sum += a * a + b * b
            }
        }
        return (Double(difference), Double(sum))
    }
}
