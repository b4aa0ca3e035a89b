import Glibc
import MediaBuffers

/// What brings decoded samples to sRGB.
enum ColorConversion {
    /// They are sRGB.
    case identity
    /// Curves and a matrix.
    case shaper(MatrixShaper)
    /// A profile with tables, or one for ink.
    case transform(ProfileTransform)

    /// What the samples are that a profile describes.
    enum Source: Equatable {
        /// R, G, B in 256 or 65 536 levels; gray counts as three equal ones.
        case rgb(levels: Int)
        /// Cyan, magenta, yellow, black in 256 levels; `isInverted`: 255 is no ink.
        case cmyk(isInverted: Bool)
    }

    /// The conversion for a PNG's gAMA (the exponent of the encoding) and cHRM; what is not there, or makes no sense,
    /// counts as sRGB's.
    init(gamma: Double?, chromaticities: Chromaticities?, levels: Int) {
        var matrix: Matrix3?
        if let chromaticities, !chromaticities.areSRGB, let toXYZ = chromaticities.xyzFromRGB {
            matrix = Self.linearSRGBFromXYZ.map { $0 * toXYZ }
        }
        let exponent = gamma.flatMap { value -> Double? in
            guard value >= 0.01, value <= 10 else { return nil }
            // With sRGB's primaries 0.45455, in more or fewer digits, stands for the sRGB curve.
            return matrix == nil && abs(value - 0.454_55) < 0.005 ? nil : 1 / value
        }
        guard exponent != nil || matrix != nil else {
            self = .identity
            return
        }
        let curve: MatrixShaper.Curve = { sample in exponent.map { pow(sample, $0) } ?? MatrixShaper.decoded(sample) }
        self =
            MatrixShaper(curves: [curve, curve, curve], matrix: matrix, levels: levels).map { .shaper($0) } ?? .identity
    }

    /// The conversion for an ICC profile; nil where the profile is damaged or does not describe such samples.
    init?(profile: [UInt8], source: Source) {
        guard let profile = ICCProfile(profile) else { return nil }
        if case .rgb(let levels) = source, let (curves, matrix) = profile.shape {
            guard let shaper = MatrixShaper(curves: curves, matrix: matrix, levels: 256) else { return nil }
            if shaper.isNearlyIdentity {
                self = .identity
                return
            }
            guard levels != 256 else {
                self = .shaper(shaper)
                return
            }
            guard let wide = MatrixShaper(curves: curves, matrix: matrix, levels: levels) else { return nil }
            self = .shaper(wide)
            return
        }
        guard let transform = profile.transform(from: source) else { return nil }
        self = .transform(transform)
    }

    /// From D50 X, Y, Z to linear sRGB.
    static let linearSRGBFromXYZ = Chromaticities.sRGB.xyzFromRGB?.inverse

    /// Whether samples stay as they are.
    var isIdentity: Bool {
        if case .identity = self { return true }
        return false
    }

    /// Changes an image of 8 bits in place; alpha stays.
    func convert(_ image: RGBAImage) {
        for y in 0..<image.height {
            let row = image.samples.row(y)
            switch self {
            case .identity: return
            case .shaper(let shaper): shaper.convert(row, image.width)
            case .transform(let transform): transform.convert(row, to: row, image.width)
            }
        }
    }

    /// Turns `count` RGBA pixels of 16 bits in the machine's byte order into 8 bits. `source` is aligned for them.
    func convert(wide source: UnsafeMutablePointer<UInt8>, to target: UnsafeMutablePointer<UInt8>, _ count: Int) {
        switch self {
        case .identity: preconditionFailure("16 bits are asked for only where color changes")
        case .shaper(let shaper):
            source.withMemoryRebound(to: UInt16.self, capacity: 4 * count) { wide in
                shaper.convert(wide: wide, to: target, count)
            }
        case .transform(let transform): transform.convert(source, to: target, count)
        }
    }
}
