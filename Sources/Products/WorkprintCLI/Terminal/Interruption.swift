import Foundation
import RenderEngine
import Synchronization

/// Turns Ctrl-C and a request to end into a wish that the workers see. A second Ctrl-C ends at once.
final class Interruption {
    /// The wish.
    let cancellation = Cancellation()
    private var sources: [any DispatchSourceSignal] = []
    private static let received = Atomic<Int32>(0)

    /// Whether the wish came as SIGTERM.
    static var isTermination: Bool { received.load(ordering: .relaxed) == SIGTERM }

    init() {
        for number in [SIGINT, SIGTERM] {
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
            let cancellation = cancellation
            source.setEventHandler {
                if cancellation.isCancelled { ProgramEnd.endAtOnce(number == SIGTERM ? .terminated : .interrupted) }
                Self.received.store(number, ordering: .relaxed)
                cancellation.cancel()
            }
            source.resume()
            sources.append(source)
        }
    }
}
