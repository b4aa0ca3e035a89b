import Foundation
import MediaBuffers
import MediaIO
import MediaTiming
import TestSupport
import Testing
import TimelineModel

/// Films that begin amid a film, change on the way or are stored in rare ways, made with FFmpeg.
struct AwkwardFilmTests {
    let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    @discardableResult
    private func make(_ name: String, _ arguments: [String]) throws -> String {
        let path = folder.path(name)
        let result = try Subprocess.run("ffmpeg", ["-v", "error", "-y"] + arguments + [path])
        try #require(result.exitCode == 0, "\(result.errors)")
        return path
    }

    /// Each frame is brighter than the one before: frame n has luma 16 + 2n.
    private func ramp(_ name: String, _ encoding: [String], frames: Int = 100) throws -> String {
        try make(
            name,
            [
                "-f", "lavfi", "-i", "color=black:s=64x64:r=25:d=\(Double(frames) / 25)", "-vf",
                "geq=lum=16+2*N:cb=128:cr=128",
            ] + encoding)
    }

    private func picture(_ path: String) throws -> PictureFacts {
        try #require(try MediaProbe.facts(ofFileAt: path).picture)
    }

    private func luma(_ reader: VideoReader, _ frame: Int) throws -> Int {
        Int(try reader.picture(at: frame).luma.row(20)[20])
    }

    private static let h264 = ["-c:v", "libx264", "-crf", "1", "-g", "25", "-bf", "2", "-pix_fmt", "yuv420p"]

    @Test(
        "A film that begins amid a film shows its first whole frame until then", arguments: ["mp4", "mkv", "ts", "mov"])
    func withoutKeyframe(ending: String) throws {
        let whole = try ramp("whole.mp4", Self.h264)
        let path = try make(
            "cut.\(ending)", ["-i", whole, "-c", "copy", "-bsf:v", "noise=drop='lt(n\\,10)'"])
        let facts = try MediaProbe.facts(ofFileAt: path)
        let picture = try #require(facts.picture)
        #expect(facts.remarks.map(\.text).count == 1)
        #expect(try MediaProbe.verifyDecoding(path: path) == [])
        let reader = try VideoReader(path: path)
        for (index, start) in picture.frameTimes.starts.enumerated() {
            // Of frame 25 on; the clock begins with the first packet that is left.
            let expected = 16 + 2 * (25 + index)
            #expect(abs(try luma(reader, index) - expected) <= 1, "frame \(index) at \(start.doubleValue) s")
        }
        let first = try #require(picture.frameTimes.starts.first)
        #expect(first.doubleValue > 0.4 && first.doubleValue < 0.7, "\(first.doubleValue) s")
    }

    @Test("Frames come in the decoder's order where packets do not say theirs", arguments: ["mp4", "mkv", "mov"])
    func withoutOrder(ending: String) throws {
        let whole = try ramp("whole.mkv", Self.h264)
        let path = try make("unordered.\(ending)", ["-i", whole, "-c", "copy", "-bsf:v", "setts=ts='DTS-STARTDTS'"])
        #expect(try MediaProbe.verifyDecoding(path: path) == [])
        let starts = try picture(path).frameTimes.starts
        #expect(zip(starts, starts.dropFirst()).allSatisfy(<))
        #expect(starts.count == 100)
        let reader = try VideoReader(path: path)
        let found = try starts.indices.map { try luma(reader, $0) }
        #expect(zip(found, found.dropFirst()).allSatisfy { $1 - $0 >= 1 && $1 - $0 <= 3 }, "\(found)")
        // Backwards too.
        #expect(abs(try luma(reader, 40) - found[40]) <= 1)
    }

    @Test(
        "The first frame of a fragmented MP4 is in time",
        arguments: [
            "frag_keyframe+empty_moov+delay_moov", "frag_keyframe+delay_moov", "frag_every_frame+empty_moov+delay_moov",
            "+faststart",
        ])
    func fragments(flags: String) throws {
        let path = try make(
            "fragments.mp4",
            [
                "-f", "lavfi", "-i", "testsrc2=s=64x64:r=25:d=5", "-f", "lavfi", "-i",
                "aevalsrc=0.5*sin(6283*t)*gt(t\\,1):s=44100:d=5", "-c:v", "libx264", "-c:a", "aac", "-movflags", flags,
            ])
        let facts = try MediaProbe.facts(ofFileAt: path)
        #expect(facts.picture?.frameTimes.starts.first == .zero)
        #expect(facts.picture?.frameTimes.starts.count == 125)
        let sound = try #require(facts.sound)
        #expect(abs(sound.range.start.doubleValue) < 0.001)
        var samples = StereoSamples()
        try SoundReader(path: path, facts: sound, startingAt: 0).read(into: &samples, frameCount: 96_000)
        let onset = samples.left.firstIndex { abs($0) > 0.2 } ?? 0
        #expect(abs(onset - 48_000) < 100, "the sound begins at sample \(onset)")
    }

