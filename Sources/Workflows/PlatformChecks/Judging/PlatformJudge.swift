import Diagnostics
import Foundation
package import TimelineModel

/// Says what of a measured film does not suit a platform. All findings are warnings: the film can be rendered.
package struct PlatformJudge {
    let platform: Platform
    let limits: PlatformLimits
    let film: FilmMeasurement

    /// A judge of one film on one platform.
    package init(_ film: FilmMeasurement, for platform: Platform) {
        self.film = film
        self.platform = platform
        limits = PlatformLimits(of: platform)
    }

    /// Everything that does not suit: shape and length first, then texts in the order of the draft, picture, sound.
    package var findings: [Finding] {
        merged(shapeFindings + textFindings + cueFindings + pictureFindings + soundFindings)
    }

    // MARK: Shape and length

    /// Whether the film fills the platform's player, so that its edges are where the margins are measured from.
    var hasRatio: Bool {
        let ratio = limits.ratio
        let wanted = Double(ratio.width) / Double(ratio.height)
        return abs(Double(film.canvas.width) / Double(film.canvas.height) / wanted - 1) < 0.01
    }

    private var shapeFindings: [Finding] {
        var findings: [Finding] = []
        let ratio = limits.ratio
        if !hasRatio {
            let best = CanvasSize(width: 1_080, height: 1_080 * ratio.height / ratio.width)
            findings.append(
                finding(
                    .platformRatio, "",
                    "the canvas is \(film.canvas.width)x\(film.canvas.height), but \(platform.name) shows "
                        + "\(ratio.width):\(ratio.height); make it \(best.width)x\(best.height) (what the platform lays "
                        + "over the picture was not looked at)"))
        }
        if film.outputWidth < limits.leastWidth {
            findings.append(
                finding(
                    .platformSize, "",
                    "the film is \(film.outputWidth) pixels wide, but \(platform.name) wants at least "
                        + "\(limits.leastWidth); make it 1080 wide"))
        }
        if film.seconds < limits.seconds.lowerBound || film.seconds > limits.seconds.upperBound {
            findings.append(
                finding(
                    .platformLength, "",
                    "the film lasts \(Self.number(film.seconds)) s, but \(platform.name) takes "
                        + "\(Self.number(limits.seconds.lowerBound)) s to \(Self.number(limits.seconds.upperBound)) s; "
                        + "make it \(film.seconds < limits.seconds.lowerBound ? "longer" : "shorter")"))
        }
        return findings
    }

    // MARK: Picture

    private var pictureFindings: [Finding] {
        film.blackStretches.filter { $0.end - $0.start >= PlatformLimits.blackSeconds }.map { stretch in
            finding(
                .platformBlack, stretch.pointer,
                "the picture is black \(Self.range(stretch.start, stretch.end)); fill it with a picture, or cut it out")
        }
            + frozenFindings
    }

    /// All still stretches in one finding, for a slideshow has one for each of its pictures.
    private var frozenFindings: [Finding] {
        let stretches = film.frozenStretches.filter { $0.end - $0.start >= PlatformLimits.frozenSeconds }
        guard let first = stretches.first else { return [] }
        var times = stretches.prefix(3).map { Self.range($0.start, $0.end) }.joined(separator: ", ")
        if stretches.count > 3 { times += " and in \(stretches.count - 3) more stretches" }
        return [
            finding(
                .platformFrozen, first.pointer,
                "nothing moves \(times); let the pictures move (“kf” with “sc”), or go on before "
                    + "\(Self.number(PlatformLimits.frozenSeconds)) s are over")
        ]
    }

    // MARK: Sound

    private var soundFindings: [Finding] {
        let sound = film.sound
        guard let lastSound = sound.lastSound else {
            return [
                finding(.mixSilent, "", "the film is silent; add music or a voice, or leave it so if that is meant")
            ]
        }
        var findings: [Finding] = []
        if let loudness = sound.loudnessLUFS,
            abs(loudness - PlatformLimits.loudnessLUFS) > PlatformLimits.loudnessToleranceLU
        {
            let isQuiet = loudness < PlatformLimits.loudnessLUFS
            findings.append(
                finding(
                    .mixLoudness, "",
                    "the mix is at \(Self.signed(loudness)) LUFS, but \(platform.name) plays films at about "
                        + "\(Self.signed(PlatformLimits.loudnessLUFS, 0)) (±"
                        + "\(Self.number(PlatformLimits.loudnessToleranceLU))), so it sounds "
                        + "\(isQuiet ? "faint beside others" : "turned down"); write “loudness”: -14 into the draft's “m”"
                ))
        }
        let limiting = sound.sumTruePeak - PlatformLimits.mostTruePeak
        if sound.truePeak > PlatformLimits.mostTruePeak + 0.1 {
            findings.append(
                finding(
                    .mixTruePeak, "",
                    "the mix reaches \(Self.signed(sound.truePeak)) dBTP, over "
                        + "\(Self.signed(PlatformLimits.mostTruePeak, 0)); lower its sounds"))
        } else if limiting > PlatformLimits.mostLimitingDB, !sound.hasTarget {
            findings.append(
                finding(
                    .mixTruePeak, "",
                    "the sounds add up to \(Self.signed(sound.sumTruePeak)) dBTP, and holding them at "
                        + "\(Self.signed(PlatformLimits.mostTruePeak, 0)) takes \(Self.number(limiting, 1)) dB off the "
                        + "loudest moments, which is heard; lower “vol” of the loudest sounds by as much"))
        }
        if film.seconds - lastSound > PlatformLimits.endSilenceSeconds {
            findings.append(
                finding(
                    .soundEndsEarly, "",
                    "the sound ends at \(Self.number(lastSound, 1)) s, the picture at \(Self.number(film.seconds, 1)) s; "
                        + "let a sound go on (“loop”), or end the picture with it"))
        }
        return findings
    }

    // MARK: Words

    func finding(_ code: DiagnosticCode, _ pointer: String, _ message: String) -> Finding {
        Finding(code: code, severity: .warning, pointer: pointer, message: message)
    }

    /// A number with as many digits behind the point, or without any where they are zeros.
    static func number(_ value: Double, _ digits: Int = 2) -> String {
        var text = String(format: "%.\(digits)f", value)
        if text.contains(".") {
            while text.hasSuffix("0") { text.removeLast() }
            if text.hasSuffix(".") { text.removeLast() }
        }
        return text
    }

    /// A level with a true minus sign.
    static func signed(_ value: Double, _ digits: Int = 1) -> String {
        String(format: "%.\(digits)f", value).replacingOccurrences(of: "-", with: "−")
    }

    static func range(_ start: Double, _ end: Double) -> String {
        "from \(number(start)) s to \(number(end)) s"
    }

    /// The findings, of which those that share code and pointer – cues of one subtitle file – are told once.
    private func merged(_ findings: [Finding]) -> [Finding] {
        struct Key: Hashable {
            var code: DiagnosticCode
            var pointer: String
        }
        var order: [Key] = []
        var groups: [Key: [Finding]] = [:]
        for finding in findings {
            let key = Key(code: finding.code, pointer: finding.pointer)
            if groups[key] == nil { order.append(key) }
            groups[key, default: []].append(finding)
        }
        return order.flatMap { key -> [Finding] in
            let group = groups[key] ?? []
            // Only texts have such a crowd of findings; two black stretches without a segment stay two.
            guard group.count > 1, key.code.isOfTexts, var first = group.first else { return group }
            first.message += " (and \(group.count - 1) more like it here)"
            return [first]
        }
    }
}

extension DiagnosticCode {
    /// Whether it is told of single texts.
    fileprivate var isOfTexts: Bool {
        [.textCut, .textUnsafeZone, .textSmall, .textHidden, .textContrast, .cueFast].contains(self)
    }
}
