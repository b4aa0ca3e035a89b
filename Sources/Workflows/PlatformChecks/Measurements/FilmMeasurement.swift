package import TimelineModel

/// What was measured on the frames and the mix of a timeline, as far as platforms mind. Times are in seconds on the
/// composition clock, lengths in pixels of the draft's canvas.
package struct FilmMeasurement: Sendable {
    /// Size of the draft's canvas.
    package var canvas: CanvasSize
    /// Width of the output in pixels.
    package var outputWidth: Int
    /// Length of the film.
    package var seconds: Double
    /// Texts that are painted, in the order of the draft.
    package var texts: [MeasuredText]
    /// Stretches in which the whole frame is black.
    package var blackStretches: [MeasuredStretch]
    /// Stretches in which all frames are the same, black ones left out.
    package var frozenStretches: [MeasuredStretch]
    /// The mix.
    package var sound: MeasuredSound

    /// A measurement from its parts.
    package init(
        canvas: CanvasSize, outputWidth: Int, seconds: Double, texts: [MeasuredText] = [],
        blackStretches: [MeasuredStretch] = [], frozenStretches: [MeasuredStretch] = [], sound: MeasuredSound
    ) {
        self.canvas = canvas
        self.outputWidth = outputWidth
        self.seconds = seconds
        self.texts = texts
        self.blackStretches = blackStretches
        self.frozenStretches = frozenStretches
        self.sound = sound
    }
}

/// A part of the film that looks alike.
package struct MeasuredStretch: Sendable, Hashable {
    /// When it begins.
    package var start: Double
    /// When it ends.
    package var end: Double
    /// JSON Pointer of the topmost segment that is seen in it; empty where none is.
    package var pointer: String

    /// A stretch from its parts.
    package init(start: Double, end: Double, pointer: String) {
        self.start = start
        self.end = end
        self.pointer = pointer
    }
}

/// The mix as it is heard.
package struct MeasuredSound: Sendable, Hashable {
    /// Integrated loudness, or nil where nothing passes the gate of −70 LUFS or the film is shorter than 400 ms.
    package var loudnessLUFS: Double?
    /// The highest true peak that the film has, in dBTP; −80 stands for anything lower.
    package var truePeak: Double
    /// The highest true peak of the sum of the sounds before it is limited.
    package var sumTruePeak: Double
    /// When the last sound above −60 dBFS ends, or nil where there is none.
    package var lastSound: Double?
    /// Whether the draft asks for a loudness.
    package var hasTarget: Bool

    /// A sound from its parts.
    package init(
        loudnessLUFS: Double?, truePeak: Double, sumTruePeak: Double, lastSound: Double?, hasTarget: Bool = false
    ) {
        self.loudnessLUFS = loudnessLUFS
        self.truePeak = truePeak
        self.sumTruePeak = sumTruePeak
        self.lastSound = lastSound
        self.hasTarget = hasTarget
    }
}
