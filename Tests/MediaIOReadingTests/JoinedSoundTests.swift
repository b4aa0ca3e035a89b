import Foundation
import MediaBuffers
import MediaIO
import MediaTiming
import TestSupport
import Testing
import TimelineModel

/// Sounds whose shape or whose clock changes on the way, made with FFmpeg.
struct JoinedSoundTests {
    let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    @discardableResult
    private func make(_ name: String, _ arguments: [String]) throws -> String {
        let path = folder.path(name)
        let result = try Subprocess.run("ffmpeg", ["-v", "error", "-y"] + arguments + [path])
        try #require(result.exitCode == 0, "\(result.errors)")
        return path
    }

    private func join(_ parts: [String], into name: String) throws -> String {
        let path = folder.path(name)
        var all = Data()
        for part in parts { all += try Data(contentsOf: URL(fileURLWithPath: part)) }
        try all.write(to: URL(fileURLWithPath: path))
        return path
    }

    private func sound(_ path: String) throws -> (samples: [Float], range: TimeRange) {
        let facts = try #require(try MediaProbe.facts(ofFileAt: path).sound)
        let reader = try SoundReader(path: path, facts: facts, startingAt: 0)
        var samples = StereoSamples()
        while try reader.read(into: &samples, frameCount: 4_800) == 4_800 {}
        return (samples.left, facts.range)
    }

    /// Rising zero crossings a second in a part of a sound.
    private func frequency(_ samples: [Float], from start: Double, to end: Double) -> Double {
        let part = samples.prefix(Int(end * 48_000)).dropFirst(Int(start * 48_000))
        return Double(zip(part, part.dropFirst()).count { $0 < 0 && $1 >= 0 }) / (end - start)
    }

    private struct Part {
        var frequency: Int
        var rate: Int
        var channels: Int
    }

    private static let shapes: [(Part, Part)] = [
        (Part(frequency: 440, rate: 44_100, channels: 2), Part(frequency: 660, rate: 44_100, channels: 1)),
        (Part(frequency: 440, rate: 44_100, channels: 1), Part(frequency: 660, rate: 44_100, channels: 2)),
        (Part(frequency: 440, rate: 24_000, channels: 1), Part(frequency: 660, rate: 44_100, channels: 1)),
        (Part(frequency: 440, rate: 48_000, channels: 2), Part(frequency: 660, rate: 22_050, channels: 1)),
        (Part(frequency: 440, rate: 22_050, channels: 1), Part(frequency: 660, rate: 48_000, channels: 2)),
    ]

    static let containers: [(ending: String, codec: String)] = [
        ("mp3", "libmp3lame"), ("aac", "aac"), ("ts", "aac"), ("ogg", "libvorbis"),
    ]

    @Test("Each part keeps its pitch, and the length is the sum", arguments: shapes.indices, containers.indices)
    func parts(shape: Int, container: Int) throws {
        let (first, second) = Self.shapes[shape]
        let (ending, codec) = Self.containers[container]
        let parts = try [first, second].enumerated().map { place, part in
            try make(
                "\(place).\(ending)",
                [
                    "-f", "lavfi", "-i", "sine=\(part.frequency):r=\(part.rate):d=2", "-ac", "\(part.channels)", "-c:a",
                    codec,
                ])
        }
        let path = try join(parts, into: "joined.\(ending)")
        let (samples, range) = try sound(path)
        // Each part may have an encoder's delay and padding of two packets.
        #expect(abs(range.duration.doubleValue - 4) < 0.3, "\(range.duration.doubleValue) s")
        #expect(abs(Double(samples.count) / 48_000 - 4) < 0.4)
        #expect(abs(frequency(samples, from: 0.5, to: 1.5) - 440) < 6)
        #expect(abs(frequency(samples, from: 2.75, to: 3.5) - 660) < 6)
        #expect(try MediaProbe.verifyDecoding(path: path).count <= 1)
    }

