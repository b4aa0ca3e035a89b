/// Identifiers that no track and no segment of a draft has.
struct FreeIdentifiers {
    private var known: Set<String> = []
    private var listed: Set<String> = []
    private var numbers: [String: Int] = [:]

    /// The free identifiers of a draft.
    init(of draft: Field) {
        for track in draft.elements(of: .t, in: .draft) {
            if let identifier = track.value["id"]?.string { known.insert(identifier) }
            known.formUnion(track.elements(of: .sg, in: .track).compactMap { $0.value["id"]?.string })
        }
        for entry in draft.elements(of: .transitions, in: .draft) {
            listed.formUnion(["from", "to"].compactMap { entry.value[$0]?.string })
        }
    }

    /// One for the later of two that are the same: `-2`, `-3` and so on behind it, each once. Nil where the list of transitions
    /// names the segment, since nobody can tell which of the two is meant there.
    mutating func next(after identifier: String, isTrack: Bool) -> String? {
        guard isTrack || !listed.contains(identifier), identifier.utf8.count < DraftLimits.identifierBytes - 10 else {
            return nil
        }
        var number = numbers[identifier] ?? 2
        while known.contains("\(identifier)-\(number)") { number += 1 }
        numbers[identifier] = number + 1
        return "\(identifier)-\(number)"
    }
}

extension Field {
    /// The elements of the arrays that stand under any spelling of a key.
    fileprivate func elements(of name: DraftName, in table: KeyTable) -> [Field] {
        (table.key(named: name)?.spellings ?? []).flatMap { member($0)?.elements ?? [] }
    }
}
