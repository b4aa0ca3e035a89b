import Diagnostics
import Foundation

/// The subtitle files of a draft, each read once.
final class SubtitleLibrary {
    /// What became of a file.
    enum Reading {
        /// It was read.
        case file(SubtitleFile)
        /// It cannot be used; the sentence says why and what to do.
        case problem(DiagnosticCode, String)
    }

    private var readings: [String: Reading] = [:]
    /// How many cues the draft's segments have been made of so far.
    var usedCueCount = 0

    /// The file at an absolute path.
    func reading(ofFileAt path: String) -> (reading: Reading, isFirst: Bool) {
        if let known = readings[path] { return (known, false) }
        let reading = Self.read(path)
        readings[path] = reading
        return (reading, true)
    }

    private static func read(_ path: String) -> Reading {
        let name = quoted(fileName(of: path))
        let bytes: [UInt8]
        do {
            let handle = try FileHandle(forReadingFrom: URL(fileURLWithPath: path))
            defer { try? handle.close() }
            bytes = Array(try handle.read(upToCount: SubtitleFile.byteLimit + 1) ?? Data())
        } catch {
            return .problem(.assetMissing, "\(name): cannot be read: \(error.localizedDescription)")
        }
        guard bytes.count <= SubtitleFile.byteLimit else {
            return .problem(.assetTooLarge, "\(name): is larger than 16 MB, which no subtitle file is")
        }
        guard let file = SubtitleFile(bytes) else {
            return .problem(.assetUnsupported, "\(name): is no text in UTF-8; save the subtitles as UTF-8")
        }
        guard !file.cues.isEmpty else {
            let first = file.problems.first.map { "; line \($0.line) \($0.message)" } ?? ""
            return .problem(
                .assetUnsupported, "\(name): holds no subtitle that can be read, but must be an .srt or a .vtt\(first)")
        }
        return .file(file)
    }
}
