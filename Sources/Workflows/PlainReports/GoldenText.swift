import Foundation
package import GoldenRecords
import MediaTiming
import RenderEngine
import ReportFormats
package import TimelineModel

/// What checking one draft against its record gave.
package struct GoldenResult: Sendable {
    package enum State: String, Sendable {
        /// As recorded.
        case ok
        /// Something differs.
        case differs
        /// A draft without a record.
        case missing
        /// A record without a draft.
        case orphan
        /// Draft or record cannot be read.
        case unreadable
    }

    package var name: String
    package var state: State
    /// What was found, a line each.
    package var facts: [String]
    package var comparison: GoldenComparison?
    package var seconds = 0.0

    /// A result without a comparison.
    package init(name: String, state: State, facts: [String]) {
        self.name = name
        self.state = state
        self.facts = facts
    }

    /// The result on one line, further facts on lines of their own.
    package var line: String {
        facts.isEmpty
            ? "\(name): \(state.rawValue)" : "\(name): \(state.rawValue): " + facts.joined(separator: "\n    ")
    }
}

/// Results of `workprint golden` as text and data.
package enum GoldenText {
    /// What differs, a line each.
    package static func differences(_ comparison: GoldenComparison, _ timeline: Timeline) -> [String] {
        var lines = comparison.others
        if let first = comparison.frames.first, let last = comparison.frames.last {
            let end = last.upperBound - 1
            let count = comparison.differingFrameCount
            var line =
                end == first.lowerBound
                ? "frame \(end) differs (at \(time(end, timeline)))"
                : "frames \(first.lowerBound) to \(end) differ (from \(time(first.lowerBound, timeline)) to "
                    + "\(time(end + 1, timeline)))"
            if count < end - first.lowerBound + 1 { line += ", \(count) of them" }
            if let largest = comparison.largestDifference {
                line += largest == 0 ? ", all by less than a level" : ", cells by up to \(largest) levels"
            }
            lines.append(line)
        }
        if let first = comparison.sound.first, let last = comparison.sound.last {
            lines.append("the sound differs from \(first.lowerBound) s to \(last.upperBound) s")
        }
        if !comparison.owners.isEmpty {
            let owners = comparison.owners.prefix(4).map { "\($0.pointer) “\($0.name)”" }.joined(separator: ", ")
            let more = comparison.owners.count > 4 ? " and \(comparison.owners.count - 4) more" : ""
            lines.append("look at \(owners)\(more)")
        }
        return lines
    }

    private static func time(_ frame: Int, _ timeline: Timeline) -> String {
        String(format: "%.3f s", timeline.frameRate.time(ofFrame: frame).doubleValue)
    }

    private struct Document: Encodable {
        struct Stretch: Encodable {
            var first: Int
            var end: Int
        }
        struct Owner: Encodable {
            var pointer: String
            var name: String
        }
        struct Draft: Encodable {
            var name: String
            var state: String
            var facts: [String]
            var frames: [Stretch]
            var differingFrames: Int
            var largestDifference: Int?
            var soundSeconds: [Stretch]
            var segments: [Owner]
            var seconds: Double
        }
        var folder: String
        var ok: Int
        var drafts: [Draft]
    }

    /// `golden check --json`.
    package static func json(folder: String, _ results: [GoldenResult]) throws -> String {
        func stretches(_ ranges: [Range<Int>]?) -> [Document.Stretch] {
            (ranges ?? []).map { Document.Stretch(first: $0.lowerBound, end: $0.upperBound) }
        }
        return try JSONText.of(
            Document(
                folder: folder, ok: results.filter { $0.state == .ok }.count,
                drafts: results.map { result in
                    Document.Draft(
                        name: result.name, state: result.state.rawValue, facts: result.facts,
                        frames: stretches(result.comparison?.frames),
                        differingFrames: result.comparison?.differingFrameCount ?? 0,
                        largestDifference: result.comparison?.largestDifference,
                        soundSeconds: stretches(result.comparison?.sound),
                        segments: (result.comparison?.owners ?? []).map {
                            Document.Owner(pointer: $0.pointer, name: $0.name)
                        }, seconds: result.seconds)
                }))
    }

    /// `golden check --junit`.
    package static func junit(folder: String, _ results: [GoldenResult]) -> String {
        let cases = results.map { result in
            let type = result.state.rawValue
            let (message, body) = (result.facts.first ?? "", result.facts.joined(separator: "\n"))
            let problem: JUnitSuite.Case.Problem? =
                switch result.state {
                case .ok: nil
                case .differs, .missing, .orphan: .failure(type: type, message: message, body: body)
                case .unreadable: .error(type: type, message: message, body: body)
                }
            return JUnitSuite.Case(className: folder, name: result.name, seconds: result.seconds, problem: problem)
        }
        return JUnitSuite(name: folder, cases: cases, seconds: results.reduce(0) { $0 + $1.seconds }).document
    }
}
