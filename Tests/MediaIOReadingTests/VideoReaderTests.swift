import MediaBuffers
import MediaIO
import MediaTiming
import TestSupport
import Testing
import TimelineModel

@Suite struct VideoReaderTests {
    static let films = [
        "clips/bunny-51.mp4", "clips/cockatoo.mp4", "clips/sintel-trailer.mp4", "awkward/av1.mp4",
        "awkward/fragmented.mp4", "awkward/interlaced-480i-sar.mp4", "awkward/multitrack.mkv",
        "awkward/odd-853x479-vp9.webm", "awkward/old-divx.avi", "awkward/phone-rot90.mp4", "awkward/stream-offset.ts",
        "awkward/trimmed-editlist.mp4", "awkward/vfr.mp4", "awkward/alpha-vp9.webm", "awkward/hdr10-pq-hevc.mp4",
        "graphics/sticker-party.gif", "graphics/sticker-party.apng.png",
    ]

    private func checksum(_ picture: SourcePicture) -> UInt64 {
        var sum: UInt64 = 14_695_981_039_346_656_037
        for plane in [picture.luma, picture.cb, picture.cr] + (picture.alpha.map { [$0] } ?? []) {
            for y in stride(from: 0, to: plane.height, by: 3) {
                for x in 0..<plane.width { sum = (sum ^ UInt64(plane.row(y)[x])) &* 1_099_511_628_211 }
            }
        }
        return sum
    }

    @Test(arguments: films) func aFrameIsTheSameHoweverItIsReached(_ name: String) throws {
        let path = TestMedia.path(name)
        let facts = try MediaProbe.facts(ofFileAt: path)
        let count = try #require(facts.picture?.frameTimes.starts.count)
        let inOrder = try VideoReader(path: path)
        let wanted = try (0..<count).map { checksum(try inOrder.picture(at: $0)) }
        let jumping = try VideoReader(path: path)
        var generator = SeededGenerator(seed: 4)
        for _ in 0..<12 {
            let index = Int.random(in: 0..<count, using: &generator)
            #expect(checksum(try jumping.picture(at: index)) == wanted[index], "frame \(index) of \(count)")
        }
        for index in [count - 1, 0, count / 2] {
            #expect(checksum(try jumping.picture(at: index)) == wanted[index], "frame \(index) of \(count)")
        }
        let single = try VideoReader(path: path, threadCount: 4, isForSingleFrames: true)
        for index in [count / 3, count / 3 + 1, count - 1, 0, 1, count / 2] {
            #expect(checksum(try single.picture(at: index)) == wanted[index], "single frame \(index) of \(count)")
        }
    }

    @Test func farIntoAFileWithOneKeyframe() throws {
        let path = TestMedia.path("awkward/long-1fps-one-keyframe.mp4")
        let facts = try MediaProbe.facts(ofFileAt: path)
        #expect(facts.picture?.frameTimes.starts.count == 300)
        let inOrder = try VideoReader(path: path)
        var wanted: UInt64 = 0
        for index in 0...250 { wanted = checksum(try inOrder.picture(at: index)) }
        #expect(checksum(try VideoReader(path: path).picture(at: 250)) == wanted)
    }

    struct Facts: Sendable {
        var name: String
        var width: Int
        var height: Int
        var aspect = Rational.one
        var frames: Int
        var soundStart = MediaTime.zero
    }

    static let expected = [
        Facts(name: "awkward/phone-rot90.mp4", width: 640, height: 360, frames: 60),
        Facts(name: "awkward/interlaced-480i-sar.mp4", width: 720, height: 480, aspect: Rational(32, 27), frames: 60),
        Facts(name: "awkward/odd-853x479-vp9.webm", width: 853, height: 479, aspect: Rational(852, 853), frames: 75),
        Facts(name: "awkward/vfr.mp4", width: 640, height: 360, frames: 77),
        Facts(name: "awkward/long-1fps-one-keyframe.mp4", width: 320, height: 180, frames: 300),
        Facts(name: "awkward/uhd-1s.mp4", width: 3_840, height: 2_160, frames: 30),
        Facts(name: "awkward/trimmed-editlist.mp4", width: 1_280, height: 720, frames: 74),
        Facts(name: "awkward/old-divx.avi", width: 426, height: 240, frames: 61),
        Facts(name: "clips/cockatoo.mp4", width: 1_280, height: 720, frames: 280),
    ]

