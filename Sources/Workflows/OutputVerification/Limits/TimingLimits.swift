/// When frames are called late, frozen or blank. Distances are mean squared differences of luma thumbnails, in squared
/// code values. They are the first picture judge's (0232821, which tells no run; those since hold them), but for what
/// is named.
enum TimingLimits {
    /// How far apart frames may lie to be compared, and to be recognized, in frames.
    static let reach = 6
    static let farReach = 90

    // MARK: Pairing

    /// By how much a frame must be nearer than all others to be beyond doubt: a factor, and a distance.
    static let certainFactor = 2.0
    static let certainMargin = 0.15
    /// The share of what moves that may be in time where a frame is called late. Of plain films one bar set the
    /// clock of the whole (d7c7083).
    static let inTime = 0.05
    /// The distance from which on nothing resembles a frame, and how many times nearer a frame far away must be.
    static let unlike = 4.0
    static let farFactor = 6.0
    /// The least motion of the reference that tells anything.
    static let motion = 0.3
    /// How near a frame must be to be taken for the same: a factor of the best one's distance, and a distance
    /// (a31d493).
    static let pairedFactor = 2.0
    static let pairedMargin = 0.5
    /// By how much the frame of the same number must be nearer for the export to be back in time: a factor, and a
    /// distance (d7c7083).
    static let backFactor = 0.7
    static let backMargin = 0.02
    /// How many frames in a row make an offset steady.
    static let steady = 3

    // MARK: Standing still

    /// The most motion of an export that stands still: at most this, and a share of the reference's motion beside a
    /// little (9cf555e).
    static let still = 0.4
    static let stillFloor = 0.01
    static let stillShare = 0.12
    /// By what share of its change the reference must be farther from what is shown than that is from the frame before.
    /// What an encoder loses it may lose of a motion, too (9cf555e).
    static let frozenShare = 0.3
    /// The longest standstill, in frames, that may be one of the reference's own, a little earlier or later
    /// (0bb6769).
    static let shortStandstill = 3

    // MARK: Black and blank frames

    /// The least distance of a frame that shows nothing, the most deviation of its luma, and the mean below which it is
    /// black, in code values (ea038e8 and 0232821).
    static let blankDistance = 30.0
    static let blankDeviation = 2.5
    static let black = 20.0
    /// What the reference must have instead: a deviation, a difference of the means, or a mean.
    static let pictureDeviation = 6.0
    static let meanDifference = 20.0
    static let notBlack = 24.0

    // MARK: Stretches

    /// The least number of sure frames, and of frames, of a stretch that is elsewhere.
    static let sureFrames = 3
    static let stretch = 5
    /// A film of fewer frames has shorter ones.
    static let shortFilm = 12
    /// The least share of all that moves that one segment must have to be the one that is late (9cf555e).
    static let loneShare = 0.9
}
