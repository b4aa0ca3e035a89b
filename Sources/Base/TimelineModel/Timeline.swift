package import MediaBuffers
package import MediaTiming

/// A checked draft: what is on the canvas and what is heard at every instant, with nothing left to look up.
package struct Timeline: Sendable {
    /// The title, where the draft gives one.
    package var title: String?
    /// Size of the canvas in pixels, both sides even.
    package var canvasSize: CanvasSize
    /// Output frames per second.
    package var frameRate: FrameRate
    /// Length of the composition.
    package var duration: MediaTime
    /// What is seen where no layer is.
    package var background: RGBAColor
    /// The integrated loudness that the whole mix is brought to, −30…−5 LUFS, or nil where it is left as it is.
    package var targetLoudnessLUFS: Double?
    /// Tracks from the lowest to the highest.
    package var tracks: [Track]
    /// The files that segments refer to, by `AssetID`.
    package var assets: [Asset]

    /// A timeline from its parts.
    package init(
        title: String? = nil, canvasSize: CanvasSize, frameRate: FrameRate, duration: MediaTime,
        background: RGBAColor = .black, targetLoudnessLUFS: Double? = nil, tracks: [Track], assets: [Asset]
    ) {
        self.title = title
        self.canvasSize = canvasSize
        self.frameRate = frameRate
        self.duration = duration
        self.background = background
        self.targetLoudnessLUFS = targetLoudnessLUFS
        self.tracks = tracks
        self.assets = assets
    }

    /// Frames in the output: `ceil(duration · frameRate)`.
    package var frameCount: Int { frameRate.firstFrame(atOrAfter: duration) }

    /// The asset with an identifier that came from this timeline.
    package subscript(id: AssetID) -> Asset { assets[id.index] }
}

/// A width and a height in whole pixels.
package struct CanvasSize: Hashable, Sendable {
    /// Columns.
    package var width: Int
    /// Rows.
    package var height: Int

    /// A size from its two sides.
    package init(width: Int, height: Int) {
        self.width = width
        self.height = height
    }
}

/// Segments that follow each other without overlap, all of one kind.
package struct Track: Sendable {
    /// What a track carries.
    package enum Kind: Sendable, Hashable {
        /// `tt` 0: videos, images, colors.
        case picture
        /// `tt` 1: sounds.
        case sound
        /// `tt` 7: text.
        case text
    }

    /// The identifier, the draft's own or the position (`t/0`).
    package var id: String
    /// JSON Pointer of the track in the draft, in the draft's own spelling.
    package var pointer: String
    /// The name to show, where the draft gives one.
    package var name: String?
    /// What the track carries.
    package var kind: Kind
    /// Nothing of the track is heard.
    package var isMuted: Bool
    /// Nothing of the track is painted.
    package var isHidden: Bool
    /// Linear gain for all sound of the track, 0…4.
    package var gain: Double
    /// Segments in rising order of their start, without overlap.
    package var segments: [Segment]

    /// A track from its parts.
    package init(
        id: String, pointer: String, name: String? = nil, kind: Kind, isMuted: Bool = false, isHidden: Bool = false,
        gain: Double = 1, segments: [Segment]
    ) {
        self.id = id
        self.pointer = pointer
        self.name = name
        self.kind = kind
        self.isMuted = isMuted
        self.isHidden = isHidden
        self.gain = gain
        self.segments = segments
    }
}

/// One placed use of a medium, a color or a text.
package struct Segment: Sendable {
    /// What is placed.
    package enum Content: Sendable {
        /// A picture, moving or still, perhaps with its own sound.
        case picture(PictureContent)
        /// A sound.
        case sound(SoundContent)
        /// A text.
        case text(TextContent)
    }

    /// The identifier, the draft's own or the position (`t/0/sg/2`).
    package var id: String
    /// JSON Pointer of the segment in the draft, in the draft's own spelling.
    package var pointer: String
    /// The name to show: the draft's, else the file's name without ending, else the first line of the text.
    package var name: String
    /// When the segment is seen or heard, on the composition clock.
    package var compositionRange: TimeRange
    /// What is placed.
    package var content: Content
    /// How this segment comes in over the one before it on its track.
    package var transition: Transition?

    /// A segment from its parts.
    package init(
        id: String, pointer: String, name: String, compositionRange: TimeRange, content: Content,
        transition: Transition? = nil
    ) {
        self.id = id
        self.pointer = pointer
        self.name = name
        self.compositionRange = compositionRange
        self.content = content
        self.transition = transition
    }
}

/// How the incoming of two abutting segments takes over from the outgoing one, from the cut on.
package struct Transition: Hashable, Sendable {
    /// Where something moves to.
    package enum Direction: String, Hashable, Sendable, CaseIterable {
        /// Towards the left edge.
        case left
        /// Towards the right edge.
        case right
        /// Towards the top edge.
        case up
        /// Towards the bottom edge.
        case down
    }

    /// What happens to the picture, with progress p from 0 to 1.
    package enum Kind: Hashable, Sendable {
        /// `(1 − p) · A + p · B`.
        case crossfade
        /// A turns to the color, then the color to B; half the time each.
        case fadeThrough(RGBAColor)
        /// B is revealed by an edge that moves over the canvas.
        case wipe(Direction)
        /// B slides in over A.
        case slide(Direction)
        /// B pushes A out.
        case push(Direction)
        /// A grows to one and a half and fades out over B.
        case zoom
        /// A growing circle about the canvas's center, which reaches the corners at p = 1, reveals B.
        case circle
        /// The crossfade, blurred most at its middle: sigma 4 % of the canvas's shorter side · (1 − |2p − 1|).
        case blur

        /// The draft format's name.
        package var name: String {
            switch self {
            case .crossfade: "crossfade"
            case .fadeThrough(let color): color == .white ? "fade-white" : "fade-black"
            case .wipe(let direction): "wipe-\(direction.rawValue)"
            case .slide(let direction): "slide-\(direction.rawValue)"
            case .push(let direction): "push-\(direction.rawValue)"
            case .zoom: "zoom"
            case .circle: "circle"
            case .blur: "blur"
            }
        }

        /// All of them.
        package static let all: [Kind] =
            [.crossfade, .fadeThrough(.black), .fadeThrough(.white)] + Direction.allCases.map(Kind.wipe)
            + Direction.allCases.map(Kind.slide) + Direction.allCases.map(Kind.push) + [.zoom, .circle, .blur]
    }

    /// What happens to the picture.
    package var kind: Kind
    /// How long it lasts from the cut.
    package var duration: MediaTime
    /// Shapes the progress of the picture; the sound is not eased.
    package var easing: Easing

    /// A transition from its parts.
    package init(kind: Kind, duration: MediaTime, easing: Easing = .linear) {
        self.kind = kind
        self.duration = duration
        self.easing = easing
    }
}
