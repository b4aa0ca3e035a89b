import CPixman
import MediaBuffers
import PixelKernels

/// A premultiplied sprite over the canvas, and an opaque one onto it.
enum BlendCases {
    static var all: [BenchmarkCase] {
        let footprints = [Footprint.cache, .frame, .rotating]
        return footprints.flatMap { footprint in
            AlphaPattern.allCases.map { over(footprint, $0, opacity: KernelSet.full) }
                + [over(footprint, .random, opacity: KernelSet.full * 6 / 10), copy(footprint)]
        }
    }

    private static func over(_ footprint: Footprint, _ pattern: AlphaPattern, opacity: Int) -> BenchmarkCase {
        let isConstant = opacity < KernelSet.full
        let data = pattern.rawValue + (isConstant ? ", opacity 0.6" : "")
        return BenchmarkCase(kernel: "over", data: data, size: footprint.name, pixels: footprint.pixels) {
            let pictures = TestPictures(width: footprint.width, height: footprint.height, alpha: pattern)
            let canvas = RandomBytes.someCanvas(footprint)
            let planar = Rotation(footprint) { (pictures.sprite.copy, canvas.copy) }
            var candidates = [
                StreamingLimit.read3Write1(
                    bytes: footprint.pixels * 3 / 2, footprint: footprint, pixels: footprint.pixels)
            ]
            candidates += Candidate.kernels(bytesPerPixel: 6) { kernels in
                {
                    let (sprite, canvas) = planar.next()
                    kernels.blend(sprite, onto: canvas, opacity: opacity, clip: canvas.bounds)
                }
            }
            if !isConstant {
                let straight = Rotation(footprint) {
                    (pictures.straight.copy, pictures.sprite.alpha?.copy ?? pictures.sprite.luma, canvas.copy)
                }
                candidates.append(
                    Candidate(name: "libyuv I420Blend", kind: .peer, bytesPerPixel: 6) {
                        let (source, alpha, canvas) = straight.next()
                        LibYUV.blend(source, alpha, onto: canvas)
                    })
            }
            let packed = Rotation(footprint) { (pictures.argb.copy, pictures.argb.copy) }
            if !isConstant {
                candidates.append(
                    Candidate(name: "libyuv ARGBBlend", kind: .peer, bytesPerPixel: 12) {
                        let (source, target) = packed.next()
                        LibYUV.blendARGB(source, onto: target)
                    })
            }
            let images = Rotation(footprint) {
                let (source, target) = packed.next()
                return (PixmanImage(source), PixmanImage(target))
            }
            let mask = isConstant ? PixmanImage(opacity: 0.6) : nil
            candidates.append(
                Candidate(name: "pixman OVER ARGB", kind: .peer, bytesPerPixel: 12) {
                    let (source, target) = images.next()
                    target.composite(PIXMAN_OP_OVER, source, mask: mask)
                })
            return candidates
        }
    }

    private static func copy(_ footprint: Footprint) -> BenchmarkCase {
        BenchmarkCase(kernel: "copy", data: "opaque", size: footprint.name, pixels: footprint.pixels) {
            let pictures = TestPictures(width: footprint.width, height: footprint.height, alpha: .random)
            let bytes = footprint.pixels * 3 / 2
            let planar = Rotation(footprint) { (pictures.sprite.opaque.copy, pictures.straight.copy) }
            let packed = Rotation(footprint) { (PixmanImage(pictures.argb.copy), PixmanImage(pictures.argb.copy)) }
            return [
                StreamingLimit.read1Write1(
                    reading: bytes, writing: bytes, footprint: footprint, pixels: footprint.pixels),
                // The same in every set: memcpy.
                Candidate(name: Machine.kernelNames.last ?? "", kind: .kernel, bytesPerPixel: 3) {
                    let (sprite, canvas) = planar.next()
                    KernelSet.selected.blend(sprite, onto: canvas, opacity: KernelSet.full, clip: canvas.bounds)
                },
                Candidate(name: "libyuv CopyPlane", kind: .peer, bytesPerPixel: 3) {
                    let (sprite, canvas) = planar.next()
                    LibYUV.copy(sprite.luma, into: canvas.luma)
                    LibYUV.copy(sprite.cb, into: canvas.cb)
                    LibYUV.copy(sprite.cr, into: canvas.cr)
                },
                Candidate(name: "pixman SRC ARGB", kind: .peer, bytesPerPixel: 8) {
                    let (source, target) = packed.next()
                    target.composite(PIXMAN_OP_SRC, source)
                },
            ]
        }
    }
}

extension Candidate {
    /// A candidate for each table of kernels that the processor has.
    static func kernels(bytesPerPixel: Double, _ work: (KernelSet) -> () -> Void) -> [Candidate] {
        Machine.kernelNames.compactMap { name in
            KernelSet(named: name).map {
                Candidate(name: name, kind: .kernel, bytesPerPixel: bytesPerPixel, run: work($0))
            }
        }
    }
}

extension RandomBytes {
    /// A canvas of noise for a footprint.
    static func someCanvas(_ footprint: Footprint) -> Canvas {
        var random = RandomBytes(seed: 2)
        return random.canvas(width: footprint.width, height: footprint.height)
    }
}
