import MediaBuffers

/// Pictures made of numbers alone, which cost as much to decode, scale and encode as real ones.
enum SyntheticPicture {
    /// Something like a photo: light that falls off, shapes at several scales, blurred lamps, grain. Opaque.
    static func photo(width: Int, height: Int, seed: UInt64) -> RGBAImage {
        var random = NumberSequence(seed: seed)
        let image = RGBAImage(width: width, height: height, alphaMode: .opaque, zeroed: false)
        let top = (0..<3).map { _ in random.number(in: 90...220) }
        let bottom = (0..<3).map { _ in random.number(in: 20...130) }
        let tint = (0..<3).map { _ in random.number(in: 4...8) }
        var octaves = [512, 128, 32, 8].map { NoiseLattice(width: width, height: height, spacing: $0, &random) }
        var grain = random
        for y in 0..<height {
            for index in octaves.indices { octaves[index].prepare(row: y) }
            let row = image.samples.row(y)
            for x in 0..<width {
                var shape = 0
                for (index, octave) in octaves.enumerated() { shape += octave.value(x) >> index }
                // Eight specks of −2…2 from the upper half of each number, whose bits are the better ones.
                if x % 8 == 0 { _ = grain.next() }
                let speck = (Int((grain.current >> (UInt64(x % 8) * 4 + 32)) & 15) - 7) / 3
                for channel in 0..<3 {
                    let light = top[channel] + (bottom[channel] - top[channel]) * y / height
                    row[4 * x + channel] = UInt8(clamping: light + (shape * tint[channel]) / 8 + speck)
                }
                row[4 * x + 3] = 255
            }
        }
        for _ in 0..<24 { lamp(on: image, &random) }
        return image
    }

    /// A round sign with a ring and an antialiased edge, transparent around it. Straight alpha.
    static func badge(side: Int) -> RGBAImage {
        let image = RGBAImage(width: side, height: side, alphaMode: .straight)
        let radius = Double(side) / 2
        for y in 0..<side {
            let row = image.samples.row(y)
            for x in 0..<side {
                let (dx, dy) = (Double(x) + 0.5 - radius, Double(y) + 0.5 - radius)
                let distance = (dx * dx + dy * dy).squareRoot()
                let isRing = (0.78...0.9).contains(distance / radius)
                let isBar = abs(dx - dy) < radius * 0.16 && distance < radius * 0.6
                let color: (UInt8, UInt8, UInt8) = isRing || isBar ? (250, 244, 232) : (196, 62, 44)
                (row[4 * x], row[4 * x + 1], row[4 * x + 2]) = color
                row[4 * x + 3] = UInt8((min(1, max(0, radius - distance)) * 255).rounded())
            }
        }
        return image
    }

    /// A soft disc of light.
    private static func lamp(on image: RGBAImage, _ random: inout NumberSequence) {
        let radius = random.number(in: image.height / 60...image.height / 12)
        let (centerX, centerY) = (random.number(in: 0...image.width - 1), random.number(in: 0...image.height - 1))
        let color = (0..<3).map { _ in random.number(in: 140...255) }
        for y in max(0, centerY - radius)..<min(image.height, centerY + radius) {
            let row = image.samples.row(y)
            for x in max(0, centerX - radius)..<min(image.width, centerX + radius) {
                let square = (x - centerX) * (x - centerX) + (y - centerY) * (y - centerY)
                guard square < radius * radius else { continue }
                for channel in 0..<3 {
                    let old = Int(row[4 * x + channel])
                    row[4 * x + channel] = UInt8(clamping: old + (color[channel] - old) * 2 / 5)
                }
            }
        }
    }
}

/// Random values on a lattice, −64…64, and what lies between them.
private struct NoiseLattice {
    private let spacing: Int
    private let columns: Int
    private let values: [Int]
    private var line: [Int]

    init(width: Int, height: Int, spacing: Int, _ random: inout NumberSequence) {
        self.spacing = spacing
        let columns = width / spacing + 2
        self.columns = columns
        values = (0..<columns * (height / spacing + 2)).map { _ in random.number(in: -64...64) }
        line = [Int](repeating: 0, count: columns)
    }

    /// Brings the lattice to a row.
    mutating func prepare(row y: Int) {
        let (upper, rest) = (y / spacing * columns, y % spacing)
        for column in 0..<columns {
            let (above, below) = (values[upper + column], values[upper + columns + column])
            line[column] = above + (below - above) * rest / spacing
        }
    }

    /// The value at a column of the row.
    func value(_ x: Int) -> Int {
        let column = x / spacing
        return line[column] + (line[column + 1] - line[column]) * (x % spacing) / spacing
    }
}

/// Numbers that are the same in every run (a linear congruential generator after Knuth, MMIX).
struct NumberSequence {
    private(set) var current: UInt64

    init(seed: UInt64) {
        current = seed
        for _ in 0..<4 { _ = next() }
    }

    mutating func next() -> UInt64 {
        current = current &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return current
    }

    mutating func number(in range: ClosedRange<Int>) -> Int {
        range.lowerBound + Int(next() >> 33) % max(1, range.count)
    }
}
