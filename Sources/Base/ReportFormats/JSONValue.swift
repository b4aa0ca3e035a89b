import Foundation

/// JSON whose keys keep their order and whose numbers are always finite.
package indirect enum JSONValue {
    /// `null`.
    case null
    /// `true` or `false`.
    case bool(Bool)
    /// A whole number.
    case integer(Int)
    /// Rounded to so many decimals; what is not finite becomes null.
    case number(Double, decimals: Int)
    /// A string.
    case string(String)
    /// On one line.
    case row([JSONValue])
    /// An element a line.
    case list([JSONValue])
    /// An object in the order of its members.
    case object([(String, JSONValue)])

    /// The value, or null.
    package static func optional(_ value: Double?, _ decimals: Int) -> JSONValue {
        value.map { .number($0, decimals: decimals) } ?? .null
    }

    /// The value, or null.
    package static func optional(_ value: Int?) -> JSONValue { value.map { .integer($0) } ?? .null }

    /// The value, or null.
    package static func optional(_ value: String?) -> JSONValue { value.map { .string($0) } ?? .null }

    /// The text, indented by two spaces a level.
    package func text(indent: String = "") -> String {
        let inner = indent + "  "
        switch self {
        case .null, .bool, .integer, .number, .string, .row: return compact
        case .list(let values):
            guard !values.isEmpty else { return "[]" }
            return "[\n" + values.map { inner + $0.text(indent: inner) }.joined(separator: ",\n") + "\n\(indent)]"
        case .object(let members):
            guard !members.isEmpty else { return "{}" }
            let lines = members.map { "\(inner)\(Self.quoted($0.0)): \($0.1.text(indent: inner))" }
            return "{\n" + lines.joined(separator: ",\n") + "\n\(indent)}"
        }
    }

    /// The text on one line.
    package var compact: String {
        switch self {
        case .null: "null"
        case .bool(let value): value ? "true" : "false"
        case .integer(let value): String(value)
        case .number(let value, let decimals): Self.number(value, decimals)
        case .string(let value): Self.quoted(value)
        case .row(let values), .list(let values): "[" + values.map(\.compact).joined(separator: ",") + "]"
        case .object(let members):
            "{" + members.map { "\(Self.quoted($0.0)):\($0.1.compact)" }.joined(separator: ",") + "}"
        }
    }

    /// `compact`, fit to stand inside a script element: `<`, `>` and `&`, which only strings hold, are escaped.
    package var script: String {
        compact.replacingOccurrences(of: "<", with: "\\u003c").replacingOccurrences(of: ">", with: "\\u003e")
            .replacingOccurrences(of: "&", with: "\\u0026")
    }

    private static func number(_ value: Double, _ decimals: Int) -> String {
        guard value.isFinite else { return "null" }
        guard abs(value) < 1e15 else { return "\(value)" }
        var text = String(format: "%.\(decimals)f", value)
        if text.contains(".") {
            while text.hasSuffix("0") { text.removeLast() }
            if text.hasSuffix(".") { text.removeLast() }
        }
        return text == "-0" ? "0" : text
    }

    private static func quoted(_ text: String) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            case "\n": result += "\\n"
            case "\t": result += "\\t"
            case "\r": result += "\\r"
            case "\u{2028}", "\u{2029}", "\u{0}"..."\u{1F}", "\u{7F}"..."\u{9F}":
                result += String(format: "\\u%04x", scalar.value)
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result + "\""
    }
}
