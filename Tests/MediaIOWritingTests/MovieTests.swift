import EncodedMedia
import Foundation
import MediaBuffers
import MediaIO
import MediaTiming
import SystemFiles
import TestSupport
import Testing

/// Films that are written and opened again with other programs.
@Suite struct MovieTests {
    static let films = [
        TestFilm(),
        TestFilm(frameRate: FrameRate(30_000, 1_001), frameCount: 121),
        TestFilm(frameRate: FrameRate(24_000, 1_001), chunkLength: 47, frameCount: 95),
        TestFilm(frameRate: FrameRate(2_997, 100), chunkLength: 59, frameCount: 70),
        TestFilm(frameRate: FrameRate(25), preset: "ultrafast", chunkLength: 50, frameCount: 99),
        TestFilm(frameRate: FrameRate(60), preset: "medium", chunkLength: 120, frameCount: 185),
        TestFilm(frameRate: FrameRate(1), chunkLength: 2, frameCount: 5),
        TestFilm(preset: "superfast", frameCount: 1),
        TestFilm(preset: "slow", frameCount: 2),
        TestFilm(chunkLength: 1, frameCount: 4),
        TestFilm(width: 16, height: 16, chunkLength: 7, frameCount: 22).blank,
        TestFilm(preset: "ultrafast", rate: .lossless, frameCount: 62),
        TestFilm(preset: "veryfast", rate: .lossless, chunkLength: 20, frameCount: 41),
    ]

    @Test(arguments: films) func describesBothTracksAndStartsThemTogether(film: TestFilm) throws {
        let folder = try TemporaryFolder()
        let path = folder.path("film.mp4")
        try film.write(to: path)
        let probe = try Probe(path)
        try #require(probe.streams.count == 2)
        let rate = film.frameRate.framesPerSecond
        var expected = [
            "codec_name": "h264", "profile": film.rate == .lossless ? "High 4:4:4 Predictive" : "High",
            "codec_tag_string": "avc1", "width": "\(film.width)", "height": "\(film.height)", "pix_fmt": "yuv420p",
            "sample_aspect_ratio": "1:1", "color_range": "tv", "color_space": "bt709", "color_transfer": "bt709",
            "color_primaries": "bt709", "chroma_location": "left", "field_order": "progressive",
            "start_time": "0.000000", "start_pts": "0", "nb_frames": "\(film.frameCount)",
            "avg_frame_rate": "\(rate.numerator)/\(rate.denominator)",
        ]
        for (key, value) in expected { #expect(probe.text(0, key) == value, "\(key)") }
        expected = [
            "codec_name": "aac", "profile": "LC", "sample_rate": "48000", "channels": "2", "channel_layout": "stereo",
            "start_time": "0.000000", "start_pts": "0", "duration_ts": "\(film.sampleCount)",
        ]
        for (key, value) in expected { #expect(probe.text(1, key) == value, "\(key)") }

        let timeBase = try #require(Int64(probe.text(0, "time_base").dropFirst(2)))
        let duration = try #require(Int64(probe.text(0, "duration_ts")))
        #expect(Rational(duration, timeBase) == film.frameRate.time(ofFrame: film.frameCount).seconds)
        #expect(try Probe.boxes(path).prefix(2) == ["ftyp", "moov"])
    }

    @Test(arguments: films) func timestampsAreExactAndGroupsShort(film: TestFilm) throws {
        let folder = try TemporaryFolder()
        let path = folder.path("film.mp4")
        let delay = try film.write(to: path)[0].reorderingDelay
        let timeBase = try #require(Int64(Probe(path).text(0, "time_base").dropFirst(2)))
        let step = try #require(Int(exactly: (Rational(timeBase) * film.frameRate.frameDuration.seconds).numerator))
        let packets = try Probe.packets(path, stream: "v")
        #expect(packets.map(\.decoded) == (0..<film.frameCount).map { ($0 - delay) * step })
        #expect(packets.map(\.shown).sorted() == (0..<film.frameCount).map { $0 * step })
        #expect(packets.allSatisfy { $0.shown >= $0.decoded })
        let keyframes = packets.indices.filter { packets[$0].isKeyframe }
        for range in film.chunkRanges { #expect(keyframes.contains(range.lowerBound)) }
        for (first, second) in zip(keyframes, keyframes.dropFirst()) { #expect(second - first <= film.chunkLength) }

        let sound = try Probe.packets(path, stream: "a")
        #expect(sound.map(\.shown) == sound.indices.map { $0 * 1_024 - 1_024 })
    }

    @Test(arguments: films) func showsThePaintedFrames(film: TestFilm) throws {
        let folder = try TemporaryFolder()
        let path = folder.path("film.mp4")
        try film.write(to: path)
        let decoded = try Probe.frames(path)
        let painted = film.framesAsPainted()
        try #require(decoded.count == painted.count)
        if film.rate == .lossless {
            #expect(decoded == painted)
            return
        }
        let size = painted.count / film.frameCount
        for frame in 0..<film.frameCount {
            let range = frame * size..<(frame + 1) * size
            let distance = zip(decoded[range], painted[range]).reduce(0) { $0 + abs(Int($1.0) - Int($1.1)) }
            // Neighboring frames differ by more than 3 on average.
            #expect(Double(distance) / Double(size) < 2.5, "frame \(frame)")
        }
    }

    @Test func equalPartsGiveEqualBytes() throws {
        let film = TestFilm(frameRate: FrameRate(30_000, 1_001), frameCount: 130)
        let folder = try TemporaryFolder()
        let sound = try film.sound()
        try film.write(to: folder.path("forward.mp4"), sound: sound)

        let ranges = film.chunkRanges
        var backward: [Int: EncodedChunk] = [:]
        for position in ranges.indices.reversed() { backward[position] = try film.chunk(ranges[position]) }
        let file = try AtomicFile(target: folder.path("backward.mp4"))
        let chunks = ranges.indices.lazy.map { position in
            { () throws -> EncodedChunk in try #require(backward[position]) }
        }
        try MovieAssembler.write(to: file.path, settings: film.settings, chunks: chunks, sound: sound)
        try file.commit()
        let first = try Data(contentsOf: folder.url.appending(path: "forward.mp4"))
        #expect(try Data(contentsOf: folder.url.appending(path: "backward.mp4")) == first)
    }

    @Test func titleIsKept() throws {
        let folder = try TemporaryFolder()
        try TestFilm(frameCount: 3).write(to: folder.path("film.mp4"), title: "Café 日本 \u{1F3AC}")
        let tags = try #require(Probe(folder.path("film.mp4")).format["tags"] as? [String: String])
        #expect(tags["title"] == "Café 日本 \u{1F3AC}")
        #expect(tags["encoder"] == nil && tags["creation_time"] == nil)
    }

    @Test func aNameMayHoldAnything() throws {
        let folder = try TemporaryFolder()
        let path = folder.path("a:b %d [1] 'q' \u{e9}\n.mp4")
        try TestFilm(frameCount: 3).write(to: path)
        #expect(try Probe("file:" + path).streams.count == 2)
    }
}

extension TestFilm {
    /// Too small for the jumping square.
    var blank: TestFilm {
        var film = self
        film.hasSquare = false
        return film
    }
}
