import Foundation

/// What FFmpeg's `ebur128` filter reads.
package struct FFmpegMeter: Sendable {
    /// Integrated loudness in LUFS, to a tenth.
    package let loudness: Double
    /// True peak in dBTP, to a tenth.
    package let truePeak: Double

    /// Measures the first sound of an input, which is given as FFmpeg's arguments up to `-i` and its name.
    package static func measure(_ input: [String]) throws -> FFmpegMeter {
        let result = try Subprocess.run(
            "ffmpeg",
            ["-hide_banner", "-nostats"] + input + ["-map", "0:a:0", "-af", "ebur128=peak=true", "-f", "null", "-"])
        let summary = result.errors.components(separatedBy: "Summary:").last ?? ""
        func value(_ label: String) -> Double {
            let line = summary.split(separator: "\n").first { $0.contains(label) } ?? ""
            return line.split(separator: " ").compactMap { Double($0) }.first ?? .nan
        }
        return FFmpegMeter(loudness: value(" I:"), truePeak: value("Peak:"))
    }
}
