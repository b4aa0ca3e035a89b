import MediaBuffers
import MediaIO
import MediaTiming
import SignalMeasurement
import TimelineModel

/// How the candidate seems to have been encoded, as far as its file tells.
package struct EncodingGuess: Hashable, Sendable {
    /// x264's preset.
    package var preset: String
    /// Its constant rate factor.
    package var rateFactor: Double

    /// A guess.
    package init(preset: String, rateFactor: Double) {
        self.preset = preset
        self.rateFactor = rateFactor
    }
}

/// What encoding alone does to the reference: stretches of it are encoded as the export seems to have been, and measured
/// like the export.
final class EncodingFloor {
    /// What encoding does to a stretch.
    struct Stretch {
        /// The lowest similarity that each tile, or a neighbor, has on any of the frames.
        var tileSimilarity: [Float]
        var tileColumns: Int
        /// The largest difference that each block, or a neighbor, has on any of the frames.
        var blockDifference: [Float]
        /// How far each block's mean color is off over the frames, over the limit.
        var drift: [Float]
        var columns: Int
        /// Means over the frames of what is measured of their colors.
        var color = ColorFloor()
        /// The largest of these but for one block in a thousand.
        var worstDrift = Float(0)
    }

    /// What encoding does to the colors of frames.
    struct ColorFloor {
        /// Mean CIEDE2000.
        var difference = 0.0
        /// Its 95th percentile.
        var difference95 = 0.0
        /// Largest magnitude of the mean luma's and chroma's differences, in code values.
        var bias = SIMD2<Double>.zero
    }

    let guess: EncodingGuess
    private let reference: any ReferenceFilm
    private var known: [Place: Stretch] = [:]
    private var longLookCount = 0

    /// A stretch and the frames that are encoded before it.
    private struct Place: Hashable {
        var bucket: Int
        var lead: Int
    }

    /// Frames that are measured, and as many before them that are encoded with them.
    private static let length = ColorDrift.length
    /// The same for what that does not account for: what is far from a keyframe may have lost more.
    private static let longLead = 48
    private static let longLookLimit = 6

    init(reference: any ReferenceFilm, guess: EncodingGuess) {
        self.reference = reference
        self.guess = guess
    }

    /// Whether encoding does as much to a place as was found there.
    func excuses(_ suspect: Suspect, limits: PictureLimits) throws -> Bool {
        // No encoder that is worth watching does that much.
        guard suspect.excess < PictureLimits.floorExcess else { return false }
        let middle = suspect.frame + suspect.length / 2
        guard let stretch = try stretch(at: middle, lead: Self.length) else { return false }
        if accounts(stretch, for: suspect, limits: limits) { return true }
        guard suspect.excess < PictureLimits.longFloorExcess, longLookCount < Self.longLookLimit else { return false }
        longLookCount += 1
        guard let longer = try self.stretch(at: middle, lead: Self.longLead) else { return false }
        return accounts(longer, for: suspect, limits: limits)
    }

    private func accounts(_ stretch: Stretch, for suspect: Suspect, limits: PictureLimits) -> Bool {
        switch suspect.sign {
        case .similarity:
            let floor = stretch.tileSimilarity[suspect.region.y / 64 * stretch.tileColumns + suspect.region.x / 64]
            let found = 1 - suspect.excess * (1 - limits.worstTileSimilarity)
            return found >= min(limits.worstTileSimilarity, Double(floor) - PictureLimits.floorSimilarity)
        case .difference:
            let floor = stretch.blockDifference[suspect.region.y / 16 * stretch.columns + suspect.region.x / 16]
            return suspect.excess * limits.worstBlockDifference
                <= max(limits.worstBlockDifference, PictureLimits.floorDifference * Double(floor))
        case .color:
            var worst = Float(0)
            for row in suspect.region.y / 16..<(suspect.region.maxY + 15) / 16 {
                for column in suspect.region.x / 16..<(suspect.region.maxX + 15) / 16 {
                    worst = max(worst, stretch.drift[row * stretch.columns + column])
                }
            }
            // What drifts anywhere may drift here.
            return suspect.excess
                <= max(
                    PictureLimits.floorDrift * Double(worst),
                    PictureLimits.floorWorstDrift * Double(stretch.worstDrift))
        }
    }

