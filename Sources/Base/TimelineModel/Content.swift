package import MediaBuffers
package import MediaTiming

/// What a picture segment shows, where, and how it sounds.
package struct PictureContent: Sendable {
    /// Where the pixels come from.
    package enum Source: Hashable, Sendable {
        /// A still, an animation or a video.
        case asset(AssetID)
        /// One color all over the box.
        case color(RGBAColor)
    }

    /// Where the pixels come from.
    package var source: Source
    /// The stretch of the source that is used, on the source's clock. Its end counts as the source's end.
    package var sourceRange: TimeRange
    /// Source seconds per composition second, 0.1…10.
    package var playbackRate: Rational
    /// Whether the stretch that is played, [start, start + duration · rate), runs from its end to its start.
    package var isReversed: Bool
    /// How the picture fills its box.
    package var contentMode: ContentMode
    /// What is cut away before fitting, as fractions of the source.
    package var crop: Animated<CropInsets>
    /// Mirrored left to right.
    package var isFlippedHorizontally: Bool
    /// Mirrored top to bottom.
    package var isFlippedVertically: Bool
    /// Radius of the box's corners, canvas pixels before scaling, never negative.
    package var cornerRadius: Animated<Double>
    /// What is done to the pixels before the layer is placed, in order.
    package var effects: [Effect] = []
    /// What part of the box is seen, or nil for all of it.
    package var mask: LayerMask?
    /// How the layer's colors meet what lies under them.
    package var blendMode: BlendMode = .normal
    /// Where the layer lies.
    package var placement: Placement
    /// How the segment's own sound is heard, or nil where it has none or is mute.
    package var sound: SoundEnvelope?

    /// A picture from its parts.
    package init(
        source: Source, sourceRange: TimeRange, playbackRate: Rational = .one, isReversed: Bool = false,
        contentMode: ContentMode = .cover, crop: Animated<CropInsets> = .constant(.none),
        isFlippedHorizontally: Bool = false,
        isFlippedVertically: Bool = false,
        cornerRadius: Animated<Double> = .constant(0), placement: Placement, sound: SoundEnvelope? = nil
    ) {
        self.source = source
        self.sourceRange = sourceRange
        self.playbackRate = playbackRate
        self.isReversed = isReversed
        self.contentMode = contentMode
        self.crop = crop
        self.isFlippedHorizontally = isFlippedHorizontally
        self.isFlippedVertically = isFlippedVertically
        self.cornerRadius = cornerRadius
        self.placement = placement
        self.sound = sound
    }
}

/// How a picture fills its box.
package enum ContentMode: String, Hashable, Sendable, CaseIterable {
    /// The smallest uniform scale that leaves no part of the box empty; the rest is cut away.
    case cover
    /// The largest uniform scale at which all of the picture is seen.
    case contain
    /// Each side scaled to the box's.
    case stretch
    /// One source pixel (after sample aspect) is one canvas pixel, centered, clipped to the box.
    case none
    /// `contain` over a blurred `cover` of the picture itself: sigma 4 % of the box's shorter side, edges repeat.
    case blur
}

/// Fractions of a source that are cut away before fitting; left + right and top + bottom are below 1.
package struct CropInsets: Hashable, Sendable {
    /// From the left side.
    package var left: Double
    /// From the top.
    package var top: Double
    /// From the right side.
    package var right: Double
    /// From the bottom.
    package var bottom: Double

    /// Insets from the four fractions.
    package init(left: Double, top: Double, right: Double, bottom: Double) {
        self.left = left
        self.top = top
        self.right = right
        self.bottom = bottom
    }

    /// Nothing is cut away.
    package static let none = CropInsets(left: 0, top: 0, right: 0, bottom: 0)
}

