import TimelineModel

/// One picture or clip with its place on the timeline. Times are in milliseconds but for the last shot's length, which
/// takes what is left of a length that is no whole number of them; that is why they are in microseconds.
struct Shot {
    /// What is shown.
    var material: Material
    /// Whether it is a clip and not a picture.
    var isClip: Bool
    /// Which showing of the material it is, counted from 0.
    var round: Int
    /// How often the material is shown in all.
    var roundCount: Int
    /// When it begins, in microseconds.
    var start: Int64 = 0
    /// How long it lasts, in microseconds.
    var duration: Int64 = 0
    /// How long the crossfade into it lasts, in microseconds; 0 for the first.
    var crossfade: Int64 = 0
    /// How long it is still seen after its end, in microseconds: the crossfade into the next.
    var tail: Int64 = 0

    /// How much of a clip there is, in microseconds.
    var available: Int64 { material.pictureMilliseconds * 1_000 }

    /// Where the clip's stretch begins, in microseconds: showings spread evenly over the clip, each around its middle.
    var sourceStart: Int64 {
        let center = available * Int64(2 * round + 1) / Int64(2 * roundCount)
        return max(0, min(available - duration - tail, center - duration / 2)) / 1_000 * 1_000
    }
}

/// The order and lengths of pictures and clips.
struct ShotList {
    /// How long a picture is shown where nothing else asks for another length, in microseconds.
    static let pictureDuration: Int64 = 3_000_000
    /// The longest that a clip is shown, in microseconds.
    static let clipDuration: Int64 = 6_000_000
    /// The shortest that anything is shown, in microseconds.
    static let shortest: Int64 = 700_000
    /// The longest that a single picture moves in one way, in microseconds.
    static let longestPictureDuration: Int64 = 8_000_000
    /// The length of a crossfade, in microseconds; shorter beside short shots.
    static let crossfade: Int64 = 500_000

    /// The shots in order.
    private(set) var shots: [Shot]

    /// The shots of a draft of a length in microseconds; nil takes the length that suits the shots.
    ///
    /// The first and the last are shown a little longer where they carry a line of text. The length that suits is not
    /// below `leastDuration`. With `endsWithSound` a clip with sound comes last, if there is one.
    init(
        pictures: [Material], clips: [Material], duration: Int64?, leastDuration: Int64 = 0, hasTitle: Bool = false,
        hasClosing: Bool = false, endsWithSound: Bool = false
    ) throws(DraftWritingProblem) {
        var once = Self.interleaved(pictures, clips)
        if endsWithSound, let last = once.lastIndex(where: { $0.isClip && $0.material.facts.sound != nil }) {
            once.append(once.remove(at: last))
        }
        guard !once.isEmpty else {
            throw DraftWritingProblem(
                .request, "there is nothing to show; name pictures with --images or clips with --clips")
        }
        let preferred = once.reduce(0) { $0 + Self.preferredDuration(of: $1) }
        let total = duration ?? max(preferred, leastDuration)
        let rounds = Self.roundCount(for: once, preferred: preferred, total: total)
        guard rounds * once.count <= 2_000 else {
            throw DraftWritingProblem(
                .request,
                "the clips are too short for \(total / 1_000_000) s; name more of them, or ask for a shorter --duration"
            )
        }
        shots = (0..<rounds).flatMap { round in
            once.map { shot in
                var shot = shot
                shot.round = round
                shot.roundCount = rounds
                return shot
            }
        }
        try share(total, hasTitle: hasTitle, hasClosing: hasClosing)
        joinShots()
    }

