import Diagnostics
import DraftFormat
import DraftLoading
import DraftVerification
public import Foundation
import OutputVerification
import RenderEngine
import TimelineModel
import VerificationReports

/// How an export is held against a draft or a film.
public struct VerificationOptions: Sendable, Hashable {
    /// Whether VMAF is measured, which decides nothing and takes longer than all else.
    public enum Vmaf: Sendable, Hashable {
        /// It is not.
        case none
        /// By the first `ffmpeg` on the PATH, which must have libvmaf.
        case byFFmpegOnPath
        /// By the ffmpeg at a path.
        case byFFmpeg(atPath: String)
    }

    /// Whether other codecs and containers than the format's are accepted.
    public var allowsAnyCodec = false
    /// Whether warnings are failures.
    public var isStrict = false
    /// Whether VMAF is measured.
    public var vmaf = Vmaf.none
    /// Size at which the draft was to be exported; nil: the draft decides.
    public var size: PixelSize?
    /// Frame rate at which the draft was to be exported; nil: the draft decides.
    public var frameRate: FrameRate?

    /// The defaults.
    public init() {}
}

/// How far a verification is.
public struct VerificationState: Sendable, Hashable {
    /// The frame that was compared last.
    public let frame: Int
    /// Frames in all.
    public let frameCount: Int
}

/// One thing in which an export is not what it should be, or that is worth knowing.
public struct VerificationFinding: Sendable, Hashable {
    /// Stable word for the kind of finding, such as `segment-late`.
    public let code: String
    /// Whether it makes the verdict.
    public let isFailure: Bool
    /// One sentence.
    public let message: String
    /// Where, in frames of the export.
    public let frames: Range<Int>?
    /// JSON Pointers into the draft of what to look at.
    public let pointers: [String]
}

/// What a verification found.
public struct VerificationVerdict: Sendable {
    /// Whether the export is what it should be.
    public let isSame: Bool
    /// Why the export could not be compared at all; nil where it could.
    public let unreadable: VerificationFinding?
    /// Everything that was found, the gravest first.
    public let findings: [VerificationFinding]
    private let report: VerificationReport

    init(_ report: VerificationReport) {
        self.report = report
        isSame = report.isSame
        unreadable = report.unreadable.map(VerificationFinding.init)
        findings = report.deviations.map(VerificationFinding.init)
    }

    /// The report as a JSON document.
    public var json: String { VerificationJSON.text(of: report) }

    /// The report as JUnit XML.
    public var junit: String { VerificationJUnit.text(of: report) }

    /// The report as one HTML page that needs no network.
    public var html: String { VerificationPage.text(of: report) }

    /// The report as a table for terminals; without a `width` lines are as long as they are.
    public func table(width: Int? = nil, isColored: Bool = false, showsAll: Bool = false) -> String {
        VerificationTable(width: width, isColored: isColored, showsAll: showsAll).text(of: report)
    }
}

extension VerificationFinding {
    init(_ deviation: Deviation) {
        self.init(
            code: deviation.code.rawValue, isFailure: deviation.severity == .failure, message: deviation.message,
            frames: deviation.frames, pointers: deviation.pointers)
    }
}

/// A verification that is under way.
public typealias VerificationRun = Run<VerificationState, VerificationVerdict>

extension Draft {
    /// Begins to compare every frame and every sample of an export with what the draft asks for, and returns at once.
    public func verify(
        _ export: URL, options: VerificationOptions = VerificationOptions(),
        onProgress: (@Sendable (VerificationState) -> Void)? = nil
    ) -> VerificationRun {
        Verifier.verify(export, against: url?.relativePath ?? "draft", options, onProgress) {
            () throws(WorkprintError) in
            let timeline = try renderableTimeline()
            var wishes = OutputWishes()
            wishes.size = options.size?.canvasSize
            wishes.frameRate = options.frameRate
            do {
                return .draft(timeline, try RenderSettings(wishes, request: loaded.output, timeline: timeline))
            } catch {
                throw WorkprintError(error)
            }
        } places: {
            text.flatMap { PropertyPlaces($0) } ?? url.flatMap { PropertyPlaces(contentsOf: $0.path) }
        }
    }
}

/// Verifies films.
public enum Verifier {
    /// Begins to compare every frame and every sample of an export with a film that it should equal, and returns at once.
    public static func verify(
        _ export: URL, against reference: URL, options: VerificationOptions = VerificationOptions(),
        onProgress: (@Sendable (VerificationState) -> Void)? = nil
    ) -> VerificationRun {
        verify(export, against: reference.relativePath, options, onProgress) { () throws(WorkprintError) in
            .film(reference.path)
        } places: {
            nil
        }
    }

    fileprivate static func verify(
        _ export: URL, against name: String, _ options: VerificationOptions,
        _ onProgress: (@Sendable (VerificationState) -> Void)?,
        reference: @escaping @Sendable () throws(WorkprintError) -> Verification.Reference,
        places: @escaping @Sendable () -> PropertyPlaces?
    ) -> VerificationRun {
        VerificationRun(name: "workprint verify", onProgress: onProgress) { cancellation, progress in
            let vmaf: Verification.VmafRequest =
                switch options.vmaf {
                case .none: .no
                case .byFFmpegOnPath: .with(ffmpeg: nil)
                case .byFFmpeg(let path): .with(ffmpeg: path)
                }
            var report = try Verification(
                reference: try reference(), names: (export.relativePath, name),
                options: FileFactsOptions(allowsAnyCodec: options.allowsAnyCodec), vmaf: vmaf,
                cancellation: cancellation
            ).verify(export: export.path) { state in
                progress(VerificationState(frame: state.frame, frameCount: state.frameCount))
            }
            report = report.countingUnmeasured
            if let places = places() { report.resolvePointers(places) }
            if options.isStrict {
                for index in report.deviations.indices { report.deviations[index].severity = .failure }
            }
            return VerificationVerdict(report)
        }
    }
}

extension VerificationReport {
    /// Brings the pointers of properties into the draft's own spelling, and drops those of defaults, which stand nowhere.
    fileprivate mutating func resolvePointers(_ places: PropertyPlaces) {
        for index in deviations.indices {
            let pointers = deviations[index].pointers
            deviations[index].pointers = pointers.compactMap { pointer in
                guard let slash = pointer.lastIndex(of: "/") else { return pointer }
                let (parent, name) = (String(pointer[..<slash]), String(pointer[pointer.index(after: slash)...]))
                guard pointers.contains(parent) else { return pointer }
                return places.pointer(of: name, ofSegmentAt: parent)
            }
        }
    }
}
