import DraftLoading
import Foundation
import MediaBuffers
import MediaTiming
import RenderEngine
import TestSupport
import Testing
import TimelineModel

@Suite("One frame, painted as fast as it can be")
struct FrameForecastTests {
    /// A still under all that decides which of its columns are seen: fit, place, crop, mirror, zoom, transition, effect,
    /// mask, turn and a blurred backdrop.
    static let segments = [
        #"{"src":"photos/dandelions.jpg","d":1000}"#,
        #"{"src":"photos/dandelions.jpg","d":1000,"kf":{"sc":[[0,1],[1000,1.3]],"x":[[0,0.5],[1000,0.2]]}}"#,
        #"{"src":"photos/dandelions.jpg","d":1000,"flip":"h","crop":[0.1,0,0.2,0.1],"kf":{"sc":[[0,0.4],[1000,0.5]]}}"#,
        #"{"src":"photos/pagoda.jpg","d":1000,"fit":"none","x":0.9,"y":0.1}"#,
        #"{"src":"photos/pagoda.jpg","d":1000,"fit":"blur"}"#,
        #"{"src":"photos/pagoda.jpg","d":1000,"ro":20}"#,
        #"{"src":"photos/fig-bowl.jpg","d":1000,"w":0.4,"h":0.3,"x":0.05,"mask":{"shape":"circle"}}"#,
        #"{"src":"photos/fig-bowl.jpg","d":1000,"fx":[{"type":"vignette","value":0.5}]}"#,
        #"{"src":"photos/cat.png","d":1000,"sc":1.7,"x":0.1}"#,
        #"{"src":"photos/wine-portrait.jpg","d":1000,"tr":{"type":"push-left","d":900}}"#,
        #"{"src":"photos/dandelions.jpg","d":1000,"tr":{"type":"zoom","d":900}}"#,
    ]

    static func load(_ text: String, _ folder: TemporaryFolder, _ forecast: FrameForecast?) throws -> Timeline {
        let path = try folder.write(text, to: "draft.json")
        let prober = forecast?.prober ?? FileProber()
        let draft = try DraftLoader(prober: prober).load(path: path, assetsDirectory: TestMedia.folder.path)
        return try #require(draft.timeline, "\(draft.findings)")
    }

    @Test("It is the frame that a painter of many paints", arguments: [(240, 426), (426, 240), (1_080, 1_920)])
    func sameFrame(_ width: Int, _ height: Int) throws {
        let folder = try TemporaryFolder()
        let text = """
            {"m":{"width":\(width),"height":\(height),"fps":10},"t":[
            {"tt":0,"sg":[\(Self.segments.joined(separator: ","))]},
            {"tt":1,"sg":[{"src":"audio/voice-en.wav","d":2000}]}]}
            """
        let many = try FramePainter(timeline: Self.load(text, folder, nil), settings: RenderSettings())
        for index in 0..<Self.segments.count {
            let frame = 10 * index + 3
            let forecast = FrameForecast()
            forecast.begin(path: folder.path("draft.json"), assetsDirectory: TestMedia.folder.path) { _, _ in
                (RenderSettings(), { $0.time(ofFrame: frame) })
            }
            let one = try FramePainter(
                timeline: Self.load(text, folder, forecast), settings: RenderSettings(), forecast: forecast)
            let (wanted, found) = (try many.image(frame: frame), try one.image(frame: frame))
            #expect(found.samples.hasSameSamples(as: wanted.samples), "\(Self.segments[index])")
        }
    }

    @Test("A wrong forecast does no harm")
    func wrongForecast() throws {
        let folder = try TemporaryFolder()
        let text = """
            {"m":{"width":240,"height":426,"fps":10},"t":[{"tt":0,"sg":[\(Self.segments[0]),\(Self.segments[3])]}]}
            """
        let forecast = FrameForecast()
        let timeline = try Self.load(text, folder, forecast)
        forecast.begin(path: folder.path("draft.json"), assetsDirectory: TestMedia.folder.path) { _, _ in
            (RenderSettings(), { $0.time(ofFrame: 3) })
        }
        let many = try FramePainter(timeline: timeline, settings: RenderSettings())
        let one = try FramePainter(timeline: timeline, settings: RenderSettings(), forecast: forecast)
        let (wanted, found) = (try many.image(frame: 13), try one.image(frame: 13))
        #expect(found.samples.hasSameSamples(as: wanted.samples))
    }

    @Test("A forecast of a draft that cannot be read does no harm")
    func brokenDraft() throws {
        let folder = try TemporaryFolder()
        _ = try folder.write("{", to: "draft.json")
        FrameForecast().begin(path: folder.path("draft.json"), assetsDirectory: nil) { _, _ in
            (RenderSettings(), { _ in .zero })
        }
    }
}
