import ArgumentParser
import Foundation
import WorkprintKit

/// A time as it is typed: `3.2s` or `3.2`, `3200ms`, `00:00:03.200`, `0:03` or a frame number `#96`.
struct TimeExpression: ExpressibleByArgument, Equatable {
    /// The instant.
    let instant: CompositionInstant

    init?(argument: String) {
        if argument.hasPrefix("#") {
            guard let frame = Int(argument.dropFirst()), (0...10_000_000).contains(frame) else { return nil }
            instant = .frame(frame)
        } else if argument.contains(":") {
            let parts = argument.split(separator: ":", omittingEmptySubsequences: false)
            guard (2...3).contains(parts.count),
                let seconds = Self.microseconds(parts[parts.count - 1], unit: 1_000_000)
            else { return nil }
            var whole: Int64 = 0
            for part in parts.dropLast() {
                guard let number = Int64(part), (0...100_000).contains(number) else { return nil }
                whole = whole * 60 + number
            }
            instant = .time(MediaTime(microseconds: whole * 60_000_000 + seconds))
        } else {
            // Whoever types a bare number at a prompt means seconds.
            let (ending, unit) = Self.units.first { argument.hasSuffix($0.ending) } ?? ("", 1_000_000)
            guard let time = Self.microseconds(argument.dropLast(ending.count), unit: unit) else { return nil }
            instant = .time(MediaTime(microseconds: time))
        }
    }

    /// Microseconds of the units that may follow a number; an ending comes before those that it ends in.
    private static let units: [(ending: String, unit: Int64)] = [
        ("ms", 1_000), ("min", 60_000_000), ("sec", 1_000_000), ("s", 1_000_000), ("m", 60_000_000),
    ]

    /// The time on the composition clock.
    func time(at frameRate: FrameRate) -> MediaTime {
        instant.time(at: frameRate)
    }

    /// A decimal number of units as whole microseconds, without a detour through floating point.
    private static func microseconds(_ text: some StringProtocol, unit: Int64) -> Int64? {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard (1...2).contains(parts.count), !parts[0].isEmpty || parts.count == 2, parts[0].count <= 8,
            let whole = parts[0].isEmpty ? 0 : UInt32(parts[0])
        else { return nil }
        var result = Int64(whole) * unit
        if parts.count == 2 {
            guard !parts[1].isEmpty, parts[1].count <= 12 else { return nil }
            var place = unit
            for digit in parts[1] {
                guard let value = digit.wholeNumberValue, digit.isASCII else { return nil }
                place /= 10
                result += Int64(value) * place
            }
        }
        return result
    }
}

/// A half-open stretch as it is typed: `A..B`, with either side left out for the start or the end.
struct RangeExpression: ExpressibleByArgument {
    /// The stretch.
    let stretch: CompositionStretch

    init?(argument: String) {
        guard let dots = argument.range(of: "..") else { return nil }
        let before = String(argument[..<dots.lowerBound])
        let after = String(argument[dots.upperBound...])
        guard !before.isEmpty || !after.isEmpty else { return nil }
        let (start, end) = (TimeExpression(argument: before), TimeExpression(argument: after))
        if (!before.isEmpty && start == nil) || (!after.isEmpty && end == nil) { return nil }
        stretch = CompositionStretch(start: start?.instant, end: end?.instant)
    }
}

/// A size as it is typed: `WxH`.
struct SizeExpression: ExpressibleByArgument {
    /// The size.
    let size: PixelSize

    init?(argument: String) {
        let parts = argument.lowercased().split(separator: "x", omittingEmptySubsequences: false)
        guard parts.count == 2, let width = Int(parts[0]), let height = Int(parts[1]), (1...100_000).contains(width),
            (1...100_000).contains(height)
        else { return nil }
        size = PixelSize(width: width, height: height)
    }
}
