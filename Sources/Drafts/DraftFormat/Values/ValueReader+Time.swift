import MediaTiming

extension ValueReader {
    /// A time as exactly as it is written, from milliseconds or a string with a unit.
    func exactTime(_ field: Field, _ kind: ValueKind) -> ExactTime? {
        // The range is one of whole microseconds, so what rounds into it is in it.
        guard time(field, kind) != nil else { return nil }
        return writtenMilliseconds(field).flatMap { ExactTime(milliseconds: $0) }.map { max(.zero, $0) }
    }

    /// A time in microseconds, from milliseconds or a string with a unit; what is finer is rounded to the nearest one.
    func time(_ field: Field, _ kind: ValueKind) -> Int64? {
        guard case .time(let range) = kind else {
            wrongType(field, kind)
            return nil
        }
        switch field.value.content {
        case .number, .string: break
        case .null, .bool, .array, .object:
            wrongType(field, kind)
            return nil
        }
        guard let microseconds = writtenMilliseconds(field)?.scaled(places: 3), range.contains(microseconds) else {
            outOfRange(field, kind)
            return nil
        }
        return microseconds
    }

    /// Whether a time is a string that says its unit.
    func hasUnit(_ field: Field) -> Bool { field.value.string.map { decimal($0, unit: "") == nil } ?? false }

    /// The milliseconds that a number or a string with a unit stands for; nil for anything else.
    private func writtenMilliseconds(_ field: Field) -> DecimalNumber? {
        switch field.value.content {
        case .number(let decimal): decimal
        case .string(let string):
            decimal(string, unit: "") ?? decimal(string, unit: "ms")
                ?? decimal(string, unit: "s")?.movingPoint(left: -3)
        case .null, .bool, .array, .object: nil
        }
    }

    /// A playback rate, kept to four decimals.
    func rate(_ field: Field, _ kind: ValueKind) -> Rational? {
        guard number(field, kind) != nil, let decimal = written(field, units: kind.units),
            let tenThousandths = decimal.scaled(places: 4)
        else { return nil }
        return Rational(tenThousandths, 10_000)
    }

    /// Frames per second.
    func frameRate(_ field: Field) -> FrameRate? {
        let rate: FrameRate?
        switch field.value.content {
        case .number(let decimal): rate = FrameRate(draft: decimal)
        case .string(let string):
            rate = FrameRate(draft: string) ?? decimal(string, unit: "fps").flatMap { FrameRate(draft: $0) }
        case .null, .bool, .array, .object:
            wrongType(field, .frameRate)
            return nil
        }
        if rate == nil { outOfRange(field, .frameRate) }
        return rate
    }
}

extension FrameRate {
    /// The rate of 1…60 that a text stands for, a decimal or a fraction; nil for any other text.
    package init?(draft text: String) {
        let parts = text.split(separator: "/", maxSplits: 2, omittingEmptySubsequences: false)
        if parts.count == 2, let numerator = DecimalNumber(parts[0].utf8)?.wholeValue,
            let denominator = DecimalNumber(parts[1].utf8)?.wholeValue,
            (1...240_000).contains(numerator), (1...1_001).contains(denominator)
        {
            self.init(draft: Rational(numerator, denominator))
        } else {
            guard let decimal = DecimalNumber(text.utf8) else { return nil }
            self.init(draft: decimal)
        }
    }

    /// The rate of 1…60 that a number stands for; nil for any other number.
    init?(draft decimal: DecimalNumber) {
        guard let rational = Self.rational(decimal) else { return nil }
        self.init(draft: rational)
    }

    private init?(draft rational: Rational) {
        guard rational >= .one, rational <= Rational(60) else { return nil }
        self.init(rational.numerator, rational.denominator)
    }

    /// The rate that a decimal stands for: one of the broadcast rates where it rounds to them, else up to 3 decimals.
    private static func rational(_ decimal: DecimalNumber) -> Rational? {
        guard let microframes = decimal.scaled(places: 6), microframes <= 1_000_000_000 else { return nil }
        for numerator: Int64 in [24_000, 30_000, 60_000] {
            let broadcast = Rational(numerator, 1_001)
            let distance = Rational(microframes, 1_000_000) - broadcast
            if max(distance, -distance) < Rational(1, 2_000) { return broadcast }
        }
        return decimal.decimalPlaces <= 3 ? Rational(microframes, 1_000_000) : nil
    }
}
