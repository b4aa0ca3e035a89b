/// How code values become colors: what ITU-T H.273 calls coding-independent code points.
package struct ColorDescription: Hashable, Sendable {
    /// Which red, green, blue and white.
    package var primaries: ColorPrimaries
    /// How light becomes a signal.
    package var transfer: ColorTransfer
    /// How R'G'B' becomes Y'CbCr.
    package var matrix: ColorMatrix
    /// Which code values are black and white.
    package var range: ColorRange

    /// A description from its parts; what is not given is not said.
    package init(
        primaries: ColorPrimaries = .unspecified, transfer: ColorTransfer = .unspecified,
        matrix: ColorMatrix = .unspecified, range: ColorRange = .unspecified
    ) {
        self.primaries = primaries
        self.transfer = transfer
        self.matrix = matrix
        self.range = range
    }

    /// Nothing is said.
    package static let unspecified = ColorDescription()
    /// What canvases and the films that are written hold: Rec. ITU-R BT.709-6 in 16…235.
    package static let bt709Limited = ColorDescription(
        primaries: .bt709, transfer: .bt709, matrix: .bt709, range: .limited)
    /// What stills hold: IEC 61966-2-1, R'G'B' in 0…255.
    package static let sRGB = ColorDescription(
        primaries: .bt709, transfer: .sRGB, matrix: .identity, range: .full)

    /// The description with a guess for all that is not said, by the size that is stored: the only guesser.
    ///
    /// From 720 lines up the matrix is BT.709's, below it is BT.601's; samples are in limited range; primaries and transfer
    /// are BT.709's.
    package func resolved(forWidth width: Int, height: Int) -> ColorDescription {
        var color = self
        if matrix == .unspecified { color.matrix = height >= 720 ? .bt709 : .smpte170M }
        if range == .unspecified { color.range = .limited }
        if primaries == .unspecified { color.primaries = .bt709 }
        if transfer == .unspecified { color.transfer = .bt709 }
        return color
    }
}

/// Which code values are black and white: `VideoFullRangeFlag` of ITU-T H.273, clause 8.3.
package enum ColorRange: Hashable, Sendable, CaseIterable {
    /// It is not said.
    case unspecified
    /// 16…235 of 8 bits for luma, 16…240 for chroma: the flag is 0.
    case limited
    /// All code values: the flag is 1.
    case full

    /// The range that a flag says; nil says nothing.
    package init(isFull: Bool?) {
        switch isFull {
        case nil: self = .unspecified
        case false?: self = .limited
        case true?: self = .full
        }
    }

    /// The flag; nil where it is not said.
    package var isFull: Bool? {
        switch self {
        case .unspecified: nil
        case .limited: false
        case .full: true
        }
    }
}

/// A table of ITU-T H.273. The raw values are its code points; one that the table reserves has a place too.
package protocol ColorCodePoint: RawRepresentable<Int>, Hashable, Sendable, CaseIterable, CustomStringConvertible
where AllCases == [Self] {
    /// A code point by its number.
    init(rawValue: Int)
    /// The number 2: it is not said.
    static var unspecified: Self { get }
    /// The short names of all that have one, such as `bt709`: those that FFmpeg prints.
    static var names: [Self: String] { get }
    /// What the table's values are called in messages.
    static var titles: [Self: String] { get }
}

extension ColorCodePoint {
    /// All code points that the table defines.
    package static var allCases: [Self] { names.keys.sorted { $0.rawValue < $1.rawValue } }
    /// The short name, such as `bt709`; nil where nothing is said or the table reserves the number.
    package var name: String? { self == .unspecified ? nil : Self.names[self] }
    /// The code point with a short name; nil where there is none.
    package init?(name: String) {
        guard let found = Self.names.first(where: { $0.value == name })?.key else { return nil }
        self = found
    }
    /// A name for people, such as `BT.709`.
    package var description: String { Self.titles[self] ?? "number \(rawValue)" }
}
