import AudioMixing
import ContentIdentity
import DraftLoading
import EncodedMedia
import Foundation
import MediaBuffers
import MediaIO
import RenderEngine
import TestSupport
import Testing
import TimelineModel

/// The engine's revision is in the keys of all that is cached: where output changes and the revision does not, caches go on
/// serving what was made before.
@Suite struct EngineRevisionTests {
    private static let expected = TestMedia.repositoryRoot.appending(path: "Fixtures/Expected")
    private static let file = expected.appending(path: "engine-revision.txt")

    @Test func outputChangesOnlyWithTheRevision() throws {
        let record = try Self.record()
        let isRecording = ProcessInfo.processInfo.environment["RECORD_FIXTURES"] == "1"
        guard let kept = (try? String(contentsOf: Self.file, encoding: .utf8)).flatMap(EngineRecord.init) else {
            try #require(isRecording, "there is no record; `make record` writes one")
            try record.text.write(to: Self.file, atomically: true, encoding: .utf8)
            Issue.record("recorded \(Self.file.lastPathComponent); look at it and run the test again")
            return
        }
        switch record.verdict(against: kept) {
        case .same: break
        case .raise(let names):
            Issue.record(
                """
                output has changed (\(names.joined(separator: ", "))), and EngineVersion.revision is \(record.revision) as \
                before: raise it, then run `make record`\(isRecording ? "; nothing was recorded" : "")
                """)
        case .record where isRecording:
            try record.text.write(to: Self.file, atomically: true, encoding: .utf8)
            Issue.record("recorded \(Self.file.lastPathComponent); look at the difference and run the test again")
        case .record: Issue.record("\(Self.file.lastPathComponent) is older than the engine; run `make record`")
        }
    }

    @Test func aRecordTellsWhatIsToBeDone() {
        let kept = EngineRecord(revision: 4, libraries: "A", frames: ["f": "1"], encoded: ["e": "1"])
        func verdict(_ change: (inout EngineRecord) -> Void) -> EngineRecord.Verdict {
            var record = kept
            change(&record)
            return record.verdict(against: kept)
        }
        #expect(EngineRecord(text: kept.text) == kept)
        #expect(verdict { _ in } == .same)
        #expect(verdict { $0.frames["f"] = "2" } == .raise(["f"]))
        #expect(verdict { $0.encoded["e"] = "2" } == .raise(["e"]))
        #expect(verdict { ($0.frames["f"], $0.revision) = ("2", 5) } == .record)
        #expect(verdict { $0.revision = 5 } == .record)
        // A draft more is no change; another x264 makes other bytes, and has other keys.
        #expect(verdict { $0.frames["g"] = "1" } == .record)
        #expect(verdict { ($0.encoded["e"], $0.libraries) = ("2", "B") } == .same)
        #expect(verdict { ($0.frames["f"], $0.libraries) = ("2", "B") } == .raise(["f"]))
    }
}

extension EngineRevisionTests {
    /// The record of this engine.
    private static func record() throws -> EngineRecord {
        let settings = RenderSettings()
        let encoder = try RenderPlan(timeline: timeline(film), settings: settings).encoder
        let x264 = try encoder.identity.split(separator: "; ").first { $0.hasPrefix("x264") }
        var frames: [String: String] = [:]
        for name in try FileManager.default.contentsOfDirectory(atPath: expected.path) {
            guard name.hasSuffix(".frames.txt") else { continue }
            frames[String(name.dropLast(".frames.txt".count))] = try ContentDigest.ofFile(
                atPath: expected.appending(path: name).path)
        }
        var encoded = ["sound": try soundDigest()]
        for quality in Quality.allCases { encoded["chunks at \(quality.rawValue)"] = try chunkDigest(quality) }
        return EngineRecord(
            revision: EngineVersion.revision,
            libraries: "\(try MediaLibraries.identity); \(try #require(x264))",
            frames: frames, encoded: encoded)
    }

