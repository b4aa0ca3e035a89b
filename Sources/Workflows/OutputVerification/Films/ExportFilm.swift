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
        guard
            let picture = try MediaProbe.facts(ofFileAt: path, byteLimit: MediaByteLimit.film).picture
        else {
            throw AssetProblem(.unsupported, "there is no picture in it")
        }
        frameCount = picture.frameTimes.starts.count
        size = CanvasSize(width: picture.width, height: picture.height)
        reader = try VideoReader(path: path, threadCount: threadCount, byteLimit: MediaByteLimit.film, keepsSize: true)
    }

    /// A frame by its number. Quick in rising order.
    package func canvas(frame index: Int) throws(AssetProblem) -> Canvas {
        let picture = try reader.picture(at: index)
        if let canvas = Canvas(sharing: picture) { return canvas }
        return Self.reduced(picture)
    }

    /// A picture of full or otherwise sited chroma as a canvas: chroma averaged where there is more of it, and moved to
    /// the left site by straight lines.
    private static func reduced(_ picture: SourcePicture) -> Canvas {
        let canvas = Canvas(width: picture.width & ~1, height: picture.height & ~1)
        for y in 0..<canvas.height {
            canvas.luma.row(y).update(from: picture.luma.row(y), count: canvas.width)
        }
        for (source, target) in [(picture.cb, canvas.cb), (picture.cr, canvas.cr)] {
            if picture.subsampling == .yuv420 {
                sitedLeft(source, picture.chromaLocation, target)
            } else {
                halved(source, target)
            }
        }
        return canvas
    }

    /// Half-size chroma at another site. A chroma sample is two luma samples wide, so half a luma sample is a quarter.
    private static func sitedLeft(_ source: Plane, _ location: ChromaLocation, _ target: Plane) {
        let before = Int((2 * (location.x - ChromaLocation.left.x)).rounded())
        let rise = Int((2 * (ChromaLocation.left.y - location.y)).rounded())
        let below = abs(rise)
        for y in 0..<target.height {
            let upper = source.row(y)
            let lower = source.row(min(max(0, y + rise.signum()), source.height - 1))
            let row = target.row(y)
            for x in 0..<target.width {
                let left = max(0, x - 1)
                let here = Int(upper[x]) * (4 - before) + Int(upper[left]) * before
                let next = Int(lower[x]) * (4 - before) + Int(lower[left]) * before
                row[x] = UInt8((here * (4 - below) + next * below + 8) / 16)
            }
        }
    }

    private static func halved(_ source: Plane, _ target: Plane) {
        for y in 0..<target.height {
            let upper = source.row(2 * y)
            let lower = source.row(2 * y + 1)
            let row = target.row(y)
            for x in 0..<target.width {
                let sum = Int(upper[2 * x]) + Int(upper[2 * x + 1]) + Int(lower[2 * x]) + Int(lower[2 * x + 1])
                row[x] = UInt8((sum + 2) / 4)
            }
        }
    }
}
