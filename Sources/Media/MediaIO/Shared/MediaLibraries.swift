import CFFmpeg
import Glibc
import Threading
import TimelineModel

/// FFmpeg's libraries. A program may be linked with them, or load them when they are asked for (see CFFmpegStubs.h).
///
/// Whoever calls a function of theirs has opened them before, or has something that only who did could make.
package enum MediaLibraries {
    /// The code of an error that says that they are missing or not the right ones.
    static let missing = -ELIBACC

    /// Has them there and silent. Costs nothing the second time; throws where they are missing or not the right ones.
    package static func open() throws(MediaError) { try open(Int32(WP_FFMPEG_BASE)) }

    /// Has their filters there, too.
    static func openFilters() throws(MediaError) { try open(Int32(WP_FFMPEG_FILTERS)) }

    private static func open(_ set: Int32) throws(MediaError) {
        if let fault = wp_ffmpeg_fault(set) {
            throw MediaError(action: "loading", object: "FFmpeg", code: missing, message: String(cString: fault))
        }
        MediaLog.silence()
    }

    /// The release and the versions of the libraries, for keys of caches: decoders, resamplers, filters and encoders are of
    /// one release. Throws where they are missing.
    ///
    /// libavfilter's own version is not asked for: loading it takes as long as all others together, and few films need it.
    package static var identity: String {
        get throws(MediaError) {
            try open()
            let versions = [avutil_version(), swresample_version(), avcodec_version(), avformat_version()]
            let words = versions.map { "\($0 >> 16).\($0 >> 8 & 0xff).\($0 & 0xff)" }
            return "FFmpeg \(String(cString: av_version_info())) \(words.joined(separator: " "))"
        }
    }

    /// Begins to load them on a thread of their own, for one who has something else to do first.
    package static func loadAhead() {
        // Without a thread it is done when it is asked for.
        try? WorkerThread.start(named: "workprint libraries") { _ = wp_ffmpeg_fault(Int32(WP_FFMPEG_BASE)) }
    }
}

extension AssetProblem {
    /// The problem of a file that needs libraries which are missing: the machine's, not the file's.
    init(_ error: MediaError) { self.init(.machine, error.message) }

    /// Has FFmpeg there for a file.
    static func openLibraries(withFilters: Bool = false) throws(AssetProblem) {
        do throws(MediaError) {
            if withFilters { try MediaLibraries.openFilters() } else { try MediaLibraries.open() }
        } catch {
            throw AssetProblem(error)
        }
    }
}
