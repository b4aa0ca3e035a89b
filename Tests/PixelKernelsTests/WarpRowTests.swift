import CPixelKernels
import TestSupport
import Testing

/// The warp's rows against double precision and against each other, with nothing beside them touched.
@Suite struct WarpRowTests {
    private struct Source {
        let width: Int
        let height: Int
        let stride: Int
        let row: FencedRow<UInt8>

        init(_ width: Int, _ height: Int, stride: Int, _ place: RowPlace, _ generator: inout SeededGenerator) {
            (self.width, self.height, self.stride) = (width, height, stride)
            row = FencedRow(generator.bytes(stride * (height - 1) + width), place)
        }
    }

    /// Keys' cubic with a = −1/2.
    private func cubic(_ distance: Double) -> Double {
        let x = abs(distance)
        if x < 1 { return 1.5 * x * x * x - 2.5 * x * x + 1 }
        return x < 2 ? -0.5 * x * x * x + 2.5 * x * x - 4 * x + 2 : 0
    }

    private func unit(_ value: Double) -> Double { min(1, max(0, value)) }

    private func share(_ plan: wp_warp, _ x: Double, _ y: Double) -> Double {
        unit((x - plan.left) * plan.edgeX + 0.5) * unit((plan.right - x) * plan.edgeX + 0.5)
            * unit((y - plan.top) * plan.edgeY + 0.5) * unit((plan.bottom - y) * plan.edgeY + 0.5)
    }

    private func sample(_ source: Source, _ plan: wp_warp, _ x: Double, _ y: Double) -> Double {
        let px = (x - plan.originX) / plan.spacing
        let py = (y - plan.originY) / plan.spacing
        var sum = 0.0
        for row in Int(py.rounded(.down)) - 1...Int(py.rounded(.down)) + 2 {
            for column in Int(px.rounded(.down)) - 1...Int(px.rounded(.down)) + 2 {
                let readX = min(max(column, Int(plan.firstX)), Int(plan.endX) - 1)
                let readY = min(max(row, Int(plan.firstY)), Int(plan.endY) - 1)
                sum +=
                    Double(source.row.initial[readY * source.stride + readX]) * cubic(Double(column) - px)
                    * cubic(Double(row) - py)
            }
        }
        return sum
    }

    @Test(arguments: availableSets, RowTests.widths) func warping(_ name: String, _ width: Int) throws {
        let kernels = try #require(wp_kernels_named(name)).pointee
        let reference = try #require(wp_kernels_named("reference")).pointee
        var generator = SeededGenerator(seed: UInt64(width))
        var seen = 0
        for (round, place) in RowPlace.allCases.enumerated() {
            let size = (Int.random(in: 1...90, using: &generator), Int.random(in: 1...40, using: &generator))
            let planeCount = 1 + round % 3
            let sources = (0..<planeCount).map { _ in
                Source(size.0, size.1, stride: size.0 + 5 * (round % 2), round % 2 == 0 ? .atTheEnd : place, &generator)
            }
            var plan = wp_warp()
            plan.planeCount = Int32(planeCount)
            withUnsafeMutableBytes(of: &plan.planes) { bytes in
                let planes = bytes.bindMemory(to: wp_plane.self)
                for (index, source) in sources.enumerated() {
                    planes[index] = wp_plane(base: source.row.pointer, stride: source.stride)
                }
            }
            (plan.endX, plan.endY) = (Int32(size.0), Int32(size.1))
            if round >= 3 { (plan.firstX, plan.firstY) = (Int32(size.0 / 4), Int32(size.1 / 3)) }
            plan.spacing = round % 2 == 0 ? 1 : 2
            (plan.originX, plan.originY) = (0.5, plan.spacing == 2 ? 1 : 0.5)
            (plan.right, plan.bottom) = (Double(size.0) * plan.spacing, Double(size.1) * plan.spacing)
            if round >= 3 { (plan.left, plan.top) = (plan.right / 4, plan.bottom / 3) }
            (plan.stepX, plan.stepY) = (
                .random(in: -1...1, using: &generator), .random(in: -0.6...0.6, using: &generator)
            )
            (plan.edgeX, plan.edgeY) = (1.1, 0.9)
            let start = (
                plan.right / 2 - plan.stepX * Double(width) / 2, plan.bottom / 2 - plan.stepY * Double(width) / 2
            )
            func run(_ kernels: wp_kernels) -> [FencedRow<UInt8>] {
                let rows = (0...planeCount).map { _ in FencedRow([UInt8](repeating: 1, count: width), place) }
                let outputs: [UnsafeMutablePointer<UInt8>?] = rows.prefix(planeCount).map(\.pointer)
                withUnsafePointer(to: plan) {
                    kernels.warp($0, start.0, start.1, outputs, rows[planeCount].pointer, width)
                }
                return rows
            }
            let found = run(kernels)
            let wanted = run(reference)
            #expect(zip(found, wanted).allSatisfy { $0.values == $1.values }, "\(place)")
            #expect(found.allSatisfy { $0.isFenceWhole } && sources.allSatisfy { $0.row.isUntouched }, "\(place)")
            for x in 0..<width {
                let at = (start.0 + Double(x) * plan.stepX, start.1 + Double(x) * plan.stepY)
                let part = share(plan, at.0, at.1)
                #expect(abs(Double(found[planeCount].values[x]) - 255 * part) <= 0.5001)
                for (plane, source) in sources.enumerated() {
                    let exact = min(255, max(0, sample(source, plan, at.0, at.1) * part))
                    #expect(abs(Double(found[plane].values[x]) - exact) <= 0.501, "\(place), sample \(x)")
                }
                seen += part > 0 ? 1 : 0
            }
        }
        #expect(seen > 0)
    }
}
