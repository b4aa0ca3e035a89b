import Benchmarking
import Testing

@Suite("Which frames were slow, and which layer made them so")
struct PaintingCostsTests {
    private func at(_ milliseconds: Int, decoding: Int = 0) -> PaintingCosts.Reading {
        PaintingCosts.Reading(time: .milliseconds(milliseconds), decoding: .milliseconds(decoding))
    }

    @Test func theSlowestLayerIsNamedWithoutItsDecoding() throws {
        var costs = PaintingCosts()
        costs.begin(frame: 7, at: at(100, decoding: 40))
        costs.begin(layer: 0, at: at(103, decoding: 40))
        // The second layer takes the longest, but most of that is decoding.
        costs.begin(layer: 2, at: at(108, decoding: 40))
        costs.begin(layer: 5, at: at(158, decoding: 88))
        costs.end(isPainted: true, at: at(169, decoding: 88))
        let cost = try #require(costs.slowest.first)
        #expect(costs.slowest.count == 1 && cost.frame == 7)
        #expect(cost.compositing == .milliseconds(3 + 5 + 2 + 11) && cost.decoding == .milliseconds(48))
        #expect(cost.slowestLayer?.place == 5 && cost.slowestLayer?.compositing == .milliseconds(11))
    }

    @Test func aFrameWithoutLayersNamesNone() throws {
        var costs = PaintingCosts()
        costs.begin(frame: 0, at: at(0))
        costs.end(isPainted: true, at: at(4))
        #expect(try #require(costs.slowest.first).slowestLayer == nil)
    }

    @Test func theTenSlowestAreKeptInOrder() {
        var costs = PaintingCosts()
        // 0, 7, 2, 9, 4, 11, 6, 1, 8, 3, 10, 5 and again: each twice.
        for frame in 0..<24 {
            costs.begin(frame: frame, at: at(0))
            costs.end(isPainted: true, at: at(frame * 7 % 12))
        }
        #expect(costs.slowest.map(\.compositing) == [11, 11, 10, 10, 9, 9, 8, 8, 7, 7].map { .milliseconds($0) })
        #expect(costs.slowest.map(\.frame) == [5, 17, 10, 22, 3, 15, 8, 20, 1, 13])
    }

    @Test func aRepeatedFrameIsNotKept() {
        var costs = PaintingCosts()
        costs.begin(frame: 0, at: at(0))
        costs.end(isPainted: false, at: at(90))
        costs.begin(frame: 1, at: at(90))
        costs.end(isPainted: true, at: at(91))
        #expect(costs.slowest.map(\.frame) == [1])
    }
}
