import CPixelKernels
import CSwscale
import CZimg
import MediaBuffers
import PixelKernels

/// R, G, B, A to canvas color and back.
enum ColorCases {
    static var all: [BenchmarkCase] { [toCanvas, premultiplying, fromCanvas] }

    private static let footprint = Footprint.frame

    private static var toCanvas: BenchmarkCase {
        BenchmarkCase(kernel: "to YUV", data: "RGBA to 4:4:4", size: footprint.name, pixels: footprint.pixels) {
            let image = image()
            let target = planes(3)
            let red = planes(3)
            let (width, height) = (footprint.width, footprint.height)
            let swscale = Swscale(
                width: width, height: height, AV_PIX_FMT_RGBA, newWidth: width, newHeight: height, AV_PIX_FMT_YUV444P)
            let zimg = Zimg(
                width: width, height: height, WPB_PLANAR_RGB, newWidth: width, newHeight: height, WPB_YUV444)
            return [limit(reading: 4, writing: 3)]
                + tables(bytesPerPixel: 7) { table in
                    {
                        for y in 0..<height {
                            table.convert(
                                image.samples.row(y), target[0].row(y), target[1].row(y), target[2].row(y), width)
                        }
                    }
                } + [
                    Candidate(name: "libyuv ARGBToI444", kind: .peer, bytesPerPixel: 7) {
                        LibYUV.convert(image, into: target)
                    },
                    Candidate(name: "swscale", kind: .peer, bytesPerPixel: 7) {
                        swscale.run([image.samples], into: target)
                    },
                    Candidate(name: "zimg, planar RGB", kind: .peer, bytesPerPixel: 6) { zimg.run(red, into: target) },
                ]
        }
    }

    private static var premultiplying: BenchmarkCase {
        BenchmarkCase(
            kernel: "premultiply", data: "straight RGBA to 4:4:4:4", size: footprint.name, pixels: footprint.pixels
        ) {
            let image = image()
            let target = planes(4)
            let between = RGBAImage(width: footprint.width, height: footprint.height, alphaMode: .premultiplied)
            return [limit(reading: 4, writing: 4)]
                + tables(bytesPerPixel: 8) { table in
                    {
                        for y in 0..<footprint.height {
                            table.convert_straight(
                                image.samples.row(y), target[0].row(y), target[1].row(y), target[2].row(y),
                                target[3].row(y), footprint.width)
                        }
                    }
                } + [
                    Candidate(name: "libyuv in three passes", kind: .peer, bytesPerPixel: 8) {
                        LibYUV.premultiply(image, into: between)
                        LibYUV.convert(between, into: target)
                        LibYUV.extractAlpha(image, into: target[3])
                    }
                ]
        }
    }

    private static var fromCanvas: BenchmarkCase {
        BenchmarkCase(kernel: "from YUV", data: "4:2:0 to RGBA", size: footprint.name, pixels: footprint.pixels) {
            let canvas = RandomBytes.someCanvas(footprint)
            let target = image()
            let planes = planes(3)
            let (width, height) = (footprint.width, footprint.height)
            let swscales = [true, false].map {
                Swscale(
                    width: width, height: height, AV_PIX_FMT_YUV420P, newWidth: width, newHeight: height,
                    AV_PIX_FMT_RGBA, isAccurate: $0)
            }
            let zimg = Zimg(
                width: width, height: height, WPB_YUV420, newWidth: width, newHeight: height, WPB_PLANAR_RGB)
            return [
                limit(reading: 1.5, writing: 4),
                Candidate(name: "the only one", kind: .kernel, bytesPerPixel: 5.5) {
                    keep(KernelSet.selected.rgbaImage(from: canvas))
                },
                Candidate(name: "libyuv H420ToABGR", kind: .peer, bytesPerPixel: 5.5) {
                    LibYUV.convert(canvas, into: target)
                },
                Candidate(name: "swscale, accurate", kind: .peer, bytesPerPixel: 5.5) {
                    swscales[0].run(canvas.planes, into: [target.samples])
                },
                Candidate(name: "swscale, fast", kind: .peer, bytesPerPixel: 5.5) {
                    swscales[1].run(canvas.planes, into: [target.samples])
                },
                Candidate(name: "zimg, planar RGB", kind: .peer, bytesPerPixel: 4.5) {
                    zimg.run(canvas.planes, into: planes)
                },
            ]
        }
    }

    private static func limit(reading: Double, writing: Double) -> Candidate {
        StreamingLimit.read1Write1(
            reading: Int(reading * Double(footprint.pixels)), writing: Int(writing * Double(footprint.pixels)),
            footprint: footprint, pixels: footprint.pixels)
    }

    /// Rows through the tables themselves: the Swift above them makes new planes each time.
    private static func tables(bytesPerPixel: Double, _ work: (wp_kernels) -> () -> Void) -> [Candidate] {
        Machine.kernelNames.compactMap { name in
            wp_kernels_named(name).map {
                Candidate(name: name, kind: .kernel, bytesPerPixel: bytesPerPixel, run: work($0.pointee))
            }
        }
    }

    private static func image() -> RGBAImage {
        var random = RandomBytes(seed: 8)
        return RGBAImage(
            samples: random.plane(width: 4 * footprint.width, height: footprint.height), alphaMode: .straight)
    }

    private static func planes(_ count: Int) -> [Plane] {
        var random = RandomBytes(seed: 9)
        return (0..<count).map { _ in random.plane(width: footprint.width, height: footprint.height) }
    }
}
