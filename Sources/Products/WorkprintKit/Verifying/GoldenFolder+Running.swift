import Foundation
import GoldenRecords
import PlainReports
import RenderEngine
import SystemFiles
import TimelineModel

extension GoldenFolder {
    /// The drafts of the folder, without ending, in order. Throws where there is no folder, or no draft in it.
    public func names() throws(WorkprintError) -> [String] {
        guard Self.isFolder(drafts) else { throw .badRequest("\(drafts.relativePath): there is no such folder") }
        let names = try Self.names(in: drafts, ending: ".json")
        guard !names.isEmpty else {
            throw .unreadableDraft("\(drafts.relativePath): there is no draft (*.json) in it")
        }
        return names
    }

    /// Records without a draft.
    public func orphans() throws(WorkprintError) -> [Result] {
        guard Self.isFolder(records) else { return [] }
        let drafts = Set(try names())
        return try Self.names(in: records, ending: ".frames.txt").filter { !drafts.contains($0) }.map { name in
            Result(result: GoldenResult(name: name, state: .orphan, facts: ["there is a record, but no draft"]))
        }
    }

    /// Begins to paint and mix a draft and to hold it against its record. Cells of a frame may differ by `tolerance` code
    /// values; nil: by as many as was recorded.
    public func check(_ name: String, tolerance: Int? = nil) -> Run<Never, Result> {
        Run(name: "workprint golden", onProgress: nil) { cancellation, _ in
            let start = ContinuousClock.now
            var result = try found(name, tolerance: tolerance, cancellation)
            result.seconds = seconds(ContinuousClock.now - start)
            return Result(result: result)
        }
    }

    /// Begins to paint and mix a draft, and says what recording that would change; `write` records it.
    public func record(_ name: String, tolerance: Int = 0) -> Run<Never, Recording> {
        Run(name: "workprint golden", onProgress: nil) { cancellation, _ in
            let (timeline, settings) = try open(name)
            var record = try GoldenRun(timeline: timeline, settings: settings).record(cancellation: cancellation)
            record.tolerance = tolerance
            record.hasOwnSize = size != nil
            return recording(of: name, record, timeline)
        }
    }

    /// Writes records.
    public func write(_ recordings: [Recording]) throws(WorkprintError) {
        do {
            try FileManager.default.createDirectory(at: records, withIntermediateDirectories: true)
        } catch {
            throw .machine("\(records.path) cannot be made: \(error.localizedDescription)")
        }
        for recording in recordings {
            let files = recordFiles(recording.name)
            do {
                // The details refer to the frames and would not fit older ones, so they go first.
                try AtomicFile.write(Array(recording.record.details.utf8), to: files.details.path)
                try AtomicFile.write(Array(recording.record.frameList.utf8), to: files.frames.path)
            } catch {
                throw .machine("\(error)")
            }
        }
    }

    // MARK: One draft

    private func found(_ name: String, tolerance: Int?, _ cancellation: Cancellation) throws -> GoldenResult {
        var result = GoldenResult(name: name, state: .unreadable, facts: [])
        do {
            guard let recorded = try record(of: name) else {
                result.state = .missing
                result.facts = ["there is no record; make one with `workprint golden record`"]
                return result
            }
            let (timeline, settings) = try open(name, recorded: recorded.hasOwnSize ? recorded.size : nil)
            let found = try GoldenRun(timeline: timeline, settings: settings).record(cancellation: cancellation)
            let tolerance = tolerance ?? recorded.tolerance
            let comparison = GoldenComparison(
                found: found, recorded: recorded, tolerance: tolerance, timeline: timeline)
            result.state = comparison.isSame ? .ok : .differs
            result.comparison = comparison
            result.facts = GoldenText.differences(comparison, timeline)
            if comparison.isSame, let largest = comparison.largestDifference {
                result.facts = ["cells differ by \(largest) at most, \(tolerance) are allowed"]
            }
            if let engine = recorded.engine, engine != found.engine, !comparison.isSame {
                result.facts.append("recorded by \(engine)")
            }
        } catch let problem as GoldenProblem {
            result.facts = ["the record cannot be read: \(problem)"]
        } catch RenderFailure.badRequest(let message) where size == nil {
            // The recorded size does not fit the draft's shape any more.
            result.state = .differs
            result.facts = [message]
        } catch RenderFailure.badInput(let findings) {
            result.facts = findings.map(\.description)
        } catch WorkprintError.badInput(let findings) {
            result.facts = findings.map { "\(name): \($0.description)" }
        } catch WorkprintError.unreadableDraft(let message) {
            result.facts = ["error: \(message)"]
        }
        return result
    }

