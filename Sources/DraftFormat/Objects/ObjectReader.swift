/// An object of the draft, its members sorted by the keys of a table.
struct ObjectReader {
    /// The object.
    let field: Field
    /// What it may hold.
    let table: KeyTable
    private var found: [Found] = []

    private struct Found {
        let key: DraftKey
        var field: Field
        var rank: Int
    }

    /// Sorts the members of an object and reports the ones that are unknown; reports anything else and gives nil.
    init?(_ field: Field, _ table: KeyTable, _ log: FindingLog) {
        guard let members = field.value.members else {
            log.error(.wrongType, at: field, "is \(field.described), but must be an object: \(table.title)")
            return nil
        }
        self.field = field
        self.table = table
        for member in members {
            guard let (key, rank) = table.key(spelled: member.name) else {
                reportUnknown(member, log)
                continue
            }
            take(field.member(member), as: key, rank: rank, from: 0, log)
        }
        readMetadata(log)
    }

    private mutating func readMetadata(_ log: FindingLog) {
        guard let metadata = self[.m] else { return }
        guard let members = metadata.value.members else {
            log.error(.wrongType, at: metadata, "is \(metadata.described), but must be an object")
            return
        }
        let ownCount = found.count
        for member in members {
            guard let (key, rank) = table.key(spelled: member.name), key.mayStandInMetadata,
                !found.prefix(ownCount).contains(where: { $0.key.name == key.name })
            else { continue }
            take(metadata.member(member), as: key, rank: rank, from: ownCount, log)
        }
    }

    /// Keeps a member, unless a better spelling of the same key stands there; `null` stands for a key that is not there.
    private mutating func take(_ member: Field, as key: DraftKey, rank: Int, from first: Int, _ log: FindingLog) {
        if member.value.isNull { return }
        guard let index = found[first...].firstIndex(where: { $0.key.name == key.name }) else {
            found.append(Found(key: key, field: member, rank: rank))
            return
        }
        let previous = found[index]
        let isBetter = rank < previous.rank
        if !member.value.isSame(as: previous.field.value) {
            let (kept, left) = isBetter ? (member, previous.field) : (previous.field, member)
            log.warning(
                .duplicateKey, at: left, "says the same as \(kept.pointer), which is used; remove one of the two")
        }
        if isBetter {
            found[index].field = member
            found[index].rank = rank
        }
    }

    /// The value under any spelling of a key, or nil where it is not given.
    subscript(name: DraftName) -> Field? { found.first { $0.key.name == name }?.field }

    /// The value under any spelling of a key and what it may be, or nil where it is not given.
    func find(_ name: DraftName) -> (field: Field, kind: ValueKind)? {
        found.first { $0.key.name == name }.map { ($0.field, $0.key.kind) }
    }

    /// What the value of a key may be. The table must have the key.
    func kind(of name: DraftName) -> ValueKind {
        guard let key = table.key(named: name) else { preconditionFailure("\(table.title) has no \(name.rawValue)") }
        return key.kind
    }

    private func reportUnknown(_ member: JSONMember, _ log: FindingLog) {
        log.warning(.unknownKey, at: field.member(member), unknownMessage(member.name))
    }

    private func unknownMessage(_ name: String) -> String {
        let siblings = KeyTable.siblings.filter { $0.title != table.title && $0.key(spelled: name) != nil }
        if let home = siblings.first, table.isSegment || home.isSegment {
            return "is a key of \(home.title), not of \(table.title), and has no effect here"
        }
        let nearest = table.nearestSpelling(to: name).map { "; the nearest known one is \(quoted($0))" } ?? ""
        return "is no known key of \(table.title) and has no effect\(nearest)"
    }
}

extension KeyTable {
    /// Tables whose keys are easily mistaken for each other's.
    fileprivate static let siblings = [picture, sound, text, textStyle]

    fileprivate var isSegment: Bool { Self.siblings.contains { $0.title == title } }
}
