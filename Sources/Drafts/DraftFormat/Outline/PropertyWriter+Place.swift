extension PropertyWriter {
    /// Where a layer lies along a side of the canvas, whichever way that is said: `x` and `ax`, `position` and `anchor`, or a
    /// word such as `"left"`. `name` is `x` or `y`.
    func place(_ name: DraftName, of object: ObjectReader) -> [DraftOutline.Property] {
        let index = name == .x ? 0 : 1
        let anchorName: DraftName = name == .x ? .ax : .ay
        let place = object[name] ?? element(index, of: object[.position])
        let anchor = object[anchorName] ?? element(index, of: object[.anchor])
        let kind = object.kind(of: name)
        let anchorKind = object.kind(of: anchorName)
        var said = (place: place.map { wording($0, kind) }, anchor: anchor.map { wording($0, anchorKind) })
        // Keyframes take the word's place, and with it its anchor.
        if let place, let edge = values.edge(place, kind), !isAnimated(name, of: object) {
            said = (wording(fraction: edge, kind), said.anchor ?? Wording(Self.digits(edge)))
        }
        // Edge on edge is said by the word.
        var isImplied = anchor == nil
        let edges = [("0 %", "0", kind.edges.first), ("100 %", "1", kind.edges.last)]
        for (share, digit, word) in edges where said.place?.meaning == share && said.anchor?.meaning == digit {
            said.place = Wording(meaning: share, word ?? share)
            isImplied = true
        }
        let label = label(name, in: object.table, prefix: "")
        return [
            said.place.map { .init(name: label, value: $0, standard: standard(of: name, in: object.table)) },
            said.anchor.map {
                .init(
                    name: self.label(anchorName, in: object.table, prefix: ""), value: $0,
                    standard: standard(of: anchorName, in: object.table), impliedBy: isImplied ? label : nil)
            },
        ].compactMap(\.self)
    }

    private func element(_ index: Int, of pair: Field?) -> Field? {
        guard let elements = pair?.elements, elements.count == 2 else { return nil }
        return elements[index]
    }

    private func isAnimated(_ name: DraftName, of object: ObjectReader) -> Bool {
        guard let (field, kind) = object.find(.kf), let table = kind.table else { return false }
        return ObjectReader(field, table, FindingLog())?[name] != nil
    }
}
