import MediaBuffers
import PixelKernels
package import RenderEngine

/// How fast one kernel of one set works on this machine.
package struct KernelMeasurement: Sendable {
    /// The kernel's name.
    package var kernel: String
    /// The set's name.
    package var variant: String
    /// Whether renders use this set.
    package var isSelected: Bool
    /// Time for each pixel of the result.
    package var nanosecondsPerPixel: Double
    /// Bytes read and written, in 10⁹ for each second.
    package var gigabytesPerSecond: Double
}

/// Measures the pixel kernels on planes of 1080 by 1920, one thread.
package struct KernelBenchmark {
    private static let (width, height) = (1_080, 1_920)
    private static let pixels = width * height
    /// Time for one kernel: short, but many calls of all but the slowest.
    private static let budget = Duration.milliseconds(60)

    private struct Case {
        var name: String
        /// Bytes that are read and written at least.
        var byteCount: Int
        var body: (KernelSet) -> Void
    }

    private let cases: [Case]

    /// A benchmark with planes of random samples.
    package init() {
        var random = NumberSequence(seed: 7)
        let canvas = Canvas(width: Self.width, height: Self.height)
        let sprite = Self.sprite(isOpaque: false, &random)
        let opaque = Self.sprite(isOpaque: true, &random)
        let other = Self.plane(Self.width, Self.height, &random)
        let source = SourcePicture(
            luma: Self.plane(1_620, 2_880, &random), cb: Self.plane(810, 1_440, &random),
            cr: Self.plane(810, 1_440, &random), subsampling: .yuv420, chromaLocation: .left)
        let image = RGBAImage(samples: Self.plane(4 * Self.width, Self.height, &random), alphaMode: .straight)
        let pixels = Self.pixels
        cases = [
            Case(name: "blend", byteCount: 6 * pixels) {
                $0.blend(sprite, onto: canvas, opacity: KernelSet.full, clip: canvas.bounds)
            },
            Case(name: "blend, faded", byteCount: 6 * pixels) {
                $0.blend(sprite, onto: canvas, opacity: KernelSet.full / 3, clip: canvas.bounds)
            },
            Case(name: "copy", byteCount: 3 * pixels) {
                $0.blend(opaque, onto: canvas, opacity: KernelSet.full, clip: canvas.bounds)
            },
            Case(name: "mix", byteCount: 3 * pixels) {
                $0.mix(sprite.luma, other, into: canvas.luma, weight: KernelSet.full / 3)
            },
            Case(name: "scale", byteCount: source.luma.width * source.luma.height + pixels) { kernels in
                var scaler = PlaneScaler(kernels: kernels)
                scaler.scale(
                    source.luma, into: canvas.luma, horizontal: Self.filter(Self.width, source.luma.width),
                    vertical: Self.filter(Self.height, source.luma.height))
            },
            // Half the source is seen; three planes are filled, and the coverage of luma and of chroma.
            Case(name: "warp", byteCount: pixels * 3 / 2 + pixels * 11 / 4) {
                _ = $0.warp(
                    source, destinationRect: canvas.bounds, sourceFromDestination: Self.turn,
                    sourceBounds: (0, 0, Double(source.width), Double(source.height)))
            },
            Case(name: "convert", byteCount: 7 * pixels) { _ = $0.sourcePicture(from: image.relabeled(.opaque)) },
            Case(name: "convert, alpha", byteCount: 8 * pixels) { _ = $0.sourcePicture(from: image) },
        ]
    }

    /// Measures every kernel of every set that the processor can run. Throws when cancelled.
    package func measure(cancellation: Cancellation) throws(RenderFailure) -> [KernelMeasurement] {
        var measurements: [KernelMeasurement] = []
        for test in cases {
            for name in KernelSet.availableNames.reversed() {
                try cancellation.check()
                guard let kernels = KernelSet(named: name) else { continue }
                let time = Self.time(of: test, kernels)
                measurements.append(
                    KernelMeasurement(
                        kernel: test.name, variant: name, isSelected: name == KernelSet.selectedName,
                        nanosecondsPerPixel: time * 1e9 / Double(Self.pixels),
                        gigabytesPerSecond: Double(test.byteCount) / time / 1e9))
            }
        }
        return measurements
    }

    /// The median time of a call in seconds, after one that warms up.
    private static func time(of test: Case, _ kernels: KernelSet) -> Double {
        let clock = ContinuousClock()
        test.body(kernels)
        var times: [Double] = []
        let end = clock.now + budget
        repeat {
            times.append(seconds(clock.measure { test.body(kernels) }))
        } while clock.now < end
        times.sort()
        return max(times[times.count / 2], 1e-9)
    }

    /// A turn by 10° about the middle.
    private static let turn = AffineMap(
        xx: 0.9848, xy: 0.1736, yx: -0.1736, yy: 0.9848, tx: 100, ty: 570)

    private static func filter(_ count: Int, _ sourceCount: Int) -> AxisFilter {
        AxisFilter(
            destinationCount: count, sourceCount: sourceCount, sourceStart: 0,
            step: Double(sourceCount) / Double(count), lower: 0, upper: sourceCount)
    }

    private static func plane(_ width: Int, _ height: Int, _ random: inout NumberSequence) -> Plane {
        let plane = Plane(width: width, height: height, zeroed: false)
        for y in 0..<height {
            let row = plane.row(y)
            for x in 0..<width { row[x] = UInt8(truncatingIfNeeded: random.next() >> 40) }
        }
        return plane
    }

    /// A sprite over the whole canvas, its samples below its coverage, as premultiplied ones are.
    private static func sprite(isOpaque: Bool, _ random: inout NumberSequence) -> Sprite {
        let luma = plane(width, height, &random)
        let (cb, cr) = (plane(width / 2, height / 2, &random), plane(width / 2, height / 2, &random))
        var alpha: (luma: Plane, chroma: Plane)?
        if !isOpaque {
            let coverage = (luma: plane(width, height, &random), chroma: plane(width / 2, height / 2, &random))
            for (samples, cover) in [(luma, coverage.luma), (cb, coverage.chroma), (cr, coverage.chroma)] {
                for y in 0..<samples.height {
                    for x in 0..<samples.width { samples.row(y)[x] = min(samples.row(y)[x], cover.row(y)[x]) }
                }
            }
            alpha = coverage
        }
        return Sprite(
            rect: PixelRect(x: 0, y: 0, width: width, height: height), luma: luma, cb: cb, cr: cr,
            alpha: alpha?.luma, chromaAlpha: alpha?.chroma)
    }
}
