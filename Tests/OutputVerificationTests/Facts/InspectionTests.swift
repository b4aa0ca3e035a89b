import Diagnostics
import Foundation
import H264Syntax
import MediaBuffers
import MediaIO
import MediaTiming
import OutputVerification
import TestSupport
import Testing
import TimelineModel

/// What is read of a film, against FFmpeg's own tools and against bytes written by hand.
@Suite struct InspectionTests {
    private func film(_ folder: TemporaryFolder) throws -> MediaInspection {
        try MediaInspection.of(path: try FactFilm.write(to: folder))
    }

    @Test func streamsAreTheOnesThatFFprobeFinds() throws {
        let folder = try TemporaryFolder()
        let path = try FactFilm.write(to: folder)
        let inspection = try MediaInspection.of(path: path)
        let answer = try Subprocess.run(
            "ffprobe",
            [
                "-v", "error", "-select_streams", "v", "-show_entries", "packet=pts,dts,size,flags", "-of", "csv=p=0",
                path,
            ])
        let stream = try #require(inspection.picture)
        let found = stream.packets.map {
            "\($0.presentation ?? -1),\($0.decode ?? -1),\($0.byteCount),\($0.isKey ? "K_" : "__")"
        }
        #expect(found == answer.text.split(separator: "\n").map(String.init))
        #expect(stream.packets.filter { $0.units?.contains(.refresh) == true }.count == 2)
        let picture = try #require(stream.picture)
        let header = try #require(picture.parameterSet)
        #expect((header.profileIDC, header.levelIDC, header.chromaFormatIDC, header.lumaBitDepth) == (100, 11, 1, 8))
        #expect((header.widthInMacroblocks, header.frameHeightInMacroblocks) == (10, 6))
        #expect(header.color == ColorDescription.bt709Limited)
        #expect(inspection.damage == nil && inspection.boxes?.damage == nil)
    }

    @Test func x264TellsItsSettings() throws {
        let folder = try TemporaryFolder()
        let ours = try #require(try film(folder).picture?.picture?.x264)
        #expect(ours.rateControl == .crf(18) && ours.preset == "veryfast" && ours.keyframeInterval == 60)
        for preset in VideoEncoderSettings.presets where preset != "placebo" {
            let path = try FactFilm.remade(
                "-i IN -frames:v 4 -c:v libx264 -preset \(preset) -qp 20 -g 33 -an", as: "out.mp4", in: folder)
            let settings = try #require(try MediaInspection.of(path: path).picture?.picture?.x264)
            #expect(settings.preset == preset && settings.rateControl == .quantizer(20))
            #expect(settings.keyframeInterval == 33 && settings.isOpenGOP == false)
        }
        #expect(X264Settings(message: "Lavc59") == nil)
        #expect(X264Settings(message: "x264 - core 1 - options: rc=crf crf=1e300")?.rateControl == nil)
    }

    @Test func bitRatesAreBytesOverTime() throws {
        let folder = try TemporaryFolder()
        let stream = try #require(try film(folder).picture)
        #expect(stream.byteCount == stream.packets.reduce(0) { $0 + Int64($1.byteCount) })
        #expect(abs(try #require(stream.bitRate) - Double(stream.byteCount) * 8 / 3) < 1)
    }

