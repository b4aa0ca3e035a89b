/// Times candidates in turn, so that what disturbs the machine for a while disturbs all of them.
struct Sampler {
    /// Samples of each candidate.
    var sampleCount: Int
    /// How long a sample takes at least; short work is repeated.
    var sampleDuration: Duration

    /// Seconds that one run of each candidate takes, sample by sample, ascending.
    func samples(of candidates: [Candidate]) -> [[Double]] {
        let repeats = candidates.map(repeats)
        var samples = [[Double]](repeating: [], count: candidates.count)
        for round in 0..<sampleCount {
            for turn in candidates.indices {
                let index = (turn + round) % candidates.count
                samples[index].append(seconds(candidates[index], repeats[index]) / Double(repeats[index]))
            }
        }
        return samples.map { $0.sorted() }
    }

    /// Warms up, and finds how often a candidate has to run to fill a sample.
    private func repeats(of candidate: Candidate) -> Int {
        let wanted = Self.seconds(sampleDuration)
        candidate.run()
        var count = 1
        while true {
            let taken = seconds(candidate, count)
            if taken >= wanted / 2 || count >= 1 << 24 {
                return max(1, Int((Double(count) * wanted / max(taken, 1e-9)).rounded(.up)))
            }
            count *= 2
        }
    }

    private func seconds(_ candidate: Candidate, _ repeats: Int) -> Double {
        let start = ContinuousClock.now
        for _ in 0..<repeats { candidate.run() }
        return Self.seconds(ContinuousClock.now - start)
    }

    private static func seconds(_ duration: Duration) -> Double {
        let parts = duration.components
        return Double(parts.seconds) + Double(parts.attoseconds) * 1e-18
    }
}

extension [Double] {
    /// The middle of sorted numbers.
    var middle: Double {
        isEmpty ? .nan : count % 2 == 1 ? self[count / 2] : (self[count / 2 - 1] + self[count / 2]) / 2
    }
}

/// Takes what a compiler could leave out because nobody looks at it.
@inline(never)
@_optimize(none)
func keep<Value>(_ value: Value) {}
