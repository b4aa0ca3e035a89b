/// How far a text may be from what it should be. Letters of the corpus's other text renderers must pass; texts that
/// are moved, scaled, faded or say something else must not. They are the first picture judge's (0232821, which tells
/// no run; those since hold them), but for what is named.
enum TextLimits {
    /// What is fainter than this, in code values, an encoder may lose: `FaintTextJudge` looks at it.
    static let contrast = Float(30)
    /// How far another renderer may put a text from where it should be, in pixels.
    static let move = 2.5
    /// How much larger or smaller than it should be, as a share.
    static let size = 0.035
    /// How much fainter or stronger, as a share.
    static let strength = 0.22
    /// How badly a part of it may fit: 0 like the text itself, 1 like another one (0bb6769).
    static let mismatch = 0.06
    /// The same for one that is brought back to its size (8a4f733).
    static let resizedMismatch = 0.4
    /// The least energy of a text that is looked for, as a sum of squared code values.
    static let energy = 40_000.0
    /// The least correlation of a text that is in its place without being looked for (9cf555e).
    static let inPlace = 0.85
    /// Below either of these a text is missing: its correlation, and its strength as a share.
    static let missingCorrelation = 0.4
    static let missingStrength = 0.2
    /// By how much another size must correlate better (8a4f733).
    static let sizeGain = 0.03
    /// The least correlation of a text that has another size and is the same (8a4f733).
    static let resizedCorrelation = 0.9
    /// The share of its full contrast that a text must have on a frame that is judged: while it fades, an encoder does
    /// what it likes with it.
    static let clear = Float(0.6)

    // MARK: Faint texts: 9c1b854, with which a text of 1 % opacity that is missing is told up to CRF 28

    /// Luma differences below which nobody sees a text, in code values.
    static let invisible = Float(2)
    /// How much fainter or stronger such a text may be, as a share.
    static let faintStrength = 0.5
    /// The share of its strength below which it is missing.
    static let faintMissing = 0.25
    /// The most noise, as a share of the strength, that lets a right one pass at once.
    static let faintNoise = 0.25
    /// How many times the noise a difference must be, and the least share that a text must lack against the floor.
    static let faintDoubt = 4.0
    static let faintLoss = 0.4
}
