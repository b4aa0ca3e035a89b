/// What was measured of one candidate.
struct Result: Encodable {
    var kernel: String
    var data: String
    var size: String
    var candidate: String
    /// `kernel`, `peer` or `limit`.
    var kind: String
    /// Median.
    var nanosecondsPerPixel: Double
    /// The fastest sample.
    var fastestNanosecondsPerPixel: Double
    /// Of the candidate's own bytes, at the median.
    var gigabytesPerSecond: Double
    /// Bytes read and written for each pixel.
    var bytesPerPixel: Double
    /// The limit's time divided by the candidate's.
    var shareOfLimit: Double

    /// The results of one case; its first candidate is the limit.
    static func all(of benchmark: BenchmarkCase, _ candidates: [Candidate], _ samples: [[Double]]) -> [Result] {
        let perPixel = 1e9 / Double(benchmark.pixels)
        let limit = (samples.first ?? []).middle
        return zip(candidates, samples).map { candidate, samples in
            let nanoseconds = samples.middle * perPixel
            return Result(
                kernel: benchmark.kernel, data: benchmark.data, size: benchmark.size, candidate: candidate.name,
                kind: candidate.kind.rawValue, nanosecondsPerPixel: nanoseconds,
                fastestNanosecondsPerPixel: (samples.first ?? .nan) * perPixel,
                gigabytesPerSecond: candidate.bytesPerPixel / nanoseconds, bytesPerPixel: candidate.bytesPerPixel,
                shareOfLimit: limit / samples.middle)
        }
    }
}
