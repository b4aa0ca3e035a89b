/// When an explanation of an odd place is taken. Shares are of the difference that is to be explained. They are the
/// first picture judge's (0232821, which tells no run; those since hold them), but for what is named. The handicaps
/// put what needs no fitted number first.
enum ExplanationLimits {
    /// The largest share that an explanation may leave.
    static let rest = 0.4
    /// How much more than the best one another segment's explanation may leave to be as good (9cf555e).
    static let equalRest = 0.03
    /// What is added to the rest of explanations that fit a number, or that much fits.
    static let smallHandicap = 0.02
    static let largeHandicap = 0.05

    /// The opacity below which a segment is missing, as a share of what it should have.
    static let missingStrength = 0.12
    /// The least difference of an opacity that is told, and the largest share that is one.
    static let opacity = 0.03
    static let mostStrength = 2.0

    /// The least change of a segment's saturation, of its luma as a factor, and of its luma in code values (a31d493).
    static let saturation = 0.03
    static let gain = 0.02
    static let offset = 1.5
    /// Factors that are changes of a color, and no other picture.
    static let gains = 0.3...3.0
    static let saturations = 0.0...3.0
    /// The largest error of the other channel where one of the two is said to have changed, as a mean square (a31d493).
    static let otherChannel = 40.0

    /// The least energy of a layer that is looked for, as a sum of squared code values.
    static let energy = 40_000.0
    /// Least correlation of a layer that lies elsewhere, and by how much it must be better than in its place.
    static let correlation = 0.8
    static let correlationGain = 0.05
    /// The least change of a layer's size that is told.
    static let size = 0.015
    /// How far a layer is looked for, in pixels.
    static let reach = 24
}