    private func recording(of name: String, _ record: GoldenRecord, _ timeline: Timeline) -> Recording {
        func recording(_ text: String, isNew: Bool = true, isChange: Bool = true) -> Recording {
            Recording(name: name, text: text, isNew: isNew, isChange: isChange, record: record)
        }
        let old: GoldenRecord
        do {
            guard let known = try self.record(of: name) else { return recording("recorded", isChange: false) }
            old = known
        } catch {
            return recording("changed: the old record cannot be read: \(error)")
        }
        let comparison = GoldenComparison(found: record, recorded: old, tolerance: 0, timeline: timeline)
        if !comparison.isSame {
            return recording(
                "changed: " + GoldenText.differences(comparison, timeline).joined(separator: "; "))
        }
        if old.signatures.isEmpty { return recording("changed: the details are new") }
        if old.tolerance != record.tolerance {
            return recording("changed: the tolerance was \(old.tolerance) and is \(record.tolerance)")
        }
        return recording("unchanged", isNew: false, isChange: false)
    }

    /// The draft's timeline, and the settings for a size: the one asked for, else `recorded`, else the draft's own.
    private func open(
        _ name: String, recorded: CanvasSize? = nil
    ) throws -> (timeline: Timeline, settings: RenderSettings) {
        let draft = try Draft(contentsOf: drafts.appending(path: name + ".json"), assets: assets)
        var options = RenderOptions()
        options.size = size ?? recorded.map { PixelSize($0) }
        options.threads = threads
        return (try draft.renderableTimeline(), try draft.settings(options))
    }

    // MARK: Files

    /// Names of a folder's files without an ending that all have, in order.
    private static func names(in folder: URL, ending: String) throws(WorkprintError) -> [String] {
        do {
            return try FileManager.default.contentsOfDirectory(atPath: folder.path)
                .filter { $0.hasSuffix(ending) && !$0.hasPrefix(".") }.map { String($0.dropLast(ending.count)) }
                .sorted()
        } catch {
            throw .machine("\(folder.path) cannot be listed: \(error.localizedDescription)")
        }
    }

    private static func isFolder(_ url: URL) -> Bool {
        var isFolder: ObjCBool = false
        return FileManager.default.fileExists(atPath: url.path, isDirectory: &isFolder) && isFolder.boolValue
    }

    private func recordFiles(_ name: String) -> (frames: URL, details: URL) {
        (records.appending(path: name + ".frames.txt"), records.appending(path: name + ".golden.txt"))
    }

    /// The record on disk; nil where there is none. Throws `GoldenProblem` where it cannot be read.
    private func record(of name: String) throws -> GoldenRecord? {
        let files = recordFiles(name)
        guard FileManager.default.fileExists(atPath: files.frames.path) else { return nil }
        let details = FileManager.default.fileExists(atPath: files.details.path) ? try Self.text(files.details) : nil
        return try GoldenRecord(frameList: try Self.text(files.frames), details: details)
    }

    private static func text(_ file: URL) throws -> String {
        guard let text = try? String(contentsOf: file, encoding: .utf8) else {
            throw GoldenProblem(description: "\(file.lastPathComponent) cannot be read as text")
        }
        return text
    }
}
