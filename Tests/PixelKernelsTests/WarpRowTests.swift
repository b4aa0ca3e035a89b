import CPixelKernels
import TestSupport
import Testing

/// The warp's rows against double precision and against each other, with nothing beside them touched.
@Suite struct WarpRowTests {
    /// Keys' cubic with a = −1/2.
    private func cubic(_ distance: Double) -> Double {
        let x = abs(distance)
        if x < 1 { return 1.5 * x * x * x - 2.5 * x * x + 1 }
        return x < 2 ? -0.5 * x * x * x + 2.5 * x * x - 4 * x + 2 : 0
    }

    /// The place in 1/1024 to which the kernel rounds, as a pair and a distance behind it.
    private func split(_ place: Double, _ last: Int) -> (first: Int, rest: Double) {
        let rounded = ((place * 1_024) + 0.5).rounded(.down) / 1_024
        let first = rounded.rounded(.down)
        return (min(last, max(0, Int(first))), rounded - first)
    }

    @Test(arguments: availableSets, RowTests.widths) func warping(_ name: String, _ width: Int) throws {
        let kernels = try #require(wp_kernels_named(name)).pointee
        let reference = try #require(wp_kernels_named("reference")).pointee
        var generator = SeededGenerator(seed: UInt64(width))
        for (round, place) in RowPlace.allCases.enumerated() {
            let (columns, rows) = (Int.random(in: 4...90, using: &generator), Int.random(in: 4...40, using: &generator))
            let stride = 2 * columns + 5 * (round % 2)
            let pixels = FencedRow(
                generator.bytes(stride * (rows - 1) + 2 * columns), round % 2 == 0 ? .atTheEnd : place)
            var source = wp_pairs(base: pixels.pointer, stride: stride, width: Int32(columns), height: Int32(rows))
            // Steps are whole numbers of 1/2^32, so that the places below are the kernel's.
            let unit = 4_294_967_296.0
            func fixed(_ value: Double) -> Int64 { Int64((value * unit).rounded()) }
            let step = (
                fixed(.random(in: -1...1, using: &generator)), fixed(.random(in: -0.6...0.6, using: &generator))
            )
            let start = (
                fixed(Double(columns) / 2) - step.0 * Int64(width / 2),
                fixed(Double(rows) / 2) - step.1 * Int64(width / 2)
            )
            func run(_ kernels: wp_kernels) -> [FencedRow<UInt8>] {
                let outputs = (0..<2).map { _ in FencedRow([UInt8](repeating: 1, count: width), place) }
                kernels.warp(
                    outputs[0].pointer, outputs[1].pointer, &source, start.0, start.1, step.0, step.1, width)
                return outputs
            }
            let found = run(kernels)
            let wanted = run(reference)
            #expect(zip(found, wanted).allSatisfy { $0.values == $1.values }, "\(place)")
            #expect(found.allSatisfy(\.isFenceWhole) && pixels.isUntouched, "\(place)")
            for x in 0..<width {
                let (left, restX) = split(Double(start.0 + Int64(x) * step.0) / unit, columns - 4)
                let (top, restY) = split(Double(start.1 + Int64(x) * step.1) / unit, rows - 4)
                for part in 0..<2 {
                    var sum = 0.0
                    for j in 0..<4 {
                        for i in 0..<4 {
                            sum +=
                                Double(pixels.initial[(top + j) * stride + 2 * (left + i) + part])
                                * cubic(Double(i - 1) - restX) * cubic(Double(j - 1) - restY)
                        }
                    }
                    let exact = min(255, max(0, sum))
                    #expect(abs(Double(found[part].values[x]) - exact) <= 0.55, "\(place), sample \(x)")
                }
            }
        }
    }

    /// Every phase over the darkest and the brightest samples, whose sums go to the limits.
    @Test(arguments: availableSets) func everyPhaseOfExtremeSamples(_ name: String) throws {
        let kernels = try #require(wp_kernels_named(name)).pointee
        let reference = try #require(wp_kernels_named("reference")).pointee
        for pattern in 0..<16 {
            let row = (0..<4).flatMap { pattern >> $0 & 1 != 0 ? [255, 0] : [0, 255] as [UInt8] }
            let pixels = FencedRow((0..<4).flatMap { _ in row }, .atTheEnd)
            var source = wp_pairs(base: pixels.pointer, stride: 8, width: 4, height: 4)
            for down in [0, 1, 300, 512, 1_023] {
                let outputs = [kernels, reference].map { kernels in
                    var rows = [[UInt8](repeating: 1, count: 1_024), [UInt8](repeating: 1, count: 1_024)]
                    var second = rows[1]
                    kernels.warp(&rows[0], &second, &source, 0, Int64(down) << 22, 1 << 22, 0, 1_024)
                    rows[1] = second
                    return rows
                }
                #expect(outputs[0] == outputs[1], "\(pattern), \(down)")
            }
            #expect(pixels.isUntouched)
        }
    }
}
