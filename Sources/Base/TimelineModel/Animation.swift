package import MediaBuffers
package import MediaTiming

/// How a stretch between two keyframes runs.
package enum Easing: Hashable, Sendable {
    /// At constant speed.
    case linear
    /// The first value until the stretch ends.
    case hold
    /// A CSS `cubic-bezier()`; both x lie in 0…1.
    case cubicBezier(x1: Double, y1: Double, x2: Double, y2: Double)

    /// CSS `ease`.
    package static let ease = Easing.cubicBezier(x1: 0.25, y1: 0.1, x2: 0.25, y2: 1)
    /// CSS `ease-in`.
    package static let easeIn = Easing.cubicBezier(x1: 0.42, y1: 0, x2: 1, y2: 1)
    /// CSS `ease-out`.
    package static let easeOut = Easing.cubicBezier(x1: 0, y1: 0, x2: 0.58, y2: 1)
    /// CSS `ease-in-out`.
    package static let easeInOut = Easing.cubicBezier(x1: 0.42, y1: 0, x2: 0.58, y2: 1)

    /// The eased progress for a linear progress of 0…1 (CSS Easing Functions Level 1, section 2.3).
    package func progress(_ linear: Double) -> Double {
        switch self {
        case .linear: return linear
        case .hold: return linear < 1 ? 0 : 1
        case .cubicBezier(let x1, let y1, let x2, let y2):
            if linear <= 0 { return 0 }
            if linear >= 1 { return 1 }
            let parameter = Self.parameter(whereXIs: linear, x1: x1, x2: x2)
            return Self.bezier(parameter, y1, y2)
        }
    }

    private static func bezier(_ t: Double, _ first: Double, _ second: Double) -> Double {
        let u = 1 - t
        return 3 * u * u * t * first + 3 * u * t * t * second + t * t * t
    }

    /// Bisection: x rises with t, 60 halvings reach the last bit, and the result is the same on every machine.
    private static func parameter(whereXIs x: Double, x1: Double, x2: Double) -> Double {
        var low = 0.0
        var high = 1.0
        for _ in 0..<60 {
            let middle = (low + high) / 2
            if bezier(middle, x1, x2) < x { low = middle } else { high = middle }
        }
        return (low + high) / 2
    }
}

/// A value that can be mixed with another of its kind.
package protocol Interpolatable: Hashable, Sendable {
    /// The value at `progress` on the way to `other`; 0 gives self, 1 gives `other`, and outside goes beyond.
    func mixed(with other: Self, progress: Double) -> Self
}

extension Double: Interpolatable {
    package func mixed(with other: Double, progress: Double) -> Double {
        progress == 1 ? other : self + (other - self) * progress
    }
}

extension Scale: Interpolatable {
    package func mixed(with other: Scale, progress: Double) -> Scale {
        Scale(x: x.mixed(with: other.x, progress: progress), y: y.mixed(with: other.y, progress: progress))
    }
}

extension CropInsets: Interpolatable {
    package func mixed(with other: CropInsets, progress: Double) -> CropInsets {
        CropInsets(
            left: left.mixed(with: other.left, progress: progress),
            top: top.mixed(with: other.top, progress: progress),
            right: right.mixed(with: other.right, progress: progress),
            bottom: bottom.mixed(with: other.bottom, progress: progress))
    }
}

extension RGBAColor: Interpolatable {
    /// Mixes straight components; the result is clamped to 0…255.
    package func mixed(with other: RGBAColor, progress: Double) -> RGBAColor {
        func mix(_ from: UInt8, _ to: UInt8) -> UInt8 {
            UInt8(min(255, max(0, Double(from).mixed(with: Double(to), progress: progress).rounded())))
        }
        return RGBAColor(
            red: mix(red, other.red), green: mix(green, other.green), blue: mix(blue, other.blue),
            alpha: mix(alpha, other.alpha))
    }
}

/// A value at an instant of an animation.
package struct AnimationKeyframe<Value: Interpolatable>: Hashable, Sendable {
    /// When, from the segment's start.
    package var time: MediaTime
    /// The value at that instant.
    package var value: Value
    /// How the stretch that ends here runs.
    package var easing: Easing

    /// A keyframe from its parts.
    package init(time: MediaTime, value: Value, easing: Easing = .linear) {
        self.time = time
        self.value = value
        self.easing = easing
    }
}

/// A value that may change while a segment lasts.
package enum Animated<Value: Interpolatable>: Hashable, Sendable {
    /// One value all the time.
    case constant(Value)
    /// At least one keyframe, in rising order of time; before the first and after the last the value holds. Where two
    /// have the same time, the value jumps from the first one's to the second one's there.
    case keyframes([AnimationKeyframe<Value>])

    /// The value at a time from the segment's start.
    package func value(at time: MediaTime) -> Value {
        switch self {
        case .constant(let value): return value
        case .keyframes(let keyframes):
            guard let next = keyframes.firstIndex(where: { $0.time > time }) else {
                guard let last = keyframes.last else { preconditionFailure("an animation without keyframes") }
                return last.value
            }
            if next == 0 { return keyframes[0].value }
            let from = keyframes[next - 1]
            let to = keyframes[next]
            let linear = ((time - from.time).seconds / (to.time - from.time).seconds).doubleValue
            return from.value.mixed(with: to.value, progress: to.easing.progress(linear))
        }
    }

    /// Every value that stands in the draft, for bounds.
    package var statedValues: [Value] {
        switch self {
        case .constant(let value): [value]
        case .keyframes(let keyframes): keyframes.map(\.value)
        }
    }

    /// Whether the value never changes.
    package var isConstant: Bool { Set(statedValues).count == 1 }

    /// The animation with every value replaced.
    package func map<Other>(_ transform: (Value) -> Other) -> Animated<Other> {
        switch self {
        case .constant(let value): .constant(transform(value))
        case .keyframes(let keyframes):
            .keyframes(
                keyframes.map { .init(time: $0.time, value: transform($0.value), easing: $0.easing) })
        }
    }
}
