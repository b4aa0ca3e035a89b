package import H264Syntax
import MediaIO

/// A level of H.264 and what a stream of it may ask of a decoder (ITU-T H.264, table A-1).
package struct H264Level {
    /// The level times ten.
    let number: Int
    /// Macroblocks per second.
    let macroblockRate: Int
    /// Macroblocks of a frame.
    let frameSize: Int
    /// Macroblocks of all frames that are kept for reference.
    let bufferSize: Int

    static let all = [
        (10, 1_485, 99, 396), (11, 3_000, 396, 900), (12, 6_000, 396, 2_376), (13, 11_880, 396, 2_376),
        (20, 11_880, 396, 2_376), (21, 19_800, 792, 4_752), (22, 20_250, 1_620, 8_100), (30, 40_500, 1_620, 8_100),
        (31, 108_000, 3_600, 18_000), (32, 216_000, 5_120, 20_480), (40, 245_760, 8_192, 32_768),
        (41, 245_760, 8_192, 32_768), (42, 522_240, 8_704, 34_816), (50, 589_824, 22_080, 110_400),
        (51, 983_040, 36_864, 184_320), (52, 2_073_600, 36_864, 184_320), (60, 4_177_920, 139_264, 696_320),
        (61, 8_355_840, 139_264, 696_320), (62, 16_711_680, 139_264, 696_320),
    ].map { H264Level(number: $0.0, macroblockRate: $0.1, frameSize: $0.2, bufferSize: $0.3) }

    /// The lowest level that allows a stream; nil where none does.
    package static func lowest(for header: SequenceParameterSet, framesPerSecond: Double) -> Int? {
        let (columns, rows) = (header.widthInMacroblocks, header.frameHeightInMacroblocks)
        let size = columns * rows
        return all.first { level in
            // No side may be longer than the square root of eight times the size of a frame.
            size <= level.frameSize && columns * columns <= 8 * level.frameSize && rows * rows <= 8 * level.frameSize
                && Double(size) * framesPerSecond <= Double(level.macroblockRate) + 0.5
                && size * header.maxReferenceFrames <= level.bufferSize
        }?.number
    }
}
