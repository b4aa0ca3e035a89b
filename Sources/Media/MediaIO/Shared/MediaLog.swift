internal import CFFmpeg

/// Keeps FFmpeg's log off the standard streams, and its last error line at hand.
enum MediaLog {
    private static let silencedOnce: Void = wp_log_silence()

    /// Stops FFmpeg from printing, once: a host that sets a callback of its own later keeps it.
    @inline(never)
    static func silence() { silencedOnce }

    /// The last line that FFmpeg logged as an error on this thread, and forgets it; nil where there was none.
    ///
    /// Never inlined: the buffer behind it is one per object file.
    @inline(never)
    static func takeLastLine() -> String? {
        withUnsafeTemporaryAllocation(of: CChar.self, capacity: 512) { buffer in
            guard let base = buffer.baseAddress else { return nil }
            wp_log_take(base, buffer.count)
            let line = String(cString: base)
            // The line begins with the part of FFmpeg that spoke and its address, which differs from run to run.
            let text = line.first == "[" ? line.drop { $0 != "]" }.dropFirst(2) : Substring(line)
            return text.isEmpty ? nil : String(text)
        }
    }
}
