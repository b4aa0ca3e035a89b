import MediaBuffers
import MediaIO
import MediaTiming
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

/// What encoding alone does to the reference: single frames of it are encoded as the export seems to have been.
struct EncodingFloor {
    let reference: any ReferenceFilm
    let guess: EncodingGuess

    /// Frames before the wanted one that are encoded with it.
    private static let lead = 10

    /// The frame after encoding, beside its unencoded self.
    func frame(_ index: Int) throws -> (encoded: Canvas, reference: Canvas)? {
        let settings = VideoEncoderSettings(
            width: reference.size.width, height: reference.size.height, frameRate: reference.frameRate,
            preset: guess.preset, rate: .crf(guess.rateFactor), keyframeInterval: 250)
        let encoder = try ChunkEncoder(settings: settings)
        let first = max(0, index - Self.lead)
        var own: Canvas?
        for frame in first...min(reference.frameCount - 1, index + 2) {
            guard let canvas = try reference.frame(frame, changing: nil)?.canvas else { return nil }
            if frame == index { own = canvas }
            try encoder.encode(canvas)
        }
        var found: Canvas?
        try ChunkDecoder.frames(of: encoder.finish()) { position, canvas in
            if position == index - first { found = canvas }
        }
        guard let own, let found else { return nil }
        return (found, own)
    }
}
