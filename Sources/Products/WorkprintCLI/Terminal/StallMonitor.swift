import Diagnostics
import Foundation
import WorkprintKit

/// Ends the program when a decoder has hung: no library call can be stopped from outside its thread.
enum StallMonitor {
    /// Seconds that one call of a decoder may take.
    private static let patience = 30.0
    /// Seconds between two looks. Looks are counted, not time, which passes for a stopped process too.
    private static let interval = 0.5

    /// Starts watching, once for the process.
    static func start() {
        Thread.detachNewThread {
            var looks: [DecoderCall: Int] = [:]
            while true {
                Thread.sleep(forTimeInterval: interval)
                let old = looks
                looks = [:]
                for call in DecoderCall.underWay { looks[call] = old[call, default: 0] + 1 }
                let longest = looks.max { $0.value < $1.value }
                guard let longest, Double(longest.value) * interval > patience else { continue }
                let name = longest.key.source.lastPathComponent
                CommandFailure.writeError(
                    "error: \(DiagnosticCode.assetDamaged): \(name): its decoder made no progress for \(Int(patience)) s; "
                        + "convert the file again or leave it out")
                // Nameless files go with the process.
                ProgramEnd.endAtOnce(.badInput)
            }
        }
    }
}
