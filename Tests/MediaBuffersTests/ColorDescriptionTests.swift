import MediaBuffers
import Testing

@Suite struct ColorDescriptionTests {
    /// The code points that ITU-T H.273 (07/2021) defines.
    @Test func allCodePointsAreThere() {
        #expect(ColorPrimaries.allCases.map(\.rawValue) == [1, 2] + Array(4...12) + [22])
        #expect(ColorTransfer.allCases.map(\.rawValue) == [1, 2] + Array(4...18))
        #expect(ColorMatrix.allCases.map(\.rawValue) == [0, 1, 2] + Array(4...14))
        #expect(ColorRange.allCases == [.unspecified, .limited, .full])
    }

    private func expectRoundTrips<Point: ColorCodePoint>(_: Point.Type) {
        for point in Point.allCases {
            #expect(Point(rawValue: point.rawValue) == point)
            #expect((point.name == nil) == (point == .unspecified))
            if let name = point.name { #expect(Point(name: name) == point) }
        }
        #expect(Set(Point.allCases.compactMap(\.name)).count == Point.allCases.count - 1)
        #expect(Point.unspecified.rawValue == 2 && "\(Point.unspecified)" == "not said")
        // One that the table reserves keeps its number.
        #expect(Point(rawValue: 99).rawValue == 99 && "\(Point(rawValue: 99))" == "number 99")
        #expect(Point(name: "no such name") == nil)
    }

    @Test func numbersAndNamesGoThereAndBack() {
        expectRoundTrips(ColorPrimaries.self)
        expectRoundTrips(ColorTransfer.self)
        expectRoundTrips(ColorMatrix.self)
        for range in ColorRange.allCases { #expect(ColorRange(isFull: range.isFull) == range) }
    }

    @Test func onlyWhatIsNotSaidIsGuessed() {
        for matrix in ColorMatrix.allCases where matrix != .unspecified {
            for range in ColorRange.allCases where range != .unspecified {
                let said = ColorDescription(primaries: .film, transfer: .hlg, matrix: matrix, range: range)
                #expect(said.resolved(forWidth: 64, height: 64) == said)
            }
        }
        #expect(ColorDescription.unspecified.resolved(forWidth: 1_280, height: 720) == .bt709Limited)
        #expect(ColorDescription.unspecified.resolved(forWidth: 720, height: 1_280) == .bt709Limited)
        let small = ColorDescription.unspecified.resolved(forWidth: 1_280, height: 718)
        #expect(small.matrix == .smpte170M && small.range == .limited)
    }

    @Test func presetsSayEverything() {
        for preset in [ColorDescription.bt709Limited, .sRGB] {
            #expect(preset.resolved(forWidth: 64, height: 64) == preset)
        }
        #expect(ColorDescription() == .unspecified)
    }
}
