package import MediaBuffers
package import TimelineModel

/// A still in memory, walked and ready to be decoded.
package struct OpenStill {
    let decoder: any StillDecoder

    /// The picture, upright, in sRGB, as `StillImages.load` gives it. Throws `.damaged` where decoding fails.
    package func image(targetPixels: (width: Int, height: Int)?) throws(AssetProblem) -> RGBAImage {
        try decoder.image(target: targetPixels)
    }

    /// The picture to be decoded by rows, sized as by `image`; nil where it must be decoded whole.
    ///
    /// Where not all columns are wanted, `columns` says which when it is told how many there are.
    package func rows(
        targetPixels: (width: Int, height: Int)?, columns: ((_ width: Int) -> Range<Int>)? = nil
    ) throws(AssetProblem) -> (any StillRows)? { try decoder.rows(target: targetPixels, wanted: columns) }
}
