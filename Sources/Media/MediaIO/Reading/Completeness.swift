import CFFmpeg
import TimelineModel

/// Finds files that end early or promise what they do not hold.
enum Completeness {
    static func check(_ file: MediaFile, endCode: Int32) throws(AssetProblem) {
        guard endCode == WP_ERROR_EOF || endCode >= 0 else {
            throw AssetProblem(
                .damaged,
                "reading fails half-way (\(MediaLog.takeLastLine() ?? "error \(endCode)")); copy or export it again")
        }
        switch file.formatName {
        case "mov": try checkSamples(file)
        case "matroska": try checkSegment(file)
        case "gif": try checkTrailer(file)
        case "wav": try checkRIFF(file)
        case "mp3": try checkXing(file)
        default: break
        }
    }

    private static func bytes(_ file: MediaFile, _ offset: Int64, _ count: Int) -> [UInt8] {
        (try? file.bytes(at: Int(max(0, offset)), count: count)) ?? []
    }

    private static func checkSamples(_ file: MediaFile) throws(AssetProblem) {
        for index in 0..<Int(file.context.pointee.nb_streams) {
            guard let stream = file.stream(index) else { continue }
            for entry in 0..<avformat_index_get_entries_count(stream) {
                guard let sample = avformat_index_get_entry(stream, entry) else { continue }
                if sample.pointee.pos + Int64(sample.pointee.size) > file.size {
                    throw AssetProblem(
                        .damaged,
                        "its index names data up to byte \(sample.pointee.pos + Int64(sample.pointee.size)), but the file ends at \(file.size); copy or export it again"
                    )
                }
            }
        }
    }

    /// The Segment's size must fit the file (RFC 8794: all ones means unknown).
    private static func checkSegment(_ file: MediaFile) throws(AssetProblem) {
        let head = bytes(file, 0, 256)
        guard
            let place = (0..<max(0, head.count - 12)).first(where: {
                Array(head[$0..<$0 + 4]) == [0x18, 0x53, 0x80, 0x67]
            })
        else { return }
        let first = head[place + 4]
        let length = first.leadingZeroBitCount + 1
        guard length <= 8 else { return }
        var size = UInt64(first) & (0xFF >> UInt64(length))
        var isUnknown = size == (0xFF >> UInt64(length))
        for index in 1..<max(2, length) where index < length {
            size = size << 8 | UInt64(head[place + 4 + index])
            isUnknown = isUnknown && head[place + 4 + index] == 0xFF
        }
        if !isUnknown, Int64(clamping: size) + Int64(place + 4 + length) > file.size {
            throw AssetProblem(
                .damaged, "it promises \(size) bytes, but the file ends at \(file.size); copy or export it again")
        }
    }

    private static func checkTrailer(_ file: MediaFile) throws(AssetProblem) {
        let tail = bytes(file, file.size - 8, 8)
        guard tail.contains(0x3B) else {
            throw AssetProblem(
                .damaged, "the GIF ends inside a frame, after \(file.size) bytes; copy or export it again")
        }
    }

    private static func checkRIFF(_ file: MediaFile) throws(AssetProblem) {
        let head = bytes(file, 0, 12)
        guard head.count == 12 else { return }
        let size = Int64(head[4]) | Int64(head[5]) << 8 | Int64(head[6]) << 16 | Int64(head[7]) << 24
        if size + 8 > file.size {
            throw AssetProblem(
                .damaged,
                "its header promises \(size + 8) bytes, but the file has \(file.size); write it again, for example with ffmpeg -i OLD.wav NEW.wav"
            )
        }
    }

    /// Xing's header tells how many bytes and frames the encoder wrote.
    private static func checkXing(_ file: MediaFile) throws(AssetProblem) {
        let head = bytes(file, 0, 1 << 20)
        let tags = [Array("Xing".utf8), Array("Info".utf8)]
        guard let place = (0..<max(0, head.count - 16)).first(where: { tags.contains(Array(head[$0..<$0 + 4])) }) else {
            return
        }
        let flags = head[place + 7]
        guard flags & 2 != 0 else { return }
        let at = place + 8 + (flags & 1 != 0 ? 4 : 0)
        let promised = head[at..<at + 4].reduce(Int64(0)) { $0 << 8 | Int64($1) }
        if promised > file.size {
            throw AssetProblem(
                .damaged,
                "its header promises \(promised) bytes of sound, but the file has \(file.size); copy or export it again"
            )
        }
    }
}
