import Diagnostics

/// Finds the file that a `src` names, without opening it.
final class AssetLocator {
    /// Where a source lies, or why it cannot be used.
    enum Location {
        /// A regular file, by its absolute path.
        case file(String)
        /// No file; the sentence says why and what to do. What must have been meant is the name of a file that is there,
        /// where it can be told from all others.
        case problem(DiagnosticCode, String, meant: String? = nil)
    }

    private let folders: [String]
    private let allowedRoot: String?
    private let cloudFiles: CloudFiles
    private var contents: [String: FolderContents] = [:]
    /// How often a name that was meant is still looked for; comparing names is slow, and a few hints show the mistake.
    private var hintsLeft = 50

    private struct FolderContents {
        var names: [String]
        var namesByStem: [String: [String]]
    }

    /// A locator for a draft in a folder.
    init(_ options: DraftReadingOptions, cloudFiles: CloudFiles) {
        let current = currentFolder()
        let candidates = [options.assetsDirectory, options.baseDirectory ?? "."]
        var folders: [String] = []
        for folder in candidates.compactMap({ $0 }).map({ absolutePath($0, in: current) })
        where !folders.contains(folder) {
            folders.append(folder)
        }
        self.folders = folders
        self.cloudFiles = cloudFiles
        allowedRoot = options.allowedRoot.map { collapsed(absolutePath($0, in: current)) }
    }

    /// The file that a reference names; `source` is the text it came from.
    func location(of reference: SourceReference, source: String) -> Location {
        switch reference {
        case .color: return .problem(.assetUnsupported, "is a color, but must name a file")
        case .refused(let code, let message): return .problem(code, message)
        case .path(let path): return location(ofPath: path, source: source)
        case .named(let name):
            return locationInFolders(ofName: name) ?? missing(name, "")
        case .remote(let url):
            let name = lastPathPart(ofURL: url)
            let names = [name].compactMap { $0 } + cloudFiles.names(for: url)
            for name in names {
                if let location = locationInFolders(ofName: name) { return location }
            }
            guard let first = names.first else {
                return .problem(
                    .assetMissing,
                    "is not fetched, and its URL has no file name to look for; name a downloaded copy instead")
            }
            return missing(first, "is not fetched from the network, and ")
        }
    }

    private func location(ofPath path: String, source: String) -> Location {
        let paths = path.hasPrefix("/") ? [absolutePath(path, in: "/")] : folders.map { absolutePath(path, in: $0) }
        for path in paths {
            if let location = existing(path) { return location }
        }
        var names = cloudFiles.names(for: source)
        if path.contains("/"), let name = lastPathPart(ofURL: path), !names.contains(name) { names.append(name) }
        for name in names {
            if let location = locationInFolders(ofName: name) { return location }
        }
        return missing(path, "")
    }

    /// A file of the folders by its name, or by its name without ending where only one file fits.
    private func locationInFolders(ofName name: String) -> Location? {
        guard !name.split(separator: "/").contains("..") else {
            return .problem(.assetOutside, "leads out of the assets folder; a name there must not contain “..”")
        }
        for folder in folders {
            if let location = existing(absolutePath("./" + name, in: folder)) { return location }
            guard isFileName(name) else { continue }
            let fitting = contents(of: folder).namesByStem[name] ?? []
            if fitting.count > 1 {
                return .problem(
                    .assetMissing,
                    "fits \(alternatives(fitting.prefix(5).map(quoted))) in \(folder); write the name with its ending")
            }
            if let only = fitting.first, let location = existing(absolutePath("./" + only, in: folder)) {
                return location
            }
        }
        return nil
    }

    /// The location of whatever stands at a path, or nil where nothing does.
    private func existing(_ path: String) -> Location? {
        var path = path
        if let allowedRoot {
            let roots = [allowedRoot, resolvedPath(allowedRoot) ?? allowedRoot]
            let outside = Location.problem(
                .assetOutside, "lies outside the folder that files may be read from; put a copy inside it")
            guard roots.contains(where: { collapsed(path).hasPrefix($0 == "/" ? "/" : $0 + "/") }) else {
                return outside
            }
            guard let resolved = resolvedPath(path) else { return nil }
            guard resolved.hasPrefix(roots[1] == "/" ? "/" : roots[1] + "/") else { return outside }
            path = resolved
        }
        if case .missing = FileStatus(at: path), let same = sameName(path) { path = same }
        switch FileStatus(at: path) {
        case .missing: return nil
        case .file: return .file(path)
        case .folder: return .problem(.assetUnsupported, "is the folder \(path), but must name a file in it")
        case .special:
            return .problem(.assetUnsupported, "is a pipe or a device at \(path), but must name a regular file")
        }
    }

