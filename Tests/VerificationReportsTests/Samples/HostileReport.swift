import Diagnostics
import MediaBuffers
import MediaTiming
import OutputVerification

/// A report whose every text tries to be something else.
enum HostileReport {
    static let text =
        "</script><img src=http://x.test/ onerror=\"document.title='owned'\">]]>\u{0}\u{1B}[31m\u{202E}'&amp;\u{FFFE}"

    static let report = VerificationReport(
        export: "/tmp/" + text + ".mp4", reference: text, title: text,
        facts: [
            FileFact(text, found: text, expected: text, deviation: .container), FileFact(text, found: text),
            FileFact("odd", found: text, expected: text, deviation: .rotation),
        ],
        picture: PictureReport(
            frameRate: FrameRate(30_000, 1_001), width: 64, height: 36,
            scores: [
                FrameScore(
                    frame: 0, exportFrame: 0, similarity: .nan, worstTileSimilarity: -.infinity,
                    worstBlockDifference: .nan, colorDifference: 1e300, colorDifference95: -1e300,
                    bias: SIMD3(.nan, .infinity, 0)),
                SmallReport.score(1, tile: -3, block: -5),
            ],
            limits: PictureLimits(
                worstTileSimilarity: .nan, worstBlockDifference: .infinity, colorDifference: .nan,
                colorDifference95: .nan, origin: text),
            worstFrames: [worst, worst],
            vmaf: VmafScores(frames: [.nan, -.infinity]).map(VmafOutcome.measured) ?? .notAsked),
        sound: SoundReport(
            windows: [
                SoundWindow(
                    start: .nan, lagMilliseconds: .infinity, correlation: .nan, referenceLevel: .nan, exportLevel: 1e9)
            ],
            lagMilliseconds: .nan, correlation: .infinity, referenceLoudnessLUFS: .nan, exportLoudnessLUFS: .infinity,
            exportTruePeakDBTP: .nan, bands: [SoundBand(frequencies: 0...1e12, difference: .nan, difference95: .nan)],
            stems: [StemGain(name: text, pointer: text, gain: .nan, seconds: 0..<Double.infinity)]),
        deviations: Deviation.Area.allCases.map {
            Deviation(
                .pictureDiffers, $0, text, frames: 0..<Int.max,
                region: PixelRect(x: -9, y: -9, width: 1 << 40, height: 3),
                pointers: [text, text], measured: .nan, limit: -.infinity)
        } + [Deviation(.frameCount, .timing, "", severity: .warning, frames: 5..<5)], seconds: .nan)

    private static let worst = WorstFrame(
        frame: 0, exportFrame: 7, reference: RGBAImage(width: 1, height: 1, alphaMode: .opaque),
        export: RGBAImage(width: 3, height: 900, alphaMode: .opaque), heat: [.nan, .infinity, 3], heatColumns: 0,
        region: PixelRect(x: 60, y: 30, width: 1 << 40, height: 1), deviationCodes: [.pictureDiffers])
}
