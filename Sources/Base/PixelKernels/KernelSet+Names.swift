import CPixelKernels
import Foundation

extension KernelSet {
    /// The names of the sets that this processor can run, the plainest first.
    package static let availableNames: [String] = ["reference", "simd", "avx2", "avx512"].filter { (name: String) in
        wp_kernels_named(name) != nil
    }

    /// The name of the selected set.
    package static let selectedName: String = {
        let wanted = ProcessInfo.processInfo.environment["WORKPRINT_KERNELS"]
        if let wanted, availableNames.contains(wanted) { return wanted }
        return availableNames.first { (name: String) in wp_kernels_named(name) == wp_kernels_best() } ?? "simd"
    }()
}
