import Diagnostics
import H264Syntax
import MediaIO
import MediaTiming

extension JudgeRun {
    /// Frame rate, frame count, evenness of the times, start.
    func judgeTiming(_ stream: InspectedStream, _ timing: FrameTiming, _ sheet: inout FactSheet) {
        let found = timing.rate(near: expected.frameRate)
        let isRateRight = found.exact == expected.frameRate
        var deviation: Deviation?
        if !isRateRight {
            let drift = Double(expected.frameCount) * abs(1 / max(found.value, 1e-3) - 1 / rate)
            deviation = Deviation(
                .frameRate, .timing,
                "the film has \(found.text) frames per second, not \(rateText); at its end it is "
                    + "\(FactText.milliseconds(drift)) off\(Self.isNTSC(found, rate) ? " (the television rate, not the whole number)" : "")",
                measured: found.value, limit: rate)
        }
        sheet.add("frame rate", found.text, expected: rateText, deviation)
        judgeCount(timing, found, &sheet)
        judgeGrid(stream, timing, found, &sheet)
        judgeStart(timing, &sheet)
    }

    private var rateText: String { FrameTiming.FoundRate(exact: expected.frameRate, value: rate).text }

    private static func isNTSC(_ found: FrameTiming.FoundRate, _ rate: Double) -> Bool {
        abs(found.value * 1.001 / rate - 1) < 1e-5 && rate == rate.rounded()
    }

    private func judgeCount(_ timing: FrameTiming, _ found: FrameTiming.FoundRate, _ sheet: inout FactSheet) {
        let count = timing.ticks.count
        var deviation: Deviation?
        if count != expected.frameCount {
            let missing = found.exact == expected.frameRate ? timing.missingPlaces(rate: rate) : []
            let difference = count - expected.frameCount
            var words =
                difference < 0
                ? "\(FactText.count(-difference, "frame")) too few" : "\(FactText.count(difference, "frame")) too many"
            var frames: Range<Int>?
            if let first = missing.first, difference < 0 {
                words += "; nothing is shown for \(Self.list(missing))"
                frames = first..<(missing.last ?? first) + 1
            } else if difference < 0, found.exact == expected.frameRate {
                frames = count..<expected.frameCount
            }
            deviation = Deviation(
                .frameCount, .timing, "the film has \(count) frames, not \(expected.frameCount): \(words)",
                frames: frames, measured: Double(count), limit: Double(expected.frameCount))
        }
        sheet.add("frames", "\(count)", expected: "\(expected.frameCount)", deviation)
    }

    private static func list(_ frames: [Int]) -> String {
        let shown = frames.prefix(5).map(String.init).joined(separator: ", ")
        return (frames.count == 1 ? "frame " : "frames ") + shown + (frames.count > 5 ? ", …" : "")
    }

    private func judgeGrid(
        _ stream: InspectedStream, _ timing: FrameTiming, _ found: FrameTiming.FoundRate, _ sheet: inout FactSheet
    ) {
        let rate = found.exact?.framesPerSecond.doubleValue ?? found.value
        guard rate > 0 else { return }
        let byNumber =
            timing.ticks.count == expected.frameCount
            || (found.exact != expected.frameRate && timing.missingPlaces(rate: rate).isEmpty)
        let distances = timing.distances(rate: rate, byNumber: byNumber)
        let worst = distances.map(abs).max() ?? 0
        let tolerance = max(timing.tick, FileLimits.leastTick) * FileLimits.ticks
        var deviations: [Deviation] = []
        if timing.timelessFrames > 0 {
            deviations.append(
                Deviation(
                    .timestamps, .timing,
                    "\(FactText.count(timing.timelessFrames, "frame")) without a usable time; players guess when to show them"
                ))
        }
        if timing.repeatedTimes > 0 {
            deviations.append(
                Deviation(
                    .timestamps, .timing,
                    "\(FactText.count(timing.repeatedTimes, "frame")) with the time of another frame; players drop them"
                ))
        }
        // The nearest place is never half a frame away, so frames that lie between two count as off.
        let isUneven = worst >= 0.5 / rate * FileLimits.uneven
        if worst > tolerance {
            let first = distances.firstIndex { abs($0) > (isUneven ? 0.5 / rate * FileLimits.uneven : tolerance) } ?? 0
            let off = distances.filter { abs($0) > tolerance }.count
            deviations.append(
                Deviation(
                    .timestamps, .timing,
                    "\(off) of \(distances.count) frames are not on the grid of \(found.text) frames per second, the "
                        + "worst by \(FactText.milliseconds(worst)), the first being frame \(first); "
                        + (isUneven ? "motion stutters" : "that is less than half a frame, and players show the same"),
                    severity: isUneven ? .failure : .warning, frames: first..<first + 1, measured: worst * 1_000,
                    limit: 500 / rate))
        }
        let text = worst <= tolerance ? "constant" : "off by up to \(FactText.milliseconds(worst))"
        sheet.add("frame times", text, expected: "constant", all: deviations + decodeDeviations(stream))
    }

