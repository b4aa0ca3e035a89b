import Foundation
import TestSupport
import Testing

/// The module graph that ARCHITECTURE.md shows is that of the sources, and its arrows point one way.
@Suite struct ArchitectureTests {
    private static let layers = ["Base", "Media", "Drafts", "Engine", "Workflows", "Products"]

    private struct Module {
        var name: String
        var layer: Int
        var imports: Set<String>
    }

    /// Every module with the modules of this package that its sources import.
    private func modules() -> [Module] {
        var files: [String: [String]] = [:]
        var layerOf: [String: Int] = [:]
        for path in Checkout.paths(below: "Sources") {
            let parts = path.split(separator: "/").map(String.init)
            guard parts.count > 3, let layer = Self.layers.firstIndex(of: parts[1]) else { continue }
            layerOf[parts[2]] = layer
            if path.hasSuffix(".swift") { files[parts[2], default: []].append(path) }
        }
        return layerOf.map { name, layer in
            let imports = files[name, default: []].flatMap { path in
                (Checkout.text(path) ?? "").split(separator: "\n").compactMap { line -> String? in
                    let words = line.split(separator: " ")
                    guard let place = words.firstIndex(of: "import"), place < words.count - 1,
                        words[..<place].allSatisfy({ ["public", "package", "internal", "@_exported"].contains($0) })
                    else { return nil }
                    return String(words[place + 1])
                }
            }
            return Module(
                name: name, layer: layer, imports: Set(imports).intersection(layerOf.keys).subtracting([name]))
        }.sorted { ($0.layer, $0.name) < ($1.layer, $1.name) }
    }

    private func table(_ modules: [Module]) -> String {
        let rows = modules.map { module in
            "| \(Self.layers[module.layer]) | `\(module.name)` | \(module.imports.sorted().joined(separator: ", ")) |"
        }
        return (["| layer | module | imports |", "|---|---|---|"] + rows).joined(separator: "\n")
    }

    @Test func theGraphIsAsWritten() throws {
        let text = try #require(Checkout.text("ARCHITECTURE.md"))
        let (begin, end) = ("<!-- modules -->\n", "<!-- /modules -->")
        let start = try #require(text.range(of: begin)).upperBound
        let stop = try #require(text.range(of: end)).lowerBound
        let wanted = "\n" + table(modules()) + "\n\n"
        guard text[start..<stop] != wanted else { return }
        if ProcessInfo.processInfo.environment["RECORD_FIXTURES"] == "1" {
            try text.replacingCharacters(in: start..<stop, with: wanted).write(
                to: Checkout.root.appending(path: "ARCHITECTURE.md"), atomically: true, encoding: .utf8)
        }
        Issue.record("ARCHITECTURE.md does not show the module graph as it is; `make record` writes it")
    }

    @Test func modulesImportTheirOwnLayerAndThoseBefore() {
        let modules = modules()
        let layerOf = Dictionary(uniqueKeysWithValues: modules.map { ($0.name, $0.layer) })
        for module in modules {
            for name in module.imports.sorted() {
                #expect(layerOf[name] ?? .max <= module.layer, "\(module.name) imports \(name)")
            }
        }
        #expect(modules.count > 20)
    }

    @Test func thereIsNoCircle() {
        var imports = Dictionary(uniqueKeysWithValues: modules().map { ($0.name, $0.imports) })
        while let leaf = imports.first(where: { $0.value.isEmpty })?.key {
            imports[leaf] = nil
            for name in imports.keys { imports[name]?.remove(leaf) }
        }
        #expect(imports.isEmpty, "modules in circles: \(imports.keys.sorted())")
    }

    @Test func eachModuleHasItsWords() throws {
        let text = try #require(Checkout.text("ARCHITECTURE.md"))
        for module in modules() {
            #expect(text.components(separatedBy: "`\(module.name)`").count > 1, "\(module.name)")
        }
    }

    /// The verifier must not share the mistakes of what it verifies.
    @Test func verificationKnowsNoPaintingCode() throws {
        let imports = try #require(modules().first { $0.name == "OutputVerification" }).imports
        #expect(
            imports.isDisjoint(with: ["Compositing", "RenderEngine", "PictureEffects", "PixelKernels", "TextLayout"]))
    }
}
