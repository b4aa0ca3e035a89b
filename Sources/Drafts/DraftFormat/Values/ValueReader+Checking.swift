import TimelineModel

extension ValueReader {
    /// Checks every value that nothing has asked for, since the format bounds a value even where it has no effect.
    func checkUnread(canvas: CanvasSize) {
        while true {
            // Objects among the values bring values of their own.
            let (unread, unused) = log.takeUnchecked()
            if unread.isEmpty, unused.isEmpty { return }
            for (field, kind) in unread { check(field, kind, canvas: canvas) }
            for (field, kinds) in unused where !kinds.contains(where: { accepts(field, $0, canvas: canvas) }) {
                if let kind = kinds.first { check(field, kind, canvas: canvas) }
            }
        }
    }

    /// Whether a value is within the range of a kind on the usual canvas, with all that it holds.
    static func accepts(_ field: Field, _ kind: ValueKind) -> Bool {
        ValueReader(log: FindingLog()).accepts(field, kind, canvas: CanvasSize(width: 1_080, height: 1_920))
    }

    /// Whether a value is within the range of a kind, with all that it holds.
    private func accepts(_ field: Field, _ kind: ValueKind, canvas: CanvasSize) -> Bool {
        let trial = ValueReader(log: FindingLog())
        trial.check(field, kind, canvas: canvas)
        trial.checkUnread(canvas: canvas)
        return trial.log.errorCount == 0
    }

    /// Reports what is wrong with a value by itself. The values of an object are left to be checked later.
    private func check(_ field: Field, _ kind: ValueKind, canvas: CanvasSize) {
        switch kind {
        case .anything, .trackType: break
        case .text, .identifier: _ = text(field, kind)
        case .truth: _ = truth(field)
        case .number: _ = number(field, kind)
        case .wholeNumber: _ = wholeNumber(field, kind)
        case .weight: _ = weight(field)
        case .pixels: _ = constantOrKeyframes(field) { pixels($0, kind) }
        case .time: _ = time(field, kind)
        case .horizontalLength where edge(field, kind) != nil, .verticalLength where edge(field, kind) != nil: break
        case .horizontalLength, .verticalLength: _ = constantOrKeyframes(field) { length($0, kind, canvas: canvas) }
        case .scale: _ = constantOrKeyframes(field) { scale($0) }
        case .gain: _ = constantOrKeyframes(field) { gain($0) }
        case .color: _ = constantOrKeyframes(field) { color($0) }
        case .word: _ = word(field, kind)
        case .insets: _ = constantOrKeyframes(field) { insets($0) }
        case .frameRate: _ = frameRate(field)
        case .easing: _ = easing(field)
        case .asset: if field.value.string == nil { wrongType(field, kind) }
        case .pair(let first, let second):
            guard let elements = field.elements else { return wrongType(field, kind) }
            guard elements.count == 2 else { return outOfRange(field, kind) }
            for (element, kind) in zip(elements, [first, second]) { check(element, kind, canvas: canvas) }
        case .object(let table): _ = ObjectReader(field, table, log)
        case .objects(let table):
            guard let elements = field.elements(of: table) else { return wrongType(field, kind) }
            for element in elements { _ = ObjectReader(element, table, log) }
        case .list: if field.elements == nil { wrongType(field, kind) }
        }
    }

    private func constantOrKeyframes<Value: Interpolatable>(
        _ field: Field, _ read: (Field) -> Value?
    ) -> Animated<Value>? {
        Self.isKeyframes(field.value) ? keyframes(field, read) : read(field).map { .constant($0) }
    }
}
