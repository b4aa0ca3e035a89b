import MediaTiming
import TimelineModel

/// What the animations of a text do to it at one instant. Lengths are pixels of the draft's canvas.
struct TextMotion {
    /// Factor of the opacity, 0…1.
    var opacity = 1.0
    /// How far it lies to the right of its place.
    var offsetX = 0.0
    /// How far it lies below its place.
    var offsetY = 0.0
    /// Factor of its size about the anchor.
    var scale = 1.0
    /// Gaussian sigma.
    var blur = 0.0
    /// How many of its characters are seen; nil for all.
    var shownCharacters: Int?
    /// Whether it changes its place or its size.
    var isMoving = false

    /// How far a text slides, as a share of the canvas's side along which it slides.
    private static let slideShare = 0.2
    /// The blur's sigma where it begins, as a share of the canvas's shorter side; the contract's for transitions.
    private static let blurShare = 0.04
    /// Beyond the goal by a tenth and back, and the same backwards.
    private static let popIn = Easing.cubicBezier(x1: 0.34, y1: 1.56, x2: 0.64, y2: 1)
    private static let popOut = Easing.cubicBezier(x1: 0.36, y1: 0, x2: 0.66, y2: -0.56)
    /// A slide arrives slowly and leaves slowly (CSS cubic curves).
    private static let slideIn = Easing.cubicBezier(x1: 0.215, y1: 0.61, x2: 0.355, y2: 1)
    private static let slideOut = Easing.cubicBezier(x1: 0.55, y1: 0.055, x2: 0.675, y2: 0.19)

    /// The motion of a text of so many characters at a time from the start of a segment that lasts `duration`.
    init(of text: TextContent, characterCount: Int, at local: MediaTime, duration: MediaTime, canvas: CanvasSize) {
        if let animation = text.animationIn, local < animation.duration {
            let progress = local.seconds / animation.duration.seconds
            add(animation.kind, presence: progress, isComing: true, characterCount: characterCount, canvas: canvas)
        }
        if let animation = text.animationOut, duration - local < animation.duration {
            let presence = max(.zero, (duration - local).seconds) / animation.duration.seconds
            add(animation.kind, presence: presence, isComing: false, characterCount: characterCount, canvas: canvas)
        }
    }

    /// Adds an animation; `presence` is 0 where the text is away and 1 where it is wholly there.
    private mutating func add(
        _ kind: TextAnimation.Kind, presence: Rational, isComing: Bool, characterCount: Int, canvas: CanvasSize
    ) {
        let share = presence.doubleValue
        switch kind {
        case .fade: opacity *= share
        case .slideUp: slide(x: 0, y: -Double(canvas.height), share, isComing)
        case .slideDown: slide(x: 0, y: Double(canvas.height), share, isComing)
        case .slideLeft: slide(x: -Double(canvas.width), y: 0, share, isComing)
        case .slideRight: slide(x: Double(canvas.width), y: 0, share, isComing)
        case .pop:
            scale *= max(0, isComing ? Self.popIn.progress(share) : 1 - Self.popOut.progress(1 - share))
            isMoving = true
        case .typewriter:
            // In 128 bits: a fine clock and a long text may pass 64.
            let shown = Int(
                Int128(presence.numerator) * Int128(characterCount) / Int128(presence.denominator))
            shownCharacters = min(shownCharacters ?? shown, shown)
        case .blur:
            opacity *= share
            blur = max(blur, Self.blurShare * Double(min(canvas.width, canvas.height)) * (1 - share))
        }
    }

    /// Slides along a direction, into place or out of it, while the opacity changes with it.
    private mutating func slide(x: Double, y: Double, _ presence: Double, _ isComing: Bool) {
        let away =
            isComing ? Self.slideIn.progress(presence) - 1 : Self.slideOut.progress(1 - presence)
        offsetX += x * Self.slideShare * away
        offsetY += y * Self.slideShare * away
        opacity *= presence
        isMoving = true
    }
}
