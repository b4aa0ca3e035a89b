/// A part of a draft: an object with typed keys, of which nothing is lost that has no type here.
///
/// A value is read under any spelling of its key and written where it stands; a new one gets the short spelling. Setting
/// nil takes it away, setting what is there already changes nothing.
public protocol DraftPart: DraftRepresentable {
    /// All that the part says, known and unknown.
    var value: DraftValue { get set }
    /// A part that says this.
    init(value: DraftValue)
}

extension DraftPart {
    /// A part that says nothing yet.
    public init() { self.init(value: .object(DraftObject())) }

    /// What a value stands for; nil where it stands for nothing of this kind.
    public init?(draftValue value: DraftValue) { self.init(value: value) }

    /// The value that is written.
    public var draftValue: DraftValue { value }

    /// The members of the part, for keys that have no type here; empty where the draft holds something else than an object.
    public var object: DraftObject {
        get { value.object ?? DraftObject() }
        set { value = .object(newValue) }
    }
}
