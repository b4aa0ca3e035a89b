import Diagnostics
import Foundation
import MediaIO
import TestSupport
import Testing
import TimelineModel

/// What MP4 files ask for that cannot be given is told.
@Suite("Remarks on movies") struct MovieRemarkTests {
    /// An MP4 of two tracks and two seconds whose index comes last, so that it may grow.
    private func film(_ arguments: [String] = []) throws -> [UInt8] {
        let folder = try TemporaryFolder()
        let path = folder.path("film.mp4")
        let made = try Subprocess.run(
            "ffmpeg",
            [
                "-v", "error", "-f", "lavfi", "-i", "testsrc2=s=64x48:r=25:d=2", "-f", "lavfi", "-i", "sine=d=2",
                "-pix_fmt", "yuv420p", "-c:v", "libx264", "-bf", "0", "-use_editlist", "0", path,
            ] + arguments)
        #expect(made.exitCode == 0, "\(made.errors)")
        return [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
    }

    private func remarks(_ bytes: [UInt8]) throws -> [DiagnosticCode] {
        let folder = try TemporaryFolder()
        let path = folder.path("film.mp4")
        try Data(bytes).write(to: URL(fileURLWithPath: path))
        return try MediaProbe.facts(ofFileAt: path).remarks.map(\.code)
    }

    /// A box with a number of bytes of content.
    private static func box(_ type: String, _ content: [UInt8]) -> [UInt8] {
        word(UInt32(8 + content.count)) + Array(type.utf8) + content
    }

    private static func word(_ number: UInt32) -> [UInt8] {
        [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: number >> $0) }
    }

    /// Puts a box at the end of the first one at a path, whose sizes grow; `heads` says how much of a box comes before the
    /// boxes in it.
    private static func inserting(
        _ new: [UInt8], at path: [String], heads: [String: Int] = [:], into bytes: [UInt8]
    ) -> [UInt8] {
        var bytes = bytes
        var (start, end) = (0, bytes.count)
        for type in path {
            var place = start
            while place + 8 <= end {
                let size = bytes[place..<place + 4].reduce(0) { $0 << 8 | Int($1) }
                if Array(bytes[place + 4..<place + 8]) == Array(type.utf8) {
                    bytes.replaceSubrange(place..<place + 4, with: word(UInt32(size + new.count)))
                    (start, end) = (place + 8 + (heads[type] ?? 0), place + size)
                    break
                }
                place += max(8, size)
            }
        }
        bytes.insert(contentsOf: new, at: end)
        return bytes
    }

    /// A `dvcC` box (Dolby Vision Streams within the ISO base media file format, 3.1).
    private static func configuration(profile: UInt8, compatibility: UInt8) -> [UInt8] {
        box("dvcC", [1, 0, profile << 1, 0b0000_1101, compatibility << 4] + [UInt8](repeating: 0, count: 19))
    }

    @Test("Dolby Vision without another layer", arguments: [(5, 0, true), (8, 1, false), (8, 4, false), (9, 2, false)])
    func dolbyVision(_ profile: UInt8, _ compatibility: UInt8, _ isTold: Bool) throws {
        let path = ["moov", "trak", "mdia", "minf", "stbl", "stsd", "avc1"]
        let marked = Self.inserting(
            Self.configuration(profile: profile, compatibility: compatibility), at: path,
            heads: ["stsd": 8, "avc1": 78], into: try film())
        #expect(try remarks(marked) == (isTold ? [.assetDolbyVision] : []))
    }

    /// An edit list of stretches: how many milliseconds, and whether something is shown.
    private static func edits(_ stretches: [(milliseconds: UInt32, isShown: Bool)]) -> [UInt8] {
        let entries = stretches.flatMap { word($0.milliseconds) + word($0.isShown ? 0 : .max) + word(65_536) }
        return box("edts", box("elst", word(0) + word(UInt32(stretches.count)) + entries))
    }

    @Test("an empty edit amid the picture, not one at its start or end")
    func emptyEdits() throws {
        let film = try film()
        func remarks(_ stretches: [(UInt32, Bool)]) throws -> [DiagnosticCode] {
            try self.remarks(
                Self.inserting(
                    Self.edits(stretches.map { (milliseconds: $0.0, isShown: $0.1) }), at: ["moov", "trak"], into: film)
            )
        }
        #expect(try remarks([(1_000, true), (500, false), (1_000, true)]) == [.assetEditGap])
        #expect(try remarks([(200, false), (1_000, true), (500, false), (500, true)]) == [.assetEditGap])
        #expect(try remarks([(500, false), (1_000, true)]).isEmpty)
        #expect(try remarks([(1_000, true), (500, false)]).isEmpty)
        #expect(try remarks([(1_000, true), (1_000, true)]).isEmpty)
        #expect(try self.remarks(film).isEmpty)
    }

    /// Durations of 64 bits, as a hostile file may have them: told, and no end of the program.
    @Test("an empty edit of nearly all the time there is") func endlessEdit() throws {
        func wide(_ number: Int64) -> [UInt8] {
            Self.word(UInt32(truncatingIfNeeded: number >> 32)) + Self.word(UInt32(truncatingIfNeeded: number))
        }
        let entries = [(Int64(1), Int64(0)), (.max - 1, -1), (0, 0)]
            .flatMap { wide($0.0) + wide($0.1) + Self.word(65_536) }
        let list = Self.box("edts", Self.box("elst", Self.word(1 << 24) + Self.word(3) + entries))
        var film = try film()
        // One tick a second, so that the ticks are the seconds.
        let head = try #require((0..<film.count - 4).first { Array(film[$0..<$0 + 4]) == Array("mvhd".utf8) })
        film.replaceSubrange(head + 16..<head + 20, with: Self.word(1))
        let found = try? remarks(Self.inserting(list, at: ["moov", "trak"], into: film))
        #expect(found == nil || found == [.assetEditGap])
    }

    /// A phone's clip is stored lying down; whichever way it was held, it is shown upright.
    @Test("a turned clip has no remark and stands upright", arguments: [90, 180, 270]) func turned(_ degrees: Int)
        throws
    {
        let folder = try TemporaryFolder()
        let (plain, turned) = (folder.path("plain.mp4"), folder.path("turned.mp4"))
        try Data(film()).write(to: URL(fileURLWithPath: plain))
        let made = try Subprocess.run(
            "ffmpeg",
            ["-v", "error", "-i", plain, "-c", "copy", "-metadata:s:v", "rotate=\(degrees)", turned])
        #expect(made.exitCode == 0, "\(made.errors)")
        let facts = try MediaProbe.facts(ofFileAt: turned)
        #expect(facts.remarks.isEmpty)
        #expect(
            facts.picture?.width == (degrees == 180 ? 64 : 48) && facts.picture?.height == (degrees == 180 ? 48 : 64))
    }
}
