/// What the colors of a whole film are held against, beside the CIEDE2000 of `PictureLimits`. They are the first
/// picture judge's (0232821, which tells no run; those since hold them), but for what is named.
enum ColorLimits {
    /// Largest mean difference of the luma and of either chroma, in code values.
    static let luma = 0.8
    static let chroma = 0.5
    /// How many times what encoding alone does they, and the CIEDE2000 differences, may be (9cf555e).
    static let floorBias = 2.0
    static let floorDifference = 1.5
    /// How many times over its limit it must be to be told without a look at what encoding does
    /// (9cf555e).
    static let sureExcess = 3.0
    /// The share of eight frames that must be off: colors of one segment are the segment's affair.
    static let share = 0.6

    // MARK: Naming what happened

    /// The least mean distance of colors that is named, in code values.
    static let named = 0.05
    /// The largest share of the error that an explanation may leave.
    static let rest = 0.4
    /// How much more than the best one a named cause may leave: a factor, and a share.
    static let namedFactor = 1.3
    static let namedMargin = 0.02
    /// The least change of the saturation, of the brightness as a factor, and of the luma in code values
    /// (the first two d7c7083).
    static let saturation = Float(0.02)
    static let gain = Float(0.01)
    static let lumaShift = Float(0.7)
}
