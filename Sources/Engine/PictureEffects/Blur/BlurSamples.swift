import CPixelKernels
import MediaBuffers

/// Samples that a blur reads or writes.
enum BlurSamples {
    /// Codes 0…255.
    case bytes(Plane)
    /// Anything.
    case floats(FloatPlane)

    var width: Int {
        switch self {
        case .bytes(let plane): plane.width
        case .floats(let plane): plane.width
        }
    }

    var height: Int {
        switch self {
        case .bytes(let plane): plane.height
        case .floats(let plane): plane.height
        }
    }

    /// Puts row `y` into a buffer.
    func load(_ y: Int, into buffer: UnsafeMutablePointer<Float>, _ kernels: wp_effects) {
        switch self {
        case .bytes(let plane): kernels.widen(buffer, plane.row(y), plane.width)
        case .floats(let plane): buffer.update(from: plane.row(y), count: plane.width)
        }
    }

    /// Puts a buffer into row `y`.
    func store(_ buffer: UnsafePointer<Float>, _ y: Int, _ kernels: wp_effects) {
        switch self {
        case .bytes(let plane): kernels.narrow(plane.row(y), buffer, plane.width)
        case .floats(let plane): plane.row(y).update(from: buffer, count: plane.width)
        }
    }

    /// Puts a mix of two buffers into row `y`.
    func store(
        _ a: UnsafePointer<Float>, _ b: UnsafePointer<Float>, share: Float, _ y: Int, _ kernels: wp_effects
    ) {
        switch self {
        case .bytes(let plane): kernels.mix_narrow(plane.row(y), a, b, share, plane.width)
        case .floats(let plane): kernels.mix(plane.row(y), a, b, share, plane.width)
        }
    }
}

/// Reduced samples with margins: coordinate c stands in column `c + marginX`.
struct ReducedSamples {
    var samples: BlurSamples
    /// Samples of the picture itself, without margins.
    var width: Int
    var height: Int
    /// 0 on an axis that was not reduced, 2 on one that was: beyond them nothing but the repeated edge would follow.
    var marginX: Int
    var marginY: Int
}
