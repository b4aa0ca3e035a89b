package import MediaBuffers
package import MediaTiming
package import TimelineModel

/// What an export should show, frame by frame. One thread owns it.
package protocol ReferenceFilm: AnyObject {
    /// Size of its frames in pixels.
    var size: CanvasSize { get }
    /// Frames per second.
    var frameRate: FrameRate { get }
    /// How many frames it has.
    var frameCount: Int { get }

    /// The next frame in order; nil at the end. Nobody paints on it afterwards.
    func next() throws -> ReferenceFrame?

    /// A frame by its number, as it is or with something changed; nil where the change cannot be made, because there is
    /// no draft behind the film or because nothing of it is seen there.
    ///
    /// Layers are told of a frame as it is only.
    func frame(_ index: Int, changing change: ReferenceChange?) throws -> ReferenceFrame?
}

/// One frame of what an export should show.
package struct ReferenceFrame: Sendable {
    /// The picture.
    package var canvas: Canvas
    /// Whether it is the frame before once more.
    package var isRepeat: Bool
    /// What is on it, from the lowest to the highest; empty where that is not known.
    package var layers: [ExpectedLayer]

    /// A frame from its parts.
    package init(canvas: Canvas, isRepeat: Bool, layers: [ExpectedLayer]) {
        self.canvas = canvas
        self.isRepeat = isRepeat
        self.layers = layers
    }
}

/// One layer of a frame.
package struct ExpectedLayer: Hashable, Sendable {
    /// What it shows.
    package enum Kind: Hashable, Sendable {
        /// A picture or a color.
        case picture
        /// A text.
        case text
        /// Two segments, the second one coming in over the first.
        case transition
    }

    /// What it shows.
    package var kind: Kind
    /// The segments that it shows, the incoming one last.
    package var segments: [ExpectedSegment]
    /// The part of the canvas that it covers.
    package var rect: PixelRect

    /// A layer from its parts.
    package init(kind: Kind, segments: [ExpectedSegment], rect: PixelRect) {
        self.kind = kind
        self.segments = segments
        self.rect = rect
    }
}

/// A segment as messages speak of it.
package struct ExpectedSegment: Hashable, Sendable {
    /// JSON Pointer of the segment in the draft.
    package var pointer: String
    /// Its name.
    package var name: String

    /// A segment from its pointer and name.
    package init(pointer: String, name: String) {
        self.pointer = pointer
        self.name = name
    }
}

/// Something that could have gone wrong with a segment, to see whether that explains what an export shows.
package enum ReferenceChange: Hashable, Sendable {
    /// The segment with this pointer is not painted.
    case without(String)
    /// It lies elsewhere, by fractions of the canvas's width and height.
    case moved(String, x: Double, y: Double)
    /// It fills its box in another way.
    case contentMode(String, ContentMode)
    /// It comes in by a cut.
    case withoutTransition(String)
    /// It has no effects.
    case withoutEffects(String)
}
