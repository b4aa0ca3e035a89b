import Diagnostics
import Foundation
import WorkprintKit

/// Ends the program when a decoder has hung: no library call can be stopped from outside its thread.
enum StallMonitor {
    /// Seconds that one call of a decoder may take.
    private static let patience = 30.0

    /// Starts watching, once for the process.
    static func start() {
        Thread.detachNewThread {
            while true {
                Thread.sleep(forTimeInterval: 0.5)
                guard let source = HangingDecoder.source(longerThan: patience) else { continue }
                let name = source.lastPathComponent
                CommandFailure.writeError(
                    "error: \(DiagnosticCode.assetDamaged): \(name): its decoder made no progress for \(Int(patience)) s; "
                        + "convert the file again or leave it out")
                // Not `exit`: handlers could wait for the very thread that hangs. Nameless files go with the process.
                OutputPath.removeUnfinished()
                _exit(CommandFailure.Code.badInput.rawValue)
            }
        }
    }
}
