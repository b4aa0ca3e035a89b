package import MediaBuffers
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
    package var assets: Set<AssetID> { Set(layers.flatMap(\.pictures).compactMap(\.content.asset)) }
}

/// One step of painting a frame.
package enum LayerPlan: Hashable, Sendable {
    /// A picture laid over what is there.
    case picture(PicturePlan)
    /// Two pictures, each on a transparent canvas of its own, mixed and then laid over what is there.
    ///
    /// `weight` is the incoming picture's share in 1/32768. A missing side is transparent.
    case crossfade(outgoing: PicturePlan?, incoming: PicturePlan?, weight: Int)

    /// The pictures that take part.
    package var pictures: [PicturePlan] {
        switch self {
        case .picture(let picture): [picture]
        case .crossfade(let outgoing, let incoming, _): [outgoing, incoming].compactMap { $0 }
        }
    }
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
    }

    /// Origin and place.
    package var placed: Placed
    /// Constant opacity in 1/32768, above 0.
    package var opacity: Int
    /// Whether the same picture serves many frames, so that keeping it in canvas form pays.
    package var isStatic: Bool

    /// A plan from its parts.
    package init(content: Content, geometry: LayerGeometry, opacity: Int, isStatic: Bool) {
        placed = Placed(content: content, geometry: geometry)
        self.opacity = opacity
        self.isStatic = isStatic
    }

    /// Where the pixels come from.
    package var content: Content { placed.content }
    /// Where they go.
    package var geometry: LayerGeometry { placed.geometry }

    /// Full opacity.
    package static let opaque = 32_768
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
}
