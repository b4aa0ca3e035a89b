import Glibc
package import SystemFiles
import SystemPackage

extension Confinement {
    /// The folder that has to be writable for a file to be written whole or not at all, as a real path.
    ///
    /// The file itself need not be there, and where it is a symbolic link, the link is what gets replaced. Throws where the
    /// folder is missing: whoever makes it does so before.
    package static func folder(ofOutput path: String) throws(FileError) -> String {
        let folder = FilePath(path).removingLastComponent().string
        return try realFolder(folder.isEmpty ? "." : folder)
    }

    /// A folder's real path. Throws where it is missing or is no folder.
    package static func realFolder(_ path: String) throws(FileError) -> String {
        let action = "looking for a folder"
        guard let real = resolved(path) else {
            throw FileError(action: action, path: path, reason: .system(Errno(rawValue: errno)))
        }
        guard (try? Stat(real))?.type == .directory else {
            throw FileError(action: action, path: path, reason: .system(.notDirectory))
        }
        return real
    }
}
