import Foundation

/// Collects facts, and the deviations that go with them.
struct FactSheet {
    private(set) var facts: [FileFact] = []
    private(set) var deviations: [Deviation] = []

    /// Adds a fact, and what is wrong with it.
    mutating func add(_ name: String, _ found: String, expected: String? = nil, _ deviation: Deviation? = nil) {
        facts.append(FileFact(name, found: found, expected: expected, deviation: deviation?.code))
        if let deviation { deviations.append(deviation) }
    }

    /// Adds a fact with everything that is wrong with it, the worst first.
    mutating func add(_ name: String, _ found: String, expected: String? = nil, all wrong: [Deviation]) {
        let sorted = wrong.filter { $0.severity == .failure } + wrong.filter { $0.severity == .warning }
        facts.append(FileFact(name, found: found, expected: expected, deviation: sorted.first?.code))
        deviations += sorted
    }
}

/// Numbers as sentences and tables show them.
enum FactText {
    /// Seconds with milliseconds.
    static func seconds(_ value: Double) -> String { String(format: "%.3f s", value) }

    /// Milliseconds with a tenth.
    static func milliseconds(_ seconds: Double) -> String { String(format: "%.1f ms", seconds * 1_000) }

    /// Bits per second, in kbit/s.
    static func bitRate(_ value: Double) -> String { String(format: "%.0f kbit/s", value / 1_000) }

    /// A number of things.
    static func count(_ number: Int, _ word: String) -> String { "\(number) \(word)\(number == 1 ? "" : "s")" }

    /// A level times ten, such as 40, as it is written.
    static func level(_ value: Int) -> String { value == 9 ? "1b" : "\(value / 10).\(value % 10)" }
}
