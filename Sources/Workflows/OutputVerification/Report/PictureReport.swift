package import Diagnostics
package import MediaBuffers
package import MediaTiming

/// How the frames of an export compare with those of its reference.
package struct PictureReport: Sendable {
    /// The reference's frame rate.
    package var frameRate: FrameRate
    /// Size of the compared frames in pixels.
    package var width: Int
    /// Size of the compared frames in pixels.
    package var height: Int
    /// One score for each frame of the reference.
    package var scores: [FrameScore]
    /// What the scores are held against.
    package var limits: PictureLimits
    /// The frames to look at, the worst first; few.
    package var worstFrames: [WorstFrame]
    /// What VMAF says of the frames.
    package var vmaf: VmafOutcome

    /// A report from its parts.
    package init(
        frameRate: FrameRate, width: Int, height: Int, scores: [FrameScore], limits: PictureLimits,
        worstFrames: [WorstFrame], vmaf: VmafOutcome = .notAsked
    ) {
        self.frameRate = frameRate
        self.width = width
        self.height = height
        self.scores = scores
        self.limits = limits
        self.worstFrames = worstFrames
        self.vmaf = vmaf
    }
}

/// How one frame of an export compares with the reference's.
package struct FrameScore: Hashable, Sendable {
    /// The frame of the reference.
    package var frame: Int
    /// The frame of the export that it was compared with; nil where there is none, so that nothing was measured.
    package var exportFrame: Int?
    /// Structural similarity of the luma over the frame, up to 1.
    package var similarity: Double
    /// The lowest similarity of a 64 pixel tile.
    package var worstTileSimilarity: Double
    /// The largest mean absolute luma difference of a 16 pixel block, in code values.
    package var worstBlockDifference: Double
    /// Mean CIEDE2000 difference of the 16 pixel blocks' mean colors.
    package var colorDifference: Double
    /// The 95th percentile of the same.
    package var colorDifference95: Double
    /// Mean signed difference, export less reference, of Y', C'b and C'r in code values.
    package var bias: SIMD3<Double>

    /// A score from its parts.
    package init(
        frame: Int, exportFrame: Int?, similarity: Double, worstTileSimilarity: Double, worstBlockDifference: Double,
        colorDifference: Double, colorDifference95: Double, bias: SIMD3<Double>
    ) {
        self.frame = frame
        self.exportFrame = exportFrame
        self.similarity = similarity
        self.worstTileSimilarity = worstTileSimilarity
        self.worstBlockDifference = worstBlockDifference
        self.colorDifference = colorDifference
        self.colorDifference95 = colorDifference95
        self.bias = bias
    }
}

/// What frames are held against.
package struct PictureLimits: Hashable, Sendable {
    /// The lowest similarity that a tile may have.
    package var worstTileSimilarity: Double
    /// The largest mean luma difference that a block may have.
    package var worstBlockDifference: Double
    /// The largest mean color difference.
    package var colorDifference: Double
    /// The largest 95th percentile of the color differences.
    package var colorDifference95: Double
    /// Where they come from: "absolute", or how the reference was encoded to find them.
    package var origin: String

    /// Limits from their parts.
    package init(
        worstTileSimilarity: Double, worstBlockDifference: Double, colorDifference: Double, colorDifference95: Double,
        origin: String
    ) {
        self.worstTileSimilarity = worstTileSimilarity
        self.worstBlockDifference = worstBlockDifference
        self.colorDifference = colorDifference
        self.colorDifference95 = colorDifference95
        self.origin = origin
    }
}

/// A frame that a person should look at.
package struct WorstFrame: Sendable {
    /// A picture in sRGB.
    package typealias Image = RGBAImage

    /// The frame of the reference.
    package var frame: Int
    /// The frame of the export beside it.
    package var exportFrame: Int
    /// What it should look like, in sRGB.
    package var reference: Image
    /// What it looks like.
    package var export: Image
    /// Luma difference of each 16 pixel block in code values, row by row, `heatColumns` a row.
    package var heat: [Float]
    /// Blocks in a row of `heat`.
    package var heatColumns: Int
    /// The worst part of it.
    package var region: PixelRect?
    /// Codes of the deviations that it shows; may be empty.
    package var deviationCodes: [DiagnosticCode]

    /// A frame from its parts.
    package init(
        frame: Int, exportFrame: Int, reference: Image, export: Image, heat: [Float], heatColumns: Int,
        region: PixelRect?, deviationCodes: [DiagnosticCode]
    ) {
        self.frame = frame
        self.exportFrame = exportFrame
        self.reference = reference
        self.export = export
        self.heat = heat
        self.heatColumns = heatColumns
        self.region = region
        self.deviationCodes = deviationCodes
    }
}
