package import MediaBuffers

/// A change of a layer's pixels before it is placed. Colors are gamma-coded sRGB, and clamped to 0…1 after each effect.
package enum Effect: Hashable, Sendable {
    /// Every component times a factor, 0 or more (Filter Effects 1, `brightness()`).
    case brightness(Double)
    /// Every component's distance from mid-gray times a factor, 0 or more (`contrast()`).
    case contrast(Double)
    /// Colorfulness: 0 gray, 1 unchanged (`saturate()`).
    case saturation(Double)
    /// A turn of all hues in degrees (`hue-rotate()`).
    case hue(degrees: Double)
    /// Towards gray, 0…1 (`grayscale()`).
    case grayscale(Double)
    /// Towards sepia, 0…1 (`sepia()`).
    case sepia(Double)
    /// Towards the negative, 0…1 (`invert()`).
    case invert(Double)
    /// A Gaussian; its sigma in canvas pixels. Edges repeat.
    case blur(radius: Double)
    /// Linear light times 2 to this power.
    case exposure(stops: Double)
    /// −1 cold … 1 warm: red × (1 + 0.2 v), blue × (1 − 0.2 v).
    case temperature(Double)
    /// in + amount · (in − a blur of sigma 1 canvas pixel), 0 or more.
    case sharpen(amount: Double)
    /// × 1 − strength · smoothstep(0.5, 1, r), where r is 1 in the corners; strength 0…1.
    case vignette(strength: Double)
    /// Every color replaced by a table's.
    case lookup(ColorTable)
    /// One color made transparent.
    case colorKey(ColorKey)
}

/// What a color key makes transparent.
///
/// alpha = smoothstep(similarity, similarity + smoothness, d), where d is the distance from the key in the plane of P'b
/// and P'r (BT.709, −0.5…0.5 each).
package struct ColorKey: Hashable, Sendable {
    /// The color that goes; its alpha means nothing.
    package var color: RGBAColor
    /// Distance up to which nothing is left, 0…1.
    package var similarity: Double
    /// Further distance over which alpha rises to one, 0…1.
    package var smoothness: Double
    /// How much of the key's tint is taken out of what is left, 0…1.
    ///
    /// In the plane of P'b and P'r let u be the part of a color along the key and v the part across it: spill ·
    /// max(0, u − |v|) is taken from u. Colors farther than 45° from the key's hue stay; luma stays.
    package var spill: Double

    /// A key from its parts.
    package init(color: RGBAColor, similarity: Double = 0.2, smoothness: Double = 0.1, spill: Double = 0) {
        self.color = color
        self.similarity = similarity
        self.smoothness = smoothness
        self.spill = spill
    }
}

/// How a layer's colors meet what lies under them (W3C Compositing and Blending 1).
package enum BlendMode: String, Hashable, Sendable, CaseIterable {
    /// The layer's color.
    case normal
    /// The product.
    case multiply
    /// The complement of the complements' product.
    case screen
    /// Hard light with the roles changed.
    case overlay
    /// The darker of the two.
    case darken
    /// The lighter of the two.
    case lighten
    /// The sum of the lights (CSS `plus-lighter`).
    case add
    /// Darkened or lightened gently, by the layer's color.
    case softLight = "soft-light"
    /// Multiplied or screened, by the layer's color.
    case hardLight = "hard-light"
    /// The distance of the two.
    case difference
}

/// What part of a layer's box is seen.
package enum LayerMask: Hashable, Sendable {
    /// What an image says.
    package enum Channel: String, Hashable, Sendable, CaseIterable {
        /// Its alpha.
        case alpha
        /// Its luma times its alpha.
        case luma
    }

    /// A circle in the middle of the box, its diameter the box's shorter side.
    case circle
    /// The box.
    case rectangle
    /// The box with round corners; the radius in canvas pixels before scaling, or nil for 5 % of the shorter side.
    case rounded(radius: Double?)
    /// An image that is stretched over the box.
    case image(AssetID, Channel)
}
