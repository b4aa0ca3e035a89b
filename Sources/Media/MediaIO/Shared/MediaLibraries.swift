import CFFmpegStubs
import Foundation

/// FFmpeg's libraries, which are loaded when they are used for the first time.
package enum MediaLibraries {
    /// Begins to load them on a thread of their own, for one who has something else to do first.
    package static func loadAhead() {
        let thread = Thread { wp_load_ffmpeg() }
        thread.name = "workprint libraries"
        thread.start()
    }
}
