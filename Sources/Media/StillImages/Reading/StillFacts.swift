package import TimelineModel

/// What is known of a still before its pixels are decoded.
package struct StillFacts: Sendable, Hashable {
    /// `png`, `apng`, `jpeg` or `webp`.
    package var format: String
    /// Columns of the upright picture.
    package var width: Int
    /// Rows of the upright picture.
    package var height: Int
    /// Whether a pixel may be transparent; where false, none is when it is loaded.
    package var hasAlpha: Bool
    /// Whether there is more than one frame.
    package var isAnimated: Bool
    /// When the frames of an animated WebP begin, and the length of one loop; nil for everything else.
    package var frameTimes: FrameTimes?
}
