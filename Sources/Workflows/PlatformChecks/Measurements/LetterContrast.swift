package import MediaBuffers

/// Measures how well letters stand out, on the pixels of a finished frame.
///
/// The letters' pixels are compared with those around them: the picture, or the stroke, shadow or box that parts them from
/// it, whichever parts them best. So a stroke counts as far as it is thick enough to be seen, and a box because it is
/// what surrounds the letters. It is done for each patch of the text of about a letter's size, and the result is the
/// contrast that nine tenths of the ink have at least: a single bright spot does not matter, two unreadable letters do.
package struct LetterContrast {
    /// How the text is set, in pixels of the frame.
    package struct Setting: Sendable {
        /// Type size.
        package var typeSize: Double
        /// How far a stroke reaches out of the letters; 0 without one.
        package var strokeWidth: Double
        /// Whether there is a shadow, which parts letters from the picture on one side only.
        package var hasShadow: Bool

        /// A setting from its parts.
        package init(typeSize: Double, strokeWidth: Double, hasShadow: Bool) {
            self.typeSize = min(typeSize, 4_096)
            self.strokeWidth = strokeWidth
            self.hasShadow = hasShadow
        }
    }

    /// The share of the ink that may be worse than the result.
    private static let share = 0.1
    /// Pixels of ink and of surroundings without which a patch tells nothing.
    private static let leastPixels = 4

    private let frame: RGBAImage

    /// A measurement on a finished frame.
    package init(frame: RGBAImage) { self.frame = frame }

    /// The contrast of letters whose coverage, 0…255, lies at `rect` of the frame; nil where there is nothing to measure.
    package func ratio(letters: Plane, at rect: PixelRect, setting: Setting) -> Double? {
        let unit = max(1, setting.typeSize / 30)
        var bands = [(1.0, 2 * unit), (2 * unit, 3 * unit), (3 * unit, 4.5 * unit)]
        let stroke = min(setting.strokeWidth, 40)
        // Beyond the stroke, by as much as distances are measured too long.
        if stroke > 0 { bands.append((1.08 * stroke + 0.5, 1.08 * stroke + 0.5 + 2 * unit)) }
        let margin = Int((bands.map(\.1).max() ?? 0).rounded(.up)) + 1
        let area = PixelRect(
            x: rect.x - margin, y: rect.y - margin, width: rect.width + 2 * margin, height: rect.height + 2 * margin
        ).intersection(PixelRect(x: 0, y: 0, width: frame.width, height: frame.height))
        guard !area.isEmpty else { return nil }
        let map = LetterMap(letters: letters, at: rect, area: area)
        guard let inked = map.inked else { return nil }

        let side = max(8, Int(0.6 * setting.typeSize))
        var patches: [(contrast: Double, ink: Int)] = []
        for top in stride(from: inked.y, to: inked.maxY, by: side) {
            for left in stride(from: inked.x, to: inked.maxX, by: side) {
                let patch = PixelRect(x: left, y: top, width: side, height: side)
                if let result = contrast(in: patch, of: map, bands: bands, hasShadow: setting.hasShadow) {
                    patches.append(result)
                }
            }
        }
        patches.sort { $0.contrast < $1.contrast }
        let limit = Self.share * Double(patches.reduce(0) { $0 + $1.ink })
        var passed = 0.0
        for patch in patches {
            passed += Double(patch.ink)
            if passed >= limit { return patch.contrast }
        }
        return nil
    }

    private func contrast(
        in patch: PixelRect, of map: LetterMap, bands: [(Double, Double)], hasShadow: Bool
    ) -> (contrast: Double, ink: Int)? {
        var ink = 0.0
        var inkCount = 0
        var around = [[Double]](repeating: [], count: bands.count)
        let reach = Int((bands.map(\.1).max() ?? 0).rounded(.up))
        let wide = PixelRect(
            x: patch.x - reach, y: patch.y - reach, width: patch.width + 2 * reach, height: patch.height + 2 * reach
        ).intersection(map.area)
        for y in wide.y..<wide.maxY {
            let row = frame.samples.row(y)
            for x in wide.x..<wide.maxX {
                let place = map.place(x, y)
                let distance = Double(map.distances[place])
                if distance == 0 {
                    guard map.isCore[place], patch.contains(PixelRect(x: x, y: y, width: 1, height: 1)) else {
                        continue
                    }
                    ink += luminance(row, x)
                    inkCount += 1
                } else if !map.isTouched[place] {
                    for (index, band) in bands.enumerated() where distance > band.0 && distance <= band.1 {
                        around[index].append(luminance(row, x))
                    }
                }
            }
        }
        guard inkCount >= Self.leastPixels else { return nil }
        let inkLuminance = ink / Double(inkCount)
        let best = around.filter { $0.count >= Self.leastPixels }.map { luminances in
            var pixels = luminances
            if hasShadow {
                pixels.sort { abs($0 - inkLuminance) > abs($1 - inkLuminance) }
                pixels.removeLast(pixels.count / 2)
            }
            return RelativeLuminance.contrast(inkLuminance, pixels.reduce(0, +) / Double(pixels.count))
        }.max()
        return best.map { ($0, inkCount) }
    }

    private func luminance(_ row: UnsafeMutablePointer<UInt8>, _ x: Int) -> Double {
        let pixel = row + 4 * x
        return RelativeLuminance.of(red: pixel[0], green: pixel[1], blue: pixel[2])
    }
}

