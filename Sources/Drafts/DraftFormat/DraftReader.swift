import Diagnostics
import Foundation
import Glibc
package import TimelineModel

/// What a check of a draft gives.
package struct CheckedDraft: Sendable {
    /// The timeline, or nil where there is an error.
    package var timeline: Timeline?
    /// Everything that was found, in the order of the draft's text.
    package var findings: [Finding]
    /// The media that the draft names, usable or not, in the order of their first use.
    package var sources: [DraftSource] = []
    /// The paths of all files that the draft names and that are there: media, subtitles, fonts, color tables.
    package var files: [String] = []
    /// The timeline as far as it could be read, for looking at; with errors it must not be rendered.
    package var sketch: Timeline?
    /// What the draft asks of the file that is written.
    package var output: OutputRequest
    /// The draft's title.
    package var title: String?
}

/// Why a draft's file could not be read at all.
package struct DraftFileProblem: Error, Hashable, Sendable {
    /// Path of the file, as it was given.
    package var path: String
    /// What was found there and what would be right; a sentence without the path.
    package var message: String
    /// Whether the machine is at fault: it has no more file handles or memory, or its disk does not work.
    package var isMachineFault = false
}

extension DraftFileProblem: CustomStringConvertible {
    package var description: String { "\(path) \(message)" }
}

/// Reads drafts and checks them.
package enum DraftReader {
    /// The draft in a file, checked. Throws where there is no file that can be read.
    package static func read(
        contentsOf path: String, options: DraftReadingOptions = DraftReadingOptions(), prober: any AssetProbing
    ) throws(DraftFileProblem) -> CheckedDraft {
        let bytes = try bytes(of: path)
        var options = options
        if options.baseDirectory == nil {
            options.baseDirectory = path.lastIndex(of: "/").map { String(path[...$0]) } ?? "."
        }
        return read(bytes, options: options, prober: prober)
    }

    /// What stands in a draft's file. Throws where there is no file that can be read.
    package static func bytes(of path: String) throws(DraftFileProblem) -> [UInt8] {
        switch FileStatus(at: path) {
        case .missing: throw DraftFileProblem(path: path, message: "is not there")
        case .folder: throw DraftFileProblem(path: path, message: "is a folder, not a draft")
        case .special, .file: break
        }
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw problem(reading: path) }
        defer { close(descriptor) }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65_536)
        // One byte over the limit is enough to refuse the draft.
        while bytes.count <= byteLimit {
            let count = Glibc.read(descriptor, &buffer, buffer.count)
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw problem(reading: path) }
            if count == 0 { break }
            bytes += buffer[..<count]
        }
        return bytes
    }

    /// The most bytes that a draft may have.
    package static let byteLimit = JSONParser.Limits().byteCount

    /// Whether there is a regular file at a path, or nothing; no pipe.
    package static func isRegularFile(_ path: String) -> Bool { FileStatus(at: path) != .special }

    /// What the last call of the system on this thread failed with.
    private static func problem(reading path: String) -> DraftFileProblem {
        let code = errno
        switch code {
        case EMFILE, ENFILE:
            return DraftFileProblem(
                path: path,
                message: "cannot be opened (\(String(cString: strerror(code)))); close other files, or raise the "
                    + "limit (ulimit -n)",
                isMachineFault: true)
        default:
            return DraftFileProblem(
                path: path, message: "cannot be read: \(String(cString: strerror(code)))",
                isMachineFault: code == ENOMEM || code == EIO)
        }
    }

    /// A draft in UTF-8 text, checked.
    package static func read(
        _ bytes: [UInt8], options: DraftReadingOptions = DraftReadingOptions(), prober: any AssetProbing
    ) -> CheckedDraft {
        let root: JSONValue
        do throws(JSONProblem) {
            root = try JSONParser.parse(bytes)
        } catch {
            return CheckedDraft(
                timeline: nil, findings: [error.finding], output: OutputRequest(), title: nil)
        }
        let state = SessionState(root)
        let log = FindingLog()
        guard let draft = ObjectReader(state.draft, .draft, log) else {
            return CheckedDraft(
                timeline: nil, findings: log.findings(isStrict: options.isStrict), output: OutputRequest(), title: nil)
        }
        var cloudFiles = CloudFiles()
        for name in ["video_infos", "generated_media"] {
            cloudFiles.read(state.draft.value[name])
            cloudFiles.read(state.neighbor(name)?.value)
        }
        let locator = AssetLocator(options, cloudFiles: cloudFiles)
        let media = MediaLibrary(locator: locator, prober: prober, log: log)
        let builder = TimelineBuilder(draft: draft, state: state, media: media, log: log)
        let timeline = builder.timeline()
        let findings = log.findings(isStrict: options.isStrict)
        return CheckedDraft(
            timeline: findings.contains { $0.severity == .error } ? nil : timeline, findings: findings,
            sources: media.register.sources, files: media.files.sorted(), sketch: timeline, output: builder.output,
            title: draft[.title]?.value.string)
    }
}

extension JSONProblem {
    /// The problem as a finding about the draft as a whole.
    fileprivate var finding: Finding {
        switch kind {
        case .syntax:
            Finding(
                code: .jsonSyntax, severity: .error, pointer: "",
                message: "line \(line), column \(column): \(message)")
        case .tooLarge:
            Finding(
                code: .draftTooLarge, severity: .error, pointer: "", message: message)
        }
    }
}