    /// Pictures and clips, each in their order, spread evenly among each other.
    private static func interleaved(_ pictures: [Material], _ clips: [Material]) -> [Shot] {
        func spread(_ materials: [Material], isClip: Bool) -> [(place: Double, shot: Shot)] {
            materials.enumerated().map { index, material in
                let place = (Double(index) + 0.5) / Double(materials.count)
                return (place, Shot(material: material, isClip: isClip, round: 0, roundCount: 1))
            }
        }
        let all = spread(pictures, isClip: false) + spread(clips, isClip: true)
        return all.enumerated()
            .sorted { ($0.element.place, $0.offset) < ($1.element.place, $1.offset) }
            .map(\.element.shot)
    }

    private static func preferredDuration(of shot: Shot) -> Int64 {
        shot.isClip ? min(clipDuration, longestDuration(of: shot)) : pictureDuration
    }

    /// The longest a shot can be shown without its last frame standing still.
    private static func longestDuration(of shot: Shot) -> Int64 {
        guard shot.isClip else { return .max / 4 }
        return max(100_000, shot.available - min(crossfade, shot.available / 4)) / 1_000 * 1_000
    }

    /// How often everything is shown: again where a picture would stand too long or the clips would run out.
    private static func roundCount(for shots: [Shot], preferred: Int64, total: Int64) -> Int {
        let longest = shots.reduce(Int64(0)) { sum, shot in min(.max / 4, sum + longestDuration(of: shot)) }
        let forClips = (total + longest - 1) / longest
        guard shots.count > 1 else {
            // A single picture moves this way and that; in one go it would hardly be seen to move.
            return Int(max(1, forClips, shots[0].isClip ? 1 : total / longestPictureDuration))
        }
        let forPictures = Int64((Double(total) / Double(preferred) / 1.5).rounded())
        return Int(max(1, forClips, forPictures))
    }

    /// Gives every shot its share of a length: all the same multiple of what each would like, within its bounds.
    private mutating func share(_ total: Int64, hasTitle: Bool, hasClosing: Bool) throws(DraftWritingProblem) {
        var preferred = shots.map(Self.preferredDuration)
        if hasTitle { preferred[0] = preferred[0] * 5 / 4 }
        if hasClosing, shots.count > 1 { preferred[shots.count - 1] = preferred[shots.count - 1] * 5 / 4 }
        let longest = shots.map(Self.longestDuration)
        let shortest = longest.map { min(Self.shortest, $0) }
        guard shortest.reduce(0, +) <= total else {
            let each = Double(total) / Double(shots.count) / 1_000_000
            throw DraftWritingProblem(
                .request,
                "\(shots.count) pictures and clips leave \((each * 100).rounded() / 100) s for each, but nobody sees "
                    + "less than \(Double(Self.shortest) / 1_000_000) s; name fewer, or ask for a longer --duration")
        }
        func lengths(_ factor: Double) -> [Int64] {
            shots.indices.map { index in
                let wanted = Int64(Double(preferred[index]) * factor) / 1_000 * 1_000
                return max(shortest[index], min(longest[index], wanted))
            }
        }
        var low = 0.0
        var high = Double(total) / Double(preferred.min() ?? 1) + 1
        for _ in 0..<60 {
            let middle = (low + high) / 2
            if lengths(middle).reduce(0, +) <= total { low = middle } else { high = middle }
        }
        let shared = lengths(low)
        for index in shots.indices { shots[index].duration = shared[index] }
        // What rounding left over goes to whoever has room, the last one first.
        var rest = total - shared.reduce(0, +)
        for index in shots.indices.reversed() where rest > 0 {
            let more = min(rest, longest[index] - shots[index].duration)
            shots[index].duration += more
            rest -= more
        }
        shots[shots.count - 1].duration += rest
    }

    private mutating func joinShots() {
        var start: Int64 = 0
        for index in shots.indices {
            shots[index].start = start
            start += shots[index].duration
            guard index > 0 else { continue }
            let shorter = min(shots[index - 1].duration, shots[index].duration)
            let crossfade = min(Self.crossfade, shorter / 3 / 1_000 * 1_000)
            shots[index].crossfade = crossfade
            shots[index - 1].tail = crossfade
        }
    }
}
