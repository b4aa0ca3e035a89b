import Diagnostics
import DraftLoading
import DraftVerification
import Foundation
import MediaIO
import MediaTiming
import OutputVerification
import RenderEngine
import TestSupport
import Testing
import TimelineModel

@Suite("A draft's own sound as the reference")
struct ReferenceSoundTests {
    static func draft(music: String = "", voice: String = "", seconds: Int = 12) -> String {
        """
        {"m":{"width":64,"height":64,"fps":30},"t":[
        {"tt":0,"sg":[{"s":0,"d":\(seconds * 1_000),"src":"#204060"}]},
        {"tt":1,"m":{"name":"voice"},"sg":[{"src":"audio/voice-en.wav","s":2000,"d":8000\(voice)}]},
        {"tt":1,"m":{"name":"BGM"},"sg":[{"src":"audio/music-jazz.ogg","s":0,"d":\(seconds * 1_000),"vol":0.4\(music)}]}]}
        """
    }

    static func load(_ text: String, _ folder: TemporaryFolder) throws -> Timeline {
        let path = try folder.write(text, to: "draft.json")
        let draft = try DraftLoader().load(path: path, assetsDirectory: TestMedia.folder.path)
        return try #require(draft.timeline, "\(draft.findings)")
    }

    /// The verdict on a render of one draft held against another.
    static func verdict(export: String, draft: String) throws -> (SoundReport, [Deviation]) {
        let folder = try TemporaryFolder()
        let output = folder.path("out.mp4")
        _ = try Renderer(timeline: load(export, folder), settings: RenderSettings()).render(to: output)
        let timeline = try load(draft, folder)
        let reference = try ReferenceSound(timeline: timeline)
        #expect(reference.stems.map(\.name) == ["voice", "BGM"])
        #expect(reference.stems.map(\.pointer) == ["/t/1", "/t/2"])
        let facts = try #require(try MediaProbe.facts(ofFileAt: output).sound)
        return try SoundJudge(frameRate: timeline.frameRate, duration: timeline.duration).judge(
            export: SoundReader(path: output, facts: facts, startingAt: 0), reference: reference.mix,
            stems: reference.stems)
    }

    @Test("a render passes, and its tracks have the gains that they should")
    func own() throws {
        let (report, deviations) = try Self.verdict(export: Self.draft(), draft: Self.draft())
        #expect(deviations.isEmpty, "\(deviations.map(\.message))")
        #expect(report.stems.count == 2 && report.stems.allSatisfy { abs($0.gain) < 0.3 }, "\(report.stems)")
        #expect(abs(report.lagMilliseconds ?? 9) < 0.1)
    }

    @Test("music that was mixed too loud, and a voice that was left out, are told with their tracks")
    func wrong() throws {
        let (_, loud) = try Self.verdict(
            export: Self.draft().replacingOccurrences(of: "0.4", with: "0.8"), draft: Self.draft())
        #expect(loud.map(\.code.rawValue) == ["stem-gain"], "\(loud.map(\.message))")
        #expect(loud.first?.pointers == ["/t/2"])
        #expect(abs((loud.first?.measured ?? 0) - 6.02) < 0.3)
        let (_, missing) = try Self.verdict(export: Self.draft(voice: ",\"vol\":0"), draft: Self.draft())
        #expect(missing.map(\.code.rawValue) == ["stem-missing"], "\(missing.map(\.message))")
        #expect(missing.first?.pointers == ["/t/1"])
        #expect(missing.first?.message == "voice is missing from 2.0 s to 10.0 s")
    }
}
