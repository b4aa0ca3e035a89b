/// The sound of a film as AAC-LC at 48 kHz, stereo.
package struct EncodedSound: Hashable, Sendable {
    /// The stream's global header (AudioSpecificConfig).
    package var extradata: [UInt8]
    /// Coded blocks of `packetLength` samples each.
    package var packets: [[UInt8]]
    /// Samples that the first packets decode to before the first sample that was given.
    package var priming: Int
    /// Samples per channel that were given.
    package var sampleCount: Int64

    /// The integrated loudness in LUFS that the whole mix was brought to before it was coded; nil where none was asked for.
    package var mixLoudnessLUFS: Double?

    /// Samples per channel that a packet decodes to.
    package static let packetLength = 1_024

    /// A sound from its parts.
    package init(extradata: [UInt8], packets: [[UInt8]], priming: Int, sampleCount: Int64) {
        self.extradata = extradata
        self.packets = packets
        self.priming = priming
        self.sampleCount = sampleCount
    }
}
