import Diagnostics
import MediaBuffers
import MediaTiming
package import OutputVerification
import ReportFormats

/// `verify --json`: the whole report as data.
///
/// Keys stay as they are within a `version`; new ones may be added. Frames count from 0, times are seconds, levels dB.
///
/// - `version` 1, `verdict` "same" or "different", `failures`, `warnings`: counts; `export`, `reference`: paths as they
///   were given; `title` or null; `frameRate`
///   (such as "30000/1001") or null; `seconds`: how long verifying took.
/// - `deviations`: `code`, `area` (file, timing, picture, text, sound), `severity` (failure, warning), `message`,
///   `frames` (`first`, `last`, and `start`, `end` in seconds where the frame rate is known) or null for the whole file,
///   `region` (`x`, `y`, `width`, `height` in canvas pixels) or null, `pointers`, `measured` and `limit` or null.
/// - `facts`: `name`, `found`, `expected` or null, `deviation` (a code) or null.
/// - `picture` or null: `frameRate`, `width`, `height`, `vmaf` (the mean) or
///   null with `vmafReason`, `vmafDetails` (`frames`: one value a frame) or null, `limits`, `summary`
///   (`worst`, `frame`, `median` of three scores), `scores` (arrays of the same length, one element a frame, null where
///   nothing was measured), `worstFrames`.
/// - `sound` or null: the whole film's values, `limits` (what they are held against; either way where a difference or a
///   lag has one), `windows` (arrays of the same length), `bands`, `stems`.
///
/// A number that is not finite is null.
package enum VerificationJSON {
    /// The report as an indented document, arrays of scores on one line each.
    package static func text(of report: VerificationReport) -> String {
        let report = report.countingUnmeasured
        let document = JSONValue.object([
            ("version", .integer(1)),
            ("verdict", .string(report.isSame ? "same" : "different")),
            ("failures", .integer(report.failureCount)),
            ("warnings", .integer(report.warningCount)),
            ("export", .string(report.export)),
            ("reference", .string(report.reference)),
            ("title", .optional(report.title)),
            ("frameRate", .optional(report.frameRate.map { "\($0.framesPerSecond)" })),
            ("seconds", .number(report.seconds, decimals: 3)),
            ("deviations", .list(report.deviations.map { value($0, clock: report.clock) })),
            ("facts", .list(report.facts.map(value))),
            ("picture", report.picture.map(value) ?? .null),
            ("sound", report.sound.map(value) ?? .null),
        ])
        return document.text() + "\n"
    }

    private static func value(_ deviation: Deviation, clock: FrameClock) -> JSONValue {
        .object([
            ("code", .string(deviation.code.rawValue)),
            ("area", .string(deviation.area.rawValue)),
            ("severity", .string(deviation.severity.rawValue)),
            ("message", .string(deviation.message)),
            ("frames", deviation.frames.map { value($0, clock: clock) } ?? .null),
            ("region", deviation.region.map(value) ?? .null),
            ("pointers", .row(deviation.pointers.map { .string($0) })),
            ("measured", .optional(deviation.measured, 4)),
            ("limit", .optional(deviation.limit, 4)),
        ])
    }

    private static func value(_ frames: Range<Int>, clock: FrameClock) -> JSONValue {
        .object([
            ("first", .integer(frames.lowerBound)), ("last", .integer(max(frames.lowerBound, frames.upperBound - 1))),
            ("start", .optional(clock.seconds(frames.lowerBound), 6)),
            ("end", .optional(clock.seconds(frames.upperBound), 6)),
        ])
    }

    private static func value(_ rect: PixelRect) -> JSONValue {
        .object([
            ("x", .integer(rect.x)), ("y", .integer(rect.y)), ("width", .integer(rect.width)),
            ("height", .integer(rect.height)),
        ])
    }

    private static func value(_ fact: FileFact) -> JSONValue {
        .object([
            ("name", .string(fact.name)), ("found", .string(fact.found)), ("expected", .optional(fact.expected)),
            ("deviation", .optional(fact.deviation?.rawValue)),
        ])
    }

    private static func value(_ picture: PictureReport) -> JSONValue {
        let limits = picture.limits
        let scores = picture.scores
        func column(_ decimals: Int, _ value: (FrameScore) -> Double) -> JSONValue {
            .row(scores.map { $0.exportFrame == nil ? .null : .number(value($0), decimals: decimals) })
        }
        func summary(_ summary: ScoreSummary?) -> JSONValue {
            guard let summary else { return .null }
            return .object([
                ("worst", .number(summary.worst.value, decimals: 4)), ("frame", .integer(summary.worst.frame)),
                ("median", .number(summary.median, decimals: 4)),
            ])
        }
        return .object([
            ("frameRate", .string("\(picture.frameRate.framesPerSecond)")),
            ("width", .integer(picture.width)),
            ("height", .integer(picture.height)),
            ("vmaf", .optional(picture.vmaf.scores?.mean, 3)),
            ("vmafReason", .optional(picture.vmaf.reason)),
            ("vmafDetails", picture.vmaf.scores.map(value) ?? .null),
            (
                "limits",
                .object([
                    ("worstTileSimilarity", .number(limits.worstTileSimilarity, decimals: 4)),
                    ("worstBlockDifference", .number(limits.worstBlockDifference, decimals: 4)),
                    ("colorDifference", .number(limits.colorDifference, decimals: 4)),
                    ("colorDifference95", .number(limits.colorDifference95, decimals: 4)),
                    ("origin", .string(limits.origin)),
                ])
            ),
            (
                "summary",
                .object([
                    ("frames", .integer(scores.count)), ("framesNotCompared", .integer(picture.unmeasuredCount)),
                    ("worstTileSimilarity", summary(picture.tileSummary)),
                    ("worstBlockDifference", summary(picture.blockSummary)),
                    ("colorDifference", summary(picture.colorSummary)),
                ])
            ),
            (
                "scores",
                .object([
                    ("frame", .row(scores.map { .integer($0.frame) })),
                    ("exportFrame", .row(scores.map { .optional($0.exportFrame) })),
                    ("similarity", column(4, \.similarity)),
                    ("worstTileSimilarity", column(4, \.worstTileSimilarity)),
                    ("worstBlockDifference", column(2, \.worstBlockDifference)),
                    ("colorDifference", column(3, \.colorDifference)),
                    ("colorDifference95", column(3, \.colorDifference95)),
                    ("biasY", column(3, \.bias.x)),
                    ("biasCb", column(3, \.bias.y)),
                    ("biasCr", column(3, \.bias.z)),
                ])
            ),
            (
                "worstFrames",
                .list(
                    picture.worstFrames.map { frame in
                        .object([
                            ("frame", .integer(frame.frame)), ("exportFrame", .integer(frame.exportFrame)),
                            ("region", frame.region.map(value) ?? .null),
                            ("deviations", .row(frame.deviationCodes.map { .string($0.rawValue) })),
                        ])
                    })
            ),
        ])
    }

    private static func value(_ scores: VmafScores) -> JSONValue {
        .object([
            ("model", .string(scores.model)), ("mean", .number(scores.mean, decimals: 3)),
            ("harmonicMean", .number(scores.harmonicMean, decimals: 3)),
            ("percentile1", .number(scores.percentile1, decimals: 3)),
            ("worst", .number(scores.worst.value, decimals: 3)), ("worstFrame", .integer(scores.worst.frame)),
            ("frames", .row(scores.frames.map { .number($0, decimals: 3) })),
        ])
    }

    private static func value(_ sound: SoundReport) -> JSONValue {
        let windows = sound.windows
        let limits = sound.limits
        return .object([
            (
                "limits",
                .object([
                    ("lagMilliseconds", .number(limits.lagMilliseconds, decimals: 3)),
                    ("windowLagMilliseconds", .number(limits.windowLagMilliseconds, decimals: 3)),
                    ("correlation", .number(limits.correlation, decimals: 4)),
                    ("windowCorrelation", .number(limits.windowCorrelation, decimals: 4)),
                    ("loudness", .number(limits.loudness, decimals: 3)),
                    ("truePeakDBTP", .number(limits.truePeakDBTP, decimals: 3)),
                    ("bandDifference", .number(limits.bandDifference, decimals: 3)),
                    ("stemGain", .number(limits.stemGain, decimals: 3)),
                    ("stemMissing", .number(limits.stemMissing, decimals: 3)),
                    ("stemLagMilliseconds", .number(limits.stemLagMilliseconds, decimals: 3)),
                    ("balance", .number(limits.balance, decimals: 3)),
                ])
            ),
            ("lagMilliseconds", .optional(sound.lagMilliseconds, 3)),
            ("correlation", .optional(sound.correlation, 4)),
            ("referenceLoudnessLUFS", .optional(sound.referenceLoudnessLUFS, 2)),
            ("exportLoudnessLUFS", .optional(sound.exportLoudnessLUFS, 2)),
            ("exportTruePeakDBTP", .optional(sound.exportTruePeakDBTP, 2)),
            (
                "windows",
                .object([
                    ("start", .row(windows.map { .number($0.start, decimals: 3) })),
                    ("lagMilliseconds", .row(windows.map { .optional($0.lagMilliseconds, 3) })),
                    ("correlation", .row(windows.map { .optional($0.correlation, 4) })),
                    ("referenceLevel", .row(windows.map { .number($0.referenceLevel, decimals: 2) })),
                    ("exportLevel", .row(windows.map { .number($0.exportLevel, decimals: 2) })),
                ])
            ),
            (
                "bands",
                .list(
                    sound.bands.map { band in
                        .object([
                            ("low", .number(band.frequencies.lowerBound, decimals: 1)),
                            ("high", .number(band.frequencies.upperBound, decimals: 1)),
                            ("difference", .number(band.difference, decimals: 2)),
                            ("difference95", .number(band.difference95, decimals: 2)),
                            ("limit95", .number(band.limit95, decimals: 2)),
                        ])
                    })
            ),
            (
                "stems",
                .list(
                    sound.stems.map { stem in
                        .object([
                            ("name", .string(stem.name)), ("pointer", .string(stem.pointer)),
                            ("gain", .number(stem.gain, decimals: 2)),
                            ("lagMilliseconds", .optional(stem.lagMilliseconds, 3)),
                            ("start", .number(stem.seconds.lowerBound, decimals: 3)),
                            ("end", .number(stem.seconds.upperBound, decimals: 3)),
                        ])
                    })
            ),
        ])
    }
}
