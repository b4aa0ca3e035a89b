import Diagnostics
import Foundation
package import TimelineModel

/// A finding as data.
package struct FindingValue: Encodable {
    var code: String
    var severity: String
    var pointer: String
    var message: String

    init(_ finding: Finding) {
        code = finding.code.rawValue
        severity = finding.severity.rawValue
        pointer = finding.pointer
        message = finding.message
    }
}

/// JSON as every command prints it: indented or on one line, keys in order, slashes as they are.
package enum JSONText {
    package static func of(_ value: some Encodable, isIndented: Bool = true) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        if isIndented { encoder.outputFormatting.insert(.prettyPrinted) }
        return String(decoding: try encoder.encode(value), as: UTF8.self)
    }
}

/// `check --json`.
package enum CheckJSON {
    private struct Document: Encodable {
        var draft: String
        var errors: Int
        var warnings: Int
        var findings: [FindingValue]
    }

    package static func text(draft: String, findings: [Finding]) throws -> String {
        let errors = findings.filter { $0.severity == .error }.count
        return try JSONText.of(
            Document(
                draft: draft, errors: errors, warnings: findings.count - errors,
                findings: findings.map(FindingValue.init)))
    }
}
