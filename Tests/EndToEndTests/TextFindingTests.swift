import Foundation
import TestSupport
import Testing

/// What only the text stack can know of a draft is found by a check and said by a render.
@Suite struct TextFindingTests {
    private let quiet = ["WORKPRINT_SYSTEM_FONTS": "0"]

    @Test func missingFontsAndCharactersAreNamedWithTheirPlaces() throws {
        let folder = try TemporaryFolder()
        let path = try folder.write(
            """
            {"t":[{"tt":7,"sg":[{"tx":"plain","d":100},
              {"text":"a","d":100,"m":{"style":{"font":"No Such Family"}}},
              {"tx":"rare \u{13000}","d":100}]}],"m":{"width":64,"height":64,"fps":10}}
            """, to: "draft.json")
        let expected = [
            "warning: font-missing at /t/0/sg/1/m/style/font: no font is called No Such Family; Noto Sans stands in",
            "warning: glyph-missing at /t/0/sg/2: no font has \u{13000} (U+13000)",
        ]
        let check = try Subprocess.workprint(["check", path], environment: quiet)
        #expect(check.exitCode == 0)
        let render = try Subprocess.workprint(
            ["render", path, "-o", folder.path("out.mp4"), "--progress", "none", "--cache", "none"],
            environment: quiet)
        #expect(render.exitCode == 0)
        for message in expected {
            #expect(check.text.contains(message) || check.errors.contains(message), "\(check.text)\(check.errors)")
            #expect(render.errors.contains(message), "\(render.errors)")
        }
        #expect(try Subprocess.workprint(["check", path, "--strict"], environment: quiet).exitCode == 1)
    }

    @Test func aFontFileThatIsNoneIsAnError() throws {
        let folder = try TemporaryFolder()
        try folder.write("no font at all", to: "hand.ttf")
        let path = try folder.write(
            #"{"t":[{"tt":7,"sg":[{"tx":"a","d":100,"style":{"font":"hand.ttf"}}]}]}"#, to: "draft.json")
        let result = try Subprocess.workprint(["check", path], environment: quiet)
        #expect(result.exitCode == 1)
        #expect((result.text + result.errors).contains("asset-damaged at /t/0/sg/0/style/font"))
    }

    @Test func anotherFontFileUnderTheSameNameIsRenderedAnew() throws {
        let fonts = TestMedia.repositoryRoot.appending(path: "Sources/Media/TextLayout/Resources/Fonts")
        let folder = try TemporaryFolder()
        let path = try folder.write(
            #"{"t":[{"tt":7,"sg":[{"tx":"Hand","d":100,"style":{"font":"hand.ttf","size":30}}]}],"#
                + #""m":{"width":128,"height":64,"fps":10}}"#, to: "draft.json")
        var films: [Data] = []
        for name in ["NotoSans-Regular.ttf", "NotoSans-Bold.ttf", "NotoSans-Regular.ttf"] {
            let file = folder.url.appending(path: "hand.ttf")
            try? FileManager.default.removeItem(at: file)
            try FileManager.default.copyItem(at: fonts.appending(path: name), to: file)
            let film = folder.path("out\(films.count).mp4")
            let result = try Subprocess.workprint(
                ["render", path, "-o", film, "--progress", "none", "--cache", folder.path("cache")],
                environment: quiet)
            #expect(result.exitCode == 0, "\(result.errors)")
            films.append(try Data(contentsOf: URL(fileURLWithPath: film)))
        }
        #expect(films[0] != films[1] && films[0] == films[2])
    }
}
