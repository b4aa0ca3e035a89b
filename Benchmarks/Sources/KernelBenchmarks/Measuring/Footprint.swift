import Foundation

/// How large a picture is and how many of its kind take turns.
struct Footprint {
    var name: String
    var width: Int
    var height: Int
    /// Sets of pictures; one run uses one set.
    var setCount: Int

    var pixels: Int { width * height }

    /// Fits into the cache of one core.
    static let cache = Footprint(name: "256x256 in cache", width: 256, height: 256, setCount: 1)
    /// A frame, again and again: the cache that cores share, where that is large enough.
    static let frame = Footprint(name: "1080x1920 again", width: 1080, height: 1920, setCount: 1)
    /// Frames in turn, so many that none is in a cache any more when its turn comes.
    static let rotating: Footprint = {
        let frameBytes = 1080 * 1920 * 6
        let wanted = 2 * min(max(Machine.lastCacheBytes, 16 << 20), 512 << 20)
        let count = wanted / frameBytes + 1
        return Footprint(name: "1080x1920 in turn", width: 1080, height: 1920, setCount: count)
    }()
}

/// Sets of pictures that take turns.
final class Rotation<Element> {
    private let elements: [Element]
    private var index = 0

    init(_ footprint: Footprint, _ make: () -> Element) {
        elements = (0..<footprint.setCount).map { _ in make() }
    }

    func next() -> Element {
        index += 1
        if index == elements.count { index = 0 }
        return elements[index]
    }
}
