package import MediaBuffers
package import PictureEffects
package import TimelineModel

/// Everything that decides the pixels of one output frame, as a value: equal plans give equal pixels.
package struct FramePlan: Hashable, Sendable {
    /// What is seen where no layer is; nil where an opaque layer covers the canvas.
    package var background: RGBAColor?
    /// Layers from the lowest to the highest. Layers that cannot be seen are left out.
    package var layers: [LayerPlan]

    /// A plan from its parts.
    package init(background: RGBAColor?, layers: [LayerPlan]) {
        self.background = background
        self.layers = layers
    }

    /// Every asset that painting the frame reads.
    package var assets: Set<AssetID> { Set(layers.flatMap(\.pictures).flatMap(\.placed.assets)) }
}

/// One step of painting a frame.
package enum LayerPlan: Hashable, Sendable {
    /// A picture laid over what is there.
    case picture(PicturePlan)
    /// Two pictures, each on a transparent canvas of its own, made into one that is then laid over what is there.
    case transition(TransitionPlan)

    /// The pictures that take part.
    package var pictures: [PicturePlan] {
        switch self {
        case .picture(let picture): [picture]
        case .transition(let transition): [transition.outgoing, transition.incoming].compactMap { $0 }
        }
    }
}

extension LayerPlan {
    /// Whether it is laid over what is there in another way than the normal one.
    var isBlending: Bool {
        if case .picture(let picture) = self { picture.blendMode != .normal } else { false }
    }
}

/// Two pictures on their way from one to the other. A missing side is transparent.
package struct TransitionPlan: Hashable, Sendable {
    /// How they are made into one.
    package enum Method: Hashable, Sendable {
        /// Mixed; `weight` is the incoming picture's share in 1/32768, and the mix is blurred where sigma, in canvas
        /// pixels, is above 0.
        case mix(weight: Int, sigma: Double)
        /// The incoming picture shows in an area that grows with a progress from 0 to 1.
        case reveal(RevealCoverage, progress: Double)
        /// What there is of the two, one of which is missing, turns to a color; `weight` is the color's share in 1/32768.
        case tone(RGBAColor, weight: Int)
    }

    /// The picture that goes.
    package var outgoing: PicturePlan?
    /// The picture that comes.
    package var incoming: PicturePlan?
    /// How they are made into one.
    package var method: Method
}

/// One picture of one frame: its pixels, where they go, how much they cover.
package struct PicturePlan: Hashable, Sendable {
    /// Where the pixels come from.
    package enum Content: Hashable, Sendable {
        /// One color.
        case color(RGBAColor)
        /// A still, needed at no more than `detail` of its own size along each side.
        case still(AssetID, detail: Detail)
        /// Frame `index` of a video or an animation.
        case frame(AssetID, index: Int)
        /// A text.
        case text(TextPlan)

        /// The asset, where there is one.
        package var asset: AssetID? {
            switch self {
            case .still(let asset, _), .frame(let asset, _): asset
            case .color, .text: nil
            }
        }
    }

    /// The pixels' origin and their place on the canvas. What can be cached of a picture depends on this alone.
    package struct Placed: Hashable, Sendable {
        /// Where the pixels come from.
        package var content: Content
        /// Where they go.
        package var geometry: LayerGeometry
        /// What is done to them before that; nil where nothing is.
        package var look: Look?
        /// A blurred copy behind them, or nil.
        package var backdrop: Backdrop?
        /// What part of the box is seen, or nil for all of it; lengths in box units.
        package var mask: LayerMask?
        /// How a frame of a film fills its box, should it be of another size than the first ones; nil for all else.
        package var fit: BoxFit?

        /// The assets that take part.
        package var assets: [AssetID] {
            var assets = [content.asset].compactMap { $0 }
            if case .image(let asset, _) = mask { assets.append(asset) }
            return assets
        }
    }

    /// Effects on the part of a picture that was not cropped away.
    package struct Look: Hashable, Sendable {
        /// The effects, in order.
        package var effects: [Effect]
        /// Box units to a canvas pixel of the draft, in which the effects' lengths are given.
        package var unitX: Double
        /// See `unitX`.
        package var unitY: Double
    }

    /// A copy of a picture that fills the box behind it, blurred.
    package struct Backdrop: Hashable, Sendable {
        /// How the copy fills the box, as in `LayerGeometry`.
        package var fitX: LayerGeometry.AxisFit
        /// See `fitX`.
        package var fitY: LayerGeometry.AxisFit
        /// The Gaussian's sigma in box units.
        package var sigma: Double
    }

    /// Origin and place.
    package var placed: Placed
    /// Constant opacity in 1/32768, above 0.
    package var opacity: Int
    /// How its colors meet what lies under them.
    package var blendMode: BlendMode = .normal
    /// Whether the same picture serves many frames, so that keeping it in canvas form pays.
    package var isStatic: Bool

    /// Where the pixels come from.
    package var content: Content { placed.content }
    /// Where they go.
    package var geometry: LayerGeometry { placed.geometry }

    /// Full opacity.
    package static let opaque = 32_768
}

// Not in the declaration, so that the initializer of all parts stays, which keys of caches name: see `CanonicalWriter`.
extension PicturePlan {
    /// A plan without look, backdrop and mask, laid over in the normal way.
    package init(content: Content, geometry: LayerGeometry, opacity: Int, isStatic: Bool) {
        self.init(placed: Placed(content: content, geometry: geometry), opacity: opacity, isStatic: isStatic)
    }
}

/// The size, in pixels, at which a still is kept for painting; both sides 0 mean its own size.
package struct Detail: Hashable, Sendable {
    /// Columns.
    package var width: Int
    /// Rows.
    package var height: Int
    /// What is cut away and may not be mixed into the rest where the still is reduced.
    package var crop: CropInsets = .none

    /// The still's own size.
    package static let full = Detail(width: 0, height: 0)
}

/// A text of one frame, before its lines are broken.
package struct TextPlan: Hashable, Sendable {
    /// The text.
    package var text: String
    /// How it is set.
    package var style: TextStyle
    /// Type size in canvas pixels.
    package var size: Double
    /// Fill color.
    package var color: RGBAColor
    /// Wrapping width in canvas pixels.
    package var wrapWidth: Double
    /// Raster pixels per canvas pixel: the largest that the segment ever needs.
    package var rasterScale: Double
    /// Whether the raster lands on the canvas unscaled and unturned, and may be drawn straight at its sub-pixel place.
    package var isUpright: Bool
    /// The anchor as a fraction of the text's box, whose height is not known yet.
    package var anchorX: Double
    /// See `anchorX`.
    package var anchorY: Double
    /// The height in canvas pixels within which the text must stay by a smaller size; nil where the size holds.
    package var fitHeight: Double?
    /// How many Unicode scalars of the text are seen; nil for all.
    package var shownScalars: Int?
    /// Ranges of Unicode scalars that are filled with `highlight`.
    package var highlighted: [Range<Int>] = []
    /// Fill color of what is highlighted; white where nothing is.
    package var highlight: RGBAColor = .white
    /// Gaussian sigma in canvas pixels by which the text is blurred.
    package var blur: Double = 0
}