/// Which pixels of an area are letters, and how far the others are from them.
private struct LetterMap {
    let area: PixelRect
    /// Distance in pixels to the nearest letter, 0 in one; by rows of the area.
    private(set) var distances: [Float]
    /// Pixels that show nothing but the letters' color.
    private(set) var isCore: [Bool]
    /// Pixels that letters touch.
    private(set) var isTouched: [Bool]
    /// The part of the area in which there are letters.
    private(set) var inked: PixelRect?

    init(letters: Plane, at rect: PixelRect, area: PixelRect) {
        self.area = area
        let count = area.width * area.height
        distances = [Float](repeating: .infinity, count: count)
        isCore = [Bool](repeating: false, count: count)
        isTouched = [Bool](repeating: false, count: count)
        let seen = rect.intersection(area)
        var solid = 0
        for y in seen.y..<max(seen.y, seen.maxY) {
            let row = letters.row(y - rect.y)
            for x in seen.x..<seen.maxX {
                let coverage = row[x - rect.x]
                let place = (y - area.y) * area.width + x - area.x
                isTouched[place] = coverage > 25
                if coverage >= 128 { distances[place] = 0 }
                if coverage >= 230 {
                    isCore[place] = true
                    solid += 1
                }
                if coverage >= 128 {
                    inked = (inked ?? PixelRect(x: x, y: y, width: 1, height: 1))
                        .union(PixelRect(x: x, y: y, width: 1, height: 1))
                }
            }
        }
        if solid < 40 {
            // Letters so thin that no pixel is all theirs: the best there is.
            for place in distances.indices where distances[place] == 0 { isCore[place] = true }
        }
        spread()
    }

    func place(_ x: Int, _ y: Int) -> Int { (y - area.y) * area.width + x - area.x }

    /// Chamfer distances in two passes, straight steps 1 and diagonal ones √2; within 8 % of the true distance.
    private mutating func spread() {
        let diagonal: Float = 1.414_213_5
        let (width, height) = (area.width, area.height)
        distances.withUnsafeMutableBufferPointer { map in
            func lower(_ place: Int, _ x: Int, _ y: Int, _ step: Float) {
                guard x >= 0, x < width, y >= 0, y < height else { return }
                let other = map[y * width + x] + step
                if other < map[place] { map[place] = other }
            }
            for y in 0..<height {
                for x in 0..<width {
                    let place = y * width + x
                    lower(place, x - 1, y, 1)
                    lower(place, x, y - 1, 1)
                    lower(place, x - 1, y - 1, diagonal)
                    lower(place, x + 1, y - 1, diagonal)
                }
            }
            for y in (0..<height).reversed() {
                for x in (0..<width).reversed() {
                    let place = y * width + x
                    lower(place, x + 1, y, 1)
                    lower(place, x, y + 1, 1)
                    lower(place, x + 1, y + 1, diagonal)
                    lower(place, x - 1, y + 1, diagonal)
                }
            }
        }
    }
}
