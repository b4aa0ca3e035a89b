import Diagnostics
import DraftLoading
import Foundation
import PlatformChecks
import PlatformSurveys
import TestSupport
import TimelineModel

/// A draft that is read, measured and judged as `check --for` does it.
struct CheckedDraft {
    let timeline: Timeline
    let film: FilmMeasurement

    /// A draft from its text; sources are looked up in Fixtures/Media.
    init(_ json: String) throws {
        let folder = try TemporaryFolder()
        let path = try folder.write(json, to: "draft.json")
        let draft = try DraftLoader().load(path: path, assetsDirectory: TestMedia.folder.path)
        guard let timeline = draft.timeline else { throw DraftIsBad(findings: draft.findings) }
        self.timeline = timeline
        film = try PlatformInspection(timeline: timeline, output: draft.output).measure()
    }

    func findings(for platform: Platform = .tiktok) -> [Finding] { PlatformJudge(film, for: platform).findings }

    func codes(for platform: Platform = .tiktok) -> [String] { findings(for: platform).map(\.code.rawValue) }

    struct DraftIsBad: Error {
        var findings: [Finding]
    }
}

/// A draft of 1080x1920 over a gray that moves, with tracks of one's own, at 10 fps.
func draft(
    _ tracks: String..., seconds: Double = 4, background: String = "#334455", width: Int = 1_080, height: Int = 1_920
) -> String {
    let milliseconds = Int(seconds * 1_000)
    // A strip at the edge that changes all the time, so that nothing is frozen.
    let motion =
        #"{"tt":0,"sg":[{"src":"lightsteelblue","d":\#(milliseconds),"w":0.02,"h":0.02,"x":0.01,"#
        + #""kf":{"y":[[0,0],[\#(milliseconds),1]]}}]}"#
    return #"{"t":[{"tt":0,"sg":[{"src":"\#(background)","d":\#(milliseconds)}]},\#(motion)"#
        + tracks.map { "," + $0 }.joined()
        + #"],"d":\#(milliseconds),"m":{"width":\#(width),"height":\#(height),"fps":10}}"#
}

/// A track of one text for four seconds; `more` are further properties of the segment.
func text(_ words: String = "Urban Dreams", y: Double = 0.5, style: String = #""size":80"#, more: String = "") -> String
{
    #"{"tt":7,"sg":[{"s":0,"d":4000,"tx":"\#(words)","y":\#(y),"style":{\#(style)}\#(more)}]}"#
}
