import Foundation

/// Results for people.
enum Table {
    /// What stands above all cases.
    static var head: String {
        let sets = Footprint.rotating.setCount
        return """
            \(Machine.processor), kernels \(Machine.kernelNames.joined(separator: ", ")); one thread
            "again": the same pictures each time; "in turn": \(sets) sets of pictures, twice the largest cache
            limit: bare streams of as many bytes and arrays, measured in turn with the others
            peers do nearly the same work, not the same bits: libyuv's scaler takes 2x2 samples, pixman's warp too
            """
    }

    /// One case.
    static func text(_ results: [Result]) -> String {
        guard let first = results.first else { return "" }
        let title = "\(first.kernel), \(first.data), \(first.size)"
        let columns =
            "  " + padded("", 26) + "   ns/pixel   fastest      GB/s  bytes/pixel  of limit"
        let lines = results.map { result in
            "  " + padded(result.candidate, 26)
                + String(
                    format: "%11.4f%10.4f%10.1f%13.2f%9.0f%%", result.nanosecondsPerPixel,
                    result.fastestNanosecondsPerPixel, result.gigabytesPerSecond, result.bytesPerPixel,
                    100 * result.shareOfLimit)
        }
        return ([title, columns] + lines).joined(separator: "\n")
    }

    private static func padded(_ text: String, _ width: Int) -> String {
        text + String(repeating: " ", count: max(0, width - text.count))
    }
}