    @Test(
        "Where the size changes each frame has its own, or the first ones' where all are to be alike",
        arguments: ["webm", "mkv"])
    func sizes(ending: String) throws {
        let codec = ending == "webm" ? ["-c:v", "libvpx", "-b:v", "2M"] : ["-c:v", "libx264", "-crf", "4"]
        for (name, size) in [("a", "320x180"), ("b", "640x360"), ("c", "180x320")] {
            // Left half white, right half black.
            try make(
                "\(name).\(ending)",
                ["-f", "lavfi", "-i", "color=black:s=\(size):r=25:d=1", "-vf", "drawbox=w=iw/2:c=white:t=fill"] + codec)
        }
        let list = try folder.write("file a.\(ending)\nfile b.\(ending)\nfile c.\(ending)\n", to: "list.txt")
        let path = try make("joined.\(ending)", ["-f", "concat", "-safe", "0", "-i", list, "-c", "copy"])
        let remarks = try MediaProbe.verifyDecoding(path: path)
        #expect(remarks.count == 1 && remarks[0].contains("640x360"), "\(remarks)")
        let reader = try VideoReader(path: path)
        let equal = try VideoReader(path: path, keepsSize: true)
        for (index, size) in [(5, [320, 180]), (30, [640, 360]), (60, [180, 320])] {
            let picture = try reader.picture(at: index)
            #expect([picture.width, picture.height] == size)
            #expect(picture.luma.row(90)[size[0] / 4] > 200 && picture.luma.row(90)[size[0] * 3 / 4] < 40)
            let alike = try equal.picture(at: index)
            #expect(alike.width == 320 && alike.height == 180)
            #expect(alike.luma.row(90)[100] > 200 && alike.luma.row(90)[220] < 40)
        }
    }

    static let rare: [(name: String, size: String, arguments: [String])] = [
        ("rgb24.mov", "201x107", ["-c:v", "qtrle", "-pix_fmt", "rgb24"]),
        ("argb.mov", "201x107", ["-c:v", "qtrle", "-pix_fmt", "argb"]),
        ("png.mov", "201x107", ["-c:v", "png"]),
        ("prores.mov", "201x107", ["-c:v", "prores_ks", "-profile:v", "4444", "-pix_fmt", "yuva444p10le"]),
        ("vp9.webm", "201x107", ["-c:v", "libvpx-vp9", "-pix_fmt", "yuva420p"]),
        (
            "hdr.mp4", "201x107",
            [
                "-pix_fmt", "yuv444p10le", "-c:v", "libx265", "-x265-params", "log-level=error", "-color_trc",
                "smpte2084",
                "-color_primaries", "bt2020", "-colorspace", "bt2020nc",
            ]
        ),
        ("240m.mp4", "200x106", ["-c:v", "libx264", "-colorspace", "smpte240m"]),
        ("fcc.mp4", "200x106", ["-c:v", "libx264", "-colorspace", "fcc"]),
        ("ycgco.mp4", "200x106", ["-c:v", "libx264", "-colorspace", "ycgco"]),
        ("constant.mp4", "200x106", ["-c:v", "libx264", "-colorspace", "bt2020c"]),
        ("240m-odd.mp4", "201x107", ["-pix_fmt", "yuv444p", "-c:v", "libx264", "-colorspace", "smpte240m"]),
        ("gray16.mkv", "201x107", ["-c:v", "ffv1", "-pix_fmt", "gray16le"]),
        ("yuv410.mkv", "201x107", ["-c:v", "ffv1", "-pix_fmt", "yuv410p"]),
        ("gbrap12.mkv", "201x107", ["-c:v", "ffv1", "-pix_fmt", "gbrap12le"]),
        ("nv12.avi", "201x107", ["-c:v", "rawvideo", "-pix_fmt", "yuv420p"]),
    ]

    @Test("Rare formats, matrices and odd sides are converted", arguments: rare.indices)
    func formats(_ index: Int) throws {
        let (name, size, arguments) = Self.rare[index]
        let path = try make(name, ["-f", "lavfi", "-i", "color=white:s=\(size):r=25:d=0.2,format=gbrp"] + arguments)
        #expect(try MediaProbe.verifyDecoding(path: path) == [])
        let picture = try VideoReader(path: path).picture(at: 2)
        #expect("\(picture.width)x\(picture.height)" == size)
        // The last column and row too.
        for (x, y) in [(0, 0), (picture.width - 1, picture.height - 1), (picture.width / 2, picture.height / 2)] {
            #expect(picture.luma.row(y)[x] > 225, "\(picture.luma.row(y)[x]) at \(x), \(y)")
        }
    }
}
