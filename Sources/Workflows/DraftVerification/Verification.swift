import Compositing
import Diagnostics
import DraftLoading
import Foundation
import H264Syntax
import MediaBuffers
import MediaIO
import MediaTiming
package import OutputVerification
import PixelKernels
package import RenderEngine
import Threading
package import TimelineModel

/// Verifies an export against the draft that it was made of, or against another film.
package struct Verification: Sendable {
    /// What an export is held against.
    package enum Reference: Sendable {
        /// A draft that was checked; the settings say at which size and rate it was to be exported.
        case draft(Timeline, RenderSettings)
        /// A finished film.
        case film(String)
    }

    /// Whether VMAF is measured.
    package enum VmafRequest: Sendable {
        /// It is not.
        case no
        /// By the ffmpeg at a path; nil for the first one on the PATH.
        case with(ffmpeg: String?)
    }

    private let reference: Reference
    private let names: (export: String, reference: String)
    private let options: FileFactsOptions
    private let vmaf: VmafRequest
    private let cancellation: Cancellation

    /// A verification; `names` are the paths as reports show them.
    package init(
        reference: Reference, names: (export: String, reference: String),
        options: FileFactsOptions = FileFactsOptions(), vmaf: VmafRequest = .no,
        cancellation: Cancellation = Cancellation()
    ) {
        self.reference = reference
        self.names = names
        self.options = options
        self.vmaf = vmaf
        self.cancellation = cancellation
    }

    /// Compares the file at `path`, blocking the calling thread. Two threads compare, one paints.
    ///
    /// What is wrong with the export is in the report. Throws `RenderFailure` for what is wrong with the reference.
    package func verify(
        export path: String, onProgress: (VerificationProgress) -> Void = { _ in }
    ) throws(RenderFailure) -> VerificationReport {
        try RenderFailure.requireMediaLibraries()
        do {
            return try run(path: path, onProgress: onProgress)
        } catch let failure as RenderFailure {
            throw failure
        } catch let failure as SourceFailure {
            guard case .draft(let timeline, _) = reference else { throw .program("\(failure)") }
            throw RenderFailure(failure, in: timeline)
        } catch let problem as AssetProblem {
            if problem.kind == .machine { throw .machine(problem.message) }
            throw .badInput([
                Finding(
                    code: problem.code, severity: .error, pointer: "",
                    message: "\(names.reference): \(problem.message)")
            ])
        } catch is CancellationError {
            throw .cancelled
        } catch {
            throw .program("\(error)")
        }
    }

    private func run(
        path: String, onProgress: (VerificationProgress) -> Void
    ) throws -> VerificationReport {
        let clock = ContinuousClock()
        let start = clock.now
        let (film, expected) = try openReference(sizeOf: path)
        let judgment = FileJudge.judge(path: path, expected: expected, options: options)
        guard judgment.inspection != nil else {
            return VerificationReport(
                export: names.export, reference: names.reference, title: title, frameRate: expected.frameRate,
                facts: judgment.facts, picture: nil, sound: nil, deviations: judgment.deviations,
                seconds: seconds(clock.now - start))
        }
        let sound = SoundThread(
            expected: expected, reference: reference, path: path, hasSound: judgment.inspection?.sound != nil,
            cancellation: cancellation)
        sound.start()
        defer { (film as? DraftFilm)?.stop() }
        var deviations = judgment.deviations
        var picture: PictureReport?
        if judgment.inspection?.picture != nil {
            let (gauge, missing) = try vmafGauge(for: film)
            defer { gauge?.stop() }
            let judge = PictureJudge(
                reference: film, exportPath: path, guess: judgment.inspection.map(EncodingGuess.init(inspection:)),
                vmaf: gauge)
            do {
                let found = try judge.judge(
                    toPicture: { KernelSet.selected.rgbaImage(from: $0) },
                    onFrame: { index in
                        try cancellation.check()
                        onProgress(VerificationProgress(frame: index, frameCount: film.frameCount))
                    })
                picture = found.report
                if let missing { picture?.vmaf = .unmeasured(missing.reason) }
                // At another rate every frame shows another moment; what that does to pictures is no news.
                let isOtherRate = deviations.contains { $0.code == .frameRate && $0.severity == .failure }
                deviations += found.deviations.map { deviation in
                    var deviation = deviation
                    if isOtherRate { deviation.severity = .warning }
                    return deviation
                }
            } catch let differs as PictureJudge.SizeDiffers {
                deviations.append(
                    Deviation(
                        .pictureNotCompared, .picture,
                        "frames of \(differs.found.width)x\(differs.found.height) cannot be compared with the draft's "
                            + "\(differs.expected.width)x\(differs.expected.height)"))
            } catch let problem as PictureJudge.Unreadable {
                deviations.append(
                    Deviation(.pictureDamaged, .picture, "the picture cannot be decoded: \(problem.message)"))
            }
        }
        let heard = try sound.result()
        deviations += heard?.1 ?? []
        return VerificationReport(
            export: names.export, reference: names.reference, title: title, frameRate: expected.frameRate,
            facts: judgment.facts, picture: picture,
            sound: heard?.0, deviations: deviations, seconds: seconds(clock.now - start))
    }

    /// The draft's title.
    private var title: String? { if case .draft(let timeline, _) = reference { timeline.title } else { nil } }

    /// What measures VMAF, or why there is nothing; neither where nobody asked for it.
    private func vmafGauge(for film: any ReferenceFilm) throws -> (VmafGauge?, VmafTool.Missing?) {
        guard case .with(let path) = vmaf else { return (nil, nil) }
        let isCancelled = { [cancellation] in cancellation.isCancelled }
        do {
            let tool = try VmafTool(path: path, isCancelled: isCancelled)
            let gauge = VmafGauge(
                tool: tool, size: film.size, frameRate: film.frameRate,
                threadCount: ProcessInfo.processInfo.activeProcessorCount, isCancelled: isCancelled)
            return (gauge, nil)
        } catch let missing as VmafTool.Missing {
            return (nil, missing)
        }
    }

    /// The reference's pictures, at the export's size where that has the same shape, and what the file should be.
    private func openReference(sizeOf path: String) throws -> (any ReferenceFilm, ExpectedFile) {
        switch reference {
        case .film(let reference):
            guard let expected = ExpectedFile(reference: try MediaInspection.of(path: reference)) else {
                throw RenderFailure.badInput([
                    Finding(
                        code: .assetUnsupported, severity: .error, pointer: "",
                        message: "\(names.reference): there is no picture of a constant rate in it to compare with")
                ])
            }
            return (try FileFilm(path: reference, frameRate: expected.frameRate), expected)
        case .draft(let timeline, let settings):
            let wanted = try DraftFilm(timeline: timeline, settings: settings, cancellation: cancellation)
            let expected = ExpectedFile(
                size: wanted.size, frameRate: wanted.frameRate, frameCount: wanted.frameCount,
                isLossless: settings.quality == .lossless)
            if let found = try? MediaProbe.facts(ofFileAt: path, byteLimit: MediaByteLimit.film).picture {
                var other = settings
                other.size = CanvasSize(width: found.width, height: found.height)
                if other.size != wanted.size,
                    let scaled = try? DraftFilm(timeline: timeline, settings: other, cancellation: cancellation)
                {
                    return (scaled, expected)
                }
            }
            return (wanted, expected)
        }
    }
}

