internal import CFFmpeg
import Glibc

/// What a library answered that was asked to do something to a file or a stream.
package struct MediaError: Error, Sendable, Hashable {
    /// What was tried, as the library's function or in words.
    package var action: String
    /// What it was done to: a file, a stream of it, a chunk.
    package var object: String
    /// The library's code; negative errno values for faults of the system.
    package var code: Int32
    /// The library's words for the code.
    package var message: String
    /// The last line that the library logged as an error on this thread, where there was one.
    package var logLine: String?

    /// An error from its parts; `message` is looked up from `code` where none is given.
    package init(action: String, object: String, code: Int32, message: String? = nil, logLine: String? = nil) {
        self.action = action
        self.object = object
        self.code = code
        self.message = message ?? Self.words(for: code)
        self.logLine = logLine
    }

    /// Whether the machine is at fault (disk full, input or output error, out of memory or of file handles, no FFmpeg),
    /// not the media.
    package var isMachineFault: Bool {
        [MediaLibraries.missing, WP_ERROR_ENOSPC, WP_ERROR_EIO, WP_ERROR_ENOMEM, WP_ERROR_EMFILE].contains(code)
    }

    private static func words(for code: Int32) -> String {
        // The system's own codes need no FFmpeg.
        if code < 0, code > -4_096 { return String(cString: strerror(-code)) }
        return mediaWords(for: code)
    }

    private static func mediaWords(for code: Int32) -> String {
        if wp_ffmpeg_fault(Int32(WP_FFMPEG_BASE)) != nil { return "error \(code)" }
        return withUnsafeTemporaryAllocation(of: CChar.self, capacity: Int(AV_ERROR_MAX_STRING_SIZE)) { buffer in
            guard let base = buffer.baseAddress else { return "error \(code)" }
            base.initialize(repeating: 0, count: buffer.count)
            av_strerror(code, base, buffer.count)
            return String(cString: base)
        }
    }
}

extension MediaError: CustomStringConvertible {
    /// One line: what was done to which thing, and what came of it.
    package var description: String {
        if code == MediaLibraries.missing { return message }
        let detail = logLine.map { " (\($0))" } ?? ""
        return "\(action) on \(object): \(message)\(detail)"
    }
}

/// The one gate for results of FFmpeg: passes what is not negative on, and throws what is.
///
/// "Needs more input" and "end of stream" are states, not errors: whoever expects them asks before this gate.
@discardableResult
func check(_ code: Int32, _ action: String, on object: String) throws(MediaError) -> Int32 {
    if code >= 0 { return code }
    throw MediaError(action: action, object: object, code: code, logLine: MediaLog.takeLastLine())
}

/// The gate for allocations: a missing object is `ENOMEM`.
func check<Object>(
    allocated object: Object?, _ action: String, on name: String
) throws(MediaError) -> Object {
    if let object { return object }
    throw MediaError(action: action, object: name, code: WP_ERROR_ENOMEM, logLine: MediaLog.takeLastLine())
}
