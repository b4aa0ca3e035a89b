/// What an effect does.
public struct DraftEffectKind: DraftWord {
    /// The word, in small letters with hyphens.
    public let rawValue: String

    /// A word of the format, or one that it does not know yet.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// `brightness`.
    public static let brightness: Self = "brightness"
    /// `contrast`.
    public static let contrast: Self = "contrast"
    /// `saturation`.
    public static let saturation: Self = "saturation"
    /// `hue`.
    public static let hue: Self = "hue"
    /// `grayscale`.
    public static let grayscale: Self = "grayscale"
    /// `sepia`.
    public static let sepia: Self = "sepia"
    /// `invert`.
    public static let invert: Self = "invert"
    /// `blur`.
    public static let blur: Self = "blur"
    /// `exposure`.
    public static let exposure: Self = "exposure"
    /// `temperature`.
    public static let temperature: Self = "temperature"
    /// `sharpen`.
    public static let sharpen: Self = "sharpen"
    /// `vignette`.
    public static let vignette: Self = "vignette"
    /// `lut`.
    public static let lut: Self = "lut"
    /// `chroma-key`.
    public static let chromaKey: Self = "chroma-key"
}

/// What happens in a transition.
public struct DraftTransitionKind: DraftWord {
    /// The word, in small letters with hyphens.
    public let rawValue: String

    /// A word of the format, or one that it does not know yet.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// `crossfade`.
    public static let crossfade: Self = "crossfade"
    /// `fade-black`.
    public static let fadeBlack: Self = "fade-black"
    /// `fade-white`.
    public static let fadeWhite: Self = "fade-white"
    /// `wipe-left`.
    public static let wipeLeft: Self = "wipe-left"
    /// `wipe-right`.
    public static let wipeRight: Self = "wipe-right"
    /// `wipe-up`.
    public static let wipeUp: Self = "wipe-up"
    /// `wipe-down`.
    public static let wipeDown: Self = "wipe-down"
    /// `slide-left`.
    public static let slideLeft: Self = "slide-left"
    /// `slide-right`.
    public static let slideRight: Self = "slide-right"
    /// `slide-up`.
    public static let slideUp: Self = "slide-up"
    /// `slide-down`.
    public static let slideDown: Self = "slide-down"
    /// `push-left`.
    public static let pushLeft: Self = "push-left"
    /// `push-right`.
    public static let pushRight: Self = "push-right"
    /// `push-up`.
    public static let pushUp: Self = "push-up"
    /// `push-down`.
    public static let pushDown: Self = "push-down"
    /// `zoom`.
    public static let zoom: Self = "zoom"
    /// `circle`.
    public static let circle: Self = "circle"
    /// `blur`.
    public static let blur: Self = "blur"
}

/// How a text comes or goes.
public struct DraftAnimationKind: DraftWord {
    /// The word, in small letters with hyphens.
    public let rawValue: String

    /// A word of the format, or one that it does not know yet.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// `fade`.
    public static let fade: Self = "fade"
    /// `slide-up`.
    public static let slideUp: Self = "slide-up"
    /// `slide-down`.
    public static let slideDown: Self = "slide-down"
    /// `slide-left`.
    public static let slideLeft: Self = "slide-left"
    /// `slide-right`.
    public static let slideRight: Self = "slide-right"
    /// `pop`.
    public static let pop: Self = "pop"
    /// `typewriter`.
    public static let typewriter: Self = "typewriter"
    /// `blur`.
    public static let blur: Self = "blur"
}
