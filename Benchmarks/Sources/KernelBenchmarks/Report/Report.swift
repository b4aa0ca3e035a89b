import Foundation

/// Results for programs.
struct Report: Encodable {
    var processor = Machine.processor
    var kernels = Machine.kernelNames
    var largestCacheBytes = Machine.lastCacheBytes
    var samples: Int
    var results: [Result]

    var json: String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
        encoder.nonConformingFloatEncodingStrategy = .convertToString(
            positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
        return (try? encoder.encode(self)).map { String(decoding: $0, as: UTF8.self) } ?? "{}"
    }
}