    /// Bursts begin 0.9 s after each full second.
    private func burst(_ name: String, _ encoding: [String]) throws -> String {
        try make(
            name,
            ["-f", "lavfi", "-i", "aevalsrc=0.5*sin(2*PI*1000*t)*gt(mod(t\\,1)\\,0.9):s=48000:d=40", "-ac", "2"]
                + encoding)
    }

    private func onsets(_ samples: [Float]) -> [Double] {
        var found: [Double] = []
        var quiet = 0
        for (place, sample) in samples.enumerated() {
            if abs(sample) > 0.1 {
                if quiet > 9_600 { found.append(Double(place) / 48_000) }
                quiet = 0
            } else {
                quiet += 1
            }
        }
        return found
    }

    struct Clock: Sendable {
        var name: String
        var filter: String
        /// The stated time of what was meant for a time, by the filter.
        var stated: @Sendable (Double) -> Double
    }

    static let clocks = [
        Clock(name: "one packet 15 ms late", filter: "PTS+if(eq(N\\,100)\\,720\\,0)") { $0 },
        Clock(name: "one packet 60 ms late", filter: "PTS+if(eq(N\\,100)\\,2880\\,0)") { $0 },
        Clock(name: "jitter of ±6 ms", filter: "PTS+mod(N*7919\\,577)-288") { $0 },
        Clock(name: "slower by 0.2 %", filter: "PTS*1.002") { $0 * 1.002 },
        Clock(name: "faster by 0.2 %", filter: "PTS*0.998") { $0 * 0.998 },
        Clock(name: "faster by 0.5 %", filter: "PTS*0.995") { $0 * 0.995 },
        Clock(name: "a gap of 1.5 s", filter: "PTS+if(gt(N\\,1000)\\,72000\\,0)") { $0 > 21.36 ? $0 + 1.5 : $0 },
        Clock(name: "a gap of 0.3 s", filter: "PTS+if(gt(N\\,1000)\\,14400\\,0)") { $0 > 21.36 ? $0 + 0.3 : $0 },
    ]

    @Test("Sound lies within a packet of its stated time, however long it goes on", arguments: clocks.indices)
    func clock(_ index: Int) throws {
        let clock = Self.clocks[index]
        let plain = try burst("plain.m4a", ["-c:a", "aac"])
        let path = try make("clock.m4a", ["-i", plain, "-c", "copy", "-bsf:a", "setts=ts='\(clock.filter)'"])
        let found = onsets(try sound(path).samples)
        let meant = (0..<40).map { clock.stated(Double($0) + 0.9) }
        #expect(found.count == meant.count)
        for (found, meant) in zip(found, meant) {
            #expect(abs(found - meant) < 0.0214, "\(clock.name): \(found) s, \(meant) s meant")
        }
    }

    @Test("What is ordinary is as long as it was and nowhere stretched", arguments: ["44100", "48000", "22050"])
    func ordinary(rate: String) throws {
        let path = try burst("plain.m4a", ["-c:a", "aac", "-ar", rate])
        for (place, found) in onsets(try sound(path).samples).enumerated() {
            #expect(abs(found - Double(place) - 0.9) < 0.002, "\(found) s")
        }
    }

    @Test("Following a clock makes no click")
    func noClick() throws {
        let plain = try make("plain.m4a", ["-f", "lavfi", "-i", "sine=500:r=48000:d=30", "-ac", "2", "-c:a", "aac"])
        let path = try make("clock.m4a", ["-i", plain, "-c", "copy", "-bsf:a", "setts=ts=PTS*0.998"])
        let samples = try sound(path).samples
        // A sine's second difference is at most its amplitude times the square of its angle for a sample.
        let angle = 2 * Double.pi * 500 / 48_000
        let peak = Double(samples.map(abs).max() ?? 0)
        let limit = Float(peak * angle * angle * 1.6)
        let inner = samples[9_600..<samples.count - 9_600]
        let worst = zip(inner, zip(inner.dropFirst(), inner.dropFirst(2))).map { abs($0 - 2 * $1.0 + $1.1) }.max() ?? 1
        #expect(worst < limit, "\(worst), \(limit) allowed")
    }

