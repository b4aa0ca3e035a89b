package import RenderEngine
import TimelineModel

/// Digests of frames in the format of FFmpeg's `framemd5`, so that a lossless render can be held against them:
/// `ffmpeg -i out.mp4 -map 0:v -f framemd5 -`.
package enum FrameHashList {
    /// The list for a finished render.
    package static func text(of report: RenderReport) -> String {
        let parts = report.frameRate.split(separator: "/").map(String.init)
        let timeBase = "\(parts.count == 2 ? parts[1] : "1")/\(parts[0])"
        let size = report.size.width * report.size.height * 3 / 2
        var lines = [
            "#format: frame checksums", "#version: 2", "#hash: MD5", "#tb 0: \(timeBase)", "#media_type 0: video",
            "#codec_id 0: rawvideo", "#dimensions 0: \(report.size.width)x\(report.size.height)", "#sar 0: 1/1",
            "#stream#, dts,        pts, duration,     size, hash",
        ]
        for (index, hash) in report.frameHashes.enumerated() {
            let number = pad(String(index), 10)
            lines.append("0, \(number), \(number), \(pad("1", 8)), \(pad(String(size), 8)), \(hash)")
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private static func pad(_ text: String, _ width: Int) -> String {
        String(repeating: " ", count: max(0, width - text.count)) + text
    }
}
