import CPixman
import MediaBuffers
import PixelKernels

/// Crossfades of planes, and planes times masks.
enum MixCases {
    static var all: [BenchmarkCase] {
        [Footprint.cache, .frame, .rotating].map(mix) + [Footprint.cache, .frame].map(multiply)
    }

    private static func mix(_ footprint: Footprint) -> BenchmarkCase {
        BenchmarkCase(kernel: "mix", data: "4:2:0, weight 0.4", size: footprint.name, pixels: footprint.pixels) {
            let canvas = RandomBytes.someCanvas(footprint)
            let sets = Rotation(footprint) { (canvas.copy.planes, canvas.copy.planes, canvas.copy.planes) }
            var candidates = [
                StreamingLimit.read2Write1(
                    bytes: footprint.pixels * 3 / 2, footprint: footprint, pixels: footprint.pixels)
            ]
            candidates += Candidate.kernels(bytesPerPixel: 4.5) { kernels in
                {
                    let (a, b, target) = sets.next()
                    for plane in 0..<3 {
                        kernels.mix(a[plane], b[plane], into: target[plane], weight: KernelSet.full * 4 / 10)
                    }
                }
            }
            candidates.append(
                Candidate(name: "libyuv InterpolatePlane", kind: .peer, bytesPerPixel: 4.5) {
                    let (a, b, target) = sets.next()
                    for plane in 0..<3 { LibYUV.mix(a[plane], b[plane], into: target[plane], weight: 102) }
                })
            return candidates
        }
    }

    private static func multiply(_ footprint: Footprint) -> BenchmarkCase {
        BenchmarkCase(kernel: "multiply", data: "one plane by a mask", size: footprint.name, pixels: footprint.pixels) {
            var random = RandomBytes(seed: 3)
            let mask = random.plane(width: footprint.width, height: footprint.height)
            // Ones stay ones: what is multiplied again and again keeps its values.
            let plane = mask.copy
            var candidates = [
                StreamingLimit.read2Write1(
                    bytes: footprint.pixels, inPlace: true, footprint: footprint, pixels: footprint.pixels)
            ]
            candidates += Candidate.kernels(bytesPerPixel: 3) { kernels in { kernels.multiply(plane, by: mask) } }
            let target = PixmanImage(plane, isAlpha: true)
            let source = PixmanImage(mask, isAlpha: true)
            candidates.append(
                Candidate(name: "pixman IN_REVERSE a8", kind: .peer, bytesPerPixel: 3) {
                    target.composite(PIXMAN_OP_IN_REVERSE, source)
                })
            return candidates
        }
    }
}
