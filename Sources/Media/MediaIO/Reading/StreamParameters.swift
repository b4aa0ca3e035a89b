import CFFmpeg

/// What the streams of an MP4 or MOV turned out to hold when it was first opened, so that it need not be found out again.
///
/// Finding out decodes a frame of each film. Containers of other kinds have packets whose times depend on what was found
/// out, and are looked into anew.
final class StreamParameters: @unchecked Sendable {
    private struct Stream {
        var parameters: UnsafeMutablePointer<AVCodecParameters>
        var start: Int64
    }

    /// Read only once the object is made.
    private var streams: [Stream] = []

    /// The parameters of a file whose streams are known; nil where it is of another kind.
    init?(of file: MediaFile) {
        guard file.formatName == "mov" else { return nil }
        for index in 0..<Int(file.context.pointee.nb_streams) {
            guard let stream = file.stream(index), let copy = avcodec_parameters_alloc() else { return nil }
            streams.append(Stream(parameters: copy, start: stream.pointee.start_time))
            guard avcodec_parameters_copy(copy, stream.pointee.codecpar) >= 0 else { return nil }
        }
    }

    deinit {
        for stream in streams {
            var parameters: UnsafeMutablePointer<AVCodecParameters>? = stream.parameters
            avcodec_parameters_free(&parameters)
        }
    }

    /// Tells a file that was just opened. False, and then nothing is told, unless its streams are of the same kinds.
    func apply(to context: UnsafeMutablePointer<AVFormatContext>) -> Bool {
        guard Int(context.pointee.nb_streams) == streams.count else { return false }
        for (index, known) in streams.enumerated() {
            guard context.pointee.streams[index]?.pointee.codecpar.pointee.codec_id == known.parameters.pointee.codec_id
            else { return false }
        }
        for (index, known) in streams.enumerated() {
            guard let stream = context.pointee.streams[index] else { return false }
            guard avcodec_parameters_copy(stream.pointee.codecpar, known.parameters) >= 0 else { return false }
            stream.pointee.start_time = known.start
        }
        return true
    }
}