    private func decodeDeviations(_ stream: InspectedStream) -> [Deviation] {
        var deviations: [Deviation] = []
        for stream in [stream, inspection.sound].compactMap({ $0 }) {
            let times = stream.packets.compactMap(\.decode)
            let falling = zip(times, times.dropFirst()).filter { $0 >= $1 }.count
            let late = stream.packets.filter { packet in
                guard let shown = packet.presentation, let decoded = packet.decode else { return false }
                return shown < decoded
            }.count
            if falling > 0 {
                deviations.append(
                    Deviation(
                        .decodeTimes, .timing,
                        "decode times of the \(stream.kind.rawValue) do not rise at \(FactText.count(falling, "place")); "
                            + "some players and every muxer refuse that"))
            }
            if late > 0 {
                deviations.append(
                    Deviation(
                        .decodeTimes, .timing,
                        "\(FactText.count(late, "packet")) of the \(stream.kind.rawValue) decoded only after being shown; players "
                            + "stutter there"
                    ))
            }
        }
        return deviations
    }

    private func judgeStart(_ timing: FrameTiming, _ sheet: inout FactSheet) {
        var deviations: [Deviation] = []
        let start = timing.start
        if abs(start) > max(timing.tick, FileLimits.leastTick) * FileLimits.ticks {
            // Containers without edit lists begin with AAC's priming, so that the picture comes a packet later.
            let isFar = abs(start) > max(0.99 / rate, FileLimits.packetSeconds)
            deviations.append(
                Deviation(
                    .startTime, .timing,
                    "the first picture is shown at \(FactText.seconds(start)), not at 0"
                        + (isFar && start > 0 ? "; until then players show nothing" : ""),
                    severity: isFar ? .failure : .warning, measured: start * 1_000, limit: 0))
        }
        sheet.add("picture starts", FactText.seconds(start), expected: FactText.seconds(0), all: deviations)
    }

    /// Groups of pictures: how long, and whether each begins anew.
    func judgeGroups(_ stream: InspectedStream, _ timing: FrameTiming, _ sheet: inout FactSheet) {
        let keys = stream.packets.filter { $0.isKey && !$0.isHidden }.compactMap(\.presentation).sorted()
        let starts = keys.map { Double($0) * timing.tick }
        let lengths = zip(starts, starts.dropFirst() + [timing.end]).map { $1 - $0 }
        let longest = lengths.max() ?? timing.end - timing.start
        let limit = FileLimits.groupSeconds + 0.5 / rate
        var deviation: Deviation?
        if longest > limit {
            let first = zip(starts, lengths).first { $1 == longest }?.0 ?? 0
            deviation = Deviation(
                .gopLength, .file,
                "from \(FactText.seconds(first)) on there is no key frame for \(FactText.seconds(longest)); with more than "
                    + "2 s, seeking and cutting are slow", severity: .warning, measured: longest,
                limit: FileLimits.groupSeconds)
        }
        sheet.add("longest group", FactText.seconds(longest), expected: "2 s at most", deviation)
        judgeOpenness(stream, &sheet)
    }

    private func judgeOpenness(_ stream: InspectedStream, _ sheet: inout FactSheet) {
        guard stream.codec == "h264" else { return }
        let keys = stream.packets.filter(\.isKey)
        let open = keys.filter { $0.units?.contains(.refresh) != true }
        let recovering = open.filter { $0.units?.contains(.recoveryPoint) == true }.count
        let hidden = stream.packets.filter { !$0.isKey && $0.units?.contains(.refresh) == true }.count
        var deviations: [Deviation] = []
        if stream.packets.first?.units?.contains(.refresh) != true {
            deviations.append(
                Deviation(
                    .gopOpen, .file, "the film does not begin with an IDR picture, so its first frames may be broken")
            )
        } else if !open.isEmpty {
            deviations.append(
                Deviation(
                    .gopOpen, .file,
                    "\(open.count) of \(FactText.count(keys.count, "key frame")) are no IDR pictures"
                        + (recovering > 0 ? " but recovery points of open groups" : "")
                        + "; frames before them are broken after a seek or a cut",
                    severity: .warning, measured: Double(open.count), limit: 0))
        }
        if hidden > 0 {
            deviations.append(
                Deviation(
                    .keyMarks, .file,
                    "\(FactText.count(hidden, "IDR picture")) not marked as key frames in the container, so players cannot "
                        + "seek there", severity: .warning))
        }
        let text = open.isEmpty ? "closed, \(FactText.count(keys.count, "IDR picture"))" : "open"
        sheet.add("groups", text, expected: "closed", all: deviations)
    }
}
