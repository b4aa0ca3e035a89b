import CTextStack
import Synchronization

/// What the text libraries keep once for the whole process. A host has its own wishes there, so nothing is changed unless the
/// process was claimed.
package enum ProcessTextState {
    private static let isClaimed = Atomic<Bool>(false)
    private static let isPrepared = Mutex(false)

    /// Says that the process is all the engine's, as a program's `main` knows. To be called before any text is set.
    ///
    /// Pixels do not depend on it. Without it, fontconfig loads the system's configuration, which nobody asks then but takes
    /// its time, and damaged fonts make Pango warn on standard error.
    package static func claim() { isClaimed.store(true, ordering: .relaxed) }

    /// Keeps fontconfig from loading the system's configuration, and the libraries from writing to standard error.
    ///
    /// Pango initializes fontconfig, which then loads a default configuration unless there is one already. What matters of
    /// damaged fonts is found in the layout.
    static func prepare(with fonts: FontConfiguration) {
        guard isClaimed.load(ordering: .relaxed) else { return }
        isPrepared.withLock { isPrepared in
            guard !isPrepared else { return }
            isPrepared = true
            FcConfigSetCurrent(fonts.handle)
            let levels = GLogLevelFlags(
                G_LOG_LEVEL_WARNING.rawValue | G_LOG_LEVEL_CRITICAL.rawValue | G_LOG_LEVEL_MESSAGE.rawValue)
            for domain in ["Pango", "GLib", "GLib-GObject"] {
                g_log_set_handler(domain, levels, { _, _, _, _ in }, nil)
            }
        }
    }
}
