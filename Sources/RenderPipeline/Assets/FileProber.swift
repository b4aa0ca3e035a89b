import Foundation
import MediaIO
import MediaTiming
import StillImages
package import TimelineModel

/// Looks into files with the module that knows their kind, once for each path.
package final class FileProber: AssetProbing, @unchecked Sendable {
    private let lock = NSLock()
    private var known: [String: Result<AssetFacts, AssetProblem>] = [:]

    /// A prober that has seen nothing.
    package init() {}

    /// The facts of the file at an absolute path, found by its content.
    package func facts(ofFileAt path: String) throws(AssetProblem) -> AssetFacts {
        if let result = lock.withLock({ known[path] }) { return try result.get() }
        let result: Result<AssetFacts, AssetProblem>
        do throws(AssetProblem) {
            result = .success(try Self.probe(path))
        } catch {
            result = .failure(error)
        }
        lock.withLock { known[path] = result }
        return try result.get()
    }

    private static func probe(_ path: String) throws(AssetProblem) -> AssetFacts {
        switch try StillImages.identify(path: path) {
        case .still, .animatedWebP:
            return try stillFacts(path)
        case .animatedPNG, nil:
            return try MediaProbe.facts(ofFileAt: path)
        }
    }

    private static func stillFacts(_ path: String) throws(AssetProblem) -> AssetFacts {
        let facts = try StillImages.probe(path: path)
        let once = FrameTimes(starts: [.zero], end: .zero)
        let picture = PictureFacts(
            width: facts.width, height: facts.height, frameTimes: facts.frameTimes ?? once, codec: facts.format,
            isOpaque: !facts.hasAlpha)
        return AssetFacts(
            kind: facts.frameTimes == nil ? .still : .animation, format: facts.format, picture: picture, sound: nil)
    }
}
