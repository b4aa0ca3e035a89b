import Foundation
import TestSupport
import Testing

/// Every film is opened again with somebody else's tools and held against docs/format.md, section 13.
@Suite struct WrittenFileTests {
    struct Case: Sendable, CustomTestStringConvertible {
        var name: String
        var fps: String
        var rate: String
        var milliseconds: Int
        var frames: Int
        var arguments: [String] = []
        var profile = "High"
        var testDescription: String { name }
    }

    static let cases = [
        Case(name: "30 fps", fps: "30", rate: "30/1", milliseconds: 5_050, frames: 152),
        Case(name: "29.97 fps", fps: "29.97", rate: "30000/1001", milliseconds: 5_000, frames: 150),
        Case(name: "1 fps", fps: "1", rate: "1/1", milliseconds: 7_000, frames: 7),
        Case(name: "60 fps, one frame", fps: "60", rate: "60/1", milliseconds: 10, frames: 1),
        Case(
            name: "lossless", fps: "24", rate: "24/1", milliseconds: 2_500, frames: 60,
            arguments: ["--quality", "lossless"], profile: "High 4:4:4 Predictive"),
        Case(
            name: "draft quality", fps: "25", rate: "25/1", milliseconds: 3_000, frames: 75,
            arguments: ["--quality", "draft"]),
        Case(
            name: "a part", fps: "30", rate: "30/1", milliseconds: 5_000, frames: 65,
            arguments: ["--range", "1.5s..#110"]),
    ]

    @Test(arguments: cases) func keepsTheContract(_ test: Case) throws {
        let folder = try TemporaryFolder()
        let draft = try folder.write(
            """
            {"t":[{"tt":0,"sg":[{"src":"\(TestMedia.path("photos/coffee.png"))","d":\(test.milliseconds),"kf":{"sc":[[0,1],[5000,1.3]]}}]},
                  {"tt":1,"sg":[{"src":"\(TestMedia.path("audio/vibe-ace.m4a"))","d":\(test.milliseconds)}]}],
             "m":{"width":320,"height":240,"fps":"\(test.fps)"}}
            """, to: "draft.json")
        let output = folder.path("out.mp4")
        let result = try Subprocess.workprint(
            ["render", draft, "-o", output, "--cache", "none", "--progress", "none"] + test.arguments)
        try #require(result.exitCode == 0, "\(result.errors)")
        let file = RenderedFile(path: output)

        let video = try file.stream("v:0")
        #expect(video["codec_name"] == "h264" && video["pix_fmt"] == "yuv420p")
        #expect(video["profile"] == test.profile)
        #expect(video["color_range"] == "tv" && video["color_space"] == "bt709")
        #expect(video["color_transfer"] == "bt709" && video["color_primaries"] == "bt709")
        #expect(video["chroma_location"] == "left")
        #expect(video["r_frame_rate"] == test.rate && video["nb_frames"] == "\(test.frames)")
        #expect(Double(video["start_time"] ?? "") == 0)

        let sound = try file.stream("a:0")
        #expect(sound["codec_name"] == "aac" && sound["profile"] == "LC")
        #expect(sound["sample_rate"] == "48000" && sound["channels"] == "2")
        #expect(Double(sound["start_time"] ?? "") == 0)
        let pair = test.rate.split(separator: "/").compactMap { Double($0) }
        let frame = pair[1] / pair[0]
        let pictureLength = Double(test.frames) * frame
        #expect(abs(Double(video["duration"] ?? "0").map { $0 - pictureLength } ?? 1) < 0.001)
        #expect(abs((Double(sound["duration"] ?? "0") ?? 0) - pictureLength) <= max(frame, 1_024.0 / 48_000))

        let frames = try file.frames()
        #expect(frames.count == test.frames)
        for (index, found) in frames.enumerated() {
            #expect(abs(found.time - Double(index) * frame) < 0.0011)
        }
        let keys = frames.indices.filter { frames[$0].isKeyframe }
        #expect(keys.first == 0)
        for (key, next) in zip(keys, keys.dropFirst() + [frames.count]) {
            #expect(Double(next - key) * frame <= 2.0001, "a GOP of \(next - key) frames")
        }
        let boxes = try file.boxes()
        #expect(boxes.firstIndex(of: "moov") ?? 99 < boxes.firstIndex(of: "mdat") ?? 0, "\(boxes)")
    }

    @Test func silenceIsStillATrack() throws {
        let folder = try TemporaryFolder()
        let draft = try folder.write(
            ##"{"t":[{"tt":0,"sg":[{"src":"#205080","d":1000}]}],"m":{"width":64,"height":64}}"##, to: "draft.json")
        let output = folder.path("out.mp4")
        #expect(try Subprocess.workprint(["render", draft, "-o", output, "--cache", "none"]).exitCode == 0)
        let samples = try RenderedFile(path: output).leftChannel()
        #expect(abs(samples.count - 48_000) <= 1_024)
        #expect(samples.allSatisfy { abs($0) < 1e-6 })
    }
}
