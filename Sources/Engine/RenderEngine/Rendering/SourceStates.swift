import Diagnostics
import SystemFiles
import TimelineModel

/// The files that a render reads, as they were when it was planned.
///
/// What is made of them is kept under what they held then. Whoever writes a file anew meanwhile must not have the new
/// content taken for the old one.
struct SourceStates: Sendable {
    private struct File {
        var path: String
        var state: FileState?
        var pointer: String
    }

    private let files: [File]

    /// The files of a timeline as they are.
    init(of timeline: Timeline) {
        var files = timeline.assets.map { File(path: $0.path, state: FileState(path: $0.path), pointer: $0.pointer) }
        for text in timeline.paintedTexts {
            guard case .file(let path) = text.style.font, !files.contains(where: { $0.path == path }) else { continue }
            files.append(File(path: path, state: FileState(path: path), pointer: text.fontPointer ?? ""))
        }
        self.files = files
    }

    /// Whether all files are as they were.
    var areUnchanged: Bool { changed == nil }

    /// Throws `badInput` where a file is not as it was.
    func check() throws(RenderFailure) {
        guard let changed else { return }
        let name = changed.path.split(separator: "/").last.map(String.init) ?? changed.path
        throw .badInput([
            Finding(
                code: .assetChanged, severity: .error, pointer: changed.pointer,
                message: "“\(name)” was changed or replaced while it was rendered; render again once it is finished")
        ])
    }

    private var changed: File? { files.first { FileState(path: $0.path) != $0.state } }
}
