extension GaussianBlur {
    /// Blurs `lines` lines of `count` samples in place, a bundle of lines at a time.
    func run(on base: UnsafeMutablePointer<Float>, count: Int, step: Int, lines: Int, lineStep: Int) {
        let lanes = Self.lanes
        let size = (count + 2 * reach) * lanes
        let source = UnsafeMutablePointer<Float>.allocate(capacity: size)
        let target = UnsafeMutablePointer<Float>.allocate(capacity: size)
        defer {
            source.deallocate()
            target.deallocate()
        }
        target.initialize(repeating: 0, count: size)
        for first in stride(from: 0, to: lines, by: lanes) {
            let used = min(lanes, lines - first)
            source.initialize(repeating: 0, count: size)
            let middle = source + reach * lanes
            for index in 0..<count {
                let place = base + index * step + first * lineStep
                for lane in 0..<used { middle[index * lanes + lane] = place[lane * lineStep] }
            }
            apply(source, target, count: count)
            let blurred = target + reach * lanes
            for index in 0..<count {
                let place = base + index * step + first * lineStep
                for lane in 0..<used { place[lane * lineStep] = blurred[index * lanes + lane] }
            }
        }
    }
}
