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
        guard let file = SubtitleFile(bytes, name: fileName(of: path)) else {
            let place = SubtitleEncoding.firstLineNotUTF8(of: bytes).map { "line \($0)" } ?? "it"
            return .problem(
                .assetUnsupported, "\(name): is no text in UTF-8, for \(place) is not; save the subtitles as UTF-8")
        }
        guard !file.cues.isEmpty else { return .problem(.assetUnsupported, "\(name): \(emptiness(of: file))") }
        return .file(file)
    }

    /// Why a file without cues has none.
    private static func emptiness(of file: SubtitleFile) -> String {
        if file.isBlank { return "is empty, but must hold subtitles as .srt or .vtt files do" }
        if let format = file.foreignFormat {
            return "looks like \(format), but must be an .srt or a .vtt; convert the subtitles to one of these"
        }
        let first = file.problems.first.map { "; line \($0.line) \($0.message)" } ?? ""
        return "holds no subtitle that can be read, but must be an .srt or a .vtt\(first)"
    }
}
