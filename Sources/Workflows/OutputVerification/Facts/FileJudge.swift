import Diagnostics
package import MediaIO
import MediaTiming
import TimelineModel

/// Holds the facts of an export's file against what it should be.
package enum FileJudge {
    /// Reads the file at a path and judges it. What cannot be read is a failure, never an omission.
    package static func judge(
        path: String, expected: ExpectedFile, options: FileFactsOptions = FileFactsOptions()
    ) -> FileJudgment {
        do throws(AssetProblem) {
            return judge(try MediaInspection.of(path: path), expected: expected, options: options)
        } catch {
            let deviation = Deviation(.fileUnreadable, .file, "the file cannot be read as a film: \(error.message)")
            var sheet = FactSheet()
            sheet.add("container", "unreadable", expected: "MP4", deviation)
            return FileJudgment(facts: sheet.facts, deviations: sheet.deviations, inspection: nil)
        }
    }

    /// Judges what was found in a file.
    package static func judge(
        _ inspection: MediaInspection, expected: ExpectedFile, options: FileFactsOptions = FileFactsOptions()
    ) -> FileJudgment {
        let run = JudgeRun(inspection: inspection, expected: expected, options: options)
        var sheet = FactSheet()
        run.judgeContainer(&sheet)
        if let stream = inspection.picture, let picture = stream.picture {
            run.judgeCodec(stream, picture, &sheet)
            run.judgeGeometry(picture, &sheet)
            run.judgeColor(picture, &sheet)
            if let timing = FrameTiming(stream) {
                run.judgeTiming(stream, timing, &sheet)
                run.judgeGroups(stream, timing, &sheet)
            } else {
                sheet.add(
                    "frames", "none with a time", expected: "\(expected.frameCount)",
                    Deviation(.frameCount, .timing, "no frame of the picture has a time, so nothing can be shown"))
            }
        } else {
            sheet.add(
                "video codec", "no picture", expected: "h264",
                Deviation(.pictureMissingStream, .file, "there is no stream of pictures in the file"))
        }
        run.judgeSound(&sheet)
        run.judgeDurations(&sheet)
        run.judgeStreams(&sheet)
        run.describeEncoder(&sheet)
        return FileJudgment(facts: sheet.facts, deviations: sheet.deviations, inspection: inspection)
    }
}

/// One judgment: what was found beside what is expected.
struct JudgeRun {
    let inspection: MediaInspection
    let expected: ExpectedFile
    let options: FileFactsOptions

    /// Frames per second that are expected.
    var rate: Double { expected.frameRate.framesPerSecond.doubleValue }

    /// The track of the boxes that goes with the first stream of a kind.
    func track(_ handler: String) -> MovieTrack? { inspection.boxes?.tracks.first { $0.handler == handler } }

    /// A failure by the contract; a warning where any codec will do.
    var severityOfCodecs: Deviation.Severity { options.allowsAnyCodec ? .warning : .failure }
}
