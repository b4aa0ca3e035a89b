import Foundation
import TestSupport
import Testing
import TextLayout
import TimelineModel

@Suite("Fonts")
struct FontTests {
    let rasterizer: TextRasterizer

    init() throws { rasterizer = try Bundled.rasterizer.get() }

    private func request(_ text: String, file: String) -> TextRequest {
        TextRequest(text: text, style: plainStyle { $0.font = .file(file) }, wrapWidth: 2000)
    }

    @Test("A font file is used, and the bundled fonts stand behind it")
    func file() throws {
        let path = Bundled.font("NotoSansHebrew-Regular.ttf")
        let found = try rasterizer.measure(request("שלום 你好 👍", file: path))
        #expect(found.missingCharacters.isEmpty)
        #expect(found.substitution == nil)
    }

    @Test("A font file comes before a bundled or installed font of the same family")
    func fileFirst() throws {
        // Only the family's name in the style differs: the file holds no bold face and none is made up for it.
        let path = Bundled.font("NotoSans-Regular.ttf")
        var bold = request("Handgloves", file: path)
        bold.style.weight = 700
        let regular = TextRequest(text: "Handgloves", style: plainStyle(), wrapWidth: 2000)
        #expect(try rasterizer.measure(bold).lineWidths == rasterizer.measure(regular).lineWidths)
    }

    @Test(
        "What is no font is refused by name",
        arguments: ["Fixtures/Sheets/morning-brew.png", "README.md", "Sources", "no/such.ttf"])
    func refused(name: String) {
        let path = TestMedia.repositoryRoot.appending(path: name).path
        #expect {
            try rasterizer.measure(request("x", file: path))
        } throws: { error in
            guard case .font(let named, _)? = error as? TextError else { return false }
            return named == path
        }
    }

    @Test("Damaged fonts are refused or survived", arguments: 0..<40)
    func damaged(seed: Int) throws {
        var data = try Data(contentsOf: URL(fileURLWithPath: Bundled.font("NotoSansHebrew-Regular.ttf")))
        var state = UInt64(seed) &* 0x9e37_79b9_7f4a_7c15 | 1
        func next(_ count: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % count
        }
        if seed % 4 == 0 {
            data = data.prefix(next(data.count))
        } else {
            for _ in 0..<30 { data[next(seed % 2 == 0 ? data.count : 2000)] = UInt8(next(256)) }
        }
        let path = FileManager.default.temporaryDirectory.appending(path: "font-\(UUID().uuidString).ttf").path
        defer { try? FileManager.default.removeItem(atPath: path) }
        try data.write(to: URL(fileURLWithPath: path))
        do throws(TextError) {
            _ = try rasterizer.rasterize(request("שלום abc", file: path))
        } catch {
            #expect(!"\(error)".isEmpty)
        }
    }

    @Test("A changed font file is read again")
    func changed() throws {
        let path = FileManager.default.temporaryDirectory.appending(path: "font-\(UUID().uuidString).ttf").path
        defer { try? FileManager.default.removeItem(atPath: path) }
        try FileManager.default.copyItem(atPath: Bundled.font("NotoSansThai-Regular.ttf"), toPath: path)
        let before = try rasterizer.rasterize(request("ไทย שלום", file: path)).hash
        try FileManager.default.removeItem(atPath: path)
        try FileManager.default.copyItem(atPath: Bundled.font("NotoSans-Regular.ttf"), toPath: path)
        #expect(try rasterizer.rasterize(request("Handgloves", file: path)).hash != before)
        #expect(try rasterizer.measure(request("Handgloves", file: path)).missingCharacters.isEmpty)
    }

    @Test("A font file over 32 MB is refused")
    func large() throws {
        let path = FileManager.default.temporaryDirectory.appending(path: "font-\(UUID().uuidString).ttf").path
        defer { try? FileManager.default.removeItem(atPath: path) }
        #expect(FileManager.default.createFile(atPath: path, contents: nil))
        let handle = try FileHandle(forWritingTo: URL(fileURLWithPath: path))
        try handle.truncate(atOffset: UInt64(TextRasterizer.fontFileLimit) + 1)
        try handle.close()
        #expect(throws: TextError.self) { try rasterizer.measure(request("x", file: path)) }
    }

    @Test("Missing bundled fonts are an error that names the place")
    func noBundle() {
        #expect(throws: TextError.bundledFontsMissing("/nowhere")) { try TextRasterizer(fontFolder: "/nowhere") }
    }

    @Test("The digest is steady, and counts the system's fonts only for texts that need them")
    func digest() throws {
        let plain = TextRequest(text: "Handgloves 👍", style: plainStyle(), wrapWidth: 900)
        let rare = TextRequest(text: "Hand \u{13000}", style: plainStyle(), wrapWidth: 900)
        let bundled = try rasterizer.environmentDigest(for: [plain, rare])
        #expect(bundled.count == 16)
        #expect(try Bundled.newRasterizer().environmentDigest(for: [plain]) == bundled)
        let all = try Bundled.newRasterizer(usesSystemFonts: true)
        #expect(try all.environmentDigest(for: [plain]) == bundled)
        #expect(try all.environmentDigest(for: []) == bundled)
    }

    @Test("Bundled fonts win over installed ones of the same family")
    func systemFonts() throws {
        let all = try Bundled.newRasterizer(usesSystemFonts: true)
        for text in ["Handgloves Ägypten", "مرحبا", "नमस्ते", "สวัสดี", "👍", "你好"] {
            let request = TextRequest(text: text, style: TextStyle(size: 40), wrapWidth: 900)
            #expect(try all.rasterize(request).hash == rasterizer.rasterize(request).hash)
        }
    }
}

/// Cairo keeps ten faces open for a whole process and closes others, also while another thread begins to use them.
@Suite("Many fonts on many threads")
struct ManyFontTests {
    @Test("More faces than stay open, on four threads, give what one thread gives")
    func faces() async throws {
        let rasterizer = try Bundled.rasterizer.get()
        let requests = Self.samples.flatMap { text in
            [400, 700].flatMap { weight in
                [false, true].map { isItalic in
                    TextRequest(
                        text: text,
                        style: plainStyle {
                            $0.weight = weight
                            $0.isItalic = isItalic
                        }, wrapWidth: 900)
                }
            }
        }
        let expected = try requests.map { try rasterizer.rasterize($0).hash }
        try await withThrowingTaskGroup(of: [Int].self) { group in
            for thread in 0..<4 {
                group.addTask {
                    var generator = SeededGenerator(seed: UInt64(thread + 1))
                    return try (0..<400).compactMap { _ in
                        let index = Int.random(in: requests.indices, using: &generator)
                        // Another size each time, so that nothing is known of it.
                        var request = requests[index]
                        request.size += Double.random(in: 0...8, using: &generator)
                        _ = try rasterizer.rasterize(request)
                        return try rasterizer.rasterize(requests[index]).hash == expected[index] ? nil : index
                    }
                }
            }
            for try await wrong in group { #expect(wrong == []) }
        }
    }

    private static let samples = [
        "Handgloves", "שלום", "مرحبا", "ไทย", "नमस्ते", "你好", "☀ ★", "👍 ok",
    ]
}
