import Glibc

/// Brings R, G, B to sRGB by three curves, a matrix on linear light and the sRGB curve, at the full precision of 8 or
/// 16 bits; the plainer alternative of Little CMS reduces 16 bits to a coarse grid.
final class MatrixShaper: Sendable {
    /// From a sample in 0…1 to linear light in 0…1.
    typealias Curve = (Double) -> Double

    /// Linear light of each sample value, one channel after the other; empty where there is no matrix.
    private let linear: [Float]
    /// The matrix, row after row; empty where there is none.
    private let matrix: [Float]
    /// The final code of each sample value, where channels do not mix; empty where there is a matrix.
    private let direct: [UInt8]
    private let levels: Int

    /// A shaper for samples of 256 or 65 536 `levels`; `matrix` turns linear source light into linear sRGB light.
    ///
    /// Nil where the matrix is out of all proportion.
    init?(curves: [Curve], matrix: Matrix3?, levels: Int) {
        precondition(curves.count == 3, "a curve for each channel")
        if let matrix, !matrix.elements.allSatisfy({ abs($0) < 1_000 }) { return nil }
        self.levels = levels
        let light = curves.flatMap { curve in
            (0..<levels).map { level -> Double in
                let value = curve(Double(level) / Double(levels - 1))
                return value.isFinite ? min(max(value, 0), 1) : 0
            }
        }
        if let matrix {
            self.matrix = matrix.elements.map { Float($0) }
            linear = light.map { Float($0) }
            direct = []
        } else {
            self.matrix = []
            linear = []
            direct = light.map { Self.encoded($0) }
        }
    }

    /// Changes `count` RGBA pixels of 8 bits in place; alpha stays.
    func convert(_ row: UnsafeMutablePointer<UInt8>, _ count: Int) {
        precondition(levels == 256, "a shaper for other samples")
        shape(count, target: row) { Int(row[$0]) }
    }

    /// Turns `count` RGBA pixels of 16 bits into 8 bits; alpha is rounded.
    func convert(wide source: UnsafePointer<UInt16>, to target: UnsafeMutablePointer<UInt8>, _ count: Int) {
        precondition(levels == 65_536, "a shaper for other samples")
        shape(count, target: target) { Int(source[$0]) }
        for x in 0..<count { target[4 * x + 3] = UInt8((Int(source[4 * x + 3]) + 128) / 257) }
    }

    @inline(__always)
    private func shape(_ count: Int, target: UnsafeMutablePointer<UInt8>, sample: (Int) -> Int) {
        if matrix.isEmpty {
            direct.withUnsafeBufferPointer { codes in
                for index in 0..<count {
                    for channel in 0..<3 {
                        target[4 * index + channel] = codes[channel * levels + sample(4 * index + channel)]
                    }
                }
            }
            return
        }
        linear.withUnsafeBufferPointer { light in
            matrix.withUnsafeBufferPointer { m in
                Self.codes.withUnsafeBufferPointer { codes in
                    for index in 0..<count {
                        let red = light[sample(4 * index)]
                        let green = light[levels + sample(4 * index + 1)]
                        let blue = light[2 * levels + sample(4 * index + 2)]
                        for channel in 0..<3 {
                            let value = m[3 * channel] * red + m[3 * channel + 1] * green + m[3 * channel + 2] * blue
                            target[4 * index + channel] = codes[Int(min(max(value, 0), 1) * 65_535 + 0.5)]
                        }
                    }
                }
            }
        }
    }

    /// Whether no color moves by more than one code, tried on a grid over all of them. Profiles that mean sRGB differ
    /// from it by such roundings; their pictures are better left alone.
    var isNearlyIdentity: Bool {
        guard levels == 256 else { return false }
        for red in stride(from: 0, through: 255, by: 15) {
            for green in stride(from: 0, through: 255, by: 15) {
                for blue in stride(from: 0, through: 255, by: 15) {
                    let color = [red, green, blue]
                    var pixel = color.map { UInt8($0) } + [255]
                    pixel.withUnsafeMutableBufferPointer { if let base = $0.baseAddress { convert(base, 1) } }
                    guard zip(color, pixel).allSatisfy({ abs($0 - Int($1)) <= 1 }) else { return false }
                }
            }
        }
        return true
    }

    /// The sRGB code of linear light in steps of 1/65535; one step moves the code by a twentieth at most.
    private static let codes: [UInt8] = (0...65_535).map { encoded(Double($0) / 65_535) }

    /// The 8-bit sRGB code of linear light in 0…1 (IEC 61966-2-1), rounded to nearest.
    static func encoded(_ light: Double) -> UInt8 {
        let value = light <= 0.003_130_8 ? 12.92 * light : 1.055 * pow(light, 1 / 2.4) - 0.055
        return UInt8((min(max(value, 0), 1) * 255).rounded())
    }

    /// Linear light of an sRGB sample in 0…1.
    static func decoded(_ sample: Double) -> Double {
        sample <= 0.040_45 ? sample / 12.92 : pow((sample + 0.055) / 1.055, 2.4)
    }
}
