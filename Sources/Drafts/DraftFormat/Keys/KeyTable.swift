/// A key of an object of the draft.
final class DraftKey: Sendable {
    /// The name that stands for all spellings.
    let name: DraftName
    /// Every accepted spelling; where two stand in one object, the earlier one here is taken.
    let spellings: [String]
    /// What the value may be.
    let kind: ValueKind
    /// What holds where the key is not given; nil for nothing, and where its object is not there without it.
    let standard: KeyDefault?
    /// Whether the property may stand in the object's `m` too.
    let mayStandInMetadata: Bool

    private init(
        _ name: DraftName, _ otherSpellings: [String], _ kind: ValueKind, _ standard: KeyDefault?,
        mayStandInMetadata: Bool
    ) {
        self.name = name
        spellings = [name.rawValue] + otherSpellings
        self.kind = kind
        self.standard = standard
        self.mayStandInMetadata = mayStandInMetadata
    }

    /// A key that stands in the object itself.
    static func own(
        _ name: DraftName, _ otherSpellings: [String] = [], _ kind: ValueKind, default standard: KeyDefault? = nil
    ) -> DraftKey {
        DraftKey(name, otherSpellings, kind, standard, mayStandInMetadata: false)
    }

    /// A key that stands in the object itself or in its `m`.
    static func free(
        _ name: DraftName, _ otherSpellings: [String] = [], _ kind: ValueKind, default standard: KeyDefault? = nil
    ) -> DraftKey {
        DraftKey(name, otherSpellings, kind, standard, mayStandInMetadata: true)
    }
}

/// The keys that one sort of object may have.
final class KeyTable: Sendable {
    /// What the object is, with an article, for messages.
    let title: String
    /// Its keys.
    let keys: [DraftKey]
    private let names: [DraftName]
    private let positions: [String: (key: Int, rank: Int)]

    /// A table from its keys, no spelling twice.
    init(_ title: String, _ keys: [DraftKey]) {
        self.title = title
        self.keys = keys
        var positions: [String: (key: Int, rank: Int)] = [:]
        for (index, key) in keys.enumerated() {
            for (rank, spelling) in key.spellings.enumerated() {
                let previous = positions.updateValue((index, rank), forKey: spelling)
                precondition(previous == nil, "\(title) has the spelling \(spelling) twice")
            }
        }
        self.positions = positions
        names = keys.map(\.name)
    }

    /// The key with a spelling and the place of the spelling among the key's own, or nil for an unknown one.
    func key(spelled spelling: String) -> (key: DraftKey, rank: Int)? {
        positions[spelling].map { (keys[$0.key], $0.rank) }
    }

    /// The key with a name, or nil where the table has none.
    func key(named name: DraftName) -> DraftKey? { names.firstIndex(of: name).map { keys[$0] } }

    /// The known spelling nearest to an unknown one: fewest edits, then the earliest in the table. `isSure` says that it is
    /// so near, and those of all other keys so much farther, that nothing else can be meant.
    func nearestSpelling(to unknown: String) -> (key: DraftKey, spelling: String, isSure: Bool)? {
        let near = distances(to: unknown, among: keys.flatMap(\.spellings))
        guard let first = near.min(by: { $0.distance < $1.distance }), let key = key(spelled: first.candidate)?.key
        else { return nil }
        let others = near.filter { !key.spellings.contains($0.candidate) }
        let length = unknown.unicodeScalars.count
        // One letter makes another word of a short one, and a number or a word more (`scaleX`) is no slip.
        let reach = length < 4 ? 0 : length < 7 ? 1 : 2
        let isSlip =
            first.distance == 0
            || unknown.filter(\.isNumber) == first.candidate.filter(\.isNumber)
                && Self.wordCount(unknown) <= Self.wordCount(first.candidate)
        return (
            key, first.candidate,
            isSlip && first.distance <= reach && others.allSatisfy { $0.distance > first.distance }
        )
    }

    private static func wordCount(_ name: String) -> Int { hyphenated(name).split(separator: "-").count }
}
