import Diagnostics
import DraftLoading
import Foundation
import MediaBuffers
import MediaTiming
import SourceReports
import TestSupport
import Testing
import TimelineModel

@Suite("What is said of sources")
struct SourceReportTests {
    struct Case: Sendable {
        var name: String
        var codes: [String]

        init(_ name: String, _ codes: [String]) {
            self.name = name
            self.codes = codes
        }
    }

    static func reports(_ draft: String) throws -> [SourceReport] {
        let folder = try TemporaryFolder()
        let path = try folder.write(draft, to: "draft.json")
        return SourceDoctor.reports(on: try DraftLoader().load(path: path, assetsDirectory: TestMedia.folder.path))
    }

    static func report(onFile name: String) throws -> SourceReport {
        let isSound = ["mp3", "wav", "flac", "ogg", "m4a"].contains((name as NSString).pathExtension)
        return try #require(
            try reports(#"{"t":[{"tt":\#(isSound ? 1 : 0),"sg":[{"src":"\#(name)","d":100}]}]}"#).first)
    }

    /// The codes follow from what MEDIA.md says of each file; sizes on the canvas are left to the tests of uses.
    @Test(
        "Each peculiarity of a real file has its code",
        arguments: [
            Case("photos/coffee.png", []),
            Case("photos/fig-bowl.jpg", []),
            Case("photos/pagoda.jpg", ["icc-profile"]),
            Case("graphics/logo.png", ["alpha"]),
            Case("graphics/sticker-party.apng.png", ["alpha", "animation"]),
            Case("graphics/sticker-party.gif", ["alpha", "animation"]),
            Case("graphics/sticker-party.webp", ["alpha", "animation"]),
            Case("clips/bunny-51.mp4", ["untagged-color", "sound-downmixed"]),
            Case(
                "clips/cockatoo.mp4",
                ["untagged-color", "chroma-reduced", "source-sound-short", "sound-resampled", "sound-mono"]),
            Case("clips/sintel-trailer.mp4", ["untagged-color"]),
            Case(
                "awkward/alpha-prores4444.mov", ["untagged-color", "high-bit-depth", "alpha", "source-sound-missing"]),
            Case("awkward/alpha-vp9.webm", ["untagged-color", "alpha", "source-sound-missing"]),
            Case("awkward/av1.mp4", ["source-sample-aspect", "untagged-color", "source-sound-missing"]),
            Case("awkward/cmyk-adobe.jpg", ["cmyk"]),
            Case("awkward/fragmented.mp4", ["untagged-color", "picture-late", "source-sound-short"]),
            Case("awkward/fullrange-bt601.mp4", ["source-color-matrix", "full-range", "source-sound-missing"]),
            Case("awkward/hdr10-pq-hevc.mp4", ["hdr-pq", "high-bit-depth", "source-sound-missing"]),
            Case(
                "awkward/interlaced-480i-sar.mp4",
                ["source-sample-aspect", "untagged-color", "source-interlaced", "source-sound-missing"]),
            Case("awkward/late-audio.mp4", ["untagged-color", "source-sound-late", "source-sound-long", "sound-mono"]),
            Case("awkward/long-1fps-one-keyframe.mp4", ["untagged-color", "long-gop", "source-sound-missing"]),
            Case("awkward/mono-44k-editlist.m4a", ["sound-resampled", "sound-mono"]),
            Case("awkward/multitrack.mkv", ["untagged-color", "sound-streams", "sound-downmixed"]),
            Case("awkward/odd-853x479-vp9.webm", ["source-sample-aspect", "untagged-color", "odd-size"]),
            Case(
                "awkward/old-divx.avi",
                [
                    "untagged-color", "counted-frames", "picture-late", "source-sound-short", "sound-resampled",
                    "sound-mono",
                ]),
            Case("awkward/phone-exif-6.jpg", ["rotated"]),
            Case("awkward/phone-rot90.mp4", ["rotated", "untagged-color", "sound-resampled", "sound-mono"]),
            Case("awkward/png-gray-1.png", []),
            Case("awkward/png-gray-alpha-8-1.8.png", ["gamma", "alpha"]),
            Case("awkward/png-rgb-alpha-16-linear.png", ["gamma", "high-bit-depth", "alpha"]),
            Case("awkward/progressive-adobergb.jpg", ["icc-profile"]),
            Case("awkward/rgba16-interlaced.png", ["high-bit-depth", "alpha"]),
            Case("awkward/stream-offset.ts", ["asset-cloud-refuses", "untagged-color", "clock-offset"]),
            Case("corrupt/wav-wrong-size.wav", ["asset-passed-over", "sound-resampled", "sound-mono"]),
            Case("awkward/surround-96k.flac", ["asset-cloud-refuses", "sound-resampled", "sound-downmixed"]),
            Case("awkward/u8-8k.wav", ["sound-resampled", "sound-mono"]),
            Case("awkward/uhd-1s.mp4", ["source-color-matrix", "source-sound-missing"]),
            Case(
                "awkward/vfr.mp4",
                ["untagged-color", "variable-rate", "source-sound-long", "sound-resampled", "sound-mono"]),
            Case("audio/music-metal-vbr.mp3", ["cover", "sound-resampled"]),
        ])
    func codes(_ expected: Case) throws {
        let report = try Self.report(onFile: expected.name)
        #expect(report.notes.filter { $0.pointer == nil }.map(\.code.rawValue) == expected.codes)
        #expect(report.isUsable && report.notes.allSatisfy { !$0.isError })
    }

    @Test(
        "What cannot be used is told with the finding's code",
        arguments: [
            Case("awkward/photo.avif", ["asset-unsupported"]), Case("corrupt/badcrc.png", ["asset-damaged"]),
            Case("corrupt/empty.mp4", ["asset-damaged"]), Case("corrupt/huge-60000x60000.png", ["asset-too-large"]),
            Case("corrupt/moov-missing.mp4", ["asset-damaged"]), Case("corrupt/text.mp4", ["asset-unsupported"]),
            Case("corrupt/truncated.mkv", ["asset-damaged"]),
            Case("nowhere.mp4", ["asset-missing"]),
        ])
    func unusable(_ expected: Case) throws {
        let report = try Self.report(onFile: expected.name)
        #expect(report.notes.map(\.code.rawValue) == expected.codes)
        #expect(!report.isUsable && report.notes.allSatisfy(\.isError))
        #expect((report.path == nil) == (expected.name == "nowhere.mp4"))
    }

    @Test func theOrderIsThatOfUseAndEachFileIsToldOnce() throws {
        let reports = try Self.reports(
            """
            {"t":[{"tt":0,"sg":[{"src":"photos/cat.png","d":500},{"src":"nowhere.png","d":500},
                                {"src":"#204060","d":100},{"src":"./photos/cat.png","d":500}]},
                  {"tt":1,"sg":[{"src":"audio/voice-en.wav","d":500},{"src":"nowhere.png","d":500}]}]}
            """)
        #expect(reports.map(\.name) == ["photos/cat.png", "nowhere.png", "audio/voice-en.wav"])
        #expect(
            reports.map(\.pointers) == [
                ["/t/0/sg/0/src", "/t/0/sg/3/src"], ["/t/0/sg/1/src", "/t/1/sg/1/src"], ["/t/1/sg/0/src"],
            ])
    }

