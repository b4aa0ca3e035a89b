import CSignalMeasurement
package import MediaBuffers

/// The luma of a picture reduced eight times along each side, to find out which of two pictures it resembles more.
package struct LumaThumbnail: Sendable {
    private let sums: [UInt16]
    private let columns: Int

    /// The thumbnail of a picture; parts that fill no block of 8 by 8 samples at the right and bottom do not count.
    package init(of picture: Canvas) {
        let (columns, rows) = (picture.width / 8, picture.height / 8)
        self.columns = columns
        let plane = picture.luma
        sums = [UInt16](unsafeUninitializedCapacity: max(1, columns * rows)) { buffer, count in
            count = columns * rows
            guard let base = buffer.baseAddress else { return }
            for row in 0..<rows {
                wp_box_sums(plane.row(8 * row), plane.stride, Int32(columns), base + row * columns)
            }
        }
    }

    /// Mean squared difference to another thumbnail of the same size, in squared code values. Parts of the picture that
    /// are `ignored` do not count; they must not overlap.
    package func distance(to other: LumaThumbnail, ignoring ignored: [PixelRect] = []) -> Double {
        guard !sums.isEmpty else { return 0 }
        var total = wp_squared_distance(sums, other.sums, Int32(sums.count))
        var count = sums.count
        for rect in ignored {
            let places = rect.x / 8..<min(columns, (rect.maxX + 7) / 8)
            let rows = rect.y / 8..<min(sums.count / max(1, columns), (rect.maxY + 7) / 8)
            guard !places.isEmpty else { continue }
            sums.withUnsafeBufferPointer { own in
                other.sums.withUnsafeBufferPointer { theirs in
                    guard let a = own.baseAddress, let b = theirs.baseAddress else { return }
                    for row in rows {
                        let start = row * columns + places.lowerBound
                        total -= wp_squared_distance(a + start, b + start, Int32(places.count))
                    }
                }
            }
            count -= rows.count * places.count
        }
        return count > 0 ? Double(total) / Double(count) / 4096 : 0
    }

    /// How much nearer `first` comes to this thumbnail than `second` where it clearly does, and how much less near where it
    /// clearly does not: both as mean squared differences, blocks of 8 by 8 samples taken one by one. What is nearer by
    /// less than 2 code values, or not twice as near, is clear of nothing.
    package func advantage(
        of first: LumaThumbnail, over second: LumaThumbnail, ignoring ignored: [PixelRect] = []
    ) -> (gain: Double, loss: Double) {
        var (gain, loss) = (0, 0)
        for place in sums.indices {
            let (x, y) = (8 * (place % max(1, columns)), 8 * (place / max(1, columns)))
            guard !ignored.contains(where: { x + 8 > $0.x && x < $0.maxX && y + 8 > $0.y && y < $0.maxY }) else {
                continue
            }
            let own = Int(sums[place])
            let (near, far) = (own - Int(first.sums[place]), own - Int(second.sums[place]))
            if abs(far) > max(128, 2 * abs(near)) { gain += far * far - near * near }
            if abs(near) > max(128, 2 * abs(far)) { loss += near * near - far * far }
        }
        let scale = 4096 * Double(max(1, sums.count))
        return (Double(gain) / scale, Double(loss) / scale)
    }

    /// Mean code value and standard deviation.
    package var statistics: (mean: Double, deviation: Double) {
        guard !sums.isEmpty else { return (0, 0) }
        var (sum, squares) = (0.0, 0.0)
        for value in sums {
            sum += Double(value)
            squares += Double(value) * Double(value)
        }
        let mean = sum / Double(sums.count)
        return (mean / 64, max(0, squares / Double(sums.count) - mean * mean).squareRoot() / 64)
    }
}
