import Diagnostics
import Foundation
import MediaBuffers
import MediaTiming
import OutputVerification
import TestSupport
import Testing

@Suite("Sounds that are not there, or cannot be read")
struct SoundEdgeTests {
    struct Broken: Error {}

    /// Noise that fails after some samples.
    final class FailingSound: SampleReading {
        private var left: Int
        init(after count: Int) { left = count }
        func read(frameCount: Int, into samples: inout StereoSamples) throws -> Int {
            left -= frameCount
            if left < 0 { throw Broken() }
            samples.append(SoundEdgeTests.noise(frameCount), 0..<frameCount)
            return frameCount
        }
    }

    static func noise(_ count: Int, seed: UInt64 = 5) -> StereoSamples {
        var generator = SeededGenerator(seed: seed)
        var samples = StereoSamples(frameCount: count)
        for index in 0..<count {
            samples.left[index] = Float.random(in: -0.1...0.1, using: &generator)
            samples.right[index] = Float.random(in: -0.1...0.1, using: &generator)
        }
        return samples
    }

    static func judge(_ export: (any SampleReading)?, _ reference: any SampleReading) throws -> [Deviation] {
        try SoundJudge(frameRate: FrameRate(25), duration: MediaTime(milliseconds: 5_000))
            .judge(export: export, reference: reference).1
    }

    @Test("silence is like silence, with and without a stream")
    func silence() throws {
        let silent = StereoSamples(frameCount: 240_000)
        #expect(try Self.judge(HeldSound(silent), HeldSound(silent)).isEmpty)
        #expect(try Self.judge(nil, HeldSound(silent)).isEmpty)
    }

    @Test("a film without the sound that it should have fails once")
    func noStream() throws {
        let found = try Self.judge(nil, HeldSound(Self.noise(240_000)))
        #expect(found.map(\.code.rawValue) == ["sound-missing"] && found.first?.frames == 0..<125)
    }

    @Test("sound in a film that should be silent fails")
    func extra() throws {
        var export = StereoSamples(frameCount: 240_000)
        let noise = Self.noise(48_000)
        export.left.replaceSubrange(96_000..<144_000, with: noise.left)
        export.right.replaceSubrange(96_000..<144_000, with: noise.right)
        let found = try Self.judge(HeldSound(export), HeldSound(StereoSamples(frameCount: 240_000)))
        #expect(found.map(\.code.rawValue) == ["sound-extra"] && found.first?.frames == 50..<75, "\(found)")
    }

    @Test("other noise of the same level differs")
    func otherNoise() throws {
        let found = try Self.judge(HeldSound(Self.noise(240_000, seed: 9)), HeldSound(Self.noise(240_000)))
        #expect(found.map(\.code.rawValue) == ["sound-differs"], "\(found.map(\.message))")
    }

    @Test("an export that cannot be read is unmeasured; a reference that cannot is an error")
    func unreadable() throws {
        let found = try Self.judge(FailingSound(after: 100_000), HeldSound(Self.noise(240_000)))
        #expect(found.contains { $0.code.rawValue == "sound-unmeasured" && $0.severity == .failure })
        #expect(throws: Broken.self) { try Self.judge(HeldSound(Self.noise(240_000)), FailingSound(after: 100_000)) }
    }

    @Test("judging can be stopped")
    func stopped() {
        let judge = SoundJudge(frameRate: FrameRate(25), duration: MediaTime(milliseconds: 5_000))
        #expect(throws: CancellationError.self) {
            try judge.judge(
                export: HeldSound(Self.noise(240_000)), reference: HeldSound(Self.noise(240_000)), isCancelled: { true }
            )
        }
    }

    @Test("wild samples and empty films do no harm")
    func wild() throws {
        var wild = Self.noise(240_000)
        for index in stride(from: 0, to: 240_000, by: 997) { wild.left[index] = index % 2 == 0 ? .nan : .infinity }
        #expect(try !Self.judge(HeldSound(wild), HeldSound(Self.noise(240_000))).isEmpty)
        let (_, empty) = try SoundJudge(frameRate: FrameRate(25), duration: .zero)
            .judge(export: HeldSound(StereoSamples()), reference: HeldSound(StereoSamples()))
        #expect(empty.isEmpty)
    }
}
