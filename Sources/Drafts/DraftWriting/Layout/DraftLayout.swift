package import DraftDocuments
import DraftFormat
package import MediaTiming
import TimelineModel

/// Lays out a draft that needs no further work: pictures and clips in gentle motion, title and closing line, sound.
package struct DraftLayout {
    /// The draft.
    package let draft: DraftDocument
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

        var draft = DraftDocument()
        draft.tracks = [
            DraftTrack(.picture, name: "Pictures", segments: Self.pictures(shots, request, sound, source)),
            DraftTrack(.picture, name: "Shade", segments: lines.shades),
        ]
        if !lines.texts.isEmpty { draft.tracks.append(DraftTrack(.text, name: "Titles", segments: lines.texts)) }
        draft.tracks += sound.tracks
        draft.duration = DraftTime(microseconds: length)
        draft.title = request.title
        draft.width = request.canvas.width
        draft.height = request.canvas.height
        draft.frameRate = request.frameRate
        self.draft = draft
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
    ) -> [DraftSegment] {
        var stillIndex = 0
        return shots.enumerated().map { index, shot in
            var segment = DraftSegment()
            segment.id = "shot-\(index + 1)"
            segment.source = source(shot.material.path)
            if shot.isClip {
                if shot.sourceStart > 0 { segment.sourceStart = DraftTime(microseconds: shot.sourceStart) }
                segment.duration = DraftTime(microseconds: shot.duration)
                if shot.material.facts.sound != nil { sound.balance(clip: &segment) }
            } else {
                segment.duration = DraftTime(microseconds: shot.duration)
                if let picture = shot.material.facts.picture {
                    // The motion goes on while the next picture comes in, so that nothing stops in view.
                    let motion = Motion(
                        of: picture, index: stillIndex, duration: shot.duration + shot.tail, canvas: request.canvas)
                    motion.move(&segment)
                }
                stillIndex += 1
            }
            if shot.crossfade > 0 {
                segment.transition = DraftTransition(
                    .crossfade, duration: DraftTime(microseconds: shot.crossfade), easing: .easeInOut)
            }
            return segment
        }
    }

    /// The texts, and the shades that let them stand out and end the film.
    private struct Lines {
        var texts: [DraftSegment] = []
        var shades: [DraftSegment] = []

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

        private static func titleShade(end: Int64) -> DraftSegment {
            let fade = min(500_000, end / 4 / 1_000 * 1_000)
            return shadeSegment(
                "title-shade", start: 0, duration: end,
                opacity: [
                    DraftKeyframe(0, shade), DraftKeyframe(DraftTime(microseconds: end - fade), shade),
                    DraftKeyframe(DraftTime(microseconds: end), 0, .easeInOut),
                ])
        }

        private static func shadeSegment(
            _ id: String, start: Int64, duration: Int64, opacity: [DraftKeyframe<Double>]
        ) -> DraftSegment {
            var segment = DraftSegment()
            segment.id = id
            segment.source = "#000000"
            segment.start = DraftTime(microseconds: start)
            segment.duration = DraftTime(microseconds: duration)
            segment.keyframes = DraftKeyframes()
            segment.keyframes?.opacity = opacity
            return segment
        }

        private static func endShade(duration: Int64, closingLength: Int64) -> DraftSegment {
            let dark = min(ending, duration / 8) / 1_000 * 1_000
            let length = max(dark, closingLength)
            var ramp: [DraftKeyframe<Double>] = [DraftKeyframe(0, 0)]
            if closingLength > dark {
                let fade = min(500_000, (closingLength - dark) / 2 / 1_000 * 1_000)
                ramp += [
                    DraftKeyframe(DraftTime(microseconds: fade), shade, .easeInOut),
                    DraftKeyframe(DraftTime(microseconds: length - dark), shade),
                ]
            }
            ramp.append(DraftKeyframe(DraftTime(microseconds: length), 1, .easeIn))
            return shadeSegment("end-shade", start: duration - length, duration: length, opacity: ramp)
        }
    }
}