    /// Something that stands still, something that moves over it, a film.
    private static let film = """
        {"m": {"width": 180, "height": 320, "fps": 15}, "t": [
          {"tt": 0, "sg": [{"src": "photos/coffee.png", "d": 2000}, {"src": "clips/bunny-51.mp4", "d": 1000}]},
          {"tt": 0, "sg": [{"src": "graphics/logo.png", "s": 1000, "d": 2000, "w": 0.4, "h": 0.4, "op": 0.8,
            "kf": {"x": [[0, 0.2], [2000, 0.8]]}}]}]}
        """

    /// One sound over another that loops, makes way and fades. Both are PCM at 48 kHz: neither a decoder nor a resampler,
    /// which could differ from processor to processor, takes part.
    private static let mix = """
        {"m": {"width": 64, "height": 64, "fps": 10, "loudness": -16}, "t": [
          {"tt": 0, "sg": [{"src": "#204060", "d": 3000}]},
          {"tt": 1, "sg": [{"src": "call.wav", "s": 500, "d": 2000, "fi": 100, "fo": 200}]},
          {"tt": 1, "sg": [{"src": "bed.wav", "d": 3000, "loop": true, "vol": 0.4,
            "duck": {"to": 0.25, "attack": 150, "release": 400}}]}]}
        """

    private static func timeline(_ draft: String, sources: URL = TestMedia.folder) throws -> Timeline {
        let folder = try TemporaryFolder()
        let loaded = try DraftLoader().load(
            path: folder.write(draft, to: "draft.json"), assetsDirectory: sources.path)
        return try #require(loaded.timeline, "\(loaded.findings)")
    }

    /// All that the encoder made at a quality.
    private static func chunkDigest(_ quality: Quality) throws -> String {
        let folder = try TemporaryFolder()
        var settings = RenderSettings()
        settings.quality = quality
        settings.cacheDirectory = folder.path("cache")
        let timeline = try timeline(film)
        _ = try Renderer(timeline: timeline, settings: settings).render(to: folder.path("out.mp4"))
        var bytes: [UInt8] = []
        let store = try CachedChunkStore(folder: folder.path("cache"))
        for key in try RenderPlan(timeline: timeline, settings: settings).chunkKeys {
            let chunk = try #require(try store.chunk(forKey: key))
            bytes += chunk.extradata + chunk.packets.flatMap(\.data)
        }
        return ContentDigest.ofBytes(bytes)
    }

    /// A WAV of both channels at 48 kHz, in 16 bits.
    private static func triangle(period: Int, count: Int) -> Data {
        var data = Data()
        func add(_ number: Int, bytes: Int) {
            for byte in 0..<bytes { data.append(UInt8(number >> (8 * byte) & 0xFF)) }
        }
        data += Data("RIFF".utf8)
        add(36 + 4 * count, bytes: 4)
        data += Data("WAVEfmt ".utf8)
        for (number, size) in [(16, 4), (1, 2), (2, 2), (48_000, 4), (192_000, 4), (4, 2), (16, 2)] {
            add(number, bytes: size)
        }
        data += Data("data".utf8)
        add(4 * count, bytes: 4)
        for index in 0..<count {
            let place = index % period
            let height = abs(2 * place - period) * 40_000 / period - 20_000
            for _ in 0..<2 { add(height, bytes: 2) }
        }
        return data
    }

    private static func soundDigest() throws -> String {
        let folder = try TemporaryFolder()
        try triangle(period: 96, count: 96_000).write(to: folder.url.appending(path: "call.wav"))
        try triangle(period: 437, count: 40_000).write(to: folder.url.appending(path: "bed.wav"))
        let timeline = try timeline(mix, sources: folder.url)
        let plan = MixPlan(timeline: timeline)
        let opener = SoundTrack.opener(of: timeline)
        let gain = try #require(try LoudnessNormalization(plan: plan, opener: opener).gain())
        let mixer = Mixer(plan: plan, samples: 0..<plan.sampleCount, gain: gain, opener: opener)
        let samples = try mixer.render(frameCount: Int(plan.sampleCount))
        #expect(samples.left.contains { $0 != 0 })
        return ContentDigest.ofBytes([samples.left, samples.right].flatMap { $0.withUnsafeBytes(Array.init) })
    }
}
