import CPixelKernels
import Foundation

/// The effects' kernels of one instruction set. All sets give the same bits; they differ in speed alone.
package struct EffectKernels: @unchecked Sendable {
    let table: wp_effects

    /// The set that the environment's `WORKPRINT_KERNELS` names (`reference`, `simd`, `avx2`, `avx512`), or the
    /// fastest that the processor has. Chosen once.
    package static let selected: EffectKernels = {
        let wanted = ProcessInfo.processInfo.environment["WORKPRINT_KERNELS"]
        return wanted.flatMap(EffectKernels.init(named:)) ?? EffectKernels(table: wp_effects_best().pointee)
    }()

    /// The set with a name, or nil where there is none or the processor lacks it.
    package init?(named name: String) {
        guard let table = wp_effects_named(name) else { return nil }
        self.table = table.pointee
    }

    private init(table: wp_effects) { self.table = table }
}
