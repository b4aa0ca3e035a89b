import Diagnostics
import MediaTiming
import TimelineModel

extension ValueReader {
    /// How a stretch runs.
    func easing(_ field: Field) -> Easing? {
        if let elements = field.elements {
            guard elements.count == 4 else {
                outOfRange(field, .easing)
                return nil
            }
            let kinds: [ValueKind] = [.number(0...1), .number(-100...100), .number(0...1), .number(-100...100)]
            let points = zip(elements, kinds).compactMap { number($0, $1) }
            guard points.count == 4 else { return nil }
            return .cubicBezier(x1: points[0], y1: points[1], x2: points[2], y2: points[3])
        }
        guard let name = field.value.string else {
            wrongType(field, .easing)
            return nil
        }
        switch hyphenated(name) {
        case "linear": return .linear
        case "hold": return .hold
        case "ease": return .ease
        case "ease-in": return .easeIn
        case "ease-out": return .easeOut
        case "ease-in-out": return .easeInOut
        default:
            outOfRange(field, .easing)
            return nil
        }
    }

    /// Whether a value is written as keyframes and not as one value.
    static func isKeyframes(_ value: JSONValue) -> Bool {
        guard let elements = value.elements else { return false }
        return elements.isEmpty || elements[0].elements != nil || elements[0].members != nil
    }

    /// An array of keyframes whose values are read by `read`; nil where one of them is wrong.
    func keyframes<Value: Interpolatable>(_ field: Field, _ read: (Field) -> Value?) -> Animated<Value>? {
        guard let entries = field.elements else {
            log.error(
                .wrongType, at: field,
                "is \(field.described), but must be an array of keyframes such as [[0, 1], [500, 2]]")
            return nil
        }
        guard !entries.isEmpty else {
            log.error(.outOfRange, at: field, "is an empty array, but must hold at least one keyframe such as [0, 1]")
            return nil
        }
        var keyframes: [AnimationKeyframe<Value>] = []
        var times: [(time: Int64, entry: Field)] = []
        for entry in entries {
            guard let (time, keyframe) = keyframe(entry, read) else { continue }
            times.append((time, entry))
            keyframes.append(keyframe)
        }
        let falls = zip(times, times.dropFirst()).filter { $1.time <= $0.time }
        for (index, (before, now)) in falls.enumerated() {
            // One change mends all of them.
            log.error(
                .keyframeOrder, at: now.entry,
                "is at \(milliseconds(now.time)), but the keyframe before it is at \(milliseconds(before.time)); times must rise",
                remedy: index == 0 ? Self.order(of: times.map(\.time), in: field) : nil)
        }
        return keyframes.count == entries.count ? .keyframes(keyframes) : nil
    }

    /// Keyframes in rising order, where all of them could be read and no two are at one time.
    private static func order(of times: [Int64], in field: Field) -> Remedy? {
        guard times.count == field.value.elements?.count, Set(times).count == times.count else { return nil }
        let order = times.indices.sorted { times[$0] < times[$1] }
        return Remedy(
            "put in the order of time with the others", [.reorder(at: Int(field.value.offset), order)])
    }

    private func keyframe<Value: Interpolatable>(
        _ entry: Field, _ read: (Field) -> Value?
    ) -> (Int64, AnimationKeyframe<Value>)? {
        let parts: (time: Field, value: Field, easing: Field?)
        if let elements = entry.elements {
            guard elements.count == 2 || elements.count == 3 else {
                log.error(
                    .outOfRange, at: entry,
                    "has \(grouped(elements.count)) elements, but a keyframe must be [ms, value] or [ms, value, ease]")
                return nil
            }
            parts = (elements[0], elements[1], elements.count == 3 ? elements[2] : nil)
        } else {
            guard let object = ObjectReader(entry, .keyframe, log) else { return nil }
            guard let time = object[.time], let value = object[.value] else {
                let missing = object[.time] == nil ? "time" : "value"
                log.error(.missingKey, at: entry, "needs \(quoted(missing)): a keyframe has a “time” and a “value”")
                return nil
            }
            parts = (time, value, object[.easing])
        }
        let time = time(parts.time, .time(0...DraftLimits.time))
        let value = read(parts.value)
        let easing: Easing? = if let field = parts.easing { easing(field) } else { .linear }
        guard let time, let value, let easing else { return nil }
        return (time, AnimationKeyframe(time: MediaTime(microseconds: time), value: value, easing: easing))
    }
}
