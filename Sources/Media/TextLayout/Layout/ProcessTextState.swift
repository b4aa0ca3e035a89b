import CTextStack
import Synchronization

/// What the text libraries keep once for the whole process.
enum ProcessTextState {
    private static let isPrepared = Mutex(false)

    /// Keeps fontconfig from loading the system's configuration, and the libraries from writing to standard error.
    ///
    /// Pango initializes fontconfig, which then loads a default configuration unless there is one already. Damaged
    /// fonts make Pango warn; what matters of that is found in the layout instead.
    static func prepare(with fonts: FontConfiguration) {
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
