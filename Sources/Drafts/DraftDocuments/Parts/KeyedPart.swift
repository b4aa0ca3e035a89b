import DraftFormat

/// A part whose keys may be spelled in several ways, and may stand in its `m`.
protocol KeyedPart: DraftPart {
    /// How its keys are spelled.
    static var spellings: KeySpellings { get }
}

/// Where the value of a key stands.
private struct KeyPlace {
    /// The spelling of the metadata that holds it; nil: the object itself.
    var metadata: String?
    /// The key's own spelling.
    var name: String
    var value: DraftValue
}

extension KeyedPart {
    /// The value of a key; nil where it is not given or stands for nothing of this type.
    subscript<Value: DraftRepresentable>(name: DraftName) -> Value? {
        get { place(of: name).flatMap { Value(draftValue: $0.value) } }
        set { set(name, newValue, isInMetadata: false) }
    }

    /// The same for keys that belong into `m` where they are new.
    subscript<Value: DraftRepresentable>(described name: DraftName) -> Value? {
        get { self[name] }
        set { set(name, newValue, isInMetadata: true) }
    }

    private static var metadataSpellings: [String] { KeySpellings.draft.spellings(of: .m) }

    private func place(of name: DraftName) -> KeyPlace? {
        let spellings = Self.spellings.spellings(of: name)
        let object = object
        if let own = Self.place(of: spellings, in: object) { return own }
        guard Self.spellings.mayStandInMetadata(name), let metadata = metadata(of: object),
            var place = metadata.value.object.flatMap({ Self.place(of: spellings, in: $0) })
        else { return nil }
        place.metadata = metadata.name
        return place
    }

    /// The first spelling that is given; `null` stands for a key that is not there.
    private static func place(of spellings: [String], in object: DraftObject) -> KeyPlace? {
        for spelling in spellings {
            if let value = object[spelling], !value.isNull { return KeyPlace(name: spelling, value: value) }
        }
        return nil
    }

    private func metadata(of object: DraftObject) -> KeyPlace? { Self.place(of: Self.metadataSpellings, in: object) }

    private mutating func set<Value: DraftRepresentable>(_ name: DraftName, _ value: Value?, isInMetadata: Bool) {
        guard let value else { return remove(name) }
        let place = place(of: name)
        if let place, Value(draftValue: place.value) == value { return }
        let metadata = place == nil && isInMetadata ? metadata(of: object)?.name ?? "m" : place?.metadata
        let spelling = place?.name ?? Self.spellings.spellings(of: name)[0]
        guard let metadata else {
            object[spelling] = value.draftValue
            return
        }
        var inner = object[metadata]?.object ?? DraftObject()
        inner[spelling] = value.draftValue
        object[metadata] = .object(inner)
    }

    private mutating func remove(_ name: DraftName) {
        let spellings = Set(Self.spellings.spellings(of: name))
        object.members.removeAll { spellings.contains($0.name) }
        guard Self.spellings.mayStandInMetadata(name) else { return }
        for metadata in Self.metadataSpellings {
            guard var inner = object[metadata]?.object else { continue }
            inner.members.removeAll { spellings.contains($0.name) }
            object[metadata] = .object(inner)
        }
    }
}
