import MediaBuffers

/// A place in a frame that differs more than an encoder should make it.
struct Suspect {
    /// What gave it away.
    enum Sign: Hashable {
        /// A tile that has lost its structure.
        case similarity
        /// A block whose luma differs.
        case difference
        /// Blocks whose mean color is off over a while.
        case color
    }

    var sign: Sign
    /// The frame where it shows most.
    var frame: Int
    /// How many frames it was measured over.
    var length = 1
    var region: PixelRect
    /// How far over the limit it is; 1 is at the limit.
    var excess: Double
}

/// Suspects that belong together: near each other in time and on the canvas.
struct SuspectGroup {
    var frames: Range<Int>
    var region: PixelRect
    var worst: Suspect
    var signs: Set<Suspect.Sign>
    var count: Int

    init(_ suspect: Suspect) {
        frames = suspect.frame..<suspect.frame + suspect.length
        region = suspect.region
        worst = suspect
        signs = [suspect.sign]
        count = 1
    }

    /// Joins suspects, which come in the order of their frames.
    static func groups(of suspects: [Suspect]) -> [SuspectGroup] {
        var done: [SuspectGroup] = []
        var open: [SuspectGroup] = []
        for suspect in suspects {
            let finished = open.filter { $0.frames.upperBound + gap < suspect.frame }
            done += finished
            open.removeAll { $0.frames.upperBound + gap < suspect.frame }
            let near = PixelRect(
                x: suspect.region.x - reach, y: suspect.region.y - reach, width: suspect.region.width + 2 * reach,
                height: suspect.region.height + 2 * reach)
            var group = SuspectGroup(suspect)
            for other in open where !other.region.intersection(near).isEmpty { group.join(other) }
            open.removeAll { !$0.region.intersection(near).isEmpty }
            open.append(group)
        }
        return done + open
    }

    private static let gap = 15
    private static let reach = 40

    private mutating func join(_ other: SuspectGroup) {
        frames =
            min(frames.lowerBound, other.frames.lowerBound)..<max(frames.upperBound, other.frames.upperBound)
        region = region.union(other.region)
        signs.formUnion(other.signs)
        count += other.count
        if other.worst.excess > worst.excess { worst = other.worst }
    }
}
