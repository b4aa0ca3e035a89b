import MediaBuffers

/// Which samples of an export stand beside those of its reference: a lag from each of some positions on.
struct SoundAlignment {
    /// A lag in samples, and where it begins, in samples of the reference.
    struct Piece {
        var start: Int
        var lag: Double
        var shift: Int { Int(lag.rounded()) }
    }

    /// The pieces in rising order; none before the first lag is known.
    private(set) var pieces: [Piece] = []

    /// Lags that differ by no more are the same one: half a millisecond.
    private static let tolerance = 24.0

    /// Whether a lag is another one than that of the last piece.
    func isChange(_ lag: Double) -> Bool {
        pieces.last.map { abs($0.lag - lag) > Self.tolerance } ?? true
    }

    /// Whether a lag is a little more or less than the last one, as where two clocks do not run alike: up to 2 ms.
    func isGradual(_ lag: Double) -> Bool {
        pieces.last.map { (3...96).contains(abs($0.lag - lag)) } ?? false
    }

    /// Goes from the last lag to another by steps of two samples.
    mutating func slide(to lag: Double, in range: Range<Int>) {
        let first = lastLag
        let count = max(1, Int(abs(lag - first) / 2))
        for step in 1...count {
            let part = Double(step) / Double(count)
            begin(first + (lag - first) * part, at: range.lowerBound + Int(Double(range.count) * part))
        }
    }

    /// The lag that held last.
    var lastLag: Double { pieces.last?.lag ?? 0 }

    /// Lets a lag begin; the first one counts from the start on.
    mutating func begin(_ lag: Double, at position: Int) {
        pieces.append(Piece(start: pieces.isEmpty ? 0 : max(position, pieces[pieces.count - 1].start), lag: lag))
    }

    /// The pieces that hold within a range, cut to it.
    func pieces(in range: Range<Int>) -> [(range: Range<Int>, shift: Int)] {
        guard !pieces.isEmpty else { return [(range, 0)] }
        var low = 0
        var high = pieces.count
        while high - low > 1 {
            let middle = (low + high) / 2
            if pieces[middle].start <= range.lowerBound { low = middle } else { high = middle }
        }
        var result: [(range: Range<Int>, shift: Int)] = []
        for index in low..<pieces.count where pieces[index].start < range.upperBound {
            let start = index == 0 ? range.lowerBound : max(range.lowerBound, pieces[index].start)
            let end = index + 1 < pieces.count ? min(range.upperBound, pieces[index + 1].start) : range.upperBound
            if start < end { result.append((start..<end, pieces[index].shift)) }
        }
        return result
    }

    /// The lag, in whole samples, that holds longest within a range.
    func mainShift(in range: Range<Int>) -> Int {
        pieces(in: range).max { $0.range.count < $1.range.count }?.shift ?? 0
    }

    /// Whether the lag changes within a range by as much as a millisecond.
    func changes(in range: Range<Int>) -> Bool {
        let shifts = pieces(in: range).map(\.shift)
        return zip(shifts, shifts.dropFirst()).contains { abs($0 - $1) >= 48 }
    }

    /// The samples of an export that stand beside a range of its reference.
    func copy(_ range: Range<Int>, of export: SampleHistory) -> StereoSamples {
        var result = StereoSamples()
        for piece in pieces(in: range) {
            export.copy(piece.range.lowerBound + piece.shift..<piece.range.upperBound + piece.shift, into: &result)
        }
        return result
    }

    /// Where between two positions an export turns from one lag to another: the place that makes the two most alike.
    static func turn(
        from old: Double, to new: Double, in range: Range<Int>, reference: SampleHistory, export: SampleHistory
    ) -> Int {
        let step = 960
        let own = reference.copy(range)
        func likeness(_ lag: Double) -> [Double] {
            let shift = Int(lag.rounded())
            let other = export.copy(range.lowerBound + shift..<range.upperBound + shift)
            return stride(from: 0, to: range.count, by: step).map { start in
                var sum = 0.0
                for index in start..<min(range.count, start + step) {
                    let (a, b) = (own.left[index] - other.left[index], own.right[index] - other.right[index])
                    sum += Double(a * a + b * b)
                }
                return sum
            }
        }
        let (before, after) = (likeness(old), likeness(new))
        var cost = after.reduce(0, +)
        var best = (cost: cost, place: 0)
        for index in before.indices {
            cost += before[index] - after[index]
            if cost < best.cost { best = (cost, index + 1) }
        }
        return min(range.upperBound, range.lowerBound + best.place * step)
    }
}
