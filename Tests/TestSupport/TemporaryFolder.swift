package import Foundation

/// A folder that is gone after the test.
package final class TemporaryFolder {
    /// Where it is.
    package let url: URL

    /// Makes a folder.
    package init() throws {
        url = FileManager.default.temporaryDirectory.appending(path: "workprint-test-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(at: url) }

    /// Absolute path of a name in the folder.
    package func path(_ name: String) -> String { url.appending(path: name).path }

    /// Writes a text into the folder and returns its path.
    @discardableResult
    package func write(_ text: String, to name: String) throws -> String {
        let path = path(name)
        try Data(text.utf8).write(to: URL(fileURLWithPath: path))
        return path
    }

    /// Writes a script that can be run into the folder and returns its path.
    ///
    /// Another process writes it: while this one held it open, any program that another test starts in that moment would
    /// inherit that, and nobody could run the script until it ends (ETXTBSY).
    package func writeProgram(_ text: String, to name: String) throws -> String {
        let source = try write(text, to: name + ".text")
        let result = try Subprocess.run("install", ["-m", "755", source, path(name)])
        guard result.exitCode == 0 else { throw CocoaError(.fileWriteUnknown) }
        return path(name)
    }
}
