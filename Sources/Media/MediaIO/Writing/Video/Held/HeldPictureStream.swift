import EncodedMedia
import H264Syntax

/// Puts frames that repeat the one before into a stream of H.264, behind pictures that an encoder coded without them.
struct HeldPictureStream {
    private let syntax: HeldPictureSyntax

    /// Nil for streams that are not like those that x264 makes.
    init?(extradata: [UInt8]) {
        guard let syntax = HeldPictureSyntax(header: extradata) else { return nil }
        self.syntax = syntax
    }

    /// Frames that a picture may be shown for at a time.
    var longestRun: Int { syntax.longestRun }

    /// The packets of all frames. `packets` are pictures in the order in which they are shown, each referring to nothing
    /// but the one before; each is shown for as many frames as `counts` says, at least one. Nil where a packet is not
    /// as expected.
    func spread(_ packets: [EncodedPacket], counts: [Int]) -> [EncodedPacket]? {
        guard packets.count == counts.count else { return nil }
        var frames: [EncodedPacket] = []
        var refresh = 0
        func append(_ data: [UInt8], isKeyframe: Bool) {
            frames.append(
                EncodedPacket(
                    data: data, presentationTimestamp: Int64(frames.count), decodeTimestamp: 0, isKeyframe: isKeyframe))
        }
        for (index, packet) in packets.enumerated() {
            guard packet.presentationTimestamp == index else { return nil }
            if packet.isKeyframe { refresh = frames.count }
            guard let moved = syntax.moved(packet.data, to: frames.count - refresh) else { return nil }
            append(moved.bytes, isKeyframe: packet.isKeyframe)
            for _ in 1..<max(1, counts[index]) {
                append(syntax.repetition(at: frames.count - refresh, number: moved.nextNumber), isKeyframe: false)
            }
        }
        return frames
    }
}
