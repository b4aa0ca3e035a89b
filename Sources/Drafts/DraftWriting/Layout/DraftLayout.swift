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
    /// What it lacks that whoever asked for it may want, each with the way out.
    package let hints: [String]

    /// How long the film goes dark at its end, in microseconds.
    private static let ending: Int64 = 700_000
    /// How dark the shade behind a text is: on a white picture white letters have a contrast of 3.3:1 then.
    private static let shade = 0.45
    /// What platforms bring films to, in LUFS.
    private static let loudness = -14.0

    /// A layout for what was asked, whose files are named as seen from `folder`, the draft's own.
    ///
    /// Throws where the materials do not fit the length, or a text does not fit the canvas.
    package init(
        _ request: DraftRequest, folder: String, measure: any TextMeasuring
    ) throws(DraftWritingProblem) {
        let list = try ShotList(
            pictures: request.pictures, clips: request.clips, duration: Self.wantedDuration(request),
            leastDuration: Self.readingTime(request), hasTitle: request.title != nil,
            hasClosing: request.closing != nil, endsWithSound: request.music == nil && request.voice == nil)
        let shots = list.shots
        let length = shots.reduce(0) { $0 + $1.duration }
        let source = { (path: String) in RelativePath.source(path, from: folder) }
        let sound = SoundBed(request, shots: shots, duration: length, source: source)
        let lines = try Lines(request, shots: shots, duration: length, measure: measure)

        var draft = DraftDocument()
        draft.tracks = [
            DraftTrack(.picture, name: "Pictures", segments: Self.pictures(shots, request, sound, source))
        ]
        draft.tracks += lines.shadeTracks
        if !lines.texts.isEmpty { draft.tracks.append(DraftTrack(.text, name: "Titles", segments: lines.texts)) }
        draft.tracks += sound.tracks
        draft.duration = DraftTime(microseconds: length)
        draft.title = request.title
        draft.width = request.canvas.width
        draft.height = request.canvas.height
        draft.frameRate = request.frameRate
        let clipsSound = request.clips.contains { $0.facts.sound != nil }
        if request.music != nil || request.voice != nil || clipsSound { draft.loudness = Self.loudness }
        self.draft = draft
        hints = Self.hints(request, duration: length, isSilent: draft.loudness == nil)
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

    /// How long the texts have to be seen, in microseconds, with room between them.
    private static func readingTime(_ request: DraftRequest) -> Int64 {
        [request.title, request.closing].compactMap { $0 }
            .reduce(0) { $0 + Lines.readingTime($1, atRate: Lines.easyRate) + 1_000_000 }
    }

    private static func hints(_ request: DraftRequest, duration: Int64, isSilent: Bool) -> [String] {
        if isSilent { return ["it is silent; --music or --voice gives it sound"] }
        guard let voice = request.voice, request.music == nil else { return [] }
        let end = SoundBed.voiceStart(voice, duration: duration) + voice.soundMilliseconds * 1_000
        guard duration - end > 1_000_000 else { return [] }
        return [
            "the speech ends \(seconds(duration - end)) s before the film does; --music fills the rest, or a shorter "
                + "--duration leaves it out"
        ]
    }

    /// Microseconds as seconds with at most one decimal.
    private static func seconds(_ microseconds: Int64) -> String {
        let tenths = (microseconds + 50_000) / 100_000
        return tenths % 10 == 0 ? "\(tenths / 10)" : "\(tenths / 10).\(tenths % 10)"
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
        /// One track, or two where the shades of a short film overlap.
        var shadeTracks: [DraftTrack] = []

        /// Characters a second that are read with ease.
        static let easyRate: Int64 = 15
        /// Characters a second that can be read.
        private static let highestRate: Int64 = 19

        /// How long a text has to be seen to be read at a rate, in microseconds.
        static func readingTime(_ text: String, atRate rate: Int64) -> Int64 {
            let characters = text.split(whereSeparator: \.isWhitespace).joined(separator: " ").count
            return (Int64(characters) * 1_000 + rate - 1) / rate * 1_000
        }

        init(
            _ request: DraftRequest, shots: [Shot], duration: Int64, measure: any TextMeasuring
        ) throws(DraftWritingProblem) {
            let least = [request.title, request.closing].compactMap { $0 }
                .reduce(0) { $0 + Self.readingTime($1, atRate: Self.highestRate) }
            guard least <= duration else {
                let names = [request.title.map { _ in "--title" }, request.closing.map { _ in "--closing" }]
                throw DraftWritingProblem(
                    .request,
                    "\(names.compactMap { $0 }.joined(separator: " and ")) cannot be read in \(seconds(duration)) s; "
                        + "write less, or ask for a --duration of \(seconds(least + 999_999 - (least - 1) % 1_000_000)) s"
                )
            }
            let closingStart = Self.closingStart(request, shots, duration: duration)
            var titleShade: DraftSegment?
            var titleEnd: Int64 = 0
            if let text = request.title {
                let setting = try TitleSetting(text, .title, canvas: request.canvas, measure: measure)
                let (start, end) = Self.titleTime(text, shots, duration: duration, closingStart: closingStart)
                texts.append(setting.segment(start: start, duration: end - start, id: "title"))
                titleShade = Self.titleShade(end: end)
                titleEnd = end
            }
            if let text = request.closing {
                let setting = try TitleSetting(text, .closing, canvas: request.canvas, measure: measure)
                texts.append(setting.segment(start: closingStart, duration: duration - closingStart, id: "closing"))
            }
            let endLength = max(Self.darkening(duration), duration - closingStart)
            let endShade = Self.endShade(duration: duration, length: endLength)
            // A gap of less than a frame would be taken for a mistake.
            let areApart = titleEnd + 100_000 <= duration - endLength
            let groups =
                if let titleShade { areApart ? [[titleShade, endShade]] : [[titleShade], [endShade]] } else {
                    [[endShade]]
                }
            shadeTracks = groups.map { DraftTrack(.picture, name: "Shade", segments: $0) }
        }

        /// When the title comes and goes: it leaves room for the closing line, and is seen for as long as reading takes.
        private static func titleTime(
            _ text: String, _ shots: [Shot], duration: Int64, closingStart: Int64
        ) -> (start: Int64, end: Int64) {
            let start = min(300_000, duration / 20) / 1_000 * 1_000
            let latest = closingStart - closingStart / 20 / 1_000 * 1_000
            let wanted = start + readingTime(text, atRate: easyRate)
            let end = min(latest, max(titleEnd(shots, before: latest), wanted))
            if end - start >= readingTime(text, atRate: highestRate) { return (start, end) }
            return (0, closingStart)
        }

        /// When the title goes: with the first picture, so that it lies over one only, or after three seconds and a bit.
        private static func titleEnd(_ shots: [Shot], before limit: Int64) -> Int64 {
            let first = shots[0].duration / 1_000 * 1_000
            return min(limit, (2_000_000...5_000_000).contains(first) ? first : 3_500_000)
        }

        /// When the closing line comes: once the last picture is there, or three seconds before the end, and early enough to
        /// be read; without one, at the end.
        private static func closingStart(_ request: DraftRequest, _ shots: [Shot], duration: Int64) -> Int64 {
            guard let text = request.closing else { return duration }
            let title = request.title.map { readingTime($0, atRate: highestRate) } ?? 0
            let easy = duration - readingTime(text, atRate: easyRate)
            let latest = duration - readingTime(text, atRate: highestRate)
            return min(latest, max(title, min(easy, usualClosingStart(shots, duration: duration)))) / 1_000 * 1_000
        }

        private static func usualClosingStart(_ shots: [Shot], duration: Int64) -> Int64 {
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

        /// How long a film goes dark at its end.
        private static func darkening(_ duration: Int64) -> Int64 { min(ending, duration / 8) / 1_000 * 1_000 }

        private static func endShade(duration: Int64, length: Int64) -> DraftSegment {
            let dark = darkening(duration)
            var ramp: [DraftKeyframe<Double>] = [DraftKeyframe(0, 0)]
            if length > dark {
                let fade = min(500_000, (length - dark) / 2 / 1_000 * 1_000)
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
