import Diagnostics
import Foundation
import MediaBuffers
import MediaTiming
import OutputVerification
import StillImages
import TestSupport

/// A report as a real export would give it: frames of the demo draft beside those of a draft with four faults.
enum FilmReport {
    private struct Fault {
        var frame: Int
        var exportFrame: Int
        var codes: [DiagnosticCode]
    }

    private static let faults = [
        Fault(frame: 250, exportFrame: 250, codes: [.textMissing]),
        Fault(frame: 40, exportFrame: 40, codes: [.textMoved]),
        Fault(frame: 150, exportFrame: 148, codes: [.framesLate]),
        Fault(frame: 400, exportFrame: 400, codes: [.segmentOpacity]),
    ]

    /// Renders the frames; takes a few seconds.
    static func make() throws -> VerificationReport {
        let folder = try TemporaryFolder()
        let fixtures = TestMedia.repositoryRoot.appending(path: "Fixtures")
        let source = try String(contentsOf: fixtures.appending(path: "Drafts/morning-brew.json"), encoding: .utf8)
            .replacingOccurrences(of: "../Media/", with: fixtures.appending(path: "Media").path + "/")
        var broken = source
        for (right, wrong) in [
            (#""tx": "Morning Brew", "y": 0.74"#, #""tx": "Morning Brew", "y": 0.74, "x": 0.52"#),
            (#"Coffee time", "y": 0.2"#, #"Coffee time", "y": 0.2, "op": 0"#), (#""op": 0.85"#, #""op": 0.5"#),
        ] {
            broken = broken.replacingOccurrences(of: right, with: wrong)
        }
        try folder.write(source, to: "right.json")
        try folder.write(broken, to: "wrong.json")
        let frames = try faults.map { fault in
            let reference = try image("right", fault.frame, in: folder)
            let export = try image("wrong", fault.exportFrame, in: folder)
            let (heat, columns) = difference(reference, export)
            let worst = heat.indices.max { heat[$0] < heat[$1] } ?? 0
            return WorstFrame(
                frame: fault.frame, exportFrame: fault.exportFrame, reference: reference, export: export, heat: heat,
                heatColumns: columns,
                region: PixelRect(x: worst % columns * 16 - 24, y: worst / columns * 16 - 24, width: 64, height: 64),
                deviationCodes: fault.codes)
        }
        return report(frames)
    }

    private static func image(_ draft: String, _ frame: Int, in folder: TemporaryFolder) throws -> RGBAImage {
        let path = folder.path("\(draft)-\(frame).png")
        let run = try Subprocess.workprint(["frame", folder.path("\(draft).json"), "--at", "#\(frame)", "-o", path])
        guard run.exitCode == 0 else { throw CocoaError(.fileReadUnknown, userInfo: ["errors": run.errors]) }
        return try StillImages.load(path: path)
    }

    /// Mean absolute luma difference of blocks of 16 pixels.
    private static func difference(_ first: RGBAImage, _ second: RGBAImage) -> ([Float], Int) {
        let columns = (first.width + 15) / 16
        let rows = (first.height + 15) / 16
        var heat = [Float](repeating: 0, count: columns * rows)
        func luma(_ pixel: UnsafeMutablePointer<UInt8>) -> Float {
            0.2126 * Float(pixel[0]) + 0.7152 * Float(pixel[1]) + 0.0722 * Float(pixel[2])
        }
        for y in 0..<min(first.height, second.height) {
            for x in 0..<min(first.width, second.width) {
                let change = luma(first.samples.row(y) + 4 * x) - luma(second.samples.row(y) + 4 * x)
                heat[y / 16 * columns + x / 16] += abs(change) / 256
            }
        }
        return (heat, columns)
    }

    private static func report(_ frames: [WorstFrame]) -> VerificationReport {
        var random = SeededGenerator(seed: 7)
        let scores = (0..<450).map { frame in
            var tile = 0.955 + Double.random(in: -0.018...0.012, using: &random)
            var block = 6 + Double.random(in: -1.5...2.5, using: &random)
            switch frame {
            case 9..<96: (tile, block) = (0.36 + Double.random(in: 0...0.05, using: &random), 96)
            case 120..<198: (tile, block) = (0.5 + Double.random(in: 0...0.3, using: &random), 38 + tile * 9)
            case 222..<294: (tile, block) = (0.21 + Double.random(in: 0...0.03, using: &random), 118)
            default: if frame >= 294 { (tile, block) = (tile - 0.09, block + 4) }
            }
            return FrameScore(
                frame: frame, exportFrame: (120..<198).contains(frame) ? frame - 2 : frame,
                similarity: tile * 0.2 + 0.78,
                worstTileSimilarity: tile, worstBlockDifference: block, colorDifference: 0.36, colorDifference95: 1.1,
                bias: SIMD3(0.2, -0.1, 0.1))
        }
        let windows = (0..<8).map { index in
            let level = -17.5 + Double(index % 3) * 1.4
            return SoundWindow(
                start: Double(2 * index), lagMilliseconds: index == 7 ? nil : index < 3 ? 0.1 : 40,
                correlation: index == 7 ? nil : 0.97, referenceLevel: index == 7 ? -120 : level,
                exportLevel: index == 7 ? -74 : level - 4.6)
        }
        return VerificationReport(
            export: "exports/morning-brew-final.mp4", reference: "Fixtures/Drafts/morning-brew.json",
            title: "Morning brew",
            facts: [
                FileFact("container", found: "MP4 (isom)", expected: "MP4"),
                FileFact("video codec", found: "H.264 High, level 4.0", expected: "H.264 High, level 4.2 at most"),
                FileFact("size", found: "1080×1920, square pixels", expected: "1080×1920"),
                FileFact("frame rate", found: "30 fps, constant", expected: "30 fps"),
                FileFact("frames", found: "450", expected: "450"),
                FileFact("color", found: "bt709 / bt709 / bt709, limited", expected: "bt709 / bt709 / bt709, limited"),
                FileFact("longest GOP", found: "2.00 s, closed", expected: "2.00 s at most, closed"),
                FileFact("moov", found: "behind mdat", expected: "before mdat", deviation: .notFaststart),
                FileFact("sound codec", found: "AAC-LC 48 kHz stereo", expected: "AAC-LC 48 kHz stereo"),
                FileFact("bit rate", found: "8.1 Mb/s"), FileFact("duration", found: "15.000 s", expected: "15.000 s"),
            ],
            picture: PictureReport(
                frameRate: FrameRate(30), width: 1080, height: 1920, scores: scores,
                limits: PictureLimits(
                    worstTileSimilarity: 0.85, worstBlockDifference: 12, colorDifference: 1, colorDifference95: 2,
                    origin: "reference encoded with x264 crf 20"), worstFrames: frames,
                vmaf: VmafScores(frames: [90, 86.8]).map(VmafOutcome.measured) ?? .notAsked),
            sound: SoundReport(
                windows: windows, lagMilliseconds: 40, correlation: 0.49, referenceLoudnessLUFS: -14.0,
                exportLoudnessLUFS: -18.3, exportTruePeakDBTP: -5.2,
                bands: [
                    SoundBand(frequencies: 60...180, difference: -6.1, difference95: 6.4),
                    SoundBand(frequencies: 180...560, difference: -5.2, difference95: 6.2),
                    SoundBand(frequencies: 560...1_800, difference: -4.1, difference95: 5.9),
                    SoundBand(frequencies: 1_800...5_600, difference: -4.8, difference95: 6.1),
                    SoundBand(frequencies: 5_600...14_000, difference: 0.2, difference95: 0.9),
                ],
                stems: [
                    StemGain(name: "Music", pointer: "/t/3", gain: -6, seconds: 0..<15),
                    StemGain(name: "Pictures", pointer: "/t/0", gain: -120, seconds: 3.4..<6.6),
                ]),
            deviations: deviations, seconds: 21.4)
    }

    private static let deviations = [
        Deviation(
            .textMissing, .text, "The text \"咖啡时间 Coffee time\" is not there.", frames: 222..<294,
            region: PixelRect(x: 214, y: 250, width: 652, height: 268), pointers: ["/t/2/sg/1"], measured: 0.212,
            limit: 0.87),
        Deviation(
            .textMoved, .text, "The text \"Morning Brew\" stands 21.6 px too far right; 2 px are forgiven.",
            frames: 9..<96, region: PixelRect(x: 128, y: 1_340, width: 824, height: 160),
            pointers: ["/t/2/sg/0/x", "/t/2/sg/0"], measured: 21.6, limit: 2),
        Deviation(
            .framesLate, .timing, "From 4.0 s to 6.6 s the export is 2 frames late.", frames: 120..<198,
            pointers: ["/t/0/sg/1/ss", "/t/0/sg/1"], measured: 2, limit: 0),
        Deviation(
            .soundLate, .sound, "The sound is 40 ms late from 6.0 s on; 5 ms are forgiven.", frames: 180..<420,
            pointers: ["/t/3/sg/0"], measured: 40, limit: 5),
        Deviation(
            .stemGain, .sound, "Music is 6.0 dB too soft; 1 dB is forgiven.", frames: 0..<450,
            pointers: ["/t/3/sg/0/vol"], measured: -6, limit: 1),
        Deviation(
            .notFaststart, .file, "The index lies behind the media data, so the film cannot start while it loads."),
        Deviation(
            .segmentOpacity, .picture, "The logo looks lighter than it should; perhaps its opacity is 50 %, not 85 %.",
            severity: .warning, frames: 294..<450, region: PixelRect(x: 875, y: 60, width: 150, height: 150),
            pointers: ["/t/1/sg/0/op"], measured: 10.4, limit: 12),
    ]
}
