import Diagnostics
import Foundation

extension SoundVerdict {
    /// Whether the channels are what they should be: not inverted, swapped, missing, out of balance or made one.
    mutating func judgeChannels() {
        let windows = soundingWindows
        if windows.isEmpty { return }
        judgePolarity(windows)
        if found.contains(.channelFault) { return }
        var (own, other) = (SIMD2<Double>.zero, SIMD2<Double>.zero)
        var (straight, crossed, ownCross, otherCross) = (0.0, 0.0, 0.0, 0.0)
        for window in windows {
            own += window.reference
            other += window.export
            straight += window.straight.sum()
            crossed += window.crossed.sum()
            ownCross += window.ownCross
            otherCross += window.otherCross
        }
        let scale = max(1e-30, (own.sum() * other.sum()).squareRoot())
        let whole = 0..<clock.seconds
        if crossed / scale > SoundLimits.crossed, crossed > straight * SoundLimits.crossedFactor,
            straight / scale < SoundLimits.straight, isSwapped(windows)
        {
            tell(
                .soundChannels, "left and right are swapped throughout", whole, measured: crossed / scale,
                as: .channelFault)
            return
        }
        for (channel, name) in ["left", "right"].enumerated()
        where own[channel] > own.sum() * SoundLimits.channelShare
            && other[channel] < own[channel] * SoundLimits.silentShare
        {
            if other[1 - channel] < own[1 - channel] * SoundLimits.silentShare { continue }
            tell(.soundChannels, "the \(name) channel is silent throughout", whole, as: .channelFault)
            return
        }
        // Without a track the rest may be mono, or out of balance; that is told of the track.
        if isTrackMissing { return }
        let (ownSide, otherSide) = (own.sum() - 2 * ownCross, other.sum() - 2 * otherCross)
        if ownSide > SoundLimits.sideShare * own.sum(),
            otherSide < SoundLimits.lostSideShare * ownSide * other.sum() / own.sum()
        {
            tell(.soundChannels, "both channels are the same throughout; they should differ", whole, as: .channelFault)
            return
        }
        let balance = 10 * log10(max(1e-12, other.x) / max(1e-12, own.x) * max(1e-12, own.y) / max(1e-12, other.y))
        if own.min() > SoundLimits.channelShare * own.sum(), abs(balance) > SoundLimits.balance,
            isUnbalanced(windows, balance)
        {
            tell(
                .soundChannels,
                String(format: "the left channel is %.1f dB too ", abs(balance)) + (balance > 0 ? "loud" : "quiet")
                    + " against the right one", whole, measured: balance, limit: SoundLimits.balance, as: .channelFault)
        }
    }

    private var isTrackMissing: Bool {
        stems.count > 1
            && measured.fit.runs(stemCount: stems.count).joined().contains {
                $0.gain < SoundLimits.stemMissing && $0.count > 1
            }
    }

    /// Whether most windows that can tell left from right say that they are swapped.
    private func isSwapped(_ windows: [WindowComparison]) -> Bool {
        let telling = windows.filter { abs($0.crossed.sum() - $0.straight.sum()) > 0.002 * abs($0.straight.sum()) }
        return telling.count { $0.crossed.sum() > $0.straight.sum() } * 10 > telling.count * 8
    }

    private func isUnbalanced(_ windows: [WindowComparison], _ balance: Double) -> Bool {
        let alike = windows.count { window in
            let found =
                10
                * log10(
                    max(1e-12, window.export.x) / max(1e-12, window.reference.x) * max(1e-12, window.reference.y)
                        / max(1e-12, window.export.y))
            return abs(found - balance) < max(0.5, abs(balance) * 0.3)
        }
        return alike * 10 >= windows.count * 8
    }

    private mutating func judgePolarity(_ windows: [WindowComparison]) {
        var runs: [(range: Range<Double>, isInverted: SIMD2<Int>, count: Int)] = []
        for window in windows {
            var signs = SIMD2<Int>.zero
            for channel in 0..<2 {
                let scale = (window.reference[channel] * window.export[channel]).squareRoot()
                if scale > 1e-7 * Double(LagFinder.length), window.straight[channel] / scale < SoundLimits.inverted {
                    signs[channel] = 1
                }
            }
            let start = Double(window.start) / 48_000
            if let last = runs.last, last.isInverted == signs {
                runs[runs.count - 1].range = last.range.lowerBound..<start + 2
                runs[runs.count - 1].count += 1
            } else {
                runs.append((start..<start + 2, signs, 1))
            }
        }
        for run in runs where run.isInverted != .zero && (run.count > 1 || windows.count == 1) {
            let what =
                run.isInverted == SIMD2(1, 1)
                ? "the sound" : run.isInverted.x == 1 ? "the left channel" : "the right channel"
            let isWhole = run.count == windows.count
            let range = isWhole ? 0..<clock.seconds : run.range
            tell(
                .soundInverted, "\(what) is inverted (its polarity is turned over) \(clock.words(range))", range,
                measured: -1, as: .polarity)
            if run.isInverted != SIMD2(1, 1) || !isWhole { found.insert(.channelFault) }
            explained.append(range)
        }
    }
}
