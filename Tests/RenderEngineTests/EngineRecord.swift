import Foundation

/// What the engine makes of known drafts, as digests, beside the revision that made it.
struct EngineRecord: Hashable {
    /// `EngineVersion.revision`.
    var revision: Int
    /// The versions of the libraries that chunks and sound depend on, too.
    var libraries: String
    /// Digests by what they are of.
    var frames: [String: String]
    /// As `frames`; these hold for `libraries` only.
    var encoded: [String: String]

    /// What is to be done about a record that was made anew.
    enum Verdict: Hashable {
        /// Nothing.
        case same
        /// It is to be written: there are more drafts, or the revision was raised.
        case record
        /// The engine's revision has to be raised first, for these have changed.
        case raise([String])
    }

    /// Compares with the record that is kept.
    func verdict(against kept: EngineRecord) -> Verdict {
        var pairs = [(kept.frames, frames)]
        if libraries == kept.libraries { pairs.append((kept.encoded, encoded)) }
        let changed = pairs.flatMap { before, now in
            before.keys.filter { name in now[name].map { $0 != before[name] } ?? false }
        }
        if !changed.isEmpty, revision <= kept.revision { return .raise(changed.sorted()) }
        let isSame = revision == kept.revision && pairs.allSatisfy { $0 == $1 }
        return isSame ? .same : .record
    }
}

extension EngineRecord {
    /// One fact a line.
    var text: String {
        let digests = [("frames", frames), ("encoded", encoded)].flatMap { kind, digests in
            digests.sorted { $0.key < $1.key }.map { "\(kind) \($0.key): \($0.value)" }
        }
        return (["revision: \(revision)", "libraries: \(libraries)"] + digests).joined(separator: "\n") + "\n"
    }

    /// A record from its text; nil where it is none.
    init?(text: String) {
        var values: [String: String] = [:]
        for line in text.split(separator: "\n") {
            guard let colon = line.firstRange(of: ": ") else { return nil }
            values[String(line[..<colon.lowerBound])] = String(line[colon.upperBound...])
        }
        guard let revision = values.removeValue(forKey: "revision").flatMap({ Int($0) }),
            let libraries = values.removeValue(forKey: "libraries")
        else { return nil }
        func digests(_ kind: String) -> [String: String] {
            let own = values.filter { $0.key.hasPrefix(kind + " ") }
            return Dictionary(uniqueKeysWithValues: own.map { (String($0.key.dropFirst(kind.count + 1)), $0.value) })
        }
        self.init(revision: revision, libraries: libraries, frames: digests("frames"), encoded: digests("encoded"))
    }
}
