/// An object of a draft: its members in their order, known and unknown ones.
public struct DraftObject: Hashable, Sendable {
    /// A name and its value.
    public struct Member: Hashable, Sendable {
        /// The name, exactly as it stands there.
        public var name: String
        /// The value.
        public var value: DraftValue

        /// A member from its parts.
        public init(_ name: String, _ value: DraftValue) {
            self.name = name
            self.value = value
        }
    }

    /// The members in their order. No two may have one name.
    public var members: [Member]

    /// An object from its members.
    public init(_ members: [Member] = []) { self.members = members }

    /// The value under exactly this name; nil where there is none. A new one comes last, and nil takes it away.
    public subscript(name: String) -> DraftValue? {
        get { members.first { $0.name == name }?.value }
        set {
            let index = members.firstIndex { $0.name == name }
            switch (index, newValue) {
            case (let index?, let value?): members[index].value = value
            case (let index?, nil): members.remove(at: index)
            case (nil, let value?): members.append(Member(name, value))
            case (nil, nil): break
            }
        }
    }
}
