import Foundation

/// Every way in which the program ends.
///
/// Never by `exit`: it runs the destructors of a hundred libraries, while threads of ours may still be loading them, reading
/// fonts or computing digests. Those threads work on nothing that has to be finished.
enum ProgramEnd {
    /// Ends with what was printed handed over. Where it does not arrive, that is the machine's fault.
    static func end(_ code: CommandFailure.Code) -> Never {
        guard fflush(nil) == 0 else {
            let reason = String(cString: strerror(errno))
            CommandFailure.writeError("error: machine: what was printed could not be written: \(reason)")
            _exit((code == .done ? .machine : code).rawValue)
        }
        _exit(code.rawValue)
    }

    /// Ends from another thread, at once. What was printed may get lost: whoever prints may be the one that hangs.
    static func endAtOnce(_ code: CommandFailure.Code) -> Never {
        OutputPath.removeUnfinished()
        _exit(code.rawValue)
    }
}
