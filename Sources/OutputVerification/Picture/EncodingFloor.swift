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
        /// The largest of these but for one block in a thousand.
        var worstDrift = Float(0)
    }

    let guess: EncodingGuess
    private let reference: any ReferenceFilm
    private var known: [Int: Stretch] = [:]

    /// Frames that are measured, and as many before them that are encoded with them.
    private static let length = ColorDrift.length

    init(reference: any ReferenceFilm, guess: EncodingGuess) {
        self.reference = reference
        self.guess = guess
    }

    /// Whether encoding does as much to a place as was found there.
    func excuses(_ suspect: Suspect, limits: PictureLimits) throws -> Bool {
        // No encoder that is worth watching does that much.
        guard suspect.excess < 6, let stretch = try stretch(at: suspect.frame + suspect.length / 2) else { return false }
        switch suspect.sign {
        case .similarity:
            let floor = stretch.tileSimilarity[suspect.region.y / 64 * stretch.tileColumns + suspect.region.x / 64]
            let found = 1 - suspect.excess * (1 - limits.worstTileSimilarity)
            return found >= min(limits.worstTileSimilarity, Double(floor) - 0.08)
        case .difference:
            let floor = stretch.blockDifference[suspect.region.y / 16 * stretch.columns + suspect.region.x / 16]
            return suspect.excess * limits.worstBlockDifference <= max(limits.worstBlockDifference, 2 * Double(floor))
        case .color:
            var worst = Float(0)
            for row in suspect.region.y / 16..<(suspect.region.maxY + 15) / 16 {
                for column in suspect.region.x / 16..<(suspect.region.maxX + 15) / 16 {
                    worst = max(worst, stretch.drift[row * stretch.columns + column])
                }
            }
            // What drifts anywhere may drift here.
            return suspect.excess <= max(2 * Double(worst), 1.5 * Double(stretch.worstDrift))
        }
    }

    private func stretch(at index: Int) throws -> Stretch? {
        let bucket = index / Self.length
        if let stretch = known[bucket] { return stretch }
        let start = bucket * Self.length
        let frames = max(0, start - Self.length)..<min(reference.frameCount, start + Self.length)
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
        let gauge = PictureGauge(width: reference.size.width, height: reference.size.height)
        var result: Stretch?
        var drift = ColorDrift()
        var means: [SIMD4<Float>]?
        try ChunkDecoder.frames(of: encoder.finish()) { position, canvas in
            let place = position - (start - frames.lowerBound)
            guard own.indices.contains(place) else { return }
            let difference = gauge.difference(of: canvas, from: own[place])
            if let window = drift.add(difference, frame: place) { means = window.means }
            result = result?.joined(difference) ?? Stretch(difference)
        }
        means = means ?? drift.finish()?.means
        result?.drift = (means ?? []).map(DriftPatches.excess)
        if let found = result, found.drift.isEmpty {
            result?.drift = [Float](repeating: 0, count: found.blockDifference.count)
        }
        let sorted = (result?.drift ?? []).sorted()
        result?.worstDrift = sorted.isEmpty ? 0 : sorted[sorted.count * 999 / 1000]
        result?.spread()
        known[bucket] = result
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
                for column in max(0, x - 1)...min(columns - 1, x + 1) { result = worse(result, values[row * columns + column]) }
            }
            return result
        }
    }
}
