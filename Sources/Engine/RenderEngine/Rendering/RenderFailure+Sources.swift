import DraftLoading
import MediaIO
package import TimelineModel

extension RenderFailure {
    /// What a source that failed while it was used means: the draft's fault, unless the machine lacks what reading it takes.
    package init(_ failure: SourceFailure, in timeline: Timeline) {
        self.init(failure.problem, of: timeline[failure.asset])
    }

    /// What is wrong with a source of a draft.
    init(_ problem: AssetProblem, of asset: Asset) {
        self = problem.kind == .machine ? .machine(problem.message) : .badInput([problem.finding(for: asset)])
    }

    /// Has FFmpeg there, or says that it is missing.
    package static func requireMediaLibraries() throws(RenderFailure) {
        do throws(MediaError) { try MediaLibraries.open() } catch { throw .machine(error.description) }
    }
}
