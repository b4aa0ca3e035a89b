// Where a limit's origin is a commit, its message and its verdicts of the short corpus are meant. Those of 0232821, the
// first picture judge, tell no run; all runs since then hold them.
extension PictureLimits {
    /// What tiles, blocks and colors are held against where nothing is known of the encoder. From the measurements in
    /// `docs/verification.md`: good encodes stay within, faults do not.
    static let absolute = PictureLimits(
        worstTileSimilarity: 0.85, worstBlockDifference: 12, colorDifference: 1, colorDifference95: 2,
        origin: "absolute")

    // MARK: Drift of a place's color

    /// How far a block's mean luma and chroma may be off over twelve frames, in code values (0232821).
    static let drift = SIMD2<Float>(2.5, 2.5)
    /// How many blocks of 16 by 16 pixels must touch (0232821).
    static let driftBlocks = 4
    /// What the smallest patches must be over the limit, in blocks: the fewer blocks, the likelier an encoder's whim.
    /// Of plain films four blocks at the limit were no fault (d7c7083).
    static let driftDoubt = Float(2)
    /// How far the mean of a block in the room of a text may be off before the text is looked at, in code values
    /// (0232821).
    static let textDrift = Float(4)

    // MARK: Softness

    /// How alike tiles must be once both pictures are smoothed, to be called softer or sharper only: what other scalers
    /// make must pass (8a4f733).
    static let softSimilarity = Float(0.93)
    /// How far the mean luma of smoothed blocks may be apart, in code values (8a4f733).
    static let softDifference = Float(6)

    // MARK: The floor: what encoding alone does

    /// How many times over its limit a place may be and still be an encoder's work (9cf555e).
    static let floorExcess = 6.0
    /// How many times over its limit a place may be that a longer encode is tried for (9cf555e).
    static let longFloorExcess = 2.0
    /// How much less alike than on the floor a tile may be (b1c83e8).
    static let floorSimilarity = 0.08
    /// How many times the floor's difference a block may have (b1c83e8).
    static let floorDifference = 2.0
    /// How many times the floor's drift a patch may have: its own, and the worst of the frame
    /// (b1c83e8).
    static let floorDrift = 2.0
    static let floorWorstDrift = 1.5

    // MARK: Shift of the whole picture

    /// The least shift that is told, in pixels (d7c7083, as all of these).
    static let shift = 0.75
    /// How far apart tiles may be found that agree, in pixels.
    static let shiftAgreement = 0.75
    /// Least correlation of a tile that counts, and by how much it must be better than in its place.
    static let shiftCorrelation = 0.7
    static let shiftGain = 0.1
}
