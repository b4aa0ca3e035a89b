/// How the keys of one sort of object are spelled, for those who write drafts.
package struct KeySpellings: Sendable {
    private let tables: [KeyTable]

    private init(_ tables: KeyTable...) { self.tables = tables }

    /// Every spelling of a key; where two stand in one object, the earlier one here is taken. The first one is the short
    /// one that new values get.
    package func spellings(of name: DraftName) -> [String] { key(name).spellings }

    /// Whether a key may stand in the object's `m` too.
    package func mayStandInMetadata(_ name: DraftName) -> Bool { key(name).mayStandInMetadata }

    private func key(_ name: DraftName) -> DraftKey {
        for table in tables {
            if let key = table.key(named: name) { return key }
        }
        preconditionFailure("\(tables.map(\.title)) have no \(name.rawValue)")
    }

    /// The draft itself.
    package static let draft = KeySpellings(.draft)
    /// What the file that is written should be.
    package static let output = KeySpellings(.output)
    /// A track.
    package static let track = KeySpellings(.track)
    /// A segment of any track: what segments share is spelled alike on all of them.
    package static let segment = KeySpellings(.picture, .sound, .text)
    /// `kf` of any segment.
    package static let keyframes = KeySpellings(.pictureKeyframes, .textKeyframes)
    /// A keyframe that is an object.
    package static let keyframe = KeySpellings(.keyframe)
    /// A segment's own transition, and an entry of the draft's list of transitions.
    package static let transition = KeySpellings(.listedTransition)
    /// An effect.
    package static let effect = KeySpellings(.effect)
    /// A mask.
    package static let mask = KeySpellings(.mask)
    /// How a sound makes way for others.
    package static let duck = KeySpellings(.duck)
    /// How a text comes and goes.
    package static let animation = KeySpellings(.animation)
    /// How a text comes, or how it goes.
    package static let animationPart = KeySpellings(.animationPart)
    /// How a text is set.
    package static let textStyle = KeySpellings(.textStyle)
    /// A stroke around letters.
    package static let stroke = KeySpellings(.stroke)
    /// A shadow behind letters.
    package static let shadow = KeySpellings(.shadow)
    /// A box behind lines.
    package static let box = KeySpellings(.box)
}
