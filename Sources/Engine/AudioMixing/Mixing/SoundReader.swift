import MediaBuffers
import MediaTiming

/// Gives the samples of one placed sound in their order, before any gain.
///
/// At its natural speed a source is opened right at the wanted sample. At another speed it is opened where the sound
/// (or the round of its loop) begins and read up to there, because what a time stretcher gives depends on where it
/// began.
final class SoundReader {
    private let sound: PlacedSound
    private let opener: SoundOpener
    private let period: Int64?
    private var position: Int64
    private var source: (any SoundSource)?
    private var keptRound: StereoSamples?

    /// A reader whose first sample is the mix's sample `start`; `keepsRound` holds one round of a loop in memory.
    init(_ sound: PlacedSound, from start: Int64, keepsRound: Bool, opener: @escaping SoundOpener) throws {
        self.sound = sound
        self.opener = opener
        period = sound.loopPeriod
        position = start - sound.samples.lowerBound
        if let period, keepsRound {
            let source = try opener(opening(at: loopStart))
            keptRound = try Self.read(min(period, Int64(sound.samples.count)), of: source)
        }
    }

    /// Appends the next samples.
    func read(frameCount: Int, into samples: inout StereoSamples) throws {
        guard let period else {
            try read(frameCount, into: &samples) { try self.open(at: self.position) }
            return
        }
        var left = frameCount
        while left > 0 {
            let offset = position % period
            let count = Int(min(Int64(left), period - offset))
            if let keptRound {
                samples.append(keptRound, Int(offset)..<Int(offset) + count)
                position += Int64(count)
            } else {
                if offset == 0 { source = nil }
                try read(count, into: &samples) { try self.openRound(at: offset) }
            }
            left -= count
        }
    }

    private func read(
        _ frameCount: Int, into samples: inout StereoSamples, opening: () throws -> any SoundSource
    ) throws {
        let open = try source ?? opening()
        source = open
        try open.append(frameCount: frameCount, to: &samples)
        position += Int64(frameCount)
    }

    private func open(at position: Int64) throws -> any SoundSource {
        let first = sound.samples.lowerBound
        if sound.playbackRate == .one { return try opener(opening(at: sound.sourceSample(at: first + position))) }
        let opened = try opener(opening(at: sound.sourceSample(at: first)))
        try opened.skip(position)
        return opened
    }

    private func openRound(at offset: Int64) throws -> any SoundSource {
        if sound.playbackRate == .one { return try opener(opening(at: loopStart + offset)) }
        let opened = try opener(opening(at: loopStart))
        try opened.skip(offset)
        return opened
    }

    private func opening(at sample: Int64) -> SoundOpening {
        SoundOpening(
            asset: sound.asset, startSample: sample, playbackRate: sound.playbackRate,
            isReversed: sound.mirrorTime != nil)
    }

    private var loopStart: Int64 { sound.sourceSample(at: sound.samples.lowerBound) }

    private static func read(_ frameCount: Int64, of source: any SoundSource) throws -> StereoSamples {
        var samples = StereoSamples()
        samples.left.reserveCapacity(Int(frameCount))
        samples.right.reserveCapacity(Int(frameCount))
        while samples.frameCount < Int(frameCount) {
            try source.append(frameCount: min(4_096, Int(frameCount) - samples.frameCount), to: &samples)
        }
        return samples
    }
}
