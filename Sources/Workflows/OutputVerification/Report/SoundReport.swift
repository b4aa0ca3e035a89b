/// How the sound of an export compares with that of its reference.
package struct SoundReport: Sendable {
    /// Windows of two seconds, one after the other.
    package var windows: [SoundWindow]
    /// How much later the export sounds as a whole, in ms; nil where nothing is heard.
    package var lagMilliseconds: Double?
    /// Correlation of the two at that lag, −1…1.
    package var correlation: Double?
    /// Loudness of the reference and the export, LUFS; nil where silent.
    package var referenceLoudnessLUFS: Double?
    /// See `referenceLoudnessLUFS`.
    package var exportLoudnessLUFS: Double?
    /// True peak of the export, dBTP.
    package var exportTruePeakDBTP: Double?
    /// Level differences, export less reference, by band.
    package var bands: [SoundBand]
    /// What each sound track seems to have been mixed at; empty without a draft.
    package var stems: [StemGain]
    /// What all of these are held against.
    package var limits: Limits

    /// A report from its parts.
    package init(
        windows: [SoundWindow], lagMilliseconds: Double?, correlation: Double?, referenceLoudnessLUFS: Double?,
        exportLoudnessLUFS: Double?, exportTruePeakDBTP: Double?, bands: [SoundBand], stems: [StemGain],
        limits: Limits = .used
    ) {
        self.windows = windows
        self.lagMilliseconds = lagMilliseconds
        self.correlation = correlation
        self.referenceLoudnessLUFS = referenceLoudnessLUFS
        self.exportLoudnessLUFS = exportLoudnessLUFS
        self.exportTruePeakDBTP = exportTruePeakDBTP
        self.bands = bands
        self.stems = stems
        self.limits = limits
    }
}

/// Two seconds of sound.
package struct SoundWindow: Hashable, Sendable {
    /// When it begins, in seconds.
    package var start: Double
    /// How much later the export sounds, in ms; nil where one of the two is silent.
    package var lagMilliseconds: Double?
    /// Correlation at that lag, −1…1; nil where one of the two is silent.
    package var correlation: Double?
    /// Level of the reference, dBFS RMS; −∞ is −120.
    package var referenceLevel: Double
    /// Level of the export, dBFS RMS; −∞ is −120.
    package var exportLevel: Double

    /// A window from its parts.
    package init(
        start: Double, lagMilliseconds: Double?, correlation: Double?, referenceLevel: Double, exportLevel: Double
    ) {
        self.start = start
        self.lagMilliseconds = lagMilliseconds
        self.correlation = correlation
        self.referenceLevel = referenceLevel
        self.exportLevel = exportLevel
    }
}

/// A band of frequencies.
package struct SoundBand: Hashable, Sendable {
    /// Its edges in Hz.
    package var frequencies: ClosedRange<Double>
    /// The median level difference over the film, dB.
    package var difference: Double
    /// The 95th percentile of the absolute level difference, dB.
    package var difference95: Double

    /// A band from its parts.
    package init(frequencies: ClosedRange<Double>, difference: Double, difference95: Double) {
        self.frequencies = frequencies
        self.difference = difference
        self.difference95 = difference95
    }
}

/// The gain at which a track is heard in an export, against the draft's.
package struct StemGain: Hashable, Sendable {
    /// The track's name, or the word for its kind.
    package var name: String
    /// JSON Pointer of the track.
    package var pointer: String
    /// Gain against the reference, dB; −120 where it is missing.
    package var gain: Double
    /// How much later it sounds than it should, in ms; nil where that could not be told from the lag of the whole.
    package var lagMilliseconds: Double?
    /// When the gain was fitted, in seconds.
    package var seconds: Range<Double>

    /// A gain from its parts.
    package init(
        name: String, pointer: String, gain: Double, lagMilliseconds: Double? = nil, seconds: Range<Double>
    ) {
        self.name = name
        self.pointer = pointer
        self.gain = gain
        self.lagMilliseconds = lagMilliseconds
        self.seconds = seconds
    }
}
