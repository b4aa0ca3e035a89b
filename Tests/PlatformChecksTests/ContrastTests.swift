import MediaBuffers
import PlatformChecks
import Testing

@Suite struct ContrastTests {
    /// A frame of one gray, with bars for letters: 3 pixels wide, every 9 pixels, 30 high.
    private struct Scene {
        let frame: RGBAImage
        let letters: Plane
        let rect = PixelRect(x: 20, y: 20, width: 90, height: 30)

        init(background: (Int, Int) -> UInt8, letters color: UInt8, stroke: UInt8? = nil, strokeWidth: Int = 0) {
            frame = RGBAImage(width: 130, height: 70, alphaMode: .opaque)
            letters = Plane(width: 90, height: 30)
            for y in 0..<70 {
                for x in 0..<130 {
                    var value = background(x, y)
                    let (inX, inY) = (x - 20, y - 20)
                    func isLetter(_ reach: Int) -> Bool {
                        let down = max(0, -inY, inY - 29)
                        return (0..<10).contains {
                            let across = max(0, 9 * $0 - inX, inX - 9 * $0 - 2)
                            return across * across + down * down <= reach * reach
                        }
                    }
                    if let stroke, isLetter(strokeWidth) { value = stroke }
                    if isLetter(0) {
                        value = color
                        letters.row(inY)[inX] = 255
                    }
                    for channel in 0..<3 { frame.samples.row(y)[4 * x + channel] = value }
                }
            }
        }

        func ratio(stroke: Double = 0, hasShadow: Bool = false) -> Double? {
            LetterContrast(frame: frame).ratio(
                letters: letters, at: rect,
                setting: .init(typeSize: 30, strokeWidth: stroke, hasShadow: hasShadow))
        }
    }

    @Test func theFormulaIsThatOfWCAG() {
        #expect(RelativeLuminance.contrast(1, 0) == 21)
        // #777777 on white is the well-known near miss of 4.5:1.
        let gray = RelativeLuminance.of(red: 0x77, green: 0x77, blue: 0x77)
        #expect(abs(RelativeLuminance.contrast(gray, 1) - 4.48) < 0.005)
        // #00ff00 on #0000ff.
        let green = RelativeLuminance.of(red: 0, green: 255, blue: 0)
        let blue = RelativeLuminance.of(red: 0, green: 0, blue: 255)
        #expect(abs(RelativeLuminance.contrast(green, blue) - (0.7152 + 0.05) / (0.0722 + 0.05)) < 1e-9)
    }

    @Test func lettersAreComparedWithWhatIsAroundThem() throws {
        let ratio = try #require(Scene(background: { _, _ in 0x77 }, letters: 255).ratio())
        #expect(abs(ratio - 4.48) < 0.005)
        let faint = try #require(Scene(background: { _, _ in 230 }, letters: 255).ratio())
        #expect(faint < 1.3)
    }

    @Test func aStrokePartsLettersFromTheirBackground() throws {
        let stroked = Scene(background: { _, _ in 255 }, letters: 255, stroke: 0, strokeWidth: 2)
        #expect(try #require(stroked.ratio(stroke: 2)) > 15)
        // A stroke of the letters' own color: what is beyond it counts.
        let thick = Scene(background: { _, _ in 0 }, letters: 255, stroke: 255, strokeWidth: 3)
        #expect(try #require(thick.ratio(stroke: 3)) > 8)
    }

    @Test func aBrightSpotDoesNotMatterButAQuarterOfTheTextDoes() throws {
        let spot = Scene(
            background: { x, y in (60..<64).contains(x) && (30..<34).contains(y) ? 255 : 20 }, letters: 255)
        #expect(try #require(spot.ratio()) > 10)
        let quarter = Scene(background: { x, _ in x < 45 ? 255 : 20 }, letters: 255)
        #expect(try #require(quarter.ratio()) < 1.5)
    }

    @Test func nothingOnTheFrameIsNoContrast() {
        let scene = Scene(background: { _, _ in 0 }, letters: 255)
        let ratio = LetterContrast(frame: scene.frame).ratio(
            letters: scene.letters, at: PixelRect(x: 500, y: 0, width: 90, height: 30),
            setting: .init(typeSize: 30, strokeWidth: 0, hasShadow: false))
        #expect(ratio == nil)
    }
}