    /// A box of a type and a content.
    private func box(_ type: String, _ content: [UInt8]) -> [UInt8] {
        word(UInt32(content.count + 8)) + Array(type.utf8) + content
    }
    private func word(_ value: UInt32) -> [UInt8] { [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: value >> $0) } }

    @Test func boxesAreReadAsTheStandardSays() throws {
        let entry =
            [UInt8](repeating: 0, count: 78)
            + box("colr", Array("nclx".utf8) + [0, 9, 0, 16, 0, 9, 0x80])
        let stbl =
            box("stsd", word(0) + word(1) + box("avc1", entry))
            + box("stts", word(0) + word(2) + word(5) + word(512) + word(1) + word(100))
            + box("stss", word(0) + word(3) + word(1) + word(2) + word(3))
        let trak =
            box(
                "edts",
                box(
                    "elst",
                    word(0) + word(2) + word(40) + word(0xFFFF_FFFF) + word(65_536) + word(900) + word(1_024)
                        + word(65_536)))
            + box(
                "mdia",
                box("mdhd", word(0) + word(0) + word(0) + word(15_360) + word(0) + word(0))
                    + box("hdlr", word(0) + word(0) + Array("vide".utf8)) + box("minf", box("stbl", stbl)))
        let file =
            box("ftyp", Array("mp42".utf8) + word(0) + Array("isomavc1".utf8)) + box("free", [])
            + box("mdat", [1, 2, 3])
            + box("moov", box("mvhd", word(0) + word(0) + word(0) + word(1_000)) + box("trak", trak))
        let boxes = try #require(MovieBoxes.read(bytes: file))
        #expect(boxes.brand == "mp42" && boxes.compatibleBrands == ["isom", "avc1"])
        #expect(boxes.topLevel == ["ftyp", "free", "mdat", "moov"] && !boxes.isIndexFirst && !boxes.isFragmented)
        #expect(boxes.timescale == 1_000 && boxes.damage == nil)
        let track = try #require(boxes.tracks.first)
        #expect(track.handler == "vide" && track.sampleEntry == "avc1" && track.timescale == 15_360)
        #expect(
            track.edits == [
                MovieEdit(duration: 40, mediaTime: -1, rate: 65_536),
                MovieEdit(duration: 900, mediaTime: 1_024, rate: 65_536),
            ])
        #expect(track.color == ColorDescription(primaries: .bt2020, transfer: .pq, matrix: .bt2020, range: .full))
        #expect(track.sampleCount == 6 && track.sampleLengths == [100, 512] && track.keySampleCount == 3)
        #expect(MovieBoxes.read(bytes: Array("RIFF....WAVE....".utf8)) == nil)
        #expect(MovieBoxes.read(bytes: []) == nil)
        #expect(MovieBoxes.read(bytes: Array(file.dropLast(4)))?.damage != nil)
    }

    @Test func levelsAreThoseOfTheTable() throws {
        // 1920x1080 at 30 with four references is the textbook's 4.0; at 60 it is 4.2, with sixteen references 5.1.
        func level(_ columns: Int, _ rows: Int, _ references: Int, _ rate: Double) throws -> Int? {
            // Baseline, level 3.0.
            let bytes: [UInt8] = [
                0x67, 66, 0, 30, 0b1101_1010, 0b0000_1010, 0b0011_0110, 0b0100_0000,
            ]
            var header = try #require(SequenceParameterSet(NALUnit(bytes: bytes)))
            header.widthInMacroblocks = columns
            header.frameHeightInMacroblocks = rows
            header.maxReferenceFrames = references
            return H264Level.lowest(for: header, framesPerSecond: rate)
        }
        #expect(try level(120, 68, 4, 30) == 40)
        #expect(try level(120, 68, 4, 60) == 42)
        #expect(try level(120, 68, 16, 30) == 51)
        #expect(try level(80, 45, 5, 30) == 31)
        #expect(try level(68, 120, 1, 25) == 40)
        #expect(try level(4_000, 1, 1, 1) == nil)
    }

    @Test func aReferenceFilmSaysWhatIsExpected() throws {
        let folder = try TemporaryFolder()
        #expect(ExpectedFile(reference: try film(folder)) == FactFilm.expected)
        let path = try FactFilm.remade(
            "-i IN -r 30000/1001 -frames:v 90 -video_track_timescale 15360", as: "slow.mp4", in: folder)
        let slow = try #require(ExpectedFile(reference: try MediaInspection.of(path: path)))
        #expect(slow.frameRate == FrameRate(30_000, 1_001) && slow.frameCount == 90)
    }

    @Test func whatCannotBeReadIsAFailure() throws {
        let folder = try TemporaryFolder()
        for path in [folder.path("none.mp4"), try folder.write("no film at all", to: "text.mp4"), folder.url.path] {
            let judgment = FileJudge.judge(path: path, expected: FactFilm.expected)
            #expect(judgment.deviations.map(\.code.rawValue) == ["file-unreadable"] && judgment.inspection == nil)
        }
        let film = try FactFilm.write(to: folder)
        #expect(throws: AssetProblem.self) { try MediaInspection.of(path: film, byteLimit: 1_000) }
    }

    @Test func damagedFilmsAreToldAndNeverTrap() throws {
        let folder = try TemporaryFolder()
        let whole = try FactFilm.bytes.get()
        let path = folder.path("damaged.mp4")
        func judge(_ data: Data) throws -> FileJudgment {
            try data.write(to: URL(fileURLWithPath: path))
            return FileJudge.judge(path: path, expected: FactFilm.expected)
        }
        for length in stride(from: 0, to: whole.count, by: max(1, whole.count / 60)) {
            let judgment = try judge(whole.prefix(length))
            #expect(judgment.deviations.contains { $0.severity == .failure }, "cut to \(length) bytes")
        }
        // The index comes first and is where every number is believed or not.
        let index = try #require(whole.range(of: Data("mdat".utf8))).lowerBound
        var generator = SeededGenerator(seed: 11)
        for _ in 0..<400 {
            var damaged = whole
            for _ in 0..<Int.random(in: 1...4, using: &generator) {
                damaged[Int.random(in: 0..<index, using: &generator)] = UInt8.random(in: 0...255, using: &generator)
            }
            _ = try judge(damaged)
            let boxes = MovieBoxes.read(bytes: [UInt8](damaged))
            #expect((boxes?.tracks.count ?? 0) <= MovieBoxes.listLimit)
            #expect(boxes?.tracks.allSatisfy { ($0.edits?.count ?? 0) <= MovieBoxes.listLimit } ?? true)
        }
    }
}
