import MediaBuffers

/// How opaque a sprite is.
enum AlphaPattern: String, CaseIterable {
    /// Any alpha at any sample: nothing can be skipped.
    case random = "random alpha"
    /// As a title: stretches of nothing, and few of something.
    case mostlyTransparent = "mostly transparent"
    /// As a picture with soft edges and holes.
    case mostlyOpaque = "mostly opaque"

    /// Alpha in stretches of about 150 samples, nine in ten of one kind; the others are soft.
    func plane(width: Int, height: Int, _ random: inout RandomBytes) -> Plane {
        let plane = random.plane(width: width, height: height)
        guard self != .random else { return plane }
        for y in 0..<height {
            let row = plane.row(y)
            var x = 0
            while x < width {
                let end = min(width, x + Int.random(in: 20...280, using: &random))
                if Int.random(in: 0..<10, using: &random) > 0 {
                    (row + x).update(repeating: self == .mostlyOpaque ? 255 : 0, count: end - x)
                }
                x = end
            }
        }
        return plane
    }
}
