import Foundation
import MediaBuffers
import PixelKernels
import TestSupport
import Testing

@Suite struct ScaleTests {
    /// Keys' cubic with a = −1/2, stretched where it reduces, edges repeated: in floating point.
    private func reference(_ source: [Double], count: Int, start: Double, step: Double) -> [Double] {
        let stretch = max(1, abs(step))
        func cubic(_ value: Double) -> Double {
            let x = abs(value)
            if x < 1 { return 1.5 * x * x * x - 2.5 * x * x + 1 }
            if x < 2 { return -0.5 * x * x * x + 2.5 * x * x - 4 * x + 2 }
            return 0
        }
        return (0..<count).map { index in
            let center = start + (Double(index) + 0.5) * step - 0.5
            var sum = 0.0
            var weights = 0.0
            for sample in Int(floor(center - 2 * stretch))...Int(ceil(center + 2 * stretch)) {
                let weight = cubic((Double(sample) - center) / stretch)
                sum += weight * source[min(max(sample, 0), source.count - 1)]
                weights += weight
            }
            return sum / weights
        }
    }

    struct Case: Sendable, CustomTestStringConvertible {
        var source: Int
        var destination: Int
        var start: Double
        var step: Double
        var testDescription: String { "\(source)→\(destination) from \(start) by \(step)" }
    }

    static let cases = [
        Case(source: 100, destination: 100, start: 0.3, step: 1),
        Case(source: 50, destination: 133, start: 0, step: 50.0 / 133),
        Case(source: 133, destination: 50, start: 0, step: 2.66),
        Case(source: 400, destination: 31, start: 0, step: 400.0 / 31),
        Case(source: 60, destination: 60, start: 60, step: -1),
        Case(source: 60, destination: 47, start: 55.2, step: -1.1),
        Case(source: 3, destination: 40, start: 0, step: 3.0 / 40),
        Case(source: 1, destination: 9, start: 0, step: 1.0 / 9),
        Case(source: 200, destination: 180, start: 5.4, step: 0.93),
        Case(source: 40, destination: 64, start: -8, step: 0.9),
    ]

    @Test(arguments: availableSets, cases) func staysWithinALevelOfFloatingPoint(_ name: String, _ test: Case) throws {
        let kernels = try #require(KernelSet(named: name))
        var generator = SeededGenerator(seed: 9)
        let width = test.source
        let source = Plane(width: width, height: 20)
        for y in 0..<20 { for x in 0..<width { source.row(y)[x] = UInt8.random(in: 0...255, using: &generator) } }
        let horizontal = AxisFilter(
            destinationCount: test.destination, sourceCount: width, sourceStart: test.start, step: test.step, lower: 0,
            upper: width)
        let vertical = AxisFilter(
            destinationCount: 26, sourceCount: 20, sourceStart: 0.2, step: 0.75, lower: 0, upper: 20)
        let found = Plane(width: test.destination, height: 26)
        var scaler = PlaneScaler(kernels: kernels)
        scaler.scale(source, into: found, horizontal: horizontal, vertical: vertical)
        let rows = (0..<20).map { y in
            reference(
                (0..<width).map { Double(source.row(y)[$0]) }, count: test.destination, start: test.start,
                step: test.step)
        }
        var worst = 0.0
        var total = 0.0
        for x in 0..<test.destination {
            let column = reference(rows.map { $0[x] }, count: 26, start: 0.2, step: 0.75)
            for y in 0..<26 {
                let error = abs(Double(found.row(y)[x]) - min(255, max(0, column[y])))
                worst = max(worst, error)
                total += error
            }
        }
        #expect(worst <= 1, "the worst sample is off by \(worst)")
        #expect(total / Double(test.destination * 26) < 0.3)
    }

