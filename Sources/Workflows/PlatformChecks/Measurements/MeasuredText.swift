/// A text segment as it lies on the frames.
package struct MeasuredText: Sendable {
    /// One instant at which the text has come and does not yet go.
    package struct Moment: Sendable, Hashable {
        /// When, in seconds.
        package var time: Double
        /// The letters' own extent, strokes, shadows and boxes left out; may reach beyond the canvas. Nil: no ink.
        package var ink: InkBox?
        /// Type size after everything that scales it, in canvas pixels.
        package var typeSize: Double
        /// Contrast of the letters to what surrounds them, 1…21, or nil where it cannot be measured.
        package var contrast: Double?
        /// Whether a layer above hides the whole canvas, and so the text.
        package var isHidden: Bool
        /// Where the text's anchor lies, as a fraction of the canvas's width.
        package var x: Double
        /// Where the text's anchor lies, as a fraction of the canvas's height.
        package var y: Double

        /// A moment from its parts.
        package init(
            time: Double, ink: InkBox?, typeSize: Double, contrast: Double?, x: Double, y: Double,
            isHidden: Bool = false
        ) {
            self.time = time
            self.ink = ink
            self.typeSize = typeSize
            self.contrast = contrast
            self.isHidden = isHidden
            self.x = x
            self.y = y
        }
    }

    /// JSON Pointer of the segment; cues of one subtitle file share theirs.
    package var pointer: String
    /// Position of the track, by which cues that follow each other are known.
    package var track: Int
    /// What it says.
    package var text: String
    /// When it begins, in seconds.
    package var start: Double
    /// When it ends, or the film if that is earlier.
    package var end: Double
    /// The stated type size in canvas pixels, where there is only one.
    package var statedSize: Double?
    /// Whether x and y never change.
    package var isInPlace: Bool
    /// Instants at which it was measured, in their order; none where it is never seen.
    package var moments: [Moment]

    /// A text from its parts.
    package init(
        pointer: String, track: Int, text: String, start: Double, end: Double, statedSize: Double?, isInPlace: Bool,
        moments: [Moment]
    ) {
        self.pointer = pointer
        self.track = track
        self.text = text
        self.start = start
        self.end = end
        self.statedSize = statedSize
        self.isInPlace = isInPlace
        self.moments = moments
    }
}

/// A rectangle in canvas pixels.
package struct InkBox: Sendable, Hashable {
    /// Left edge.
    package var minX: Double
    /// Top edge.
    package var minY: Double
    /// Right edge.
    package var maxX: Double
    /// Bottom edge.
    package var maxY: Double

    /// A rectangle from its edges.
    package init(minX: Double, minY: Double, maxX: Double, maxY: Double) {
        self.minX = minX
        self.minY = minY
        self.maxX = maxX
        self.maxY = maxY
    }
}
