import MediaBuffers
package import MediaTiming

/// Tells whether what is heard in an export is what should be, and what is wrong where it is not.
///
/// Both are read once, side by side, in memory that is bounded but for some numbers for each 10 ms. First the lag is
/// found; all else is compared after it was taken away.
package struct SoundJudge: Sendable {
    private let frameRate: FrameRate
    private let length: Int

    /// A judge of a film that lasts `duration`, whose deviations are told by the frames of `frameRate`.
    package init(frameRate: FrameRate, duration: MediaTime) {
        self.frameRate = frameRate
        // A day at most.
        let most = MediaTime(milliseconds: 86_400_000)
        length = Int(min(most, max(.zero, duration)).firstTick(atRate: StereoSamples.sampleRate))
    }

    /// Compares an export's sound, nil where it has none, with the reference's. `stems` are the shares of the reference's
    /// tracks; they are read in step with it.
    ///
    /// Where the export cannot be read to its end, that is a deviation. Throws what stops the reference or a stem, and
    /// `CancellationError` where `isCancelled` says so, which is asked every two seconds of the film.
    package func judge(
        export: (any SampleReading)?, reference: any SampleReading, stems: [SoundStem] = [],
        isCancelled: () -> Bool = { false }
    ) throws -> (SoundReport, [Deviation]) {
        let pass = SoundPass(export: export, reference: reference, stems: stems)
        let measured = try pass.measure(length: length, isCancelled: isCancelled)
        var verdict = SoundVerdict(
            measured, stems: stems.map { ($0.name, $0.pointer) },
            clock: SoundClock(frameRate: frameRate, length: length))
        verdict.judge()
        return (verdict.report, verdict.deviations)
    }
}
