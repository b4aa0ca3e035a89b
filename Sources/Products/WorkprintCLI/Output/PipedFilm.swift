import Foundation
import WorkprintKit

/// A film on its way to standard output: it is made in a folder for a while, since the head of an MP4 is known last.
struct PipedFilm {
    private let folder: TransientFolder

    /// Where it is made.
    var url: URL { folder.url.appending(path: "film." + RenderOptions.fileExtension) }

    /// Makes the folder.
    init() throws { folder = try CommandFailure.translating { try TransientFolder() } }

    /// Sends the finished film. What takes it may end at any time: of the film nothing is left by then.
    func send() throws {
        do {
            let file = try FileHandle(forReadingFrom: url)
            try FileManager.default.removeItem(at: folder.url)
            while let block = try file.read(upToCount: 1 << 20), !block.isEmpty {
                try FileHandle.standardOutput.write(contentsOf: block)
            }
        } catch {
            throw CommandFailure(
                .machine,
                "error: machine: the film could not be sent to standard output: "
                    + error.localizedDescription)
        }
    }
}