/// How far a verification is.
package struct VerificationProgress: Sendable {
    /// The frame that is being compared.
    package var frame: Int
    /// How many there are.
    package var frameCount: Int
}

extension EncodingGuess {
    /// What the file tells of its encoder; for others than x264 something that does as much to a picture.
    init(inspection: MediaInspection) {
        let settings = inspection.picture?.picture?.x264
        let factor: Double =
            switch settings?.rateControl {
            case .crf(let value): value
            case .quantizer(let value): Double(value)
            case .bitRate, nil: 26
            }
        self.init(preset: settings?.preset ?? "veryfast", rateFactor: min(51, max(1, factor)))
    }
}

/// Compares the sounds on a thread of its own.
private final class SoundThread: @unchecked Sendable {
    private let expected: ExpectedFile
    private let reference: Verification.Reference
    private let path: String
    private let hasSound: Bool
    private let cancellation: Cancellation
    private let done = DispatchSemaphore(value: 0)
    private var outcome: Result<(SoundReport, [Deviation])?, any Error> = .success(nil)

    init(
        expected: ExpectedFile, reference: Verification.Reference, path: String, hasSound: Bool,
        cancellation: Cancellation
    ) {
        self.expected = expected
        self.reference = reference
        self.path = path
        self.hasSound = hasSound
        self.cancellation = cancellation
    }

    func start() {
        do throws(ThreadShortage) {
            try WorkerThread.start(named: "workprint sound") { [self] in
                outcome = Result { try judge() }
                done.signal()
            }
        } catch {
            outcome = .failure(error)
            done.signal()
        }
    }

    /// Waits for the comparison; throws what stopped it.
    func result() throws -> (SoundReport, [Deviation])? {
        done.wait()
        return try outcome.get()
    }

    private func judge() throws -> (SoundReport, [Deviation])? {
        let export: (any SampleReading)?
        do throws(AssetProblem) {
            export = hasSound ? try Self.reader(path) : nil
        } catch {
            return (
                SoundReport(
                    windows: [], lagMilliseconds: nil, correlation: nil, referenceLoudnessLUFS: nil,
                    exportLoudnessLUFS: nil, exportTruePeakDBTP: nil, bands: [], stems: []),
                [Deviation(.soundUnmeasured, .sound, "the sound cannot be read: \(error.message)")]
            )
        }
        let judge = SoundJudge(frameRate: expected.frameRate, duration: expected.duration)
        switch reference {
        case .draft(let timeline, let settings):
            let sound = try ReferenceSound(
                timeline: settings.timed(timeline), isStopped: { self.cancellation.isCancelled })
            return try judge.judge(
                export: export, reference: sound.mix, stems: sound.stems, isCancelled: { self.cancellation.isCancelled }
            )
        case .film(let path):
            // A film without sound is a silent one.
            var reader: any SampleReading = Silence()
            if expected.hasSound, let sound = try Self.reader(path) { reader = sound }
            return try judge.judge(
                export: export, reference: reader, isCancelled: { self.cancellation.isCancelled })
        }
    }

    /// Nothing to hear.
    private final class Silence: SampleReading {
        func read(frameCount: Int, into samples: inout StereoSamples) -> Int {
            samples.appendSilence(frameCount: frameCount)
            return 0
        }
    }

    private static func reader(_ path: String) throws(AssetProblem) -> SoundReader? {
        guard let facts = try MediaProbe.facts(ofFileAt: path, byteLimit: MediaByteLimit.film).sound else { return nil }
        return try SoundReader(path: path, facts: facts, startingAt: 0, byteLimit: MediaByteLimit.film)
    }
}
