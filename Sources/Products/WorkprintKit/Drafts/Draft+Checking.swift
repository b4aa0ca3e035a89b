import DraftFormat
import DraftLoading
import Foundation
import PlainReports
import PlatformChecks
import PlatformSurveys
import RenderEngine
import SourceReports
import TimelineModel

/// Where a film is to be published.
public enum TargetPlatform: String, Sendable, Hashable, CaseIterable {
    /// Instagram and Facebook Reels.
    case reels
    /// TikTok.
    case tiktok
    /// YouTube Shorts.
    case shorts
    /// A square post in a feed.
    case square

    var platform: Platform {
        switch self {
        case .reels: .reels
        case .tiktok: .tiktok
        case .shorts: .shorts
        case .square: .square
        }
    }
}

/// Everything that was found about a draft.
public struct CheckReport: Sendable {
    /// What was found, in the order of the draft, then of the sources, then of the platform.
    public let findings: [DraftFinding]
    private let engineFindings: [Finding]

    init(_ findings: [Finding]) {
        engineFindings = findings
        self.findings = findings.map(DraftFinding.init)
    }

    /// The findings that stop a render.
    public var errorCount: Int { findings.filter { $0.severity == .error }.count }

    /// The findings that do not.
    public var warningCount: Int { findings.count - errorCount }

    /// The findings as an indented JSON document, in which the draft is called `name`.
    public func json(name: String) throws -> String { try CheckJSON.text(draft: name, findings: engineFindings) }
}

/// How far a check is.
public enum CheckState: Sendable, Hashable {
    /// A source is decoded, by its file's name; so many of so many are done.
    case decoding(source: String, finished: Int, count: Int)
    /// Frames are painted for a platform; so many of so many are done.
    case painting(finished: Int, count: Int)
    /// The sound is mixed for a platform.
    case mixing
}

extension Draft {
    /// Checks the draft further than reading it does: every source is decoded from its first to its last frame, unless
    /// `decodesSources` is false, and what does not suit a platform is told, for which frames are painted and the sound is
    /// mixed. Blocks the calling thread, for as long as all that takes; `onProgress` is called on it.
    public func check(
        decodesSources: Bool = true, platform: TargetPlatform? = nil,
        onProgress: @escaping (CheckState) -> Void = { _ in }
    ) throws(WorkprintError) -> CheckReport {
        var findings = loaded.findings
        if decodesSources, let timeline = loaded.timeline {
            let names = timeline.assets.map { URL(fileURLWithPath: $0.path).lastPathComponent }
            findings += SourceVerification.findings(for: timeline) {
                onProgress(.decoding(source: names[$0], finished: $0, count: names.count))
            }
        }
        if let platform, let timeline = loaded.timeline, !findings.contains(where: { $0.severity == .error }) {
            do throws(RenderFailure) {
                let inspection = try PlatformInspection(timeline: timeline, output: loaded.output) { progress in
                    switch progress {
                    case .painting(let finished, let count): onProgress(.painting(finished: finished, count: count))
                    case .mixing: onProgress(.mixing)
                    }
                }
                findings += try inspection.findings(for: platform.platform).map { finding in
                    var finding = finding
                    if isStrict { finding.severity = .error }
                    return finding
                }
            } catch .badInput(let damage) {
                findings += damage
            } catch {
                throw WorkprintError(error)
            }
        }
        return CheckReport(findings)
    }

    /// What the draft holds: with errors, what could be read of it. Throws where nothing could.
    public func inspection() throws(WorkprintError) -> Inspection {
        if let fault = loaded.machineFault { throw .machine(fault) }
        guard let timeline = loaded.timeline ?? loaded.sketch else {
            throw .badInput(findings.filter { $0.severity == .error })
        }
        return Inspection(timeline: timeline)
    }

    /// What each source is, and what the renderer makes of its peculiarities; also for drafts with errors and for sources
    /// that are missing or damaged. Reads each file's packets once and decodes at most one frame of it.
    public func sourceReport() -> SourceInspection { SourceInspection(SourceDoctor.reports(on: loaded)) }
}

/// What a draft holds, track by track.
public struct Inspection: Sendable {
    private let timeline: Timeline

    init(timeline: Timeline) { self.timeline = timeline }

    /// One line that tells what the timeline holds.
    public var summary: String { TimelineSummary.line(for: timeline) }

    /// Tracks and segments, one line each, in columns.
    public var table: String { InspectTable.text(of: timeline) }

    /// The timeline as an indented JSON document.
    public func json() throws -> String { try InspectJSON.text(of: timeline) }
}

/// What the sources of a draft are.
public struct SourceInspection: Sendable {
    private let reports: [SourceReport]

    init(_ reports: [SourceReport]) { self.reports = reports }

    /// Whether none of them is missing, damaged or of a kind that cannot be used.
    public var isUsable: Bool { reports.allSatisfy(\.isUsable) }

    /// A block of lines for each source.
    public var table: String { SourcesTable.text(of: reports) }

    /// The sources as an indented JSON document.
    public func json() throws -> String { try SourcesJSON.text(of: reports) }
}
