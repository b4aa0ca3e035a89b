import Foundation
import TestSupport

/// The files of this checkout, as a clone has them; works without Git too.
enum Checkout {
    static let root = TestMedia.repositoryRoot

    /// Folders that building and running make.
    private static func isMade(_ name: String) -> Bool {
        name == ".git" || name.hasPrefix(".build") || [".swiftpm", ".docc-build", "__pycache__"].contains(name)
    }

    /// Paths of all files and symbolic links below a folder, from the root, in order.
    static func paths(below folder: String = "") -> [String] {
        let url = folder.isEmpty ? root : root.appending(path: folder)
        let names = (try? FileManager.default.contentsOfDirectory(atPath: url.path)) ?? []
        return names.sorted().flatMap { name -> [String] in
            let path = folder.isEmpty ? name : "\(folder)/\(name)"
            guard !isMade(name), path != "out" else { return [] }
            let attributes = try? FileManager.default.attributesOfItem(atPath: root.appending(path: path).path)
            return attributes?[.type] as? FileAttributeType == .typeDirectory ? paths(below: path) : [path]
        }
    }

    /// The text of a file, or nil where it is none.
    static func text(_ path: String) -> String? {
        guard let data = try? Data(contentsOf: root.appending(path: path)) else { return nil }
        return String(data: data, encoding: .utf8)
    }

    /// Whether a path, from the root, is a file or a folder.
    static func exists(_ path: String) -> Bool {
        FileManager.default.fileExists(atPath: root.appending(path: path).path)
    }
}
