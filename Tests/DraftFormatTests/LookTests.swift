import MediaBuffers
import Testing
import TimelineModel

@Suite("Effects, masks and blend modes in drafts")
struct LookTests {
    private let bench: DraftBench

    init() throws {
        bench = try DraftBench()
        try bench.add("looks/warm.cube", "LUT_1D_SIZE 2\n0 0 0\n1 0.9 0.8\n")
        try bench.add("broken.cube", "LUT_1D_SIZE 2\n0 0 0\n1 0.9\n")
    }

    private func content(_ property: String) throws -> PictureContent {
        let timeline = try bench.timeline(image(property))
        guard case .picture(let content) = timeline.tracks[0].segments[0].content else {
            throw DraftBench.NoTimeline(findings: [])
        }
        return content
    }

    @Test("every effect with its values") func effects() throws {
        let list = """
            {"type":"brightness","value":1.5}, {"type":"contrast","value":0}, {"type":"saturation","value":2},
            {"type":"hue","value":-90}, {"type":"grayscale"}, {"type":"sepia","value":0.5}, {"type":"invert"},
            {"type":"blur","radius":"12px"}, {"type":"exposure","value":-2}, {"type":"temperature","value":0.25},
            {"type":"sharpen","value":1}, {"type":"vignette","value":0.75},
            {"type":"chromaKey","color":"#0f0","similarity":0.3,"smoothness":0.05,"spill":1},
            {"type":"chroma-key","color":"blue"}
            """
        let key = ColorKey(
            color: RGBAColor(red: 0, green: 255, blue: 0), similarity: 0.3, smoothness: 0.05, spill: 1)
        #expect(
            try content(#""fx":[\#(list)]"#).effects == [
                .brightness(1.5), .contrast(0), .saturation(2), .hue(degrees: -90), .grayscale(1), .sepia(0.5),
                .invert(1), .blur(radius: 12), .exposure(stops: -2), .temperature(0.25), .sharpen(amount: 1),
                .vignette(strength: 0.75), .colorKey(key),
                .colorKey(ColorKey(color: RGBAColor(red: 0, green: 0, blue: 255))),
            ])
        #expect(try content(#""op":1"#).effects.isEmpty)
    }

    @Test("a color table is found like other files, and read once") func tables() throws {
        let effects = try content(
            #""fx":[{"type":"lut","src":"looks/warm.cube"},{"type":"lut","src":"file:looks/warm.cube"}]"#
        )
        .effects
        guard case .lookup(let table) = effects.first else { return #expect(Bool(false)) }
        #expect(effects.count == 2 && effects[0] == effects[1])
        #expect(table.kind == .curves && Array(table.values) == [0, 1, 0, 0.9, 0, 0.8])
    }

    @Test("masks and blend modes") func masks() throws {
        #expect(try content(#""mask":{"shape":"circle"}"#).mask == .circle)
        #expect(try content(#""mask":{"shape":"rect"}"#).mask == .rectangle)
        #expect(try content(#""mask":{"shape":"rounded"}"#).mask == .rounded(radius: nil))
        #expect(try content(#""mask":{"shape":"rounded","radius":30}"#).mask == .rounded(radius: 30))
        #expect(try content(#""mask":{"src":"logo.png"}"#).mask == .image(AssetID(index: 0), .alpha))
        #expect(try content(#""mask":{"src":"logo.png","channel":"luma"}"#).mask == .image(AssetID(index: 0), .luma))
        #expect(try content(#""op":1"#).mask == nil)
        #expect(try content(#""op":1"#).blendMode == .normal)
        #expect(try content(#""blendMode":"softLight""#).blendMode == .softLight)
        for mode in BlendMode.allCases { #expect(try content(#""blend":"\#(mode.rawValue)""#).blendMode == mode) }
    }

    @Test(
        "what is wrong with them",
        arguments: [
            FindingCase(image(#""fx":[{"type":"blur"}]"#), "error missing-key /t/0/sg/0/fx/0"),
            FindingCase(image(#""fx":[{"type":"blur","radius":-1}]"#), "error out-of-range /t/0/sg/0/fx/0/radius"),
            FindingCase(image(#""fx":[{"type":"sepia","value":1.1}]"#), "error out-of-range /t/0/sg/0/fx/0/value"),
            FindingCase(image(#""fx":[{"type":"hue","value":"red"}]"#), "error wrong-type /t/0/sg/0/fx/0/value"),
            FindingCase(image(#""fx":[{"type":"lut"}]"#), "error missing-key /t/0/sg/0/fx/0"),
            FindingCase(image(#""fx":[{"type":"lut","src":"no.cube"}]"#), "error asset-missing /t/0/sg/0/fx/0/src"),
            FindingCase(image(#""fx":[{"type":"lut","src":"broken.cube"}]"#), "error asset-damaged /t/0/sg/0/fx/0/src"),
            FindingCase(image(#""fx":[{"type":"lut","src":7}]"#), "error wrong-type /t/0/sg/0/fx/0/src"),
            FindingCase(image(#""fx":[{"type":"chroma-key"}]"#), "error missing-key /t/0/sg/0/fx/0"),
            FindingCase(image(#""fx":[7]"#), "error wrong-type /t/0/sg/0/fx/0"),
            FindingCase(
                image(#""fx":[{"type":"glow","value":1}]"#), "warning unsupported-effect /t/0/sg/0/fx/0"),
            FindingCase(
                image(#""fx":[\#(Array(repeating: #"{"type":"invert"}"#, count: 65).joined(separator: ","))]"#),
                "error out-of-range /t/0/sg/0/fx"),
            FindingCase(image(#""mask":{"src":"latte.mp4"}"#), "error asset-unsupported /t/0/sg/0/mask/src"),
            FindingCase(image(#""mask":{"src":"gone.png"}"#), "error asset-missing /t/0/sg/0/mask/src"),
            FindingCase(
                image(#""mask":{"shape":"circle","src":"logo.png"}"#), "error out-of-range /t/0/sg/0/mask/src"),
        ])
    func findings(_ item: FindingCase) { #expect(bench.findings(item.json) == item.expected) }

    @Test("a key that the effect does not take") func unread() {
        let found = bench.findings(image(#""fx":[{"type":"sepia","value":1,"radius":3}]"#))
        #expect(found.contains("warning unknown-key /t/0/sg/0/fx/0/radius"))
    }
}
