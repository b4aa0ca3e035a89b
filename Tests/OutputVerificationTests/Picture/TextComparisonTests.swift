import Foundation
import OutputVerification
import Testing

@Suite struct TextComparisonTests {
    private let width = 200
    private let height = 90

    /// Strokes one pixel and a half wide, as letters of a small film have, over a plain ground; `blur` spreads each over its
    /// neighbors as a scaler does.
    private func letters(strength: Float = 1, blur: Int = 0) -> LumaPatch {
        var values = [Float](repeating: 0, count: width * height)
        for y in 34..<54 {
            for letter in 0..<14 {
                let x = 30 + letter * 10 + (letter * letter) % 4
                values[y * width + x] = 150 * strength
                values[y * width + x + 1] = 75 * strength
                if y % 9 == letter % 5 { for step in 0..<6 { values[y * width + x + step] = 150 * strength } }
            }
        }
        for _ in 0..<blur {
            let before = values
            for y in 1..<height - 1 {
                for x in 1..<width - 1 {
                    let sides = before[y * width + x - 1] + before[y * width + x + 1]
                    values[y * width + x] = before[y * width + x] / 2 + sides / 4
                }
            }
        }
        return LumaPatch(width: width, height: height, values: values.map { $0 + 40 })
    }

    private func fault(_ export: LumaPatch) throws -> TextComparison.Fault? {
        let ground = LumaPatch(width: width, height: height, values: [Float](repeating: 40, count: width * height))
        return try #require(
            TextComparison(export: export, expected: letters(), without: ground, origin: (0, 0), reach: 24)
        ).fault
    }

    @Test("thin letters that a scaler made softer are as strong as they were; fainter ones are not")
    func strength() throws {
        #expect(try fault(letters()) == nil)
        #expect(try fault(letters(blur: 1)) == nil)
        #expect(try fault(letters(strength: 0.75)) == .faint)
    }
}
