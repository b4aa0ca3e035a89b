package import MediaBuffers
package import TimelineModel

/// A text with its time in a subtitle file.
package struct SubtitleCue: Hashable, Sendable {
    /// When it comes, in milliseconds.
    package var start: Int64
    /// When it goes, in milliseconds, after `start`.
    package var end: Int64
    /// What it says, without markup; a newline breaks the line.
    package var text: String
    /// How it looks where that differs from the draft's style.
    package var look: SubtitleLook

    /// A cue from its parts.
    package init(start: Int64, end: Int64, text: String, look: SubtitleLook = .plain) {
        self.start = start
        self.end = end
        self.text = text
        self.look = look
    }
}

/// How all of a cue looks where its markup or its settings say so.
package struct SubtitleLook: Hashable, Sendable {
    /// How high on the canvas a cue lies.
    package enum Height: Hashable, Sendable {
        /// As far from the upper edge as the draft's texts lie from the lower one.
        case top
        /// Amid.
        case middle
        /// Where the draft puts its texts.
        case bottom
    }

    /// Slanted.
    package var isItalic: Bool
    /// Bold.
    package var isBold: Bool
    /// Fill color, or nil for the draft's.
    package var color: RGBAColor?
    /// How high it lies, or nil for the draft's place.
    package var height: Height?
    /// Where its lines stand, or nil for the draft's alignment.
    package var alignment: TextStyle.Alignment?

    /// A look from its parts.
    package init(
        isItalic: Bool = false, isBold: Bool = false, color: RGBAColor? = nil, height: Height? = nil,
        alignment: TextStyle.Alignment? = nil
    ) {
        self.isItalic = isItalic
        self.isBold = isBold
        self.color = color
        self.height = height
        self.alignment = alignment
    }

    /// As the draft has it.
    package static let plain = SubtitleLook()
}

/// Something in a subtitle file that is not as it should be, or not shown.
package struct SubtitleProblem: Hashable, Sendable {
    /// What sort of problem it is.
    package enum Kind: Sendable {
        /// Lines that cannot be read and are left out.
        case malformed
        /// More cues at the same time than are shown.
        case overlap
        /// Markup that is not shown.
        case markup
    }

    /// What sort of problem it is.
    package var kind: Kind
    /// The line, counted from 1.
    package var line: Int
    /// What was found there, and what becomes of it. Never quotes the file.
    package var message: String
}