    @Test func stillsTellTheirColor() throws {
        let linear = try #require(try Self.report(onFile: "awkward/png-rgb-alpha-16-linear.png").details?.picture)
        #expect(linear.color.gamma == 1 && linear.bitDepth == 16 && linear.color.model == "RGB")
        let inks = try #require(try Self.report(onFile: "awkward/cmyk-adobe.jpg").details?.picture)
        #expect(inks.color.model == "CMYK" && inks.color.profileBytes == nil)
        let wide = try #require(try Self.report(onFile: "awkward/progressive-adobergb.jpg").details?.picture)
        #expect(wide.color.profileBytes == 580 && wide.color.isProfileUsed && wide.profile == "progressive")
        let phone = try Self.report(onFile: "awkward/phone-exif-6.jpg")
        #expect(phone.details?.picture?.turn == UprightTurn(degrees: 90, isMirrored: false))
        #expect(phone.details?.picture?.storedWidth == 812 && phone.shownSize?.width == 1_200)
    }

    @Test func filmsTellTheirTags() throws {
        let full = try #require(try Self.report(onFile: "awkward/fullrange-bt601.mp4").details?.picture?.color)
        #expect(full.tags.matrix == .bt470BG && full.tags.primaries == .bt470BG)
        #expect(full.tags.transfer == .smpte170M && full.tags.range == .full)
        let hdr = try #require(try Self.report(onFile: "awkward/hdr10-pq-hevc.mp4").details?.picture)
        #expect(hdr.color.tags.matrix == .bt2020 && hdr.color.tags.transfer == .pq && hdr.bitDepth == 10)
        #expect(hdr.codec == "hevc" && hdr.profile == "Main 10" && hdr.pixelFormat == "yuv420p10le")
        let untagged = try Self.report(onFile: "clips/bunny-51.mp4")
        #expect(untagged.notes.contains { $0.message.contains("BT.709 is taken, and limited range") })
        let small = try Self.report(onFile: "awkward/late-audio.mp4")
        #expect(small.notes.contains { $0.message.contains("BT.601 is taken, and limited range") })
    }

    @Test func filmsTellHowTheyAreStored() throws {
        let fields = try Self.report(onFile: "awkward/interlaced-480i-sar.mp4")
        let picture = try #require(fields.details?.picture)
        #expect(picture.isInterlaced && picture.isTopFieldFirst && picture.sampleAspect == Rational(32, 27))
        #expect(fields.shownSize == CanvasSize(width: 853, height: 480))
        let phone = try Self.report(onFile: "awkward/phone-rot90.mp4")
        #expect(phone.details?.picture?.turn == UprightTurn(degrees: 270, isMirrored: false))
        #expect(phone.details?.picture?.storedWidth == 360 && phone.shownSize == CanvasSize(width: 640, height: 360))
        #expect(try Self.report(onFile: "awkward/alpha-vp9.webm").details?.picture?.hasAlpha == true)
        let single = try Self.report(onFile: "awkward/long-1fps-one-keyframe.mp4").details?.picture
        #expect(single?.longestKeyframeDistance == 300)
        let late = try Self.report(onFile: "awkward/stream-offset.ts")
        #expect(abs((late.details?.clockStart.doubleValue ?? 0) - 36.99) < 0.001)
        let streams = try Self.report(onFile: "awkward/multitrack.mkv").details
        #expect(streams?.soundStreamCount == 2 && streams?.sound?.codec == "ac3" && streams?.sound?.channelCount == 6)
    }
}
