import Foundation
import TestSupport

/// A film that was written, looked at with FFmpeg's own tools.
struct RenderedFile {
    let path: String

    /// Values of one stream by their names.
    func stream(_ selector: String) throws -> [String: String] {
        let result = try Subprocess.run(
            "ffprobe", ["-v", "error", "-select_streams", selector, "-show_streams", "-of", "flat=s=_", path])
        return Self.values(result.text)
    }

    /// Values of the container by their names.
    func format() throws -> [String: String] {
        Self.values(try Subprocess.run("ffprobe", ["-v", "error", "-show_format", "-of", "flat=s=_", path]).text)
    }

    /// Presentation time in seconds and kind of every video frame, in order.
    func frames() throws -> [(time: Double, isKeyframe: Bool, type: String)] {
        let result = try Subprocess.run(
            "ffprobe",
            [
                "-v", "error", "-select_streams", "v:0", "-show_entries", "frame=pts_time,key_frame,pict_type", "-of",
                "csv=p=0", path,
            ])
        return result.text.split(separator: "\n").compactMap { line in
            let cells = line.split(separator: ",").map(String.init)
            guard cells.count >= 3, let time = Double(cells[1]) else { return nil }
            return (time, cells[0] == "1", cells[2])
        }
    }

    /// The mean luma of every decoded frame.
    func meanLuma(width: Int, height: Int) throws -> [Double] {
        let raw = try Subprocess.run(
            "ffmpeg", ["-v", "error", "-i", path, "-map", "0:v", "-f", "rawvideo", "-pix_fmt", "gray", "-"]
        ).output
        let size = width * height
        return stride(from: 0, to: raw.count - size + 1, by: size).map { start in
            raw[raw.startIndex + start..<raw.startIndex + start + size].reduce(0.0) { $0 + Double($1) } / Double(size)
        }
    }

    /// The decoded sound as a player hears it: samples from time 0 on, left channel, at 48 kHz.
    func leftChannel() throws -> [Float] {
        let raw = try Subprocess.run(
            "ffmpeg", ["-v", "error", "-i", path, "-map", "0:a", "-f", "f32le", "-c:a", "pcm_f32le", "-"]
        ).output
        return raw.withUnsafeBytes { bytes in
            let samples = bytes.bindMemory(to: Float.self)
            return stride(from: 0, to: samples.count, by: 2).map { samples[$0] }
        }
    }

    /// The order of the top-level boxes.
    func boxes() throws -> [String] {
        let data = try Data(contentsOf: URL(fileURLWithPath: path))
        var names: [String] = []
        var offset = 0
        while offset + 8 <= data.count {
            let size = data[offset..<offset + 4].reduce(0) { $0 << 8 | Int($1) }
            names.append(String(decoding: data[offset + 4..<offset + 8], as: UTF8.self))
            guard size >= 8 else { break }
            offset += size
        }
        return names
    }

    private static func values(_ text: String) -> [String: String] {
        var values: [String: String] = [:]
        for line in text.split(separator: "\n") {
            guard let equals = line.firstIndex(of: "=") else { continue }
            let key = line[..<equals].split(separator: "_").dropFirst().joined(separator: "_")
            let short = key.hasPrefix("stream_0_") ? String(key.dropFirst(9)) : key
            values[short] = line[line.index(after: equals)...].trimmingCharacters(in: CharacterSet(charactersIn: "\""))
        }
        return values
    }
}
