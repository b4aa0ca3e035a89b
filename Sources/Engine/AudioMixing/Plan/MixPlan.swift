import MediaTiming
package import TimelineModel

/// What is heard at every sample of a timeline: a plain value. Equal plans over equal sources give equal samples.
package struct MixPlan: Hashable, Sendable {
    /// Samples in the whole mix, `ceil(duration · 48000)`.
    package var sampleCount: Int64
    /// The integrated loudness of the whole mix in LUFS, or nil where it is left as loud as it is.
    package var targetLoudnessLUFS: Double?
    /// The sounds in the order in which they are summed: by track, and on a track by time.
    package var sounds: [PlacedSound]

    /// A plan from its parts.
    package init(sampleCount: Int64, targetLoudnessLUFS: Double? = nil, sounds: [PlacedSound]) {
        self.sampleCount = sampleCount
        self.targetLoudnessLUFS = targetLoudnessLUFS
        self.sounds = sounds
    }

    /// The plan of a timeline. Muted tracks, and segments whose gain is 0 throughout, leave no trace in it.
    package init(timeline: Timeline) {
        sampleCount = max(0, timeline.duration.firstTick(atRate: SampleGrid.rate))
        targetLoudnessLUFS = timeline.targetLoudnessLUFS
        sounds = timeline.tracks.filter { !$0.isMuted && $0.gain > 0 }.flatMap { track in
            track.segments.indices.compactMap { PlacedSound(segmentAt: $0, on: track, of: timeline) }
        }
    }

    /// Whether nothing is heard at all.
    package var isSilent: Bool { sounds.isEmpty }
}
