/// A coded frame.
package struct EncodedPacket: Hashable, Sendable {
    /// The coded bytes: H.264 NAL units with start codes.
    package var data: [UInt8]
    /// When it is shown, in frames from the start of its chunk.
    package var presentationTimestamp: Int64
    /// When it is decoded, in frames from the start of its chunk; negative for the first where frames are reordered.
    package var decodeTimestamp: Int64
    /// Whether decoding can start here.
    package var isKeyframe: Bool

    /// A packet from its parts.
    package init(data: [UInt8], presentationTimestamp: Int64, decodeTimestamp: Int64, isKeyframe: Bool) {
        self.data = data
        self.presentationTimestamp = presentationTimestamp
        self.decodeTimestamp = decodeTimestamp
        self.isKeyframe = isKeyframe
    }
}

/// A run of coded frames that needs nothing before it or behind it to be decoded.
package struct EncodedChunk: Hashable, Sendable {
    /// The stream's global header (SPS and PPS), equal for all chunks of equal settings.
    package var extradata: [UInt8]
    /// The coded frames in decoding order. Their decode timestamps rise by one.
    package var packets: [EncodedPacket]
    /// Digest of each frame before encoding, where they were asked for.
    package var frameHashes: [String]?

    /// A chunk from its parts.
    package init(extradata: [UInt8], packets: [EncodedPacket], frameHashes: [String]? = nil) {
        self.extradata = extradata
        self.packets = packets
        self.frameHashes = frameHashes
    }

    /// Number of frames.
    package var frameCount: Int { packets.count }

    /// By how many frames decoding runs ahead of showing; equal for all chunks of equal settings.
    package var reorderingDelay: Int { packets.first.map { Int(-$0.decodeTimestamp) } ?? 0 }

    /// Bytes of the coded frames.
    package var byteCount: Int { packets.reduce(0) { $0 + $1.data.count } }
}