    @Test(
        "Two channels of unusual places are played",
        arguments: ["FL+FC", "FC+LFE", "BL+BR", "TFL+TFR", "SL+SR", "FL+FR+LFE", "FL+FR+BC"])
    func places(layout: String) throws {
        let path = try make(
            "places.wav",
            [
                "-f", "lavfi", "-i",
                "aevalsrc=exprs=\(layout.split(separator: "+").map { _ in "0.4*sin(2764*t)" }.joined(separator: "|"))"
                    + ":c=\(layout):s=48000:d=1", "-c:a", "pcm_s16le",
            ])
        let (samples, _) = try sound(path)
        #expect(samples.count >= 47_000)
        #expect(samples.map(abs).max() ?? 0 > 0.05)
        #expect(try MediaProbe.verifyDecoding(path: path) == [])
    }

    @Test("Text, zeros and tags between the frames of an MP3 and behind them are passed over")
    func strayBytes() throws {
        let part = try make("part.mp3", ["-f", "lavfi", "-i", "sine=440:r=44100:d=2", "-c:a", "libmp3lame"])
        let text = try folder.write("A page of text that somebody appended.\n", to: "text")
        let zeros = folder.path("zeros")
        try Data(count: 5_000).write(to: URL(fileURLWithPath: zeros))
        for (place, parts) in [[part, text], [part, zeros], [part, zeros, part], [part, text, part, text]].enumerated()
        {
            let path = try join(parts, into: "joined\(place).mp3")
            let expected = Double(parts.count { $0 == part }) * 2
            let (samples, range) = try sound(path)
            #expect(abs(range.duration.doubleValue - expected) < 0.2)
            #expect(abs(frequency(samples, from: expected - 1.5, to: expected - 0.5) - 440) < 6)
            _ = try MediaProbe.verifyDecoding(path: path)
        }
    }
}

/// Files that do not say what they should, and hold all that they are meant to.
struct HarmlessFaultTests {
    let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func make(_ name: String, _ arguments: [String]) throws -> Data {
        let path = folder.path(name)
        let result = try Subprocess.run("ffmpeg", ["-v", "error", "-y"] + arguments + [path])
        try #require(result.exitCode == 0, "\(result.errors)")
        return try Data(contentsOf: URL(fileURLWithPath: path))
    }

    private func facts(_ data: Data, _ name: String) throws -> AssetFacts {
        let path = folder.path(name)
        try data.write(to: URL(fileURLWithPath: path))
        return try MediaProbe.facts(ofFileAt: path)
    }

    private static let voice = ["-f", "lavfi", "-i", "sine=440:r=16000:d=1", "-ac", "1", "-bitexact"]

    private func wave(riff: UInt32?, data size: UInt32?) throws -> Data {
        var bytes = Array(try make("plain.wav", Self.voice))
        let place = try #require(bytes.indices.dropLast(8).first { Array(bytes[$0..<$0 + 4]) == Array("data".utf8) })
        func set(_ value: UInt32?, at place: Int) {
            guard let value else { return }
            for index in 0..<4 { bytes[place + index] = UInt8(truncatingIfNeeded: value >> (8 * UInt32(index))) }
        }
        set(riff, at: 4)
        set(size, at: place + 4)
        return Data(bytes)
    }

    static let sizes: [(riff: UInt32, data: UInt32)] = [
        (.max, .max), (.max, 0), (0, 0), (0x7FFF_F024, 0x7FFF_F000), (0x8000_0024, 0x8000_0000), (.max - 8, .max - 44),
    ]

    @Test(
        "Sizes that mean nothing mean to the end", arguments: sizes.indices)
    func streamed(_ index: Int) throws {
        let (riff, size) = Self.sizes[index]
        let facts = try facts(try wave(riff: riff, data: size), "streamed.wav")
        #expect(abs((facts.sound?.range.duration.doubleValue ?? 0) - 1) < 0.01)
        #expect(facts.remarks.map(\.text).count == 1)
    }

