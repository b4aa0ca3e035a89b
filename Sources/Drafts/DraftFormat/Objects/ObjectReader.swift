import Diagnostics
import TimelineModel

/// An object of the draft, its members sorted by the keys of a table.
final class ObjectReader {
    /// The object.
    let field: Field
    /// What it may hold.
    let table: KeyTable
    /// Whether the draft has a shorter value in the object's place, such as `true`.
    let isShorthand: Bool
    // The names stand apart, since most look-ups find nothing and need no more than them.
    private var names: [DraftName] = []
    private var found: [Found] = []

    private struct Found {
        var field: Field
        var rank: Int
        var isRead = false
    }

    /// Sorts the members of an object and reports the ones that are unknown; reports anything else and gives nil.
    init?(_ field: Field, _ table: KeyTable, _ log: FindingLog) {
        let shorthand = table.object(for: field.value)?.members
        guard let members = shorthand ?? field.value.members else {
            let example = table.example.map { ", such as \($0)" } ?? ""
            log.error(.wrongType, at: field, "is \(field.described), but must be an object: \(table.title)\(example)")
            return nil
        }
        isShorthand = shorthand != nil
        self.field = field
        self.table = table
        var unknown: [JSONMember] = []
        for member in members {
            guard let (key, rank) = table.key(spelled: member.name) else {
                unknown.append(member)
                continue
            }
            take(field.member(member), as: key, rank: rank, from: 0, log)
        }
        readMetadata(log)
        reportUnknown(unknown, log)
        log.note(self)
    }

    private func readMetadata(_ log: FindingLog) {
        guard let metadata = self[.m] else { return }
        guard let members = metadata.value.members else {
            log.error(.wrongType, at: metadata, "is \(metadata.described), but must be an object")
            return
        }
        let ownNames = names
        for member in members {
            guard let (key, rank) = table.key(spelled: member.name), key.mayStandInMetadata,
                !ownNames.contains(key.name)
            else { continue }
            take(metadata.member(member), as: key, rank: rank, from: ownNames.count, log)
        }
    }

    /// Keeps a member, unless a better spelling of the same key stands there; `null` stands for a key that is not
    /// there, and so do `false` and `"none"` for a thing that may be absent.
    private func take(_ member: Field, as key: DraftKey, rank: Int, from first: Int, _ log: FindingLog) {
        if member.value.isNull || key.kind.saysNothing(member.value) { return }
        guard let index = names[first...].firstIndex(of: key.name) else {
            names.append(key.name)
            found.append(Found(field: member, rank: rank))
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

    /// The value under any spelling of a key, or nil where it is not given. Whoever asks checks it too.
    subscript(name: DraftName) -> Field? {
        guard let index = names.firstIndex(of: name) else { return nil }
        found[index].isRead = true
        return found[index].field
    }

    /// The values that nothing has asked for, and what they may be.
    var unread: [(name: DraftName, field: Field, kind: ValueKind)] {
        zip(names, found).filter { !$1.isRead }.map { ($0, $1.field, kind(of: $0)) }
    }

    /// The value under any spelling of a key and what it may be, or nil where it is not given.
    func find(_ name: DraftName) -> (field: Field, kind: ValueKind)? {
        self[name].map { ($0, kind(of: name)) }
    }

    /// What the value of a key may be. The table must have the key.
    func kind(of name: DraftName) -> ValueKind {
        guard let key = table.key(named: name) else { preconditionFailure("\(table.title) has no \(name.rawValue)") }
        return key.kind
    }

    private func reportUnknown(_ members: [JSONMember], _ log: FindingLog) {
        var meant: [DraftName: Int] = [:]
        var ofThisTable: [(member: JSONMember, nearest: (key: DraftKey, spelling: String, isSure: Bool)?)] = []
        for member in members {
            let homes = KeyTable.siblings.filter { $0.title != table.title && $0.key(spelled: member.name) != nil }
            if let home = homes.first, table.isSegment || home.isSegment {
                reportKey(member, of: homes, home, log)
                continue
            }
            let nearest = table.nearestSpelling(to: member.name)
            if let nearest, nearest.isSure { meant[nearest.key.name, default: 0] += 1 }
            ofThisTable.append((member, nearest))
        }
        for (member, nearest) in ofThisTable {
            let hint = nearest.map { "; the nearest known one is \(quoted($0.spelling))" } ?? ""
            log.warning(
                .unknownKey, at: field.member(member),
                "is no known key of \(table.title) and has no effect\(hint)",
                remedy: nearest.flatMap { nearest in
                    // Two keys that may mean the same one, or one beside it, are for a person to tell apart.
                    guard nearest.isSure, !names.contains(nearest.key.name),
                        nearest.key.spellings.allSatisfy({ field.value[$0] == nil }),
                        meant[nearest.key.name] == 1,
                        ValueReader.accepts(field.member(member), nearest.key.kind)
                    else { return nil }
                    return Remedy(
                        "renamed to \(quoted(nearest.spelling))",
                        [.rename(at: Int(member.offset), to: nearest.spelling)])
                })
        }
    }

    /// Reports a key that other objects have.
    private func reportKey(_ member: JSONMember, of homes: [KeyTable], _ home: KeyTable, _ log: FindingLog) {
        let place = field.member(member)
        log.warning(
            .unknownKey, at: place, "is a key of \(home.title), not of \(table.title), and has no effect here")
        // What stands among keyframes is no value of its key.
        guard table.isSegment else { return }
        log.note(unused: place, homes.compactMap { $0.key(spelled: member.name)?.key.kind })
    }
}

extension KeyTable {
    /// Tables whose keys are easily mistaken for each other's.
    fileprivate static let siblings = [picture, sound, text, textStyle]

    fileprivate var isSegment: Bool { Self.siblings.contains { $0.title == title } }
}
