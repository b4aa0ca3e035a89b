import Diagnostics
import Foundation

extension TimelineBuilder {
    /// Reports what a template has left in a text.
    func reportPlaceholder(in text: String, at field: Field) {
        guard let placeholder = placeholder(in: text) else { return }
        log.warning(
            .placeholderLeft, at: field,
            "holds \(quoted(placeholder)), which looks like the placeholder of a template and is shown as it is; fill it in"
        )
    }
}

/// How long the name in a placeholder may be, with spaces around it.
private let longestPlaceholder = 80

/// The first placeholder in a text, one of `{{name}}`, `${name}` and `%%NAME%%`; nil where there is none.
func placeholder(in text: String) -> String? {
    for (opening, closing) in [("{{", "}}"), ("${", "}"), ("%%", "%%")] {
        var rest = text[...]
        while let start = rest.range(of: opening) {
            let tail = rest[start.upperBound...]
            if let end = tail.prefix(longestPlaceholder).range(of: closing),
                isPlaceholder(tail[..<end.lowerBound], after: opening)
            {
                return String(rest[start.lowerBound..<end.upperBound])
            }
            rest = tail
        }
    }
    return nil
}

/// Whether what stands between two marks is a name and not something that people write.
private func isPlaceholder(_ inner: Substring, after opening: String) -> Bool {
    let name = inner.trimmingCharacters(in: .whitespaces)
    switch opening {
    // Templates may compute, so that more than a name may stand between two pairs of braces.
    case "{{": return name.contains { $0.isLetter || $0.isNumber } && !name.contains(where: \.isNewline)
    case "${": break
    default: guard name.count == inner.count, name.count > 1 else { return false }
    }
    guard let first = name.first, first == "_" || first.isLetter else { return false }
    return name.allSatisfy { $0.isLetter || $0.isNumber || "_-.".contains($0) }
}
