import ContentIdentity
import Foundation
import MediaIO
import MediaTiming
import StillImages
import Threading
package import TimelineModel

/// Looks into files with the module that knows their kind, once for each path.
package final class FileProber: AssetProbing, @unchecked Sendable {
    private let condition = NSCondition()
    private var known: [String: Result<AssetFacts, AssetProblem>] = [:]
    private var inWork: Set<String> = []

    private let isForRendering: Bool

    /// A prober that has seen nothing. Where a render will follow, what it needs to know of the files' content is found out
    /// beside.
    package init(isForRendering: Bool = false) { self.isForRendering = isForRendering }

    /// The facts of the file at an absolute path, found by its content.
    package func facts(ofFileAt path: String) throws(AssetProblem) -> AssetFacts {
        if let result = begin(path) { return try result.get() }
        let result: Result<AssetFacts, AssetProblem>
        do throws(AssetProblem) {
            result = .success(try Self.probe(path))
        } catch {
            result = .failure(error)
        }
        condition.lock()
        known[path] = result
        inWork.remove(path)
        condition.broadcast()
        condition.unlock()
        return try result.get()
    }

    package var machineFault: String? {
        condition.lock()
        defer { condition.unlock() }
        for case .failure(let problem) in known.values where problem.kind == .machine { return problem.message }
        return nil
    }

    /// Looks into several files, on all cores.
    package func expect(filesAt paths: [String]) {
        // What FFmpeg takes to load is longer than all stills take.
        if paths.contains(where: { !Self.isStill($0) }) { MediaLibraries.loadAhead() }
        if isForRendering { ContentDigest.begin(filesAt: paths) }
        WorkerThreads.run(count: paths.count) { _ = try? self.facts(ofFileAt: paths[$0]) }
    }

    /// What is known of a path, once nobody looks into it any more; nil where the caller is to do it.
    private func begin(_ path: String) -> Result<AssetFacts, AssetProblem>? {
        condition.lock()
        defer { condition.unlock() }
        while true {
            if let result = known[path] { return result }
            if inWork.insert(path).inserted { return nil }
            condition.wait()
        }
    }

    private static func probe(_ path: String) throws(AssetProblem) -> AssetFacts {
        switch try StillImages.identify(path: path) {
        case .still, .animation:
            return try stillFacts(path)
        case .foreignAnimation, nil:
            return try MediaProbe.facts(ofFileAt: path)
        }
    }

    private static func isStill(_ path: String) -> Bool {
        switch try? StillImages.identify(path: path) {
        case .still, .animation: true
        case .foreignAnimation, nil: false
        }
    }

    private static func stillFacts(_ path: String) throws(AssetProblem) -> AssetFacts {
        let facts = try StillImages.probe(path: path)
        let once = FrameTimes(starts: [.zero], end: .zero)
        let picture = PictureFacts(
            width: facts.width, height: facts.height, frameTimes: facts.frameTimes ?? once, codec: facts.format,
            isOpaque: !facts.hasAlpha)
        return AssetFacts(
            kind: facts.frameTimes == nil ? .still : .animation, format: facts.format, picture: picture, sound: nil,
            decoder: .stills)
    }
}
