import MediaTiming

/// A whole number with spaces between thousands, such as `10 000`.
func grouped(_ value: Int) -> String {
    var digits = ""
    for (index, digit) in String(value.magnitude).reversed().enumerated() {
        if index > 0, index % 3 == 0 { digits.append(" ") }
        digits.append(digit)
    }
    return (value < 0 ? "-" : "") + String(digits.reversed())
}

/// A text in quotes for a message, cut after 60 characters, on one line.
func quoted(_ text: String) -> String {
    let head = text.unicodeScalars.prefix(60)
    var line = String.UnicodeScalarView()
    for scalar in head { line.append(scalar.value < 0x20 || scalar.value == 0x7F ? " " : scalar) }
    return "“\(String(line))\(text.unicodeScalars.dropFirst(60).isEmpty ? "" : "…")”"
}

/// Microseconds as milliseconds for a message, such as `4 000 ms` or `33.367 ms`.
func milliseconds(_ microseconds: Int64) -> String {
    let whole = grouped(Int(microseconds / 1_000))
    let rest = Int(abs(microseconds % 1_000))
    if rest == 0 { return "\(whole) ms" }
    var decimals = String(1_000 + rest).dropFirst()
    while decimals.last == "0" { decimals.removeLast() }
    let sign = microseconds < 0 && microseconds > -1_000 ? "-" : ""
    return "\(sign)\(whole).\(decimals) ms"
}

/// A time as milliseconds for a message, to the microsecond.
func milliseconds(_ time: ExactTime) -> String { milliseconds(time.microseconds) }

/// A time as milliseconds for a message, to the microsecond.
func milliseconds(_ time: MediaTime) -> String { milliseconds((time.seconds * Rational(1_000_000)).rounded) }

/// A number for a message: no trailing `.0`.
func plain(_ value: Double) -> String {
    if value == value.rounded(), abs(value) < 1e15 { return grouped(Int(value)) }
    return "\(value)"
}

/// Words for a message: `a, b or c`.
func alternatives(_ words: [String]) -> String {
    guard let last = words.last, words.count > 1 else { return words.first ?? "" }
    return words.dropLast().joined(separator: ", ") + " or " + last
}
