import DraftDocuments
import DraftFormat
import DraftWriting
import Foundation
import MediaTiming
import TestSupport
import Testing
import TimelineModel

@Suite("A draft that is laid out")
struct LayoutTests {
    /// The pictures are named out of order of their bytes; the folder holds empty files of these names.
    private func laidOut(_ request: DraftRequest) throws -> (timeline: Timeline, json: String) {
        let folder = try TemporaryFolder()
        var request = request
        func placed(_ material: Material) throws -> Material {
            try folder.write("", to: material.name)
            return Material(path: folder.path(material.name), facts: material.facts)
        }
        request.pictures = try request.pictures.map(placed)
        request.clips = try request.clips.map(placed)
        request.music = try request.music.map(placed)
        request.voice = try request.voice.map(placed)
        let layout = try DraftLayout(request, folder: folder.url.path, measure: PlainMeasure())
        let json = layout.draft.text
        let checked = DraftReader.read(
            Array(json.utf8), options: DraftReadingOptions(baseDirectory: folder.url.path), prober: FakeProber())
        #expect(checked.findings.isEmpty, "\(checked.findings)")
        let timeline = try #require(checked.timeline)
        #expect(timeline.duration == layout.duration)
        return (timeline, json)
    }

    private func request(pictures: Int, clips: [String] = []) throws -> DraftRequest {
        var request = DraftRequest()
        request.pictures = try (0..<pictures).map {
            try FakeProber.material("p\(["a", "b", "c", "d"][$0 % 4])\($0).jpg")
        }
        request.clips = try clips.map(FakeProber.material)
        return request
    }

    @Test(
        "meets the length exactly, shot after shot without a gap",
        arguments: [(1, 0), (3, 1), (8, 2), (0, 2), (40, 0)],
        [Int64(30_000_000), 5_000_000, 29_970_000, 33_366_700, 600_000_000])
    func length(_ counts: (pictures: Int, clips: Int), _ microseconds: Int64) throws {
        var request = try request(
            pictures: counts.pictures, clips: Array(["film 9000.mp4", "short 2500.mp4"].prefix(counts.clips)))
        request.duration = MediaTime(microseconds: microseconds)
        request.title = "Paradise Found"
        request.closing = "See you"
        guard Int64(counts.pictures + counts.clips) * 700_000 <= microseconds else {
            #expect(throws: DraftWritingProblem.self) { try laidOut(request) }
            return
        }
        let (timeline, _) = try laidOut(request)
        #expect(timeline.duration == MediaTime(microseconds: microseconds))
        let shots = timeline.tracks[0].segments
        #expect(shots.first?.compositionRange.start == .zero)
        #expect(shots.last?.compositionRange.end == timeline.duration)
        for (left, right) in zip(shots, shots.dropFirst()) {
            #expect(left.compositionRange.end == right.compositionRange.start)
            let fade = try #require(right.transition)
            #expect(fade.duration > .zero && fade.duration <= MediaTime(milliseconds: 500))
        }
        for (index, shot) in shots.enumerated() {
            guard case .picture(let picture) = shot.content, case .asset(let id) = picture.source,
                timeline[id].facts.kind == .video
            else { continue }
            // The clip still moves while the next shot comes in.
            let tail = index + 1 < shots.count ? shots[index + 1].transition?.duration ?? .zero : .zero
            let needed = picture.sourceRange.start + shot.compositionRange.duration + tail
            #expect(needed <= timeline[id].facts.picture?.frameTimes.end ?? .zero)
        }
        for segment in timeline.tracks.flatMap(\.segments) {
            #expect(segment.compositionRange.end <= timeline.duration)
        }
    }

    @Test("takes about 3 s for a picture and up to 6 s for a clip") func ownLength() throws {
        #expect(try laidOut(request(pictures: 5)).timeline.duration == MediaTime(milliseconds: 15_000))
        let clips = try request(pictures: 2, clips: ["a9000.mp4", "b3000.mp4"])
        #expect(try laidOut(clips).timeline.duration == MediaTime(milliseconds: 6_000 + 6_000 + 2_500))
    }

    @Test("lasts as long as the speech, with room around it") func voiceLength() throws {
        var request = try request(pictures: 5)
        request.voice = try FakeProber.material("voice15390.wav")
        let (timeline, _) = try laidOut(request)
        #expect(timeline.duration == MediaTime(milliseconds: 16_800))
        let voice = try #require(timeline.tracks.last?.segments.first)
        #expect(voice.compositionRange.start == MediaTime(milliseconds: 500))
        #expect(voice.compositionRange.duration == MediaTime(milliseconds: 15_390))
    }

    @Test("cuts speech that is longer than the film, and fades it out") func longVoice() throws {
        var request = try request(pictures: 2)
        request.voice = try FakeProber.material("voice15390.wav")
        request.duration = MediaTime(milliseconds: 8_000)
        let voice = try #require(try laidOut(request).timeline.tracks.last?.segments.first)
        #expect(voice.compositionRange.end == MediaTime(milliseconds: 8_000))
        guard case .sound(let sound) = voice.content else { throw DraftWritingProblem(.request, "no sound") }
        #expect(sound.envelope.fadeOut == MediaTime(milliseconds: 300))
    }

