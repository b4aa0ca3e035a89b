import Foundation
import TestSupport
import Testing

/// What the programs of FFmpeg find in a file.
struct Probe {
    let streams: [[String: Any]]
    let format: [String: Any]

    init(_ path: String) throws {
        let answer = try Subprocess.run(
            "ffprobe", ["-v", "error", "-show_streams", "-show_format", "-of", "json", path])
        try #require(answer.exitCode == 0 && answer.errors.isEmpty, "\(answer.errors)")
        let object = try #require(try JSONSerialization.jsonObject(with: answer.output) as? [String: Any])
        streams = try #require(object["streams"] as? [[String: Any]])
        format = try #require(object["format"] as? [String: Any])
    }

    func text(_ stream: Int, _ key: String) -> String { streams[stream][key].map { "\($0)" } ?? "absent" }

    /// Timestamps of a stream's packets in ticks: shown, decoded, and whether a keyframe.
    static func packets(_ path: String, stream: String) throws -> [(shown: Int, decoded: Int, isKeyframe: Bool)] {
        let answer = try Subprocess.run(
            "ffprobe",
            [
                "-v", "error", "-select_streams", stream, "-show_entries", "packet=pts,dts,flags", "-of", "csv=p=0",
                path,
            ])
        try #require(answer.exitCode == 0 && answer.errors.isEmpty, "\(answer.errors)")
        return try answer.text.split(separator: "\n").map { line in
            let fields = line.split(separator: ",")
            return (try #require(Int(fields[0])), try #require(Int(fields[1])), fields[2].hasPrefix("K"))
        }
    }

    /// The decoded frames as raw 4:2:0 planes.
    static func frames(_ path: String) throws -> Data {
        let answer = try Subprocess.run(
            "ffmpeg", ["-v", "error", "-i", path, "-map", "0:v", "-vsync", "passthrough", "-f", "rawvideo", "-"])
        try #require(answer.exitCode == 0 && answer.errors.isEmpty, "\(answer.errors)")
        return answer.output
    }

    /// The decoded sound, left and right.
    static func sound(_ path: String) throws -> (left: [Float], right: [Float]) {
        let answer = try Subprocess.run("ffmpeg", ["-v", "error", "-i", path, "-map", "0:a", "-f", "f32le", "-"])
        try #require(answer.exitCode == 0 && answer.errors.isEmpty, "\(answer.errors)")
        let values = answer.output.withUnsafeBytes { Array($0.bindMemory(to: Float.self)) }
        let count = values.count / 2
        return ((0..<count).map { values[2 * $0] }, (0..<count).map { values[2 * $0 + 1] })
    }

    /// Types of the file's outermost boxes.
    static func boxes(_ path: String) throws -> [String] {
        let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
        var types: [String] = []
        var position = 0
        while position + 8 <= bytes.count {
            let size = bytes[position..<position + 4].reduce(0) { $0 << 8 | Int($1) }
            types.append(String(decoding: bytes[position + 4..<position + 8], as: UTF8.self))
            guard size >= 8 else { break }
            position += size
        }
        return types
    }
}
