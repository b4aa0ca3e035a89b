import CPixelKernels
import MediaBuffers
import PixelKernels
import TestSupport
import Testing

/// The kernels that turn planes, and the turns made of them, against plain formulas.
@Suite struct TurnTests {
    private static let heights = [1, 3, 7, 15, 16, 17, 31, 33, 47, 49, 65]

    private func table(_ name: String) throws -> wp_kernels { try #require(wp_kernels_named(name)).pointee }

    /// A plane in memory of its own, whose rows end `gap` bytes before the next one begins and may go upwards.
    private struct FencedPlane {
        let memory: FencedRow<UInt8>
        let width: Int
        let height: Int
        private let length: Int
        private let isUpwards: Bool

        init(
            _ width: Int, _ height: Int, gap: Int, isUpwards: Bool, _ place: RowPlace,
            _ generator: inout SeededGenerator
        ) {
            length = width + gap
            memory = FencedRow(generator.bytes(height * length - gap), place)
            (self.width, self.height, self.isUpwards) = (width, height, isUpwards)
        }

        var first: UnsafeMutablePointer<UInt8> { memory.pointer + index(0, 0) }
        var stride: Int { isUpwards ? -length : length }

        /// Where a sample lies in the memory.
        func index(_ x: Int, _ y: Int) -> Int { (isUpwards ? height - 1 - y : y) * length + x }
    }

    @Test(arguments: availableSets, 1...67) func samplesChangePlaces(_ name: String, _ width: Int) throws {
        let kernels = try table(name)
        var generator = SeededGenerator(seed: UInt64(width))
        for (round, height) in Self.heights.enumerated() {
            let place = RowPlace.allCases[round % RowPlace.allCases.count]
            for (gap, isTargetUp, isSourceUp) in [
                (0, false, false), (1, true, false), (64, false, true), (29, true, true),
            ] {
                for swapsSides in [true, false] {
                    let target = FencedPlane(width, height, gap: gap, isUpwards: isTargetUp, place, &generator)
                    let (across, down) = swapsSides ? (height, width) : (width, height)
                    let source = FencedPlane(across, down, gap: gap / 2, isUpwards: isSourceUp, place, &generator)
                    let turn = wp_turn(
                        d: target.first, s: source.first, d_stride: target.stride, s_stride: source.stride, n: width,
                        rows: height)
                    if swapsSides { kernels.transpose(turn) } else { kernels.mirror(turn) }
                    // What lies between the rows stays.
                    var wanted = target.memory.initial
                    for y in 0..<height {
                        for x in 0..<width {
                            let from = swapsSides ? source.index(y, x) : source.index(width - 1 - x, y)
                            wanted[target.index(x, y)] = source.memory.initial[from]
                        }
                    }
                    #expect(target.memory.values == wanted, "\(height) rows, \(place), \(gap)")
                    #expect(target.memory.isFenceWhole && source.memory.isUntouched, "\(height) rows, \(place), \(gap)")
                }
            }
        }
    }

    static let turns = (0..<8).map {
        PlaneTurn(swapsSides: $0 & 1 != 0, reversesColumns: $0 & 2 != 0, reversesRows: $0 & 4 != 0)
    }

    @Test(arguments: availableSets, turns) func everyTurn(_ name: String, _ turn: PlaneTurn) throws {
        let kernels = try #require(KernelSet(named: name))
        var generator = SeededGenerator(seed: 9)
        for (width, height) in [(1, 1), (2, 5), (40, 23), (67, 131), (130, 64), (201, 99)] {
            let whole = Plane(width: width + 37, height: height + 2)
            for y in 0..<whole.height {
                for x in 0..<whole.width { whole.row(y)[x] = .random(in: 0...255, using: &generator) }
            }
            let plane = whole.cropped(x: 5, y: 1, width: width, height: height)
            let result = kernels.turned(plane, by: turn)
            try #require(result.width == (turn.swapsSides ? height : width))
            try #require(result.height == (turn.swapsSides ? width : height))
            var wrong = 0
            for y in 0..<result.height {
                for x in 0..<result.width {
                    let column = turn.reversesColumns ? result.width - 1 - x : x
                    let row = turn.reversesRows ? result.height - 1 - y : y
                    let sample = turn.swapsSides ? plane.row(column)[row] : plane.row(row)[column]
                    if result.row(y)[x] != sample { wrong += 1 }
                }
            }
            #expect(wrong == 0, "\(width) by \(height)")
        }
    }

    @Test(arguments: availableSets) func nothingToTurn(_ name: String) throws {
        let kernels = try table(name)
        var byte: UInt8 = 7
        for (n, rows) in [(0, 0), (0, 3), (5, 0), (0, 40), (40, 0)] {
            withUnsafeMutablePointer(to: &byte) {
                let turn = wp_turn(d: $0, s: $0, d_stride: 0, s_stride: 0, n: n, rows: rows)
                kernels.transpose(turn)
                kernels.mirror(turn)
            }
        }
        #expect(byte == 7)
    }
}
