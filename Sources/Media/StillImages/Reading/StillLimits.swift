import TimelineModel

/// How large a picture may be; what is over it is refused before memory is taken for it.
enum StillLimits {
    /// The longest file.
    static let fileBytes = 200_000_000
    /// The most pixels of one picture.
    static let pixels = 100_000_000
    /// The longest side.
    static let side = 65_535
    /// The most frames of an animation.
    static let frames = 1_000
    /// The most pixels of all frames of an animation.
    static let animationPixels = 500_000_000
    /// The most scans of a JPEG: each one costs a walk over all of its coefficients.
    static let scans = 100
    /// The longest color profile.
    static let profileBytes = 8_000_000

    /// Throws where a picture has no pixels or more than the limits allow.
    static func check(width: Int, height: Int) throws(AssetProblem) {
        guard width > 0, height > 0 else {
            throw AssetProblem(.damaged, "the header promises \(width)x\(height) pixels; export the picture again")
        }
        guard width <= side, height <= side, width * height <= pixels else {
            throw AssetProblem(
                .tooLarge, "the picture has \(width)x\(height) pixels and may have 100 megapixels; make it smaller")
        }
    }

    /// Throws where an animation is over the limits.
    static func check(frameCount: Int, width: Int, height: Int) throws(AssetProblem) {
        try check(width: width, height: height)
        guard frameCount <= frames, width * height * frameCount <= animationPixels else {
            throw AssetProblem(
                .tooLarge,
                "the animation has \(frameCount) frames of \(width)x\(height) pixels and may have 1000 frames and 500 "
                    + "megapixels in all; make it shorter or smaller")
        }
    }
}