    /// What encoding does to the colors of the film, at three places of it.
    func color() throws -> ColorFloor {
        var result = ColorFloor()
        let count = 3
        for step in 1...count {
            guard let color = try stretch(at: step * (reference.frameCount - 1) / (count + 1), lead: Self.length)?.color
            else { continue }
            result.difference += color.difference / Double(count)
            result.difference95 += color.difference95 / Double(count)
            result.bias += color.bias / Double(count)
        }
        return result
    }

    private func stretch(at index: Int, lead: Int) throws -> Stretch? {
        let place = Place(bucket: index / Self.length, lead: lead)
        if let stretch = known[place] { return stretch }
        let start = place.bucket * Self.length
        let frames = max(0, start - lead)..<min(reference.frameCount, start + Self.length)
        let encoder = try ChunkEncoder(
            settings: VideoEncoderSettings(
                width: reference.size.width, height: reference.size.height, frameRate: reference.frameRate,
                preset: guess.preset, rate: .crf(guess.rateFactor), keyframeInterval: 250))
        var own: [Canvas] = []
        for frame in frames {
            guard let canvas = try reference.frame(frame, changing: nil)?.canvas else { return nil }
            if frame >= start { own.append(canvas) }
            try encoder.encode(canvas)
        }
        let meter = FrameMeter(width: reference.size.width, height: reference.size.height)
        var result: Stretch?
        var color = ColorFloor()
        var drift = ColorDrift()
        var means: [SIMD4<Float>]?
        try ChunkDecoder.frames(of: encoder.finish()) { position, canvas in
            let ordinal = position - (start - frames.lowerBound)
            guard own.indices.contains(ordinal) else { return }
            let measured = meter.measure(
                canvas, against: own[ordinal], frame: start + ordinal, exportFrame: start + ordinal)
            let difference = measured.difference
            color.difference += measured.score.colorDifference / Double(own.count)
            color.difference95 += measured.score.colorDifference95 / Double(own.count)
            let bias = measured.score.bias
            color.bias += SIMD2(abs(bias.x), max(abs(bias.y), abs(bias.z))) / Double(own.count)
            if let window = drift.add(difference, frame: ordinal) { means = window.means }
            result = result?.joined(difference) ?? Stretch(difference)
        }
        result?.color = color
        means = means ?? drift.finish()?.means
        result?.drift = (means ?? []).map(DriftPatches.excess)
        if let found = result, found.drift.isEmpty {
            result?.drift = [Float](repeating: 0, count: found.blockDifference.count)
        }
        let sorted = (result?.drift ?? []).sorted()
        result?.worstDrift = sorted.isEmpty ? 0 : sorted[sorted.count * 999 / 1000]
        result?.spread()
        known[place] = result
        return result
    }
}

extension EncodingFloor.Stretch {
    fileprivate init(_ difference: PictureDifference) {
        self.init(
            tileSimilarity: difference.tileSimilarity, tileColumns: difference.tileColumns,
            blockDifference: difference.blockDifference, drift: [], columns: difference.columns)
    }

    fileprivate func joined(_ difference: PictureDifference) -> Self {
        var result = self
        result.tileSimilarity = zip(tileSimilarity, difference.tileSimilarity).map { min($0, $1) }
        result.blockDifference = zip(blockDifference, difference.blockDifference).map { max($0, $1) }
        return result
    }

    /// Gives each place the worst of itself and its neighbors: where exactly an encoder saves is chance.
    fileprivate mutating func spread() {
        tileSimilarity = Self.spread(tileSimilarity, columns: tileColumns, min)
        blockDifference = Self.spread(blockDifference, columns: columns, max)
        drift = Self.spread(drift, columns: columns, max)
    }

    private static func spread(_ values: [Float], columns: Int, _ worse: (Float, Float) -> Float) -> [Float] {
        values.indices.map { index in
            let (x, y, rows) = (index % columns, index / columns, values.count / columns)
            var result = values[index]
            for row in max(0, y - 1)...min(rows - 1, y + 1) {
                for column in max(0, x - 1)...min(columns - 1, x + 1) {
                    result = worse(result, values[row * columns + column])
                }
            }
            return result
        }
    }
}
