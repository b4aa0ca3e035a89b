import CLibYUV
import CPixman
import CSwscale
import CZimg
import MediaBuffers
import PixelKernels

/// A 4:2:0 picture to the size of the canvas.
enum ScalingCases {
    static var all: [BenchmarkCase] { [1.05, 0.9, 0.5].map(scale) }

    private static func scale(_ zoom: Double) -> BenchmarkCase {
        let footprint = Footprint.frame
        return BenchmarkCase(
            kernel: "scale", data: "4:2:0, zoom \(zoom)", size: footprint.name, pixels: footprint.pixels
        ) {
            var random = RandomBytes(seed: 4)
            let source = random.canvas(
                width: even(Double(footprint.width) / zoom), height: even(Double(footprint.height) / zoom))
            let target = Canvas(width: footprint.width, height: footprint.height)
            let bytesRead = source.width * source.height * 3 / 2
            let bytesPerPixel = 1.5 + Double(bytesRead) / Double(footprint.pixels)
            var candidates = [
                StreamingLimit.read1Write1(
                    reading: bytesRead, writing: footprint.pixels * 3 / 2, footprint: footprint,
                    pixels: footprint.pixels)
            ]
            let prepared = filters(from: source, to: target)
            candidates += Candidate.kernels(bytesPerPixel: bytesPerPixel) { kernels in
                var scaler = PlaneScaler(kernels: kernels)
                return { run(&scaler, source, target, prepared) }
            }
            var scaler = PlaneScaler(kernels: KernelSet.selected)
            candidates += [
                Candidate(name: "best, new filters", kind: .kernel, bytesPerPixel: bytesPerPixel) {
                    run(&scaler, source, target, filters(from: source, to: target))
                },
                Candidate(name: "libyuv bilinear", kind: .peer, bytesPerPixel: bytesPerPixel) {
                    LibYUV.scale(source, into: target, filter: kFilterBilinear)
                },
                Candidate(name: "libyuv box", kind: .peer, bytesPerPixel: bytesPerPixel) {
                    LibYUV.scale(source, into: target, filter: kFilterBox)
                },
            ]
            return candidates + graphs(source, target, bytesPerPixel) + [packed(source, footprint)]
        }
    }

    private static func graphs(_ source: Canvas, _ target: Canvas, _ bytesPerPixel: Double) -> [Candidate] {
        let swscale = Swscale(
            width: source.width, height: source.height, AV_PIX_FMT_YUV420P, newWidth: target.width,
            newHeight: target.height, AV_PIX_FMT_YUV420P)
        let zimg = Zimg(
            width: source.width, height: source.height, WPB_YUV420, newWidth: target.width, newHeight: target.height,
            WPB_YUV420)
        return [
            Candidate(name: "swscale bicubic", kind: .peer, bytesPerPixel: bytesPerPixel) {
                swscale.run(source.planes, into: target.planes)
            },
            Candidate(name: "zimg bicubic", kind: .peer, bytesPerPixel: bytesPerPixel) {
                zimg.run(source.planes, into: target.planes)
            },
        ]
    }

    private static func packed(_ source: Canvas, _ footprint: Footprint) -> Candidate {
        var random = RandomBytes(seed: 5)
        let image = PixmanImage(random.plane(width: 4 * source.width, height: source.height))
        let target = PixmanImage(Plane(width: 4 * footprint.width, height: footprint.height))
        image.setTransform(
            Double(source.width) / Double(footprint.width), 0, 0, 0,
            Double(source.height) / Double(footprint.height), 0)
        let bytesPerPixel = 4 + 4 * Double(source.width * source.height) / Double(footprint.pixels)
        return Candidate(name: "pixman bilinear ARGB", kind: .peer, bytesPerPixel: bytesPerPixel) {
            target.composite(PIXMAN_OP_SRC, image)
        }
    }

    private typealias Filters = [(horizontal: AxisFilter, vertical: AxisFilter)]

    /// For luma and for chroma.
    private static func filters(from source: Canvas, to target: Canvas) -> Filters {
        zip([source.luma, source.cb], [target.luma, target.cb]).map { source, target in
            (axis(source.width, target.width), axis(source.height, target.height))
        }
    }

    private static func axis(_ source: Int, _ target: Int) -> AxisFilter {
        AxisFilter(
            destinationCount: target, sourceCount: source, sourceStart: 0, step: Double(source) / Double(target),
            lower: 0, upper: source)
    }

    private static func run(_ scaler: inout PlaneScaler, _ source: Canvas, _ target: Canvas, _ filters: Filters) {
        for (index, (from, to)) in zip(source.planes, target.planes).enumerated() {
            let filter = filters[min(index, 1)]
            scaler.scale(from, into: to, horizontal: filter.horizontal, vertical: filter.vertical)
        }
    }

    private static func even(_ value: Double) -> Int { 2 * Int((value / 2).rounded()) }
}
