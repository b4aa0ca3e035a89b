package import Foundation
import Testing

/// Finds the real media that tests read: those of Fixtures/Media, and no others.
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

    /// The folder of the media, with a folder for each kind.
    package static let folder = repositoryRoot.appending(path: "Fixtures/Media")

    /// The file at a path inside the media folder, such as `photos/cat.png`. One that is missing fails the test by name.
    package static func url(
        _ relativePath: String, fileID: String = #fileID, filePath: String = #filePath, line: Int = #line,
        column: Int = #column
    ) -> URL {
        let url = folder.appending(path: relativePath)
        if !FileManager.default.fileExists(atPath: url.path) {
            // Not `#_sourceLocation`, which callers could only use that import Testing.
            let place = SourceLocation(fileID: fileID, filePath: filePath, line: line, column: column)
            Issue.record("the medium Fixtures/Media/\(relativePath) is missing", sourceLocation: place)
        }
        return url
    }

    /// Absolute path of the file at a path inside the media folder; one that is missing fails the test by name.
    package static func path(
        _ relativePath: String, fileID: String = #fileID, filePath: String = #filePath, line: Int = #line,
        column: Int = #column
    ) -> String {
        url(relativePath, fileID: fileID, filePath: filePath, line: line, column: column).path
    }
}
