import Foundation
import PixelKernels

/// What the numbers depend on.
enum Machine {
    /// The processor's name, as the system gives it.
    static let processor: String = {
        let lines = text("/proc/cpuinfo").split(separator: "\n")
        let name = lines.first { $0.hasPrefix("model name") }?.split(separator: ":", maxSplits: 1).last
        return name?.trimmingCharacters(in: .whitespaces) ?? "unknown processor"
    }()

    /// Bytes of the largest cache; 32 MiB where the system does not tell.
    static let lastCacheBytes: Int = {
        let sizes = (0..<8).compactMap { index -> Int? in
            let size = text("/sys/devices/system/cpu/cpu0/cache/index\(index)/size")
            return Int(size.prefix { $0.isNumber }).map { size.contains("M") ? $0 << 20 : $0 << 10 }
        }
        return sizes.max() ?? 32 << 20
    }()

    /// The kernel tables that the processor has, slowest first.
    static let kernelNames = ["reference", "simd", "avx2", "avx512"].filter { KernelSet(named: $0) != nil }

    private static func text(_ path: String) -> String { (try? String(contentsOfFile: path, encoding: .utf8)) ?? "" }
}
