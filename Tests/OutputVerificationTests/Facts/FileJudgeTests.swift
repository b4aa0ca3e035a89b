import Diagnostics
import Foundation
import MediaIO
import MediaTiming
import OutputVerification
import TestSupport
import Testing

/// Each fact that can be wrong is made wrong once; nothing else may be found then.
@Suite struct FileJudgeTests {
    /// What is made of the film, and what is to be said of it.
    struct Case: Sendable, CustomTestStringConvertible {
        var name: String
        var arguments: String
        var file = "out.mp4"
        var failures: Set<String> = []
        var warnings: Set<String> = []
        var allowsAnyCodec = false
        var testDescription: String { name }
    }

    private static let x264 = "-c:v libx264 -preset veryfast -crf 20 -g 60"
    private static let fast = "-c:a copy -movflags +faststart"

    static let clean =
        ["medium", "veryfast"].flatMap { preset in
            [18, 23, 28].map { crf in
                Case(
                    name: "\(preset) crf \(crf)",
                    arguments:
                        "-i IN -c:v libx264 -preset \(preset) -crf \(crf) -g 60 -c:a aac -b:a 96k -movflags +faststart")
            }
        } + [
            Case(name: "remuxed", arguments: "-i IN -c copy -movflags +faststart"),
            Case(name: "scaled and back", arguments: "-i IN -vf scale=80:48,scale=160:96 \(x264) \(fast)"),
            Case(
                name: "x265",
                arguments: "-i IN -c:v libx265 -preset ultrafast -x265-params log-level=none -g 60 \(fast)",
                allowsAnyCodec: true),
            Case(
                name: "VP9 and Opus",
                arguments: "-i IN -c:v libvpx-vp9 -deadline realtime -cpu-used 8 -g 60 -c:a libopus",
                file: "out.webm", allowsAnyCodec: true),
            Case(name: "Matroska", arguments: "-i IN -c copy", file: "out.mkv", allowsAnyCodec: true),
        ]

