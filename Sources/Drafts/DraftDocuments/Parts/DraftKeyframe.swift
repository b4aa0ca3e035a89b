import DraftFormat

/// A value at a time of a segment, counted from its start.
///
/// It keeps the form in which it is read: `[ms, value, ease]`, or an object with all of its keys.
public struct DraftKeyframe<Value: DraftRepresentable>: Hashable, Sendable {
    private var form: DraftValue

    /// A keyframe; `easing` belongs to the stretch that ends there, and is linear where it is nil.
    public init(_ time: DraftTime, _ value: Value, _ easing: DraftEasing? = nil) {
        form = .array([time.draftValue, value.draftValue] + (easing.map { [$0.draftValue] } ?? []))
    }

    /// When the value is reached; nil where no time stands there.
    public var time: DraftTime? {
        get { part(0, .time) }
        set { setPart(0, .time, newValue) }
    }

    /// The value; nil where none of its type stands there.
    public var value: Value? {
        get { part(1, .value) }
        set { setPart(1, .value, newValue) }
    }

    /// How the stretch that ends there runs; nil for linear.
    public var easing: DraftEasing? {
        get { part(2, .easing) }
        set { setPart(2, .easing, newValue) }
    }

    private func part<Part: DraftRepresentable>(_ index: Int, _ name: DraftName) -> Part? {
        guard let elements = form.elements else { return KeyframeObject(value: form)[name] }
        return elements.indices.contains(index) ? Part(draftValue: elements[index]) : nil
    }

    private mutating func setPart<Part: DraftRepresentable>(_ index: Int, _ name: DraftName, _ part: Part?) {
        guard var elements = form.elements else {
            var object = KeyframeObject(value: form)
            object[name] = part
            form = object.value
            return
        }
        if let part {
            while elements.count <= index { elements.append(nil) }
            if Part(draftValue: elements[index]) != part { elements[index] = part.draftValue }
        } else if index == elements.count - 1 {
            elements.removeLast()
        } else if elements.indices.contains(index) {
            elements[index] = nil
        }
        form = .array(elements)
    }
}

extension DraftKeyframe: DraftRepresentable {
    /// What a value stands for; nil where it stands for nothing of this kind.
    public init?(draftValue value: DraftValue) { form = value }
    /// The value that is written.
    public var draftValue: DraftValue { form }
}

/// A keyframe in its long form.
private struct KeyframeObject: KeyedPart {
    static let spellings = KeySpellings.keyframe
    var value: DraftValue
}

/// How a stretch between two values runs.
public enum DraftEasing: Hashable, Sendable {
    /// Evenly.
    case linear
    /// CSS `ease`.
    case ease
    /// Slowly at first.
    case easeIn
    /// Slowly at last.
    case easeOut
    /// Slowly at both ends.
    case easeInOut
    /// All at once, at the end.
    case hold
    /// A curve of CSS by its two control points; both x must be 0…1.
    case cubicBezier(x1: Double, y1: Double, x2: Double, y2: Double)
}

extension DraftEasing: DraftRepresentable {
    /// What a value stands for; nil where it stands for nothing of this kind.
    public init?(draftValue value: DraftValue) {
        if let points = [Double](draftValue: value), points.count == 4 {
            self = .cubicBezier(x1: points[0], y1: points[1], x2: points[2], y2: points[3])
            return
        }
        switch value.string.map(hyphenated) {
        case "linear": self = .linear
        case "ease": self = .ease
        case "ease-in": self = .easeIn
        case "ease-out": self = .easeOut
        case "ease-in-out": self = .easeInOut
        case "hold": self = .hold
        default: return nil
        }
    }

    /// The value that is written.
    public var draftValue: DraftValue {
        switch self {
        case .linear: "linear"
        case .ease: "ease"
        case .easeIn: "ease-in"
        case .easeOut: "ease-out"
        case .easeInOut: "ease-in-out"
        case .hold: "hold"
        case .cubicBezier(let x1, let y1, let x2, let y2): [x1, y1, x2, y2].draftValue
        }
    }
}
