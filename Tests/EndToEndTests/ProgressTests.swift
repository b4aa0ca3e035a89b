import Foundation
import TestSupport
import Testing

/// How commands say how far they are.
@Suite struct ProgressTests {
    private static let text = """
        {"t":[{"tt":0,"sg":[{"src":"\(TestMedia.path("clips/bunny-51.mp4"))","d":2000}]}],
         "m":{"fps":30,"width":320,"height":240,"loudness":-14}}
        """

    /// What `render` shows on a terminal of a kind and width.
    private func shown(_ kind: String, columns: Int) throws -> String {
        let folder = try TemporaryFolder()
        let draft = try folder.write(Self.text, to: "a draft with a name.json")
        return try Subprocess.terminal(
            "stty cols \(columns); TERM=\(kind) '\(Subprocess.workprint.path)' render '\(draft)' "
                + "-o '\(folder.path("out.mp4"))' --cache none")
    }

    @Test("a terminal that knows no escape codes is sent none", arguments: ["dumb", ""]) func dumb(_ kind: String)
        throws
    {
        let shown = try shown(kind, columns: 80)
        #expect(!shown.contains("\u{1B}"), "\(shown)")
        #expect(shown.contains("60 frames"))
    }

    @Test("the line has a percentage and keeps within the terminal", arguments: [20, 40, 200])
    func width(_ columns: Int) throws {
        let lines = try shown("xterm", columns: columns).components(separatedBy: "\r\u{1B}[2K").dropFirst().dropLast()
        #expect(!lines.isEmpty)
        #expect(lines.allSatisfy { $0.count < columns }, "\(lines)")
        #expect(lines.contains { $0.contains(" %") }, "\(lines)")
    }

    @Test("checks and verifications tell their phases") func phases() throws {
        struct Event: Decodable {
            var event: String
            var phase: String
        }
        func phases(_ arguments: [String]) throws -> [String] {
            let result = try Subprocess.workprint(arguments + ["--progress", "json"])
            return try result.errors.split(separator: "\n").filter { $0.contains(#""event":"progress""#) }.map {
                try JSONDecoder().decode(Event.self, from: Data($0.utf8)).phase
            }
            .reduce(into: []) { phases, phase in if phases.last != phase { phases.append(phase) } }
        }
        let folder = try TemporaryFolder()
        let draft = try folder.write(Self.text, to: "draft.json")
        #expect(
            try phases(["check", draft, "--for", "square"]) == [
                "reading the draft", "decoding", "painting", "mixing the sound",
            ])
        let film = folder.path("film.mp4")
        let render = try phases(["render", draft, "-o", film, "--cache", "none"])
        #expect(Set(render).isSuperset(of: ["reading the draft", "rendering", "assembling"]), "\(render)")
        #expect(try phases(["verify", film, "--draft", draft]).contains("verifying"))
    }

    /// Frames that were painted, shown again and found in the cache are all that there are.
    @Test("the counts at the end add up") func counts() throws {
        let folder = try TemporaryFolder()
        let draft = try folder.write(
            ##"{"t":[{"tt":0,"sg":[{"src":"#123","d":9000},{"src":"#321","d":3000}]}],"m":{"width":64,"height":64}}"##,
            to: "draft.json")
        for (range, count) in [("0..5", 150), ("0..12", 360), ("3..12", 270)] {
            let result = try Subprocess.workprint([
                "render", draft, "-o", folder.path("out.mp4"), "--cache", folder.path("cache"), "--range", range,
            ])
            let line = try #require(result.errors.split(separator: "\n").first { $0.hasPrefix("frames: ") })
            let numbers = line.split { !$0.isNumber }.compactMap { Int($0) }
            #expect(numbers.count == 3 && numbers.reduce(0, +) == count, "\(line)")
        }
    }

    @Test("what measuring the loudness came to is kept for other parts of the draft") func loudness() throws {
        let folder = try TemporaryFolder()
        let draft = try folder.write(Self.text, to: "draft.json")
        func measures(_ range: String, cache: String = "cache") throws -> (measures: Bool, film: Data) {
            let result = try Subprocess.workprint([
                "render", draft, "-o", folder.path("out.mp4"), "--cache", folder.path(cache), "--range", range,
                "--progress", "json",
            ])
            #expect(result.exitCode == 0, "\(result.errors)")
            return (
                result.errors.contains(#""sound":"measuring""#),
                try Data(contentsOf: URL(fileURLWithPath: folder.path("out.mp4")))
            )
        }
        #expect(try measures("0..1").measures)
        let other = try measures("0.5..1.5")
        #expect(!other.measures)
        #expect(try other.film == measures("0.5..1.5", cache: "other").film)
    }
}
