import MediaBuffers

/// Numbers that look random and are the same in every run (SplitMix64).
struct RandomBytes: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var z = state
        z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
        z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
        return z ^ (z >> 31)
    }

    /// A plane of noise.
    mutating func plane(width: Int, height: Int) -> Plane {
        let plane = Plane(width: width, height: height)
        for y in 0..<height {
            let row = plane.row(y)
            for x in 0..<width { row[x] = UInt8(truncatingIfNeeded: next()) }
        }
        return plane
    }
}

extension Plane {
    /// The same samples in memory of their own.
    var copy: Plane {
        let result = Plane(width: width, height: height)
        for y in 0..<height { result.row(y).update(from: row(y), count: width) }
        return result
    }
}
