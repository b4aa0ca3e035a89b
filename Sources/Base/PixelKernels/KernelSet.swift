import CPixelKernels
import Foundation
package import MediaBuffers

/// The kernels of one instruction set. All sets give the same bits; they differ in speed alone.
package struct KernelSet: @unchecked Sendable {
    let table: wp_kernels

    /// The set that the environment's `WORKPRINT_KERNELS` names (`reference`, `simd`, `avx2`, `avx512`), or
    /// the fastest that the processor has. Chosen once.
    package static let selected: KernelSet = {
        let wanted = ProcessInfo.processInfo.environment["WORKPRINT_KERNELS"]
        return wanted.flatMap(KernelSet.init(named:)) ?? KernelSet(table: wp_kernels_best().pointee)
    }()

    /// The set with a name, or nil where there is none or the processor lacks it.
    package init?(named name: String) {
        guard let table = wp_kernels_named(name) else { return nil }
        self.table = table.pointee
    }

    private init(table: wp_kernels) { self.table = table }

    /// Full weight and full opacity.
    package static let full = 32_768

    /// Multiplies samples by a mask of the same size, 255 being one.
    package func multiply(_ plane: Plane, by mask: Plane) {
        precondition(plane.width == mask.width && plane.height == mask.height, "planes of different sizes")
        for y in 0..<plane.height { table.multiply(plane.row(y), mask.row(y), plane.width) }
    }

    /// Multiplies a row of samples by a row of a mask, 255 being one.
    package func multiply(_ row: UnsafeMutablePointer<UInt8>, by mask: UnsafePointer<UInt8>, count: Int) {
        table.multiply(row, mask, count)
    }

    /// Fills an even rectangle of the canvas with an opaque color.
    package func fill(_ canvas: Canvas, _ color: RGBAColor, _ rect: PixelRect) {
        let rect = rect.intersection(canvas.bounds)
        let codes = color.canvasCodes
        for y in rect.y..<rect.maxY { (canvas.luma.row(y) + rect.x).update(repeating: codes.luma, count: rect.width) }
        for y in rect.y / 2..<rect.maxY / 2 {
            (canvas.cb.row(y) + rect.x / 2).update(repeating: codes.cb, count: rect.width / 2)
            (canvas.cr.row(y) + rect.x / 2).update(repeating: codes.cr, count: rect.width / 2)
        }
    }
}
