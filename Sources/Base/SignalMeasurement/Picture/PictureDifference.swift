/// How two pictures of one size differ, part by part. Blocks are 16 by 16 luma samples, tiles 64 by 64; those at the
/// right and at the bottom may be smaller.
package struct PictureDifference: Sendable {
    /// Blocks in a row.
    package var columns: Int
    /// Rows of blocks.
    package var rows: Int
    /// Tiles in a row.
    package var tileColumns: Int
    /// Rows of tiles.
    package var tileRows: Int
    /// Structural similarity of the luma over the picture, up to 1.
    package var similarity: Double
    /// The same for each tile, row by row.
    package var tileSimilarity: [Float]
    /// Mean absolute luma difference of each block, row by row, in code values.
    package var blockDifference: [Float]
    /// Mean Y', C'b, C'r of each block of the first picture, in code values.
    package var first: [SIMD4<Float>]
    /// The same of the second one.
    package var second: [SIMD4<Float>]

    /// Side of a block in luma samples.
    package static let blockSide = 16
    /// Side of a tile in luma samples.
    package static let tileSide = 64
}