    @Test("A size of the whole that is wrong does no harm, and one of the sound that is too large is damage")
    func waveSizes() throws {
        #expect(try facts(try wave(riff: 5, data: nil), "a.wav").remarks.map(\.text) == [])
        #expect(try facts(try wave(riff: 90_000, data: nil), "b.wav").remarks.map(\.text) == [])
        let whole = try wave(riff: nil, data: nil)
        #expect(throws: AssetProblem.self) { try facts(Data(whole.dropLast(8_000)), "c.wav") }
        #expect(throws: AssetProblem.self) { try facts(try wave(riff: nil, data: 64_000), "d.wav") }
    }

    @Test("RF64 is read by its long sizes")
    func longSizes() throws {
        let data = try make("long.wav", Self.voice + ["-rf64", "always"])
        #expect(data.prefix(4) == Data("RF64".utf8))
        let facts = try facts(data, "again.wav")
        #expect(abs((facts.sound?.range.duration.doubleValue ?? 0) - 1) < 0.01 && facts.remarks.map(\.text) == [])
        #expect(throws: AssetProblem.self) { try self.facts(Data(data.dropLast(9_000)), "cut.wav") }
    }

    @Test("Letters in a tag are no header of an MP3")
    func letters() throws {
        let data = try make(
            "tagged.mp3",
            Self.voice + ["-c:a", "libmp3lame", "-metadata", "comment=Info: flags \u{7f}\u{7f}\u{7f} Xing of old"])
        #expect(try facts(data, "again.mp3").remarks.map(\.text) == [])
        // A true header promises what is not there.
        #expect(throws: AssetProblem.self) { try facts(Data(data.dropLast(3_000)), "cut.mp3") }
    }

    @Test("A GIF without an end mark, or with bytes behind it, is whole; one that is cut in a picture is not")
    func animations() throws {
        let data = try Data(contentsOf: TestMedia.url("graphics/sticker-party.gif"))
        let whole = try facts(data, "whole.gif")
        #expect(whole.remarks.map(\.text) == [])
        let count = whole.picture?.frameTimes.starts.count
        for (place, other) in [Data(data.dropLast(1)), data + Data("tail".utf8), data + Data(count: 3_000)].enumerated()
        {
            let found = try facts(other, "\(place).gif")
            #expect(found.picture?.frameTimes.starts.count == count)
            #expect(found.remarks.map(\.text).count == 1)
        }
        #expect(throws: AssetProblem.self) { try facts(Data(data.dropLast(40)), "cut.gif") }
    }

    @Test("A film of more streams than are read is told so")
    func streams() throws {
        let many = (0..<70).flatMap { _ in ["-map", "0:a"] }
        let data = try make("many.mkv", ["-f", "lavfi", "-i", "sine=440:r=8000:d=0.2", "-c:a", "pcm_s16le"] + many)
        #expect {
            try facts(data, "again.mkv")
        } throws: { error in (error as? AssetProblem)?.message.contains("streams") == true }
        let some = (0..<20).flatMap { _ in ["-map", "0:a"] }
        let fine = try make("some.mkv", ["-f", "lavfi", "-i", "sine=440:r=8000:d=0.2", "-c:a", "pcm_s16le"] + some)
        #expect(try facts(fine, "fine.mkv").sound != nil)
    }

    @Test("Times too far away are damage", arguments: ["corrupt/clock-far-sound.mkv", "corrupt/clock-far-picture.mkv"])
    func farClock(name: String) {
        #expect {
            try MediaProbe.facts(ofFileAt: TestMedia.path(name))
        } throws: { error in (error as? AssetProblem)?.kind == .damaged }
    }

    @Test("An hour's gap is silence that takes no memory")
    func hourOfSilence() throws {
        let path = TestMedia.path("corrupt/gap-one-hour.mkv")
        let facts = try #require(try MediaProbe.facts(ofFileAt: path).sound)
        var samples = StereoSamples()
        try SoundReader(path: path, facts: facts, startingAt: 0).read(into: &samples, frameCount: 96_000)
        #expect(samples.left[48_000...].allSatisfy { $0 == 0 })
        #expect(try MediaProbe.verifyDecoding(path: path) == [])
    }
}