    /// A path whose names are the same ones in Unicode, composed or decomposed in another way; nil where there is none.
    private func sameName(_ path: String) -> String? {
        guard !path.utf8.allSatisfy({ $0 < 0x80 }) else { return nil }
        var found = ""
        for part in path.split(separator: "/").map(String.init) {
            if case .missing = FileStatus(at: found + "/" + part) {
                // Strings are equal where they are canonically equivalent.
                guard let same = contents(of: found.isEmpty ? "/" : found).names.first(where: { $0 == part }) else {
                    return nil
                }
                found += "/" + same
            } else {
                found += "/" + part
            }
        }
        return found
    }

    private func missing(_ path: String, _ reason: String) -> Location {
        let name = fileName(of: path)
        if let turned = withSlashes(path) { return turned }
        let stated = String(path.dropLast(name.count))
        var searched = folders
        // Where the path leads, as far as it is there and may be looked into.
        var named: [String] = []
        if path.hasPrefix("/") || !stated.isEmpty && allowedRoot == nil {
            let bases = path.hasPrefix("/") ? ["/"] : folders
            named = bases.map { collapsed(absolutePath(stated, in: $0)) }
            if !path.hasPrefix("/") {
                named = named.filter { if case .folder = FileStatus(at: $0) { true } else { false } }
            }
            searched = named + folders.filter { !named.contains($0) }
        }
        let found = nearestName(to: name, in: searched)
        let suggestion = found.map { found in
            named.contains(found.folder) && !path.hasPrefix("/") ? stated + found.name : found.name
        }
        let hint =
            suggestion.map { "; did you mean \(quoted($0))?" } ?? "; put it there, or name its folder with --assets"
        return .problem(
            .assetMissing, "\(reason)no file \(quoted(name)) is in \(alternatives(searched))\(hint)",
            meant: found?.isSure == true && reason.isEmpty ? suggestion.flatMap(confirmed) : nil)
    }

    /// A path, if a file is found by it.
    private func confirmed(_ path: String) -> String? {
        guard SourceSpelling.isPlainPath(path) else { return nil }
        for folder in folders {
            if case .file = existing(absolutePath(path, in: folder)) { return path }
        }
        return nil
    }

    /// What is said of a path with the separators of another system; nil where it has none of them.
    private func withSlashes(_ path: String) -> Location? {
        guard path.contains("\\") else { return nil }
        let turned = path.replacing("\\", with: "/")
        let places = turned.hasPrefix("/") ? ["/"] : folders
        let isThere =
            allowedRoot == nil
            && places.contains { if case .file = FileStatus(at: absolutePath(turned, in: $0)) { true } else { false } }
        let hint = isThere ? "; did you mean \(quoted(turned))?" : "; write a path that is relative to the draft"
        return .problem(
            .assetMissing, "has “\\” between its folders, where “/” belongs\(hint)",
            meant: isThere ? confirmed(turned) ?? (turned.hasPrefix("/") ? turned : nil) : nil)
    }

    /// The name in the folders that a wrong one is likeliest to mean, and its folder; nil where none is near. `isSure` says
    /// that no other one is near, and that it is a file of the same sort with the same digits: `photo1` is not `photo2`.
    private func nearestName(
        to name: String, in searched: [String]
    ) -> (folder: String, name: String, isSure: Bool)? {
        guard hintsLeft > 0 else { return nil }
        hintsLeft -= 1
        let stem = nameWithoutEnding(name).lowercased()
        let reach = max(1, min(3, stem.count / 3))
        var first: (folder: String, name: String)?
        var all: Set<String> = []
        for folder in searched where allowedRoot == nil || folders.contains(folder) {
            let names = contents(of: folder).names.filter { !$0.hasPrefix(".") }
            let sameStem = names.filter { nameWithoutEnding($0).lowercased() == stem }
            let near = distances(to: name, among: names.prefix(1_000)).filter { $0.distance <= reach }
            all.formUnion(sameStem + near.map(\.candidate))
            if first == nil {
                first = (sameStem.first ?? near.min { $0.distance < $1.distance }?.candidate).map { (folder, $0) }
            }
        }
        return first.map { first in
            let isAlike =
                MediumSort(ofName: first.name) == MediumSort(ofName: name)
                && first.name.filter(\.isNumber) == name.filter(\.isNumber)
            return (first.folder, first.name, isAlike && all.count == 1)
        }
    }

    private func contents(of folder: String) -> FolderContents {
        if let known = contents[folder] { return known }
        let names = fileNames(in: folder)
        let found = FolderContents(names: names, namesByStem: Dictionary(grouping: names, by: nameWithoutEnding))
        contents[folder] = found
        return found
    }
}
