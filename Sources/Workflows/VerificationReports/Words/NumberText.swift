import Foundation

/// Numbers as people read them; what is not finite is a dash.
enum NumberText {
    /// A fixed count of decimals, a point whatever the locale, and a real minus sign.
    static func fixed(_ value: Double?, _ decimals: Int) -> String {
        guard let value, value.isFinite else { return "–" }
        // What no meter reads is kept short.
        let text = String(format: abs(value) < 1e9 ? "%.\(decimals)f" : "%.3g", value)
        guard text.hasPrefix("-") else { return text }
        let digits = text.dropFirst()
        return digits.contains { $0 != "0" && $0 != "." } ? "−\(digits)" : String(digits)
    }

    /// The same with a plus sign before what is above zero.
    static func signed(_ value: Double?, _ decimals: Int) -> String {
        let text = fixed(value, decimals)
        guard let value, value.isFinite, value > 0, text.contains(where: { ("1"..."9").contains($0) }) else {
            return text
        }
        return "+\(text)"
    }

    /// As many decimals as a measured value deserves, at most: none from 100 up, three below 1.
    static func measured(_ value: Double?) -> String {
        guard let value, value.isFinite else { return "–" }
        let magnitude = abs(value)
        var text = fixed(value, magnitude >= 100 ? 0 : magnitude >= 10 ? 1 : magnitude >= 1 ? 2 : 3)
        guard text.contains(".") else { return text }
        while text.hasSuffix("0") { text.removeLast() }
        if text.hasSuffix(".") { text.removeLast() }
        return text
    }

    /// A level or a gain in dB, where −120 stands for nothing.
    static func decibels(_ value: Double?, signed isSigned: Bool = false) -> String {
        guard let value, value.isFinite else { return "–" }
        return value <= -119.5 ? "−∞" : isSigned ? signed(value, 1) : fixed(value, 1)
    }

    /// "1 failure", "2 failures".
    static func count(_ count: Int, _ noun: String) -> String { "\(count) \(noun)\(count == 1 ? "" : "s")" }
}