/// Where a layer lies on the canvas. Lengths are canvas pixels of the draft's canvas; times run from the segment's start.
///
/// The box's point (`anchorX` · box width, `anchorY` · box height) is scaled and rotated about, and lands on the position.
package struct Placement: Sendable {
    /// Where the anchor lies, from the canvas's left edge.
    package var x: Animated<Double>
    /// Where the anchor lies, from the canvas's top edge.
    package var y: Animated<Double>
    /// The anchor as a fraction of the box's width.
    package var anchorX: Double
    /// The anchor as a fraction of the box's height.
    package var anchorY: Double
    /// Width of the box; for text the wrapping width.
    package var width: Animated<Double>
    /// Height of the box; text finds its own, and is held within this one only where it is to fit.
    package var height: Animated<Double>
    /// Horizontal and vertical scale about the anchor.
    package var scale: Animated<Scale>
    /// Clockwise turn about the anchor.
    package var rotationDegrees: Animated<Double>
    /// 0…1.
    package var opacity: Animated<Double>

    /// A placement from its parts.
    package init(
        x: Animated<Double>, y: Animated<Double>, anchorX: Double = 0.5, anchorY: Double = 0.5,
        width: Animated<Double>, height: Animated<Double>, scale: Animated<Scale> = .constant(.identity),
        rotationDegrees: Animated<Double> = .constant(0), opacity: Animated<Double> = .constant(1)
    ) {
        self.x = x
        self.y = y
        self.anchorX = anchorX
        self.anchorY = anchorY
        self.width = width
        self.height = height
        self.scale = scale
        self.rotationDegrees = rotationDegrees
        self.opacity = opacity
    }
}

/// A factor for each axis.
package struct Scale: Hashable, Sendable {
    /// Horizontal factor.
    package var x: Double
    /// Vertical factor.
    package var y: Double

    /// A scale from its two factors.
    package init(x: Double, y: Double) {
        self.x = x
        self.y = y
    }

    /// No change.
    package static let identity = Scale(x: 1, y: 1)
}

/// What a sound segment plays.
package struct SoundContent: Sendable {
    /// The file.
    package var asset: AssetID
    /// The stretch of the source that is used, on the source's clock. Its end counts as the source's end.
    package var sourceRange: TimeRange
    /// Source seconds per composition second, 0.1…10; the pitch is kept.
    package var playbackRate: Rational
    /// Whether the stretch repeats until the segment ends.
    package var loops: Bool
    /// How loud it is.
    package var envelope: SoundEnvelope
    /// How it makes way for sounds that do not duck, or nil where it is one of these.
    package var ducking: Ducking?

    /// A sound from its parts.
    package init(
        asset: AssetID, sourceRange: TimeRange, playbackRate: Rational = .one, loops: Bool = false,
        envelope: SoundEnvelope, ducking: Ducking? = nil
    ) {
        self.asset = asset
        self.sourceRange = sourceRange
        self.playbackRate = playbackRate
        self.loops = loops
        self.envelope = envelope
        self.ducking = ducking
    }
}

/// How a sound makes way while others are audible.
package struct Ducking: Hashable, Sendable {
    /// Linear gain while others are audible, 0…1; it multiplies the sound's own.
    package var gain: Double
    /// How long the whole way down takes, which ends when the others begin.
    package var attack: MediaTime
    /// How long the whole way up takes, which begins when the others end.
    package var release: MediaTime

    /// Ducking from its parts.
    package init(gain: Double, attack: MediaTime, release: MediaTime) {
        self.gain = gain
        self.attack = attack
        self.release = release
    }
}

/// How loud a segment is while it lasts.
package struct SoundEnvelope: Sendable {
    /// Linear gain 0…4, by time from the segment's start.
    package var gain: Animated<Double>
    /// Linear rise from silence at the segment's start.
    package var fadeIn: MediaTime
    /// Linear fall to silence at the segment's own end.
    package var fadeOut: MediaTime

    /// An envelope from its parts.
    package init(gain: Animated<Double> = .constant(1), fadeIn: MediaTime = .zero, fadeOut: MediaTime = .zero) {
        self.gain = gain
        self.fadeIn = fadeIn
        self.fadeOut = fadeOut
    }
}
