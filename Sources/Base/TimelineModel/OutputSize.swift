extension CanvasSize {
    /// The most pixels of an output's longer and shorter side.
    package static let outputLimit = (longer: 1_920, shorter: 1_080)

    /// Why frames of this canvas cannot be output at a size, in words that follow the size's name; nil where they can: both
    /// sides even, at least 16, within the limits, and of the canvas's shape within a hundredth.
    package func problem(ofOutput size: CanvasSize) -> String? {
        guard size.width >= 16, size.height >= 16, size.width % 2 == 0, size.height % 2 == 0,
            max(size.width, size.height) <= Self.outputLimit.longer,
            min(size.width, size.height) <= Self.outputLimit.shorter
        else {
            return
                "is not possible: both sides must be even, at least 16, at most \(Self.outputLimit.longer) on the long "
                + "side and \(Self.outputLimit.shorter) on the short one"
        }
        let wanted = Double(size.width) * Double(height)
        let given = Double(width) * Double(size.height)
        guard abs(wanted / given - 1) < 0.01 else {
            let fitting = Int((Double(size.width) * Double(height) / Double(width) / 2).rounded()) * 2
            return "has another shape than the draft's canvas \(width)x\(height); \(size.width)x\(fitting) would fit"
        }
        return nil
    }
}
