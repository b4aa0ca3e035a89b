import MediaBuffers

/// Products of two seconds of a reference and of the export beside them.
struct WindowComparison {
    /// Where the window begins, in samples.
    var start: Int
    /// The lag that was found, in samples; nil where one of the two is silent or nothing is alike.
    var found: FoundLag?
    /// Energies of the reference's left and right channel, and of the export's.
    var reference: SIMD2<Double>
    var export: SIMD2<Double>
    /// Products of channels: left with left and right with right, then left with right and right with left.
    var straight: SIMD2<Double>
    var crossed: SIMD2<Double>
    /// Product of the reference's two channels, and of the export's.
    var ownCross: Double
    var otherCross: Double

    /// Compares samples that are already aligned.
    init(start: Int, found: FoundLag?, reference: StereoSamples, export: StereoSamples) {
        self.start = start
        self.found = found
        let count = min(reference.frameCount, export.frameCount)
        func product(_ a: [Float], _ b: [Float]) -> Double {
            a.withUnsafeBufferPointer { a in b.withUnsafeBufferPointer { dotProduct(a, 0, $0, 0, count: count) } }
        }
        self.reference = SIMD2(
            product(reference.left, reference.left), product(reference.right, reference.right))
        self.export = SIMD2(product(export.left, export.left), product(export.right, export.right))
        straight = SIMD2(product(reference.left, export.left), product(reference.right, export.right))
        crossed = SIMD2(product(reference.left, export.right), product(reference.right, export.left))
        ownCross = product(reference.left, reference.right)
        otherCross = product(export.left, export.right)
    }

    /// Correlation of the two, or nil where one is silent.
    var correlation: Double? {
        let scale = (reference.sum() * export.sum()).squareRoot()
        return isSounding ? straight.sum() / scale : nil
    }

    /// Whether both are above −60 dBFS.
    var isSounding: Bool { min(reference.sum(), export.sum()) > 1e-6 * Double(2 * LagFinder.length) }
}
