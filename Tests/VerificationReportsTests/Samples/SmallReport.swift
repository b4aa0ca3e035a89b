import Diagnostics
import MediaBuffers
import MediaTiming
import OutputVerification

/// A report whose every text is known, for the snapshots.
enum SmallReport {
    static let different = VerificationReport(
        export: "out/film & co.mp4", reference: "draft.json", title: "A <short> film",
        facts: [
            FileFact("container", found: "MP4", expected: "MP4"),
            FileFact("video codec", found: "hevc", expected: "h264", deviation: .videoCodec),
            FileFact("bit rate", found: "8.1 Mb/s"),
        ],
        picture: picture,
        sound: SoundReport(
            windows: [
                SoundWindow(
                    start: 0, lagMilliseconds: 0.02, correlation: 0.9991, referenceLevel: -18.25, exportLevel: -18.3),
                SoundWindow(
                    start: 2, lagMilliseconds: nil, correlation: nil, referenceLevel: -120, exportLevel: -.infinity),
            ],
            lagMilliseconds: 40, correlation: 0.49, referenceLoudnessLUFS: -14, exportLoudnessLUFS: -14.16,
            exportTruePeakDBTP: -1.25,
            bands: [SoundBand(frequencies: 60...180, difference: -4.8, difference95: 6.02)],
            stems: [
                StemGain(name: "Music", pointer: "/t/3", gain: -6, seconds: 0..<4),
                StemGain(name: "Voice", pointer: "/t/4", gain: -120, seconds: 1.5..<4),
            ]),
        deviations: [
            Deviation(
                .textMoved, .text, "The text \"Hi\" stands 12 px too far right.", frames: 1..<3,
                region: PixelRect(x: 8, y: 16, width: 40, height: 12), pointers: ["/t/2/sg/0/x", "/t/2/sg/0"],
                measured: 12, limit: 2),
            Deviation(
                .textMoved, .text, "The text \"Ho\" stands 3 px too low.", frames: 3..<4, pointers: ["/t/2/sg/1"]),
            Deviation(
                .soundLate, .sound, "The sound is 40 ms late from 2.0 s on.", frames: 2..<4, measured: 40, limit: 5),
            Deviation(.videoCodec, .file, "The video is hevc; it should be h264."),
            Deviation(.gopLength, .file, "A GOP is 2.5 s long.", severity: .warning, measured: 2.5, limit: 2),
        ], seconds: 1.2345)

    static let same = VerificationReport(
        export: "out.mp4", reference: "draft.json", title: nil,
        facts: [FileFact("container", found: "MP4", expected: "MP4")],
        picture: PictureReport(
            frameRate: FrameRate(25), width: 64, height: 36,
            scores: [score(0, tile: 0.99, block: 1.5), score(1, tile: 0.98, block: 2)], limits: limits,
            worstFrames: []),
        sound: SoundReport(
            windows: [], lagMilliseconds: nil, correlation: nil, referenceLoudnessLUFS: nil, exportLoudnessLUFS: nil,
            exportTruePeakDBTP: nil, bands: [], stems: []),
        deviations: [], seconds: 0.5)

    static let limits = PictureLimits(
        worstTileSimilarity: 0.85, worstBlockDifference: 12, colorDifference: 1, colorDifference95: 2,
        origin: "absolute")

    private static let picture = PictureReport(
        frameRate: FrameRate(1), width: 64, height: 36,
        scores: [
            score(0, tile: 0.97, block: 2.5), score(1, tile: 0.312, block: 112), score(2, tile: 0.3345, block: 98.125),
            FrameScore(
                frame: 3, exportFrame: nil, similarity: .nan, worstTileSimilarity: .nan,
                worstBlockDifference: .infinity,
                colorDifference: .nan, colorDifference95: 0, bias: SIMD3(0, 0, 0)),
        ], limits: limits, worstFrames: [worst(frame: 1)],
        vmaf: VmafScores(frames: [98, 94.5, 96.25, 96.25]).map(VmafOutcome.measured) ?? .notAsked)

    static func score(_ frame: Int, tile: Double, block: Double) -> FrameScore {
        FrameScore(
            frame: frame, exportFrame: frame, similarity: 0.99, worstTileSimilarity: tile, worstBlockDifference: block,
            colorDifference: 0.25, colorDifference95: 0.5, bias: SIMD3(0.1, -0.2, 0))
    }

    static func worst(frame: Int) -> WorstFrame {
        let reference = RGBAImage(width: 64, height: 36, alphaMode: .opaque)
        let export = RGBAImage(width: 64, height: 36, alphaMode: .opaque)
        reference.samples.fill(255)
        export.samples.fill(128)
        return WorstFrame(
            frame: frame, exportFrame: frame, reference: reference, export: export, heat: [0, 6, 12, 120, 0, 0, 0, 0],
            heatColumns: 4, region: PixelRect(x: 48, y: 0, width: 16, height: 16), deviationCodes: [.textMoved])
    }
}
