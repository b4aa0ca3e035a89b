import Diagnostics
import Foundation
import TestSupport
import Testing

/// What the sources tell is what the registry lists.
@Suite struct EmissionTests {
    /// The sources outside the registry, by their paths below `Sources`.
    private static let sources: [String: String] = {
        let folder = TestMedia.repositoryRoot.appending(path: "Sources")
        let paths = FileManager.default.enumerator(atPath: folder.path)?.compactMap { $0 as? String } ?? []
        return paths.filter { $0.hasSuffix(".swift") && !$0.hasPrefix("Base/Diagnostics/") }
            .reduce(into: [:]) { $0[$1] = try? String(contentsOf: folder.appending(path: $1), encoding: .utf8) }
    }()

    /// The members that files which know the registry name, such as `.segmentOverlap`.
    private static let members: Set<Substring> = sources.values.filter { $0.contains("import Diagnostics\n") }
        .reduce(into: []) { found, text in found.formUnion(text.matches(of: /\.([a-z][A-Za-z]+)\b/).map(\.1)) }

    /// The registry's member for each word.
    private static let names: [String: Substring] = {
        let path = TestMedia.repositoryRoot.appending(path: "Sources/Base/Diagnostics/DiagnosticCode.swift")
        let text = (try? String(contentsOf: path, encoding: .utf8)) ?? ""
        return text.matches(of: /\n    case ([a-zA-Z]+)(?: = "([a-z-]+)")?/).reduce(into: [:]) {
            $0[String($1.2 ?? $1.1)] = $1.1
        }
    }()

    @Test("the sources are found") func hasSources() {
        #expect(Self.sources.count > 300)
    }

    @Test("each listed code is told somewhere", arguments: DiagnosticCode.allCases)
    func isTold(_ code: DiagnosticCode) throws {
        let name = try #require(Self.names[code.rawValue])
        #expect(Self.members.contains(name))
    }

    /// A finding cannot be made of a string. What could still be told past the registry is text that begins like one.
    @Test("no code stands in a string") func hasNoStrayLiterals() {
        let words = Set(DiagnosticCode.allCases.map(\.rawValue).filter { $0.contains("-") })
        for (path, text) in Self.sources.sorted(by: { $0.key < $1.key }) {
            let quoted = text.matches(of: /"([a-z]+(?:-[a-z]+)+)"/).map { String($0.1) }
            #expect(quoted.filter(words.contains) == [], "\(path)")
            let told = text.matches(of: #/"(?:error|warning): ([a-z]+(?:-[a-z]+)+): /#).map { String($0.1) }
            #expect(told == [], "\(path)")
        }
    }
}
