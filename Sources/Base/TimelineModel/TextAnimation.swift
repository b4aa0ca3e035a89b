package import MediaTiming

/// How a text comes or goes.
package struct TextAnimation: Hashable, Sendable {
    /// What the text does while it comes; while it goes it does the same backwards, but slides on in its direction.
    package enum Kind: String, Hashable, Sendable, CaseIterable {
        /// It becomes opaque.
        case fade
        /// It moves upwards.
        case slideUp = "slide-up"
        /// It moves downwards.
        case slideDown = "slide-down"
        /// It moves to the left.
        case slideLeft = "slide-left"
        /// It moves to the right.
        case slideRight = "slide-right"
        /// It grows from nothing, a little beyond its size and back.
        case pop
        /// Its characters appear one after another.
        case typewriter
        /// It becomes sharp.
        case blur
    }

    /// What it does.
    package var kind: Kind
    /// How long that takes, above 0.
    package var duration: MediaTime

    /// An animation from its parts.
    package init(kind: Kind, duration: MediaTime) {
        self.kind = kind
        self.duration = duration
    }
}

/// A word of a text and when it is highlighted.
package struct TimedWord: Hashable, Sendable {
    /// Where the word stands in the text, in Unicode scalars.
    package var scalars: Range<Int>
    /// When it is highlighted, from the segment's start.
    package var timeRange: TimeRange

    /// A word from its parts.
    package init(scalars: Range<Int>, timeRange: TimeRange) {
        self.scalars = scalars
        self.timeRange = timeRange
    }
}