    static let wrong = [
        Case(name: "index last", arguments: "-i IN -c copy", warnings: ["not-faststart"]),
        Case(
            name: "Matroska", arguments: "-i IN -c copy", file: "out.mkv", failures: ["container"],
            warnings: ["start-time"]),
        Case(name: "QuickTime", arguments: "-i IN \(x264) \(fast)", file: "out.mov", failures: ["container"]),
        Case(
            name: "fragments", arguments: "-i IN -c copy -movflags frag_keyframe+delay_moov", warnings: ["fragmented"]),
        Case(
            name: "29.97", arguments: "-i IN -r 30000/1001 -frames:v 90 \(x264) \(fast)", failures: ["frame-rate"]),
        Case(
            name: "29.97 on a clock that is not its own",
            arguments: "-i IN -r 30000/1001 -frames:v 90 \(x264) \(fast) -video_track_timescale 15360",
            failures: ["frame-rate"]),
        Case(
            name: "25", arguments: "-i IN -r 25 -frames:v 75 \(x264) -g 50 \(fast)",
            failures: ["frame-rate", "frame-count"]),
        Case(name: "size", arguments: "-i IN -vf scale=80:48 \(x264) \(fast)", failures: ["frame-size"]),
        Case(
            name: "full range", arguments: "-i IN -vf scale=out_range=full -color_range pc \(x264) \(fast)",
            failures: ["color-tags"]),
        Case(
            name: "BT.601",
            arguments:
                "-i IN -vf setparams=color_primaries=smpte170m:color_trc=smpte170m:colorspace=smpte170m \(x264) \(fast)",
            failures: ["color-tags"]),
        Case(
            name: "no tags",
            arguments:
                "-i IN -vf setparams=color_primaries=unknown:color_trc=unknown:colorspace=unknown \(x264) \(fast)",
            failures: ["color-tags"]),
        Case(
            name: "no tags in the bitstream",
            arguments:
                "-i IN -c copy -bsf:v h264_metadata=colour_primaries=2:transfer_characteristics=2:matrix_coefficients=2 -movflags +faststart",
            warnings: ["color-tags"]),
        Case(
            name: "open groups",
            arguments:
                "-i IN -c:v libx264 -crf 20 -bf 3 -x264-params open-gop=1:keyint=30:min-keyint=15:scenecut=0:b-adapt=0 \(fast)",
            warnings: ["gop-open"]),
        Case(
            name: "long group", arguments: "-i IN -c:v libx264 -crf 20 -x264-params keyint=300:scenecut=0 \(fast)",
            warnings: ["gop-length"]),
        Case(
            name: "4:2:2", arguments: "-i IN -pix_fmt yuv422p \(x264) \(fast)",
            failures: ["video-profile", "pixel-format"]),
        Case(
            name: "4:4:4", arguments: "-i IN -pix_fmt yuv444p \(x264) \(fast)",
            failures: ["video-profile", "pixel-format"]),
        Case(
            name: "10 bits", arguments: "-i IN -pix_fmt yuv420p10le \(x264) \(fast)",
            failures: ["video-profile", "pixel-format"]),
        Case(
            name: "Baseline", arguments: "-i IN \(x264) -profile:v baseline \(fast)", warnings: ["video-profile"]),
        Case(
            name: "level", arguments: "-i IN -c copy -bsf:v h264_metadata=level=1 -movflags +faststart",
            failures: ["video-level"]),
        Case(
            name: "HEVC", arguments: "-i IN -c:v libx265 -preset ultrafast -x265-params log-level=none -g 60 \(fast)",
            failures: ["video-codec"]),
        Case(
            name: "VP9", arguments: "-i IN -c:v libvpx-vp9 -deadline realtime -cpu-used 8 -g 60 \(fast)",
            failures: ["video-codec"]),
        Case(
            name: "late start", arguments: "-itsoffset 0.5 -i IN -c copy -movflags +faststart",
            failures: ["start-time"],
            warnings: ["start-time", "edit-list"]),
        Case(name: "no sound", arguments: "-i IN -an -c copy -movflags +faststart", failures: ["sound-missing-stream"]),
        Case(
            name: "mono", arguments: "-i IN -c:v copy -c:a aac -ac 1 -movflags +faststart", failures: ["sound-format"]),
        Case(
            name: "44.1 kHz", arguments: "-i IN -c:v copy -c:a aac -ar 44100 -movflags +faststart",
            failures: ["sound-format"]),
        Case(
            name: "MP3", arguments: "-i IN -c:v copy -c:a libmp3lame -movflags +faststart", failures: ["sound-format"]),
        Case(
            name: "two sounds", arguments: "-i IN -map 0 -map 0:a -c copy -movflags +faststart",
            failures: ["extra-stream"]),
        Case(
            name: "short", arguments: "-i IN -t 2.8 \(x264) \(fast)", failures: ["frame-count", "duration-short"]),
        Case(
            name: "sound short", arguments: "-i IN -filter:a atrim=end=2.7 -c:v copy -c:a aac -movflags +faststart",
            failures: ["streams-differ"]),
        Case(
            name: "times off by a quarter frame",
            arguments: "-i IN -c copy -bsf:v setts=pts=PTS+mod(N\\,2)*128:dts=DTS -movflags +faststart",
            warnings: ["timestamps"]),
        Case(
            name: "times off by more than half a frame",
            arguments: "-i IN -c copy -bsf:v setts=pts=PTS+lt(N\\,80)*mod(N\\,2)*300:dts=DTS -movflags +faststart",
            failures: ["timestamps"]),
        Case(
            name: "a frame dropped",
            arguments: "-i IN -vf select=not(eq(n\\,45)) -vsync passthrough \(x264) \(fast)", failures: ["frame-count"]),
        Case(
            name: "turned", arguments: "-i IN -c copy -metadata:s:v rotate=90 -movflags +faststart",
            failures: ["rotation", "frame-size"]),
        Case(
            name: "pixels not square", arguments: "-i IN -c copy -aspect 10:9 -movflags +faststart",
            failures: ["sample-aspect"]),
        Case(
            name: "no edit lists", arguments: "-i IN -c copy -movflags +faststart -use_editlist 0",
            failures: ["start-time"], warnings: ["edit-list"]),
    ]

    @Test func ourOwnFilmIsRight() throws {
        let folder = try TemporaryFolder()
        let judgment = FileJudge.judge(path: try FactFilm.write(to: folder), expected: FactFilm.expected)
        #expect(judgment.deviations.isEmpty, "\(judgment.deviations.map(\.message))")
        #expect(judgment.facts.count >= 20)
        #expect(judgment.facts.allSatisfy { $0.deviation == nil })
    }

    @Test(arguments: clean) func anotherEncodingIsRight(_ example: Case) throws {
        let folder = try TemporaryFolder()
        let path = try FactFilm.remade(example.arguments, as: example.file, in: folder)
        let judgment = FileJudge.judge(
            path: path, expected: FactFilm.expected,
            options: FileFactsOptions(allowsAnyCodec: example.allowsAnyCodec))
        let failures = judgment.deviations.filter { $0.severity == .failure }
        #expect(failures.isEmpty, "\(failures.map(\.message))")
    }

    @Test(arguments: wrong) func eachWrongFactIsTold(_ example: Case) throws {
        let folder = try TemporaryFolder()
        let path = try FactFilm.remade(example.arguments, as: example.file, in: folder)
        let judgment = FileJudge.judge(path: path, expected: FactFilm.expected)
        func codes(_ severity: Deviation.Severity) -> Set<String> {
            Set(judgment.deviations.filter { $0.severity == severity }.map(\.code.rawValue))
        }
        #expect(codes(.failure) == example.failures, "\(judgment.deviations.map(\.message))")
        #expect(codes(.warning) == example.warnings, "\(judgment.deviations.map(\.message))")
        #expect(Set(judgment.facts.compactMap(\.deviation?.rawValue)) == example.failures.union(example.warnings))
        #expect(judgment.deviations.allSatisfy { [.file, .timing].contains($0.area) && $0.message.count > 20 })
    }
}
