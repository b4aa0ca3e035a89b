package import DraftFormat
package import MediaTiming
import TimelineModel

/// Lays out a draft that needs no further work: pictures and clips in gentle motion, title and closing line, sound.
package struct DraftLayout {
    /// The draft.
    package let draft: JSONTree
    /// Its length.
    package let duration: MediaTime
    /// How many times something is shown.
    package let shotCount: Int

    /// How long the film goes dark at its end, in microseconds.
    private static let ending: Int64 = 700_000
    private static let shade = 0.34

    /// A layout for what was asked, whose files are named as seen from `folder`, the draft's own.
    ///
    /// Throws where the materials do not fit the length, or a text does not fit the canvas.
    package init(
        _ request: DraftRequest, folder: String, measure: any TextMeasuring
    ) throws(DraftWritingProblem) {
        let list = try ShotList(
            pictures: request.pictures, clips: request.clips, duration: Self.wantedDuration(request),
            hasTitle: request.title != nil, hasClosing: request.closing != nil)
        let shots = list.shots
        let length = shots.reduce(0) { $0 + $1.duration }
        let source = { (path: String) in RelativePath.source(path, from: folder) }
        let sound = SoundBed(request, shots: shots, duration: length, source: source)
        let lines = try Lines(request, shots: shots, duration: length, measure: measure)

        var tracks: [JSONTree] = [
            ["tt": 0, "m": ["name": "Pictures"], "sg": .array(Self.pictures(shots, request, sound, source))],
            ["tt": 0, "m": ["name": "Shade"], "sg": .array(lines.shades)],
        ]
        if !lines.texts.isEmpty { tracks.append(["tt": 7, "m": ["name": "Titles"], "sg": .array(lines.texts)]) }
        tracks += sound.tracks
        var metadata: [JSONTree.Member] = []
        if let title = request.title { metadata.append(.init("title", .string(title))) }
        let rate = request.frameRate.framesPerSecond
        metadata += [
            .init("width", .integer(Int64(request.canvas.width))),
            .init("height", .integer(Int64(request.canvas.height))),
            .init("fps", rate.denominator == 1 ? .integer(rate.numerator) : .string(rate.description)),
        ]
        draft = ["v": 1, "t": .array(tracks), "d": .milliseconds(length), "m": .object(metadata)]
        duration = MediaTime(microseconds: length)
        shotCount = shots.count
    }

    /// The length that is asked for, in microseconds, else the one of the speech with room around it, else nil.
    private static func wantedDuration(_ request: DraftRequest) throws(DraftWritingProblem) -> Int64? {
        if let duration = request.duration {
            let microseconds = (duration.seconds * Rational(1_000_000)).floor
            guard (1_000_000...DraftLimits.duration).contains(microseconds) else {
                throw DraftWritingProblem(.request, "--duration is \(duration), but must lie between 1 s and 3 hours")
            }
            return microseconds
        }
        guard let voice = request.voice else { return nil }
        // A breath before the first word, a moment after the last, and no odd end.
        let spoken = voice.soundMilliseconds + 500 + 900
        let whole = (spoken + 99) / 100 * 100_000
        let shots = Int64(request.pictures.count + request.clips.count)
        return max(whole, shots * ShotList.shortest)
    }

    private static func pictures(
        _ shots: [Shot], _ request: DraftRequest, _ sound: SoundBed, _ source: (String) -> String
    ) -> [JSONTree] {
        var stillIndex = 0
        return shots.enumerated().map { index, shot in
            var members: [JSONTree.Member] = [
                .init("id", .string("shot-\(index + 1)")), .init("src", .string(source(shot.material.path))),
            ]
            if shot.isClip {
                if shot.sourceStart > 0 { members.append(.init("ss", .milliseconds(shot.sourceStart))) }
                members.append(.init("d", .milliseconds(shot.duration)))
                if shot.material.facts.sound != nil { members += sound.clipMembers }
            } else {
                members.append(.init("d", .milliseconds(shot.duration)))
                if let picture = shot.material.facts.picture {
                    // The motion goes on while the next picture comes in, so that nothing stops in view.
                    let motion = Motion(
                        of: picture, index: stillIndex, duration: shot.duration + shot.tail, canvas: request.canvas)
                    members += motion.members
                }
                stillIndex += 1
            }
            if shot.crossfade > 0 {
                members.append(
                    .init("tr", ["type": "crossfade", "d": .milliseconds(shot.crossfade), "ease": "ease-in-out"]))
            }
            return .object(members)
        }
    }

    /// The texts, and the shades that let them stand out and end the film.
    private struct Lines {
        var texts: [JSONTree] = []
        var shades: [JSONTree] = []

        init(
            _ request: DraftRequest, shots: [Shot], duration: Int64, measure: any TextMeasuring
        ) throws(DraftWritingProblem) {
            let closingStart = request.closing == nil ? duration : Self.closingStart(shots, duration: duration)
            if let text = request.title {
                let setting = try TitleSetting(text, .title, canvas: request.canvas, measure: measure)
                let start = min(300_000, duration / 20) / 1_000 * 1_000
                let end = Self.titleEnd(shots, before: closingStart - closingStart / 20 / 1_000 * 1_000)
                texts.append(setting.segment(start: start, duration: end - start, id: "title"))
                shades.append(Self.titleShade(end: end))
            }
            if let text = request.closing {
                let setting = try TitleSetting(text, .closing, canvas: request.canvas, measure: measure)
                texts.append(setting.segment(start: closingStart, duration: duration - closingStart, id: "closing"))
            }
            shades.append(Self.endShade(duration: duration, closingLength: duration - closingStart))
        }

        /// When the title goes: with the first picture, so that it lies over one only, or after three seconds and a bit.
        private static func titleEnd(_ shots: [Shot], before limit: Int64) -> Int64 {
            let first = shots[0].duration / 1_000 * 1_000
            return min(limit, (2_000_000...5_000_000).contains(first) ? first : 3_500_000)
        }

        /// When the closing line comes: once the last picture is there, or three seconds before the end.
        private static func closingStart(_ shots: [Shot], duration: Int64) -> Int64 {
            let last = shots[shots.count - 1]
            let settled = last.start + last.crossfade / 2
            let fits = (2_200_000...5_000_000).contains(duration - settled)
            return max(fits ? settled : duration - 3_200_000, duration * 3 / 5) / 1_000 * 1_000
        }

        private static func titleShade(end: Int64) -> JSONTree {
            let fade = min(500_000, end / 4 / 1_000 * 1_000)
            return [
                "id": "title-shade", "src": "#000000", "s": 0, "d": .milliseconds(end),
                "kf": [
                    "op": [
                        [0, .number(shade)], [.milliseconds(end - fade), .number(shade)],
                        [.milliseconds(end), 0, "ease-in-out"],
                    ]
                ],
            ]
        }

        private static func endShade(duration: Int64, closingLength: Int64) -> JSONTree {
            let dark = min(ending, duration / 8) / 1_000 * 1_000
            let length = max(dark, closingLength)
            var ramp: [JSONTree] = [[0, 0]]
            if closingLength > dark {
                let fade = min(500_000, (closingLength - dark) / 2 / 1_000 * 1_000)
                ramp += [
                    [.milliseconds(fade), .number(shade), "ease-in-out"],
                    [.milliseconds(length - dark), .number(shade)],
                ]
            }
            ramp.append([.milliseconds(length), 1, "ease-in"])
            return [
                "id": "end-shade", "src": "#000000", "s": .milliseconds(duration - length), "d": .milliseconds(length),
                "kf": ["op": .array(ramp)],
            ]
        }
    }
}
