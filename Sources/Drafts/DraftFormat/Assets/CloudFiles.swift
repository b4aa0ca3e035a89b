import Foundation

/// What a session state tells about the files of the cloud: under which names a URL or a cloud path may lie on disk.
struct CloudFiles {
    private var namesByReference: [String: [String]] = [:]
    private var entryCount = 0

    /// Reads the entries of a `video_infos` or `generated_media`: objects with `cdn_url`, `filename` and `hash`. They
    /// belong to another program, so what has another shape is passed over.
    mutating func read(_ list: JSONValue?) {
        guard let list else { return }
        let entries = list.elements ?? list.members?.map(\.value) ?? []
        for entry in entries where entry.members != nil && entryCount < DraftLimits.segmentCount {
            entryCount += 1
            read(entry: entry)
        }
    }

    private mutating func read(entry: JSONValue) {
        let url = entry["cdn_url"]?.string
        let fileName = entry["filename"]?.string
        let hash = entry["hash"]?.string
        let names = [fileName, hash, url.flatMap(lastPathPart)].compactMap { $0 }.filter(isFileName)
        let references = [url.map(Self.reference), url.flatMap(Self.path), fileName, hash].compactMap { $0 }
        for reference in Set(references) where !reference.isEmpty {
            // A few are all that can help, and a hostile list may repeat one reference without end.
            let known = namesByReference[reference] ?? []
            namesByReference[reference] = Array((known + names).prefix(16))
        }
    }

    /// The names under which a source may lie in the assets folder, the likeliest first.
    func names(for source: String) -> [String] {
        let reference = Self.reference(source)
        let path = reference.hasPrefix("/") ? String(reference.dropFirst()) : reference
        var names: [String] = []
        for key in [source, reference, path] {
            for name in namesByReference[key] ?? [] where !names.contains(name) { names.append(name) }
        }
        return names
    }

    /// A URL without query and fragment.
    private static func reference(_ url: String) -> String { String(url.prefix { $0 != "?" && $0 != "#" }) }

    /// The path of a URL without its first slash.
    private static func path(ofURL url: String) -> String? {
        let reference = reference(url)
        guard let scheme = reference.range(of: "://") else {
            return reference.hasPrefix("/") ? String(reference.dropFirst()) : reference
        }
        guard let slash = reference[scheme.upperBound...].firstIndex(of: "/") else { return nil }
        return String(reference[reference.index(after: slash)...])
    }
}
