/// A decimal number as a text gives it: `sign · significand · 10^exponent`.
///
/// The first 18 digits are kept exactly; digits after them only move the exponent, since nothing in a draft needs them.
package struct DecimalNumber: Hashable, Sendable {
    /// Whether a minus sign stands before it.
    package let isNegative: Bool
    /// Up to 18 digits, without trailing zeros unless it is zero.
    package let significand: UInt64
    /// Power of ten, within ±1 000 000.
    package let exponent: Int

    /// The number that a text of digits, one point and an exponent stands for; nil for any other text.
    ///
    /// This takes what JSON's grammar takes, and leading zeros and a leading or trailing point as well.
    package init?(_ text: some Sequence<UInt8>) {
        var significand: UInt64 = 0
        var kept = 0
        var exponent = 0
        var isNegative = false
        var digits = 0
        var hasPoint = false
        var exponentPart: ExponentPart?
        for (index, byte) in text.enumerated() {
            if exponentPart != nil {
                guard exponentPart?.take(byte) == true else { return nil }
                continue
            }
            switch byte {
            case UInt8(ascii: "-") where index == 0: isNegative = true
            case UInt8(ascii: ".") where !hasPoint: hasPoint = true
            case UInt8(ascii: "e") where digits > 0, UInt8(ascii: "E") where digits > 0: exponentPart = ExponentPart()
            case UInt8(ascii: "0")...UInt8(ascii: "9"):
                digits += 1
                if kept < 18 {
                    significand = significand * 10 + UInt64(byte - UInt8(ascii: "0"))
                    if significand > 0 { kept += 1 }
                    if hasPoint { exponent -= 1 }
                } else if !hasPoint {
                    exponent += 1
                }
            default: return nil
            }
        }
        guard digits > 0 else { return nil }
        if let exponentPart {
            guard exponentPart.digits > 0 else { return nil }
            exponent += exponentPart.isNegative ? -exponentPart.value : exponentPart.value
        }
        while significand > 0, significand % 10 == 0 {
            significand /= 10
            exponent += 1
        }
        self.isNegative = isNegative && significand > 0
        self.significand = significand
        self.exponent = significand == 0 ? 0 : min(1_000_000, max(-1_000_000, exponent))
    }

    private struct ExponentPart {
        var isNegative = false
        var digits = 0
        var value = 0
        var hasSign = false

        mutating func take(_ byte: UInt8) -> Bool {
            switch byte {
            case UInt8(ascii: "+") where digits == 0 && !hasSign: hasSign = true
            case UInt8(ascii: "-") where digits == 0 && !hasSign:
                hasSign = true
                isNegative = true
            case UInt8(ascii: "0")...UInt8(ascii: "9"):
                digits += 1
                value = min(100_000_000, value * 10 + Int(byte - UInt8(ascii: "0")))
            default: return false
            }
            return true
        }
    }
}

extension DecimalNumber {
    /// The nearest floating-point value; infinite beyond its range.
    package var doubleValue: Double {
        let magnitude: Double
        if significand < 1 << 53, abs(exponent) <= 22 {
            // Both factors are exact, so one operation rounds once (Clinger's fast path).
            let power = Self.exactPowersOfTen[abs(exponent)]
            magnitude = exponent < 0 ? Double(significand) / power : Double(significand) * power
        } else {
            magnitude = Double("\(significand)e\(exponent)") ?? .infinity
        }
        return isNegative ? -magnitude : magnitude
    }

    private static let exactPowersOfTen: [Double] = (0...22).map { Double("1e\($0)") ?? .nan }

    /// The number divided by a power of ten.
    package func movingPoint(left places: Int) -> DecimalNumber {
        DecimalNumber(isNegative: isNegative, significand: significand, exponent: exponent - places)
    }

    private init(isNegative: Bool, significand: UInt64, exponent: Int) {
        self.isNegative = isNegative
        self.significand = significand
        self.exponent = significand == 0 ? 0 : exponent
    }

    /// The nearest whole multiple of `10^-places`, as a count of them; halves go away from zero. Nil outside ±10^18.
    package func scaled(places: Int) -> Int64? {
        guard let wide = wideScaled(places: places), wide.magnitude <= 1_000_000_000_000_000_000 else { return nil }
        return Int64(wide)
    }

    /// The same count beyond 64 bits. Nil outside ±10^36.
    func wideScaled(places: Int) -> Int128? {
        guard significand > 0 else { return 0 }
        let shift = exponent + places
        var magnitude = Int128(significand)
        if shift >= 0 {
            for _ in 0..<min(37, shift) {
                magnitude *= 10
                if magnitude > Self.widest { return nil }
            }
        } else {
            if shift < -19 { return 0 }
            var lastDigit: Int128 = 0
            for _ in 0..<(-shift) {
                lastDigit = magnitude % 10
                magnitude /= 10
            }
            if lastDigit >= 5 { magnitude += 1 }
        }
        return isNegative ? -magnitude : magnitude
    }

    private static let widest = (0..<36).reduce(Int128(1)) { power, _ in power * 10 }

    /// The number as an integer, or nil where it is none or lies outside ±10^18.
    package var wholeValue: Int64? { exponent >= 0 ? scaled(places: 0) : nil }

    /// How many digits stand behind the point once trailing zeros are gone.
    package var decimalPlaces: Int { max(0, -exponent) }
}
