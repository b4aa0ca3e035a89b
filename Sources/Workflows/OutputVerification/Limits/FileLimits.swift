/// What the facts of a file are held against. They come from the formats and from players, not from a corpus.
enum FileLimits {
    /// Longest group of pictures, in seconds, so that seeking and cutting are quick.
    static let groupSeconds = 2.0
    /// What rounding to a container's clock may do to a time, in ticks.
    static let ticks = 1.01
    /// The shortest tick, in seconds: what computing with times may do.
    static let leastTick = 1e-6
    /// The share of half a frame from which on a frame lies between two places: players show another one then.
    static let uneven = 0.98
    /// Samples of an AAC packet. A container without edit lists begins with one of priming, so the picture comes later.
    static let packetSamples = 1_024.0
    /// The same in seconds at the lower of the two common rates.
    static let packetSeconds = packetSamples / 44_100
    /// How late and how early the first sample may be, in seconds. What is before 0 is the encoder's priming, unheard.
    static let soundLate = 0.005
    static let soundEarly = -0.1
    /// The share of a frame that the length of a picture may be off.
    static let lengthFrames = 0.5
}
