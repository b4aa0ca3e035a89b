import Foundation
import TestSupport
import Testing

/// A bare clone has all that building, testing and benchmarks read.
@Suite struct SelfContainedTests {
    /// What would name a folder beside the checkout or one of some machine. Put together, so that this file passes.
    private static let foreign =
        ["..", "../.."].map { $0 + "/shared" } + ["work", "home", "root", "Users"].map { "/" + $0 + "/" }
        + [Checkout.root.path + "/"]

    @Test func noFileNamesAFolderOutside() {
        let paths = Checkout.paths()
        #expect(paths.count > 500, "the walk found \(paths.count) files only")
        for path in paths {
            guard let text = Checkout.text(path) else { continue }
            for name in Self.foreign where text.contains(name) {
                Issue.record("\(path) names “\(name)”")
            }
        }
    }

    @Test func noLinkLeadsOutside() throws {
        let root = Checkout.root.path
        for path in Checkout.paths() {
            let url = Checkout.root.appending(path: path)
            guard let goal = try? FileManager.default.destinationOfSymbolicLink(atPath: url.path) else { continue }
            #expect(!goal.hasPrefix("/"), "\(path) leads to \(goal)")
            let resolved = url.resolvingSymlinksInPath().path
            #expect(resolved.hasPrefix(root + "/") && FileManager.default.fileExists(atPath: resolved), "\(path)")
        }
    }

    @Test func eachSourceOfADraftLiesInTheMedia() throws {
        let drafts = Checkout.paths(below: "Fixtures/Drafts").filter { $0.hasSuffix(".json") }
        #expect(drafts.count > 80)
        for draft in drafts {
            let url = Checkout.root.appending(path: draft)
            for source in sources(in: try JSONSerialization.jsonObject(with: Data(contentsOf: url))) {
                let file = url.deletingLastPathComponent().appending(path: source).standardizedFileURL.path
                #expect(file.hasPrefix(TestMedia.folder.path + "/"), "\(draft) reads \(source)")
                #expect(FileManager.default.fileExists(atPath: file), "\(draft) reads \(source), which is missing")
            }
        }
    }

    /// All values of `src` and `font` that are files.
    private func sources(in value: Any) -> [String] {
        if let list = value as? [Any] { return list.flatMap(sources) }
        guard let object = value as? [String: Any] else { return [] }
        let own = ["src", "source", "font"].compactMap { object[$0] as? String }.filter { $0.contains(/[.\/]/) }
        return own + object.values.flatMap(sources)
    }

    @Test func theBenchmarksHaveTheirDraftsAndScripts() {
        for name in ["S1", "S2", "S3", "S4", "S5"] {
            #expect(Checkout.exists("Benchmarks/Comparison/drafts/\(name).json"))
            #expect(Checkout.exists("Benchmarks/Comparison/scenarios/\(name).json"))
        }
        for name in ["make_media.sh", "make_drafts.py", "make_scenarios.py"] {
            #expect(Checkout.exists("Benchmarks/Comparison/\(name)"))
        }
    }
}
