import CFFmpeg
package import EncodedMedia

/// Joins chunks and a sound to an MP4 without encoding anything again.
///
/// The index comes first, both tracks are shown from time 0 on, the sound's priming is hidden by its edit list, and
/// equal parts give equal bytes.
package enum MovieAssembler {
    /// Writes the film to `path`, which should be that of an unfinished `AtomicFile`.
    ///
    /// Chunks are asked for one after the other, and one at a time is held. `onChunk` sees each. Returns false where
    /// `isCancelled` said so; the file is then incomplete. Throws what a chunk throws, `EINVAL` where chunks do not fit
    /// each other or the settings cannot be, and where the file could not be written.
    @discardableResult
    package static func write(
        to path: String, settings: VideoEncoderSettings, chunks: some Sequence<() throws -> EncodedChunk>,
        sound: EncodedSound, title: String? = nil, onChunk: (EncodedChunk) -> Void = { _ in },
        isCancelled: @escaping () -> Bool = { false }
    ) throws -> Bool {
        let interruption = Interruption(isRequested: isCancelled)
        return try withExtendedLifetime(interruption) {
            do {
                var run = try AssemblyRun(
                    path: path, settings: settings, sound: sound, title: title, interruption: interruption)
                for chunk in chunks {
                    if isCancelled() { return false }
                    let chunk = try chunk()
                    onChunk(chunk)
                    try run.append(chunk)
                }
                try run.finish()
                return true
            } catch let error as MediaError where error.code == WP_ERROR_EXIT && isCancelled() {
                return false
            }
        }
    }
}
