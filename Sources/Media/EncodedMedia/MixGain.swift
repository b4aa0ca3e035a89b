/// What measuring a whole mix came to.
package struct MixGain: Hashable, Sendable {
    /// Linear gain for the sum of the sounds, before the limiter; more than 0.
    package var gain: Double
    /// The integrated loudness in LUFS of the limited mix with that gain; nil where the mix has none.
    package var loudnessLUFS: Double?

    /// A gain and what it leads to.
    package init(gain: Double, loudnessLUFS: Double?) {
        self.gain = gain
        self.loudnessLUFS = loudnessLUFS
    }

    /// Bytes that `store` appends.
    var storedSize: Int { 8 + 8 }

    func store(into writer: inout StoredBytesWriter) {
        writer.append(gain.bitPattern)
        // A number that is none stands for no loudness.
        writer.append((loudnessLUFS ?? .nan).bitPattern)
    }

    /// Nil where the bytes are no gain.
    init?(from reader: inout StoredBytesReader) {
        guard let gain = reader.number(UInt64.self).map(Double.init(bitPattern:)), gain.isFinite, gain > 0,
            let loudness = reader.number(UInt64.self).map(Double.init(bitPattern:)), reader.remaining == 0
        else { return nil }
        self.init(gain: gain, loudnessLUFS: loudness.isFinite ? loudness : nil)
    }
}