    @Test("repeats short music, fades it, and has it and the clips make way for speech") func sound() throws {
        var request = try request(pictures: 3, clips: ["a9000.mp4"])
        request.music = try FakeProber.material("song4000.m4a")
        request.duration = MediaTime(milliseconds: 20_000)
        var (timeline, json) = try laidOut(request)
        guard case .sound(let music)? = timeline.tracks.last?.segments.first?.content else { throw Missing() }
        #expect(music.loops && music.envelope.fadeOut == MediaTime(milliseconds: 2_000))
        #expect(music.envelope.gain == .constant(0.8) && !json.contains("duck"))
        let clip = timeline.tracks[0].segments.compactMap { segment -> SoundEnvelope? in
            if case .picture(let picture) = segment.content { picture.sound } else { nil }
        }
        #expect(clip.map(\.gain) == [.constant(0.2)])

        request.voice = try FakeProber.material("voice9000.wav")
        request.music = try FakeProber.material("song90000.m4a")
        (timeline, json) = try laidOut(request)
        #expect(timeline.tracks.suffix(3).map(\.name) == ["Clip sound", "Music", "Voice"])
        #expect(json.components(separatedBy: "\"duck\"").count == 3)
        guard case .sound(let bed)? = timeline.tracks[timeline.tracks.count - 2].segments.first?.content else {
            throw Missing()
        }
        #expect(!bed.loops && bed.envelope.gain == .constant(0.5))
    }

    @Test(
        "keeps texts inside the safe area",
        arguments: [
            "Hi", "Paradise Found", "A long weekend of light and wine and dandelions",
            "Supercalifragilisticexpialidocious",
            "One\nTwo\nThree",
        ],
        [
            CanvasSize(width: 1_080, height: 1_920), CanvasSize(width: 1_920, height: 1_080),
            CanvasSize(width: 1_080, height: 1_080),
        ])
    func safeArea(_ text: String, _ canvas: CanvasSize) throws {
        var request = try request(pictures: 4)
        request.canvas = canvas
        request.title = text
        request.closing = text
        let (timeline, _) = try laidOut(request)
        let texts = try #require(timeline.tracks.first { $0.kind == .text }).segments
        #expect(texts.count == 2)
        for segment in texts {
            guard case .text(let shown) = segment.content else { throw Missing() }
            let width = try #require(shown.placement.width.statedValues.first)
            let lines = try #require(PlainMeasure().lineWidths(of: text, size: shown.style.size, width: width))
            let height = Double(lines.count) * shown.style.lineHeight * shown.style.size
            let x = try #require(shown.placement.x.statedValues.first)
            #expect((lines.max() ?? 0) <= width)
            #expect(
                x - width / 2 >= 0.08 * Double(canvas.width) - 1 && x + width / 2 <= 0.92 * Double(canvas.width) + 1)
            let safe = canvas.height > canvas.width ? 0.12...0.78 : 0.1...0.9
            // At rest; the rise of the entrance begins a little lower.
            let y = shown.placement.y.value(at: MediaTime(milliseconds: 1_000))
            #expect(y - height / 2 >= safe.lowerBound * Double(canvas.height) - 1)
            #expect(y + height / 2 <= safe.upperBound * Double(canvas.height) + 1)
            #expect(shown.style.size >= 0.0283 * Double(min(canvas.width, canvas.height)))
        }
    }

    @Test("moves pictures gently, never past their edge, until they are gone") func motion() throws {
        let (timeline, _) = try laidOut(request(pictures: 8))
        var pans = 0
        for (index, segment) in timeline.tracks[0].segments.enumerated() {
            guard case .picture(let picture) = segment.content else { throw Missing() }
            let scales = picture.placement.scale.statedValues.map(\.x)
            let x = picture.placement.x.statedValues
            let width = try #require(picture.placement.width.statedValues.first)
            #expect(scales.count == 2 || x.count == 2, "shot \(index) stands still")
            #expect(scales.allSatisfy { (1...1.13).contains($0) })
            for center in x {
                #expect(center - width / 2 <= 0.5 && center + width / 2 >= 1_079.5)
            }
            if x.count == 2 { pans += 1 }
            let last = index == 7 ? MediaTime.zero : MediaTime(milliseconds: 500)
            let end = segment.compositionRange.duration + last
            if case .keyframes(let frames) = picture.placement.scale { #expect(frames.last?.time == end) }
            if case .keyframes(let frames) = picture.placement.x { #expect(frames.last?.time == end) }
        }
        #expect(pans == 4)
    }

    @Test("says what does not fit") func problems() throws {
        #expect(throws: DraftWritingProblem.self) { try laidOut(DraftRequest()) }
        var long = try request(pictures: 3)
        long.title = String(repeating: "word ", count: 200)
        #expect(throws: DraftWritingProblem.self) { try laidOut(long) }
        var endless = try request(pictures: 1)
        endless.duration = MediaTime(milliseconds: 11_000_000)
        #expect(throws: DraftWritingProblem.self) { try laidOut(endless) }
    }

    private struct Missing: Error {}
}
