import CPixman
import Foundation
import MediaBuffers
import PixelKernels

/// Turned pictures.
enum WarpCases {
    static var all: [BenchmarkCase] { [sticker, film] }

    private static var sticker: BenchmarkCase {
        let footprint = Footprint(name: "720x720 again", width: 720, height: 720, setCount: 1)
        return warp("4:4:4 with alpha, 15 degrees", footprint, degrees: 15) {
            var random = RandomBytes(seed: 6)
            let planes = (0..<4).map { _ in random.plane(width: footprint.width, height: footprint.height) }
            return SourcePicture(
                luma: planes[0], cb: planes[1], cr: planes[2], alpha: planes[3], subsampling: .yuv444,
                chromaLocation: .cosited)
        }
    }

    private static var film: BenchmarkCase {
        warp("4:2:0 opaque, 5 degrees", .frame, degrees: 5) {
            let canvas = RandomBytes.someCanvas(.frame)
            return SourcePicture(
                luma: canvas.luma, cb: canvas.cb, cr: canvas.cr, subsampling: .yuv420, chromaLocation: .left)
        }
    }

    /// A picture as large as the target, turned about its center.
    private static func warp(
        _ data: String, _ footprint: Footprint, degrees: Double, _ make: @escaping () -> SourcePicture
    ) -> BenchmarkCase {
        BenchmarkCase(kernel: "warp", data: data, size: footprint.name, pixels: footprint.pixels) {
            let source = make()
            let (width, height) = (Double(footprint.width), Double(footprint.height))
            let (cosine, sine) = (cos(degrees * .pi / 180), sin(degrees * .pi / 180))
            let map = AffineMap(
                xx: cosine, xy: sine, yx: -sine, yy: cosine, tx: (width - cosine * width - sine * height) / 2,
                ty: (height + sine * width - cosine * height) / 2)
            let rect = PixelRect(x: 0, y: 0, width: footprint.width, height: footprint.height)
            let read = source.subsampling == .yuv420 ? 1.5 : source.alpha == nil ? 3.0 : 4
            // Written are luma, chroma and the alpha of both.
            let written = 1.5 + 1.25
            var candidates = [
                StreamingLimit.read1Write1(
                    reading: Int(read * width * height), writing: Int(written * width * height), footprint: footprint,
                    pixels: footprint.pixels)
            ]
            candidates += Candidate.kernels(bytesPerPixel: read + written) { kernels in
                {
                    keep(
                        kernels.warp(
                            source, destinationRect: rect, sourceFromDestination: map,
                            sourceBounds: (0, 0, width, height)))
                }
            }
            var random = RandomBytes(seed: 7)
            let image = PixmanImage(random.plane(width: 4 * footprint.width, height: footprint.height))
            image.setTransform(map.xx, map.xy, map.tx, map.yx, map.yy, map.ty)
            let target = PixmanImage(Plane(width: 4 * footprint.width, height: footprint.height))
            candidates.append(
                Candidate(name: "pixman bilinear ARGB", kind: .peer, bytesPerPixel: 8) {
                    target.composite(PIXMAN_OP_SRC, image)
                })
            return candidates
        }
    }
}
