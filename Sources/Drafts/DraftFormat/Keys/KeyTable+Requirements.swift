extension KeyTable {
    /// What an object of this table must have: of each list at least one key. The builder reports what is missing; the
    /// schema says the same.
    var requirements: [[DraftName]] {
        if self === Self.draft { return [[.t]] }
        if self === Self.track { return [[.tt]] }
        if self === Self.picture || self === Self.sound { return [[.src]] }
        if self === Self.text { return [[.tx, .src], [.d, .end, .src]] }
        if self === Self.stroke { return [[.color], [.width]] }
        if self === Self.shadow || self === Self.box { return [[.color]] }
        if self === Self.mask { return [[.shape, .src]] }
        if self === Self.effect || self === Self.animationPart || self === Self.transition { return [[.type]] }
        if self === Self.listedTransition { return [[.type], [.from], [.to]] }
        if self === Self.keyframe { return [[.time], [.value]] }
        return []
    }

    /// The keys whose values may be keyframes instead.
    var animated: Set<DraftName> {
        if self === Self.picture { return [.x, .y, .sc, .ro, .op, .w, .h, .crop, .radius, .vol] }
        if self === Self.sound { return [.vol] }
        if self === Self.text { return [.x, .y, .sc, .ro, .op, .w, .h] }
        if self === Self.textStyle { return [.size, .color] }
        return []
    }

    /// What the keyframes of a name hold, where this is a table of keyframes; nil for another table.
    func keyframeKind(of name: DraftName) -> ValueKind? { animatedKey(named: name)?.kind }

    /// The property that the keyframes of a name change, where this is a table of keyframes; nil for another table.
    func animatedKey(named name: DraftName) -> DraftKey? {
        let tables: [KeyTable]
        if self === Self.pictureKeyframes {
            tables = [.picture]
        } else if self === Self.soundKeyframes {
            tables = [.sound]
        } else if self === Self.textKeyframes {
            tables = [.text, .textStyle]
        } else {
            return nil
        }
        return tables.lazy.compactMap { $0.key(named: name) }.first
    }
}
