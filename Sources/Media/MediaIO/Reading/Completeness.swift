import CFFmpeg
import TimelineModel

/// Finds files that lack what they promise, and tells what else is not as it should be.
///
/// A file is damaged only where something that is meant to be seen or heard is missing.
enum Completeness {
    /// What is passed over in a file that was read to its end, or the damage.
    static func check(_ file: MediaFile, endCode: Int32) throws(AssetProblem) -> [String] {
        guard endCode == WP_ERROR_EOF || endCode >= 0 else {
            throw AssetProblem(
                .damaged,
                "reading fails half-way (\(MediaLog.takeLastLine() ?? "error \(endCode)")); copy or export it again")
        }
        switch file.formatName {
        case "mov": try checkSamples(file)
        case "matroska": try checkSegment(file)
        case "gif": return try GIFStructure.check(file)
        case "wav": return try WaveStructure.check(file)
        case "mp3": try checkXing(file)
        default: break
        }
        return []
    }

    private static func bytes(_ file: MediaFile, _ offset: Int64, _ count: Int) -> [UInt8] {
        (try? file.bytes(at: Int(max(0, offset)), count: count)) ?? []
    }

    private static func checkSamples(_ file: MediaFile) throws(AssetProblem) {
        for index in 0..<Int(file.context.pointee.nb_streams) {
            guard let stream = file.stream(index) else { continue }
            for entry in 0..<avformat_index_get_entries_count(stream) {
                guard let sample = avformat_index_get_entry(stream, entry) else { continue }
                let (end, overflow) = sample.pointee.pos.addingReportingOverflow(Int64(sample.pointee.size))
                if overflow || end > file.size {
                    throw AssetProblem(
                        .damaged,
                        "its index names data up to byte \(end), but the file ends at \(file.size); copy or export it again"
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
        let (end, overflow) = Int64(clamping: size).addingReportingOverflow(Int64(place + 4 + length))
        if !isUnknown, overflow || end > file.size {
            throw AssetProblem(
                .damaged, "its header says \(size) bytes, but the file ends at \(file.size); copy or export it again")
        }
    }

    /// Xing's header tells how many bytes the encoder wrote. It stands in the first frame, at a place that depends on the
    /// frame's header; the same letters elsewhere mean nothing.
    private static func checkXing(_ file: MediaFile) throws(AssetProblem) {
        var start: Int64 = 0
        while case let tag = bytes(file, start, 10), tag.count == 10, Array(tag[0..<3]) == Array("ID3".utf8) {
            let size = tag[6..<10].reduce(Int64(0)) { $0 << 7 | Int64($1 & 127) }
            start += 10 + size + (tag[5] & 16 != 0 ? 10 : 0)
        }
        let head = bytes(file, start, 4_096)
        let first = (0..<max(0, head.count - 4)).first { head[$0] == 0xFF && head[$0 + 1] & 0xE6 == 0xE2 }
        guard let first else { return }
        let isFirstVersion = head[first + 1] & 8 != 0
        let isMono = head[first + 3] >> 6 == 3
        let place = first + 4 + (isFirstVersion ? isMono ? 17 : 32 : isMono ? 9 : 17)
        guard place + 16 <= head.count,
            [Array("Xing".utf8), Array("Info".utf8)].contains(Array(head[place..<place + 4]))
        else { return }
        let flags = head[place + 7]
        guard flags & 2 != 0 else { return }
        let at = place + 8 + (flags & 1 != 0 ? 4 : 0)
        let promised = head[at..<at + 4].reduce(Int64(0)) { $0 << 8 | Int64($1) }
        let present = file.size - start - Int64(first)
        // Encoders differ in whether they count the frame of the header itself; no frame is longer.
        if promised > present + 1_441 {
            throw AssetProblem(
                .damaged,
                "its header says \(promised) bytes of sound, but only \(present) are there; copy or export it again")
        }
    }
}
