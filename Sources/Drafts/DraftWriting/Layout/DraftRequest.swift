package import MediaTiming
package import TimelineModel

/// What a new draft should be made of and what it should be like.
package struct DraftRequest: Sendable {
    /// Pictures in their order.
    package var pictures: [Material] = []
    /// Clips in their order.
    package var clips: [Material] = []
    /// The music, or nil.
    package var music: Material?
    /// The speech, or nil.
    package var voice: Material?
    /// The title at the start, or nil.
    package var title: String?
    /// The line at the end, or nil.
    package var closing: String?
    /// The length, or nil for one that suits the materials.
    package var duration: MediaTime?
    /// The canvas.
    package var canvas = CanvasSize(width: 1_080, height: 1_920)
    /// Frames per second.
    package var frameRate = FrameRate(30)

    /// A request for nothing yet.
    package init() {}
}

/// Somebody who can tell how a text breaks into lines.
package protocol TextMeasuring: Sendable {
    /// The advance widths of a text's lines in pixels, set bold at a size within a width; nil where it cannot be set.
    func lineWidths(of text: String, size: Double, width: Double) -> [Double]?
}
