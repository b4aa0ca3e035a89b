package import MediaBuffers
package import TimelineModel

/// A file of one format, walked and checked, that can be decoded. One type for each format is all that the rest of the
/// program needs to read it.
protocol StillDecoder {
    /// Whether a file's first bytes, twelve at least, are those of the format.
    static func recognizes(_ prefix: [UInt8]) -> Bool

    /// What a file of the format is, by as little of it as that takes; `head` is its first 64 bytes.
    static func identity(of file: borrowing SourceFile, head: FileBytes) throws(AssetProblem) -> StillIdentity

    /// Walks a file; nothing is decoded. Throws `.damaged` where its structure is, `.tooLarge` over the limits,
    /// `.unsupported` for what is not decoded here.
    init(_ bytes: FileBytes) throws(AssetProblem)

    /// What a probe tells.
    var facts: StillFacts { get }

    /// What the file says about itself, for people.
    var details: PictureDetails { get }

    /// Decodes the picture, or the first frame of an animation: upright, in sRGB. It may come at a fraction of its size
    /// that is still twice `target` on both sides. Throws `.damaged` where its data is.
    func image(target: (width: Int, height: Int)?) throws(AssetProblem) -> RGBAImage

    /// The picture to be decoded by rows; nil where it must be decoded whole.
    func rows(
        target: (width: Int, height: Int)?, wanted: ((_ width: Int) -> Range<Int>)?
    ) throws(AssetProblem) -> (any StillRows)?

    /// The frames of an animation that is played here; nil for a still.
    func animation() throws(AssetProblem) -> (any StillAnimation)?
}

extension StillDecoder {
    func rows(
        target: (width: Int, height: Int)?, wanted: ((_ width: Int) -> Range<Int>)?
    ) throws(AssetProblem) -> (any StillRows)? { nil }

    func animation() throws(AssetProblem) -> (any StillAnimation)? { nil }
}

/// An upright still that is decoded a few rows at a time, so that nobody has to hold all of it as RGBA.
package protocol StillRows: AnyObject {
    /// Pixels in a row of the picture.
    var width: Int { get }
    /// Which of them are read: those that were asked for, and perhaps some more.
    var columns: Range<Int> { get }
    /// Rows.
    var height: Int { get }

    /// Reads the next rows into a strip, which is as wide as `columns`: as many as it has, fewer at the end, in sRGB.
    /// Returns how many. Throws `.damaged` where the data is.
    func read(into strip: RGBAImage) throws(AssetProblem) -> Int
}

/// Frames of an animation in a still's format.
package protocol StillAnimation: AnyObject, Sendable {
    /// When the frames begin, and the length of one loop.
    var frameTimes: FrameTimes { get }

    /// The picture of a frame, upright and in sRGB, straight or opaque; an `index` that is not there gives the nearest that
    /// is. Throws `.damaged` where a frame up to it is.
    func image(at index: Int) throws(AssetProblem) -> RGBAImage
}
