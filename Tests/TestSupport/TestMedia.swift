package import Foundation

/// Finds the real media that tests read.
package enum TestMedia {
    /// The repository's root.
    package static let repositoryRoot: URL = {
        var folder = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath()
        while folder.path != "/", !FileManager.default.fileExists(atPath: folder.appending(path: ".swift-format").path)
        {
            folder.deleteLastPathComponent()
        }
        return folder
    }()

    /// The folder of the shared media set, or of the repository's own smaller one where that is not there.
    package static let folder: URL = {
        let environment = ProcessInfo.processInfo.environment["WORKPRINT_MEDIA"].map { URL(fileURLWithPath: $0) }
        let shared = repositoryRoot.deletingLastPathComponent().appending(path: "shared/media")
        let own = repositoryRoot.appending(path: "Fixtures/Media")
        let candidates = [environment, shared].compactMap { $0 }
        return candidates.first { FileManager.default.fileExists(atPath: $0.path) } ?? own
    }()

    /// The file at a path inside the media folder, such as `photos/cat.png`.
    package static func url(_ relativePath: String) -> URL { folder.appending(path: relativePath) }

    /// Absolute path of the file at a path inside the media folder.
    package static func path(_ relativePath: String) -> String { url(relativePath).path }
}