    @Test(arguments: availableSets) func aFlatPlaneStaysFlatAndAnIdentityCopies(_ name: String) throws {
        let kernels = try #require(KernelSet(named: name))
        var scaler = PlaneScaler(kernels: kernels)
        let flat = Plane(width: 77, height: 33)
        flat.fill(201)
        let out = Plane(width: 50, height: 60)
        scaler.scale(
            flat, into: out,
            horizontal: AxisFilter(
                destinationCount: 50, sourceCount: 77, sourceStart: 0.1, step: 1.53, lower: 0, upper: 77),
            vertical: AxisFilter(destinationCount: 60, sourceCount: 33, sourceStart: 0, step: 0.55, lower: 0, upper: 33)
        )
        let wanted = Plane(width: 50, height: 60)
        wanted.fill(201)
        #expect(out.hasSameSamples(as: wanted))

        let noise = Plane(width: 64, height: 16)
        for y in 0..<16 { for x in 0..<64 { noise.row(y)[x] = UInt8((x * 37 + y * 91) % 256) } }
        let copy = Plane(width: 60, height: 16)
        scaler.scale(
            noise, into: copy,
            horizontal: AxisFilter(destinationCount: 60, sourceCount: 64, sourceStart: 3, step: 1, lower: 0, upper: 64),
            vertical: AxisFilter(destinationCount: 16, sourceCount: 16, sourceStart: 0, step: 1, lower: 0, upper: 16))
        #expect(copy.hasSameSamples(as: noise.cropped(x: 3, y: 0, width: 60, height: 16)))
    }

    @Test(arguments: availableSets) func aStepOfMinusOneMirrors(_ name: String) throws {
        let kernels = try #require(KernelSet(named: name))
        let noise = Plane(width: 61, height: 17)
        for y in 0..<17 { for x in 0..<61 { noise.row(y)[x] = UInt8((x * 37 + y * 91) % 256) } }
        let out = Plane(width: 61, height: 17)
        var scaler = PlaneScaler(kernels: kernels)
        scaler.scale(
            noise, into: out,
            horizontal: AxisFilter(
                destinationCount: 61, sourceCount: 61, sourceStart: 61, step: -1, lower: 0, upper: 61),
            vertical: AxisFilter(destinationCount: 17, sourceCount: 17, sourceStart: 17, step: -1, lower: 0, upper: 17))
        for y in 0..<17 { for x in 0..<61 { #expect(out.row(y)[x] == noise.row(16 - y)[60 - x]) } }
    }

    @Test(arguments: availableSets) func samplesBeyondTheBoundsAreNotRead(_ name: String) throws {
        let kernels = try #require(KernelSet(named: name))
        let source = Plane(width: 40, height: 40)
        source.fill(255)
        for y in 10..<30 { for x in 10..<30 { source.row(y)[x] = 60 } }
        let out = Plane(width: 70, height: 25)
        var scaler = PlaneScaler(kernels: kernels)
        scaler.scale(
            source, into: out,
            horizontal: AxisFilter(
                destinationCount: 70, sourceCount: 40, sourceStart: 5, step: 0.43, lower: 10, upper: 30),
            vertical: AxisFilter(
                destinationCount: 25, sourceCount: 40, sourceStart: 6, step: 1.15, lower: 10, upper: 30))
        for y in 0..<25 { for x in 0..<70 { #expect(out.row(y)[x] == 60) } }
    }

    @Test(arguments: [
        (Double.nan, 1.0), (0, .infinity), (-.infinity, 0.5), (0, -1e300), (1e300, 2), (0, 0), (3, 1e-300),
    ]) func absurdNumbersGiveAPictureOfSomeKind(_ start: Double, _ step: Double) {
        let source = Plane(width: 5, height: 5)
        source.fill(90)
        let filter = AxisFilter(
            destinationCount: 7, sourceCount: 5, sourceStart: start, step: step, lower: -3, upper: 900)
        let out = Plane(width: 7, height: 7)
        var scaler = PlaneScaler(kernels: .selected)
        scaler.scale(source, into: out, horizontal: filter, vertical: filter)
        for y in 0..<7 { for x in 0..<7 { #expect(out.row(y)[x] == 90) } }
    }
}
