import MediaBuffers

/// A picture between two stages of a chain: R'G'B' 0…1 as floats, premultiplied where it has alpha.
///
/// Floats, because a chain that multiplies by ten must not show the steps of what came before it, and because the
/// kernels then need no rules about rounding between stages.
final class WorkingPicture {
    let red: FloatPlane
    let green: FloatPlane
    let blue: FloatPlane
    /// Nil where the picture is opaque.
    let alpha: FloatPlane?

    init(width: Int, height: Int, hasAlpha: Bool, pool: FloatPlanePool) {
        red = pool.plane(width: width, height: height)
        green = pool.plane(width: width, height: height)
        blue = pool.plane(width: width, height: height)
        alpha = hasAlpha ? pool.plane(width: width, height: height) : nil
    }

    var width: Int { red.width }
    var height: Int { red.height }
    var colors: [FloatPlane] { [red, green, blue] }
    var planes: [FloatPlane] { colors + [alpha].compactMap { $0 } }
}
