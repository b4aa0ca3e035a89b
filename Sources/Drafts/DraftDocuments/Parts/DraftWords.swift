/// How a source fills its box.
public struct DraftFit: DraftWord {
    /// The word, in small letters with hyphens.
    public let rawValue: String

    /// A word of the format, or one that it does not know yet.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// `cover`.
    public static let cover: Self = "cover"
    /// `contain`.
    public static let contain: Self = "contain"
    /// `stretch`.
    public static let stretch: Self = "stretch"
    /// `none`.
    public static let none: Self = "none"
    /// `blur`.
    public static let blur: Self = "blur"
}

/// How a source is mirrored.
public struct DraftFlip: DraftWord {
    /// The word, in small letters with hyphens.
    public let rawValue: String

    /// A word of the format, or one that it does not know yet.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// `h`.
    public static let h: Self = "h"
    /// `v`.
    public static let v: Self = "v"
    /// `hv`.
    public static let hv: Self = "hv"
}

/// How a layer meets what lies under it.
public struct DraftBlendMode: DraftWord {
    /// The word, in small letters with hyphens.
    public let rawValue: String

    /// A word of the format, or one that it does not know yet.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// `normal`.
    public static let normal: Self = "normal"
    /// `multiply`.
    public static let multiply: Self = "multiply"
    /// `screen`.
    public static let screen: Self = "screen"
    /// `overlay`.
    public static let overlay: Self = "overlay"
    /// `darken`.
    public static let darken: Self = "darken"
    /// `lighten`.
    public static let lighten: Self = "lighten"
    /// `add`.
    public static let add: Self = "add"
    /// `soft-light`.
    public static let softLight: Self = "soft-light"
    /// `hard-light`.
    public static let hardLight: Self = "hard-light"
    /// `difference`.
    public static let difference: Self = "difference"
}

/// A mask's shape.
public struct DraftMaskShape: DraftWord {
    /// The word, in small letters with hyphens.
    public let rawValue: String

    /// A word of the format, or one that it does not know yet.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// `circle`.
    public static let circle: Self = "circle"
    /// `rect`.
    public static let rect: Self = "rect"
    /// `rounded`.
    public static let rounded: Self = "rounded"
}

/// What of a mask's image counts.
public struct DraftMaskChannel: DraftWord {
    /// The word, in small letters with hyphens.
    public let rawValue: String

    /// A word of the format, or one that it does not know yet.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// `alpha`.
    public static let alpha: Self = "alpha"
    /// `luma`.
    public static let luma: Self = "luma"
}

/// How lines lie in their box.
public struct DraftAlignment: DraftWord {
    /// The word, in small letters with hyphens.
    public let rawValue: String

    /// A word of the format, or one that it does not know yet.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// `left`.
    public static let left: Self = "left"
    /// `center`.
    public static let center: Self = "center"
    /// `right`.
    public static let right: Self = "right"
}

/// What becomes of letters.
public struct DraftLetterCase: DraftWord {
    /// The word, in small letters with hyphens.
    public let rawValue: String

    /// A word of the format, or one that it does not know yet.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// `none`.
    public static let none: Self = "none"
    /// `upper`.
    public static let upper: Self = "upper"
    /// `lower`.
    public static let lower: Self = "lower"
    /// `title`.
    public static let title: Self = "title"
}

/// How much time is spent on how good a file.
public struct DraftQuality: DraftWord {
    /// The word, in small letters with hyphens.
    public let rawValue: String

    /// A word of the format, or one that it does not know yet.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// `draft`.
    public static let draft: Self = "draft"
    /// `standard`.
    public static let standard: Self = "standard"
    /// `high`.
    public static let high: Self = "high"
    /// `lossless`.
    public static let lossless: Self = "lossless"
}
