/// How sources are read, which depends on the order in which frames are wanted.
package struct ReadingPolicy: Hashable, Sendable {
    /// Threads of one decoder.
    package var decoderThreads: Int
    /// Whether decoders give out the wanted frame as soon as it is decoded, in place of reading on.
    package var isForSingleFrames: Bool
    /// Whether the timeline may be exchanged for another one.
    package var isForChanges: Bool

    /// For one of several workers that share the machine's cores and read on from frame to frame.
    package static let worker = ReadingPolicy(decoderThreads: 1, isForSingleFrames: false, isForChanges: false)
    /// For a painter that works alone and reads on from frame to frame.
    package static let alone = ReadingPolicy(decoderThreads: 4, isForSingleFrames: false, isForChanges: false)
    /// For a painter that works alone and is asked for any frame.
    package static let scattered = ReadingPolicy(decoderThreads: 4, isForSingleFrames: true, isForChanges: true)
}
