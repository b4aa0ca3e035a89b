package import MediaBuffers
import MediaIO
package import TimelineModel

/// The frames of a file, brought to the canvas's form: 4:2:0, 8 bit, BT.709 limited as its tags tell.
package final class ExportFilm {
    /// How many frames it has.
    package let frameCount: Int
    /// Size of its frames in pixels, upright.
    package let size: CanvasSize
    private let reader: VideoReader

    /// Opens a file; throws where it has no picture or is damaged.
    package init(path: String, threadCount: Int = 1) throws(AssetProblem) {
        guard let picture = try MediaProbe.facts(ofFileAt: path, byteLimit: MediaByteLimit.film).picture else {
            throw AssetProblem(.unsupported, "there is no picture in it")
        }
        frameCount = picture.frameTimes.starts.count
        size = CanvasSize(width: picture.width, height: picture.height)
        reader = try VideoReader(path: path, threadCount: threadCount, byteLimit: MediaByteLimit.film)
    }

    /// A frame by its number. Quick in rising order.
    package func canvas(frame index: Int) throws(AssetProblem) -> Canvas {
        let picture = try reader.picture(at: index)
        if let canvas = Canvas(sharing: picture) { return canvas }
        return Self.reduced(picture)
    }

    /// A picture of full or otherwise sited chroma as a canvas: chroma averaged where there is more of it.
    private static func reduced(_ picture: SourcePicture) -> Canvas {
        let canvas = Canvas(width: picture.width & ~1, height: picture.height & ~1)
        for y in 0..<canvas.height {
            canvas.luma.row(y).update(from: picture.luma.row(y), count: canvas.width)
        }
        for (source, target) in [(picture.cb, canvas.cb), (picture.cr, canvas.cr)] {
            let isHalf = picture.subsampling == .yuv420
            for y in 0..<target.height {
                let upper = source.row(isHalf ? min(y, source.height - 1) : 2 * y)
                let lower = isHalf ? upper : source.row(2 * y + 1)
                let row = target.row(y)
                for x in 0..<target.width {
                    if isHalf {
                        row[x] = upper[min(x, source.width - 1)]
                    } else {
                        row[x] = UInt8(
                            (Int(upper[2 * x]) + Int(upper[2 * x + 1]) + Int(lower[2 * x]) + Int(lower[2 * x + 1]) + 2)
                                / 4)
                    }
                }
            }
        }
        return canvas
    }
}
