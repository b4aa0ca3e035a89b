import Diagnostics
import MediaIO
import MediaTiming

extension JudgeRun {
    /// Codec, profile, rate and channels of the sound, its start and what is left out at it.
    func judgeSound(_ sheet: inout FactSheet) {
        guard let stream = inspection.sound, let sound = stream.sound else {
            var deviation: Deviation?
            if expected.hasSound {
                deviation = Deviation(
                    .soundMissingStream, .file,
                    "there is no sound in the file; players show it as mute, and joining it with others fails")
            }
            sheet.add("sound codec", "no sound", expected: expected.hasSound ? "aac LC" : nil, deviation)
            return
        }
        var wrong: [String] = []
        var causes: [String] = []
        let name = [stream.codec, stream.profile].compactMap { $0 }.joined(separator: " ")
        if !options.allowsAnyCodec {
            if stream.codec != "aac" {
                wrong.append("\(name) instead of AAC-LC")
                causes.append("not every player decodes it")
            } else if stream.profile != "LC" {
                wrong.append("AAC of profile \(stream.profile ?? "unknown") instead of LC")
                causes.append("not every player decodes all of it")
            }
        }
        if sound.sampleRate != 48_000 {
            wrong.append("\(sound.sampleRate) Hz instead of 48000 Hz")
            causes.append("joining and mixing need a conversion")
        }
        if sound.channelCount != 2 {
            wrong.append("\(FactText.count(sound.channelCount, "channel")) instead of 2")
            causes.append(
                sound.channelCount < 2 ? "left and right are lost" : "players mix the channels down as they like")
        }
        var deviation: Deviation?
        if !wrong.isEmpty {
            deviation = Deviation(
                .soundFormat, .file,
                "the sound is \(wrong.joined(separator: ", ")); \(causes.joined(separator: ", "))")
        }
        sheet.add(
            "sound format", "\(name), \(sound.sampleRate) Hz, \(FactText.count(sound.channelCount, "channel"))",
            expected: options.allowsAnyCodec ? "48000 Hz, 2 channels" : "aac LC, 48000 Hz, 2 channels", deviation)
        judgeSoundStart(stream, sound, &sheet)
    }

    private func judgeSoundStart(_ stream: InspectedStream, _ sound: SoundProperties, _ sheet: inout FactSheet) {
        guard let extent = SoundTiming(stream, sampleRate: sound.sampleRate) else {
            sheet.add(
                "sound starts", "unknown", expected: FactText.seconds(0),
                Deviation(.timestamps, .timing, "the sound's packets have no usable times"))
            return
        }
        let packet = FileLimits.packetSamples / Double(max(1, sound.sampleRate))
        var deviation: Deviation?
        // Where the sound begins late, what is heard decides; a quiet start may be left out.
        // Before 0 nothing is heard: there lies the encoder's priming where the container does not mark it.
        if extent.start > FileLimits.soundLate || extent.start < FileLimits.soundEarly {
            deviation = Deviation(
                .startTime, .timing,
                "the sound begins at \(FactText.seconds(extent.start)), not at 0", severity: .warning,
                measured: extent.start * 1_000, limit: packet * 1_000)
        }
        sheet.add("sound starts", FactText.seconds(extent.start), expected: FactText.seconds(0), deviation)
        guard inspection.format == "mov", stream.codec == "aac" else { return }
        let edit = track("soun")?.edits?.first { $0.mediaTime >= 0 }
        let declared = Int64(stream.packets.first?.skippedAtStart ?? 0)
        let samples = max(declared, edit?.mediaTime ?? 0)
        deviation = nil
        if samples == 0 {
            deviation = Deviation(
                .editList, .file,
                "no edit list says how many samples AAC's encoder put before the sound; it may be heard "
                    + "\(FactText.milliseconds(packet)) late or more", severity: .warning)
        }
        sheet.add(
            "sound priming", samples == 0 ? "not declared" : "\(samples) samples", expected: "declared", deviation)
    }

    /// Lengths of picture and sound.
    func judgeDurations(_ sheet: inout FactSheet) {
        let wanted = expected.duration.doubleValue
        let picture = inspection.picture.flatMap { FrameTiming($0) }
        let sound = inspection.sound.flatMap { stream in
            stream.sound.flatMap { SoundTiming(stream, sampleRate: $0.sampleRate) }
        }
        if let picture {
            let length = picture.end - picture.start
            let difference = length - wanted
            var deviation: Deviation?
            if abs(difference) > FileLimits.lengthFrames / rate + FileLimits.leastTick {
                deviation = Deviation(
                    difference < 0 ? .durationShort : .durationLong, .timing,
                    "the picture lasts \(FactText.seconds(length)), \(FactText.milliseconds(abs(difference))) "
                        + "\(difference < 0 ? "less" : "more") than \(FactText.seconds(wanted))",
                    measured: length * 1_000, limit: wanted * 1_000)
            }
            sheet.add("picture lasts", FactText.seconds(length), expected: FactText.seconds(wanted), deviation)
        }
        guard let sound else { return }
        var deviation: Deviation?
        if let picture {
            let limit = FileLimits.packetSamples / 48_000 + FileLimits.lengthFrames / rate
            let difference = sound.end - picture.end
            if abs(difference) > limit {
                deviation = Deviation(
                    .streamsDiffer, .timing,
                    "the sound ends \(FactText.milliseconds(abs(difference))) \(difference < 0 ? "before" : "after") the "
                        + "picture; \(difference < 0 ? "the end is silent" : "players hold or blank the last frame"), and "
                        + "loops and joins gape", measured: difference * 1_000, limit: limit * 1_000)
            }
        }
        sheet.add(
            "sound lasts", FactText.seconds(sound.end - sound.start), expected: FactText.seconds(wanted), deviation)
    }
}

/// From when to when a sound is heard, in seconds.
struct SoundTiming {
    let start: Double
    let end: Double

    /// The extent by the packets; nil where none has a time.
    init?(_ stream: InspectedStream, sampleRate: Int) {
        let shown = stream.packets.filter { !$0.isHidden && $0.presentation != nil }
        guard let first = shown.first, let firstTime = first.presentation else { return nil }
        let tick = stream.timeBase.doubleValue
        let perSample = 1 / Double(max(1, sampleRate))
        start = Double(firstTime) * tick + Double(first.skippedAtStart) * perSample
        var end = -Double.infinity
        var previous = 0.0
        for packet in shown {
            guard let time = packet.presentation else { continue }
            let duration = Double(packet.duration) * tick
            // Some containers take the padding off themselves, others leave it to the player.
            let padding = Double(packet.skippedAtEnd) * perSample
            let whole = max(previous, duration)
            let heard = padding > 0 && whole > padding ? min(duration, whole - padding) : duration
            end = max(end, Double(time) * tick + heard)
            previous = duration
        }
        self.end = end
    }
}