    @Test(arguments: expected.indices) func factsAreTheOnesOfTheFile(_ index: Int) throws {
        let wanted = Self.expected[index]
        let picture = try #require(try MediaProbe.facts(ofFileAt: TestMedia.path(wanted.name)).picture)
        #expect(picture.width == wanted.width && picture.height == wanted.height, "\(wanted.name)")
        #expect(picture.sampleAspect == wanted.aspect, "\(wanted.name)")
        #expect(picture.frameTimes.starts.count == wanted.frames, "\(wanted.name)")
    }

    @Test func lateSoundAndShiftedClocksAreOnTheSourcesClock() throws {
        let late = try MediaProbe.facts(ofFileAt: TestMedia.path("awkward/late-audio.mp4"))
        let start = try #require(late.sound?.range.start.doubleValue)
        #expect(abs(start - 0.678) < 0.03 && late.picture?.frameTimes.starts.first == .zero)
        let shifted = try MediaProbe.facts(ofFileAt: TestMedia.path("awkward/stream-offset.ts"))
        let first = try #require(shifted.picture?.frameTimes.starts.first?.doubleValue)
        #expect(abs(first - 0.01) < 0.005, "the picture begins 10 ms after the sound")
        #expect(shifted.sound?.range.start == .zero)
    }

    @Test(arguments: ["HDR", "full range"]) func colorsAreRight(_ kind: String) throws {
        // The HDR file shows seconds 3–5 of the clip; the mean color of a frame must agree.
        guard kind == "HDR" else {
            let path = TestMedia.path("awkward/fullrange-bt601.mp4")
            let picture = try VideoReader(path: path).picture(at: 10)
            // Letterbox bars are black: code 16 in limited range, not 0.
            #expect(abs(Int(picture.luma.row(2)[100]) - 16) <= 1)
            return
        }
        func means(_ name: String, at index: Int) throws -> [Double] {
            let path = TestMedia.path(name)
            let picture = try VideoReader(path: path).picture(at: index)
            return [picture.luma, picture.cb, picture.cr].map { plane in
                (0..<plane.height).reduce(0.0) { sum, y in
                    sum + (0..<plane.width).reduce(0.0) { $0 + Double(plane.row(y)[$1]) }
                } / Double(plane.width * plane.height)
            }
        }
        let hdr = try means("awkward/hdr10-pq-hevc.mp4", at: 10)
        let sdr = try means("clips/sintel-trailer.mp4", at: 82)
        for (left, right) in zip(hdr, sdr) { #expect(abs(left - right) < 3, "\(hdr) against \(sdr)") }
    }

    /// Chroma that is sited elsewhere is taken as it is stored, with its site: placing it moves it once, not twice.
    @Test(arguments: [("left", ChromaLocation.left), ("center", .center), ("topleft", .cosited)])
    func chromaKeepsItsSite(_ name: String, _ location: ChromaLocation) throws {
        let folder = try TemporaryFolder()
        let path = folder.path("sited.mp4")
        let made = try Subprocess.run(
            "ffmpeg",
            [
                "-v", "error", "-f", "lavfi", "-i", "color=gray:s=128x720:d=0.2",
                "-vf", "geq=lum=100:cb=40+2*X:cr=128,setparams=range=tv:colorspace=bt709", "-c:v", "libx264",
                "-qp", "1", "-x264-params", "chromaloc=\(["left": 0, "center": 1, "topleft": 2][name] ?? 0)",
                "-chroma_sample_location", name, path,
            ])
        #expect(made.exitCode == 0, "\(made.errors)")
        let picture = try VideoReader(path: path).picture(at: 1)
        #expect(picture.chromaLocation == location)
        for x in 1..<63 { #expect(abs(Int(picture.cb.row(300)[x]) - 40 - 2 * x) <= 1, "sample \(x)") }
    }
}
