import Diagnostics
import Foundation
import MediaBuffers
import MediaTiming
import OutputVerification
import TestSupport
import Testing

@Suite("Verdicts on sound")
struct SoundVerdictTests {
    /// One way to spoil a mix, and what should be said of it.
    struct Case: Sendable, CustomTestStringConvertible {
        var name: String
        var kilobits = 128
        /// Codes of failures that must be told, and no others.
        var codes: [String]
        /// The first pointer of the first failure.
        var pointer: String?
        /// What the first failure measured, within 0.2.
        var measured: Double?
        /// A part of the first failure's message.
        var words: String?
        var spoil: @Sendable (SoundScene) -> StereoSamples
        var testDescription: String { name }
    }

    static func db(_ value: Double) -> Float { Float(pow(10, value / 20)) }

    static let cases: [Case] = [
        Case(name: "AAC 192", kilobits: 192, codes: []) { $0.mix() },
        Case(name: "AAC 128", codes: []) { $0.mix() },
        Case(name: "AAC 96", kilobits: 96, codes: []) { $0.mix() },
        Case(name: "AAC 64", kilobits: 64, codes: []) { $0.mix() },
        Case(name: "3 ms late", codes: []) { $0.mix().moved(by: 144) },
        Case(name: "BGM -0.5 dB", codes: []) { $0.mix(music: { _ in db(-0.5) }) },
        Case(name: "edit list ignored", codes: ["sound-late"], measured: 21.33, words: "21.3 ms late throughout") {
            $0.mix().moved(by: 1_024)
        },
        Case(name: "10 ms late", codes: ["sound-late"], words: "10.0 ms late throughout") { $0.mix().moved(by: 480) },
        Case(name: "40 ms late", codes: ["sound-late"], measured: 40, words: "40.0 ms late throughout") {
            $0.mix().moved(by: 1_920)
        },
        Case(name: "40 ms early", codes: ["sound-early"], measured: -40, words: "40.0 ms early throughout") {
            $0.mix().moved(by: -1_920)
        },
        Case(name: "300 ms late", codes: ["sound-late"], words: "300.0 ms late throughout") {
            $0.mix().moved(by: 14_400)
        },
        Case(name: "40 ms late from 5 s on", codes: ["sound-drift"], words: "from 5.0 s on the sound is 40.0 ms late") {
            $0.mix().moved(by: 1_920, from: 240_000)
        },
        Case(name: "40 ms late from 12 s on", codes: ["sound-drift"], words: "from 12.0 s on the sound is 40.0 ms late")
        {
            $0.mix().moved(by: 1_920, from: 576_000)
        },
        Case(name: "drift of 0.05 %", codes: ["sound-drift"], words: "drifts") { scene in
            let mix = scene.mix()
            return mix.changed { index, _ in
                let place = Double(index) * 0.9995
                let (whole, part) = (Int(place), Float(place - Double(Int(place))))
                guard whole + 1 < mix.frameCount else { return .zero }
                return SIMD2(mix.left[whole], mix.right[whole]) * (1 - part)
                    + SIMD2(mix.left[whole + 1], mix.right[whole + 1]) * part
            }
        },
        Case(name: "gain -1 dB", codes: ["sound-gain"], measured: -1, words: "dB too quiet throughout") {
            $0.mix().changed { $1 * db(-1) }
        },
        Case(
            name: "gain -3 dB from 6 s to 12 s", codes: ["sound-gain"], measured: -3,
            words: "dB too quiet from 6.0 s to 12.0 s"
        ) {
            $0.mix().changed { (288_000..<576_000).contains($0) ? $1 * db(-3) : $1 }
        },
        Case(
            name: "BGM -1.5 dB", codes: ["stem-gain"], pointer: "/t/2", measured: -1.5, words: "dB too quiet throughout"
        ) {
            $0.mix(music: { _ in db(-1.5) })
        },
        Case(name: "BGM -6 dB", codes: ["stem-gain"], pointer: "/t/2", measured: -6, words: "dB too quiet throughout") {
            $0.mix(music: { _ in db(-6) })
        },
        Case(name: "BGM +6 dB", codes: ["stem-gain"], pointer: "/t/2", measured: 6, words: "dB too loud throughout") {
            $0.mix(music: { _ in db(6) })
        },
        Case(
            name: "BGM +6 dB until 12 s", codes: ["stem-gain"], pointer: "/t/2",
            measured: 6, words: "dB too loud from 0.0 s to 12.0 s"
        ) { $0.mix(music: { $0 < 576_000 ? db(6) : 1 }) },
        Case(name: "BGM missing", codes: ["stem-missing"], pointer: "/t/2", words: "BGM is missing throughout") {
            $0.mix(music: { _ in 0 })
        },
        Case(
            name: "voice missing", codes: ["stem-missing"], pointer: "/t/1", words: "voice is missing from 2.0 s to 17."
        ) {
            $0.mix(voice: { _ in 0 })
        },
        Case(
            name: "voice missing from 12 s", codes: ["stem-missing"], pointer: "/t/1",
            words: "voice is missing from 12.0 s to 17."
        ) { $0.mix(voice: { $0 < 576_000 ? 1 : 0 }) },
        Case(name: "voice +3 dB", codes: ["stem-gain"], pointer: "/t/1", measured: 3, words: "dB too loud") {
            $0.mix(voice: { _ in db(3) })
        },
        Case(
            name: "voice 40 ms late", codes: ["stem-late"], pointer: "/t/1", measured: 40,
            words: "voice is 40.0 ms late on its own from 2.0 s to 17."
        ) { $0.mix(voiceMoved: 1_920) },
        Case(
            name: "voice 40 ms early", codes: ["stem-early"], pointer: "/t/1", measured: -40,
            words: "voice is 40.0 ms early on its own from 2.0 s to 17."
        ) { $0.mix(voiceMoved: -1_920) },
        Case(name: "BGM 40 ms late", codes: ["stem-late"], pointer: "/t/2", measured: 40, words: "BGM is 40.0 ms late")
        {
            $0.mix(musicMoved: 1_920)
        },
        Case(name: "BGM 40 ms early", codes: ["stem-early"], pointer: "/t/2", measured: -40) {
            $0.mix(musicMoved: -1_920)
        },
        Case(name: "voice 300 ms late", codes: ["stem-late"], pointer: "/t/1", measured: 300) {
            $0.mix(voiceMoved: 14_400)
        },
        Case(
            name: "quiet voice 40 ms late at 64 kb/s", kilobits: 64, codes: ["stem-gain", "stem-late"], pointer: "/t/1"
        ) {
            $0.mix(voice: { _ in db(-6) }, voiceMoved: 1_920)
        },
        Case(name: "voice 3 ms late", codes: []) { $0.mix(voiceMoved: 144) },
        Case(name: "voice 40 ms late, all 20 ms late", codes: ["sound-late", "stem-late"]) {
            $0.mix(voiceMoved: 1_920).moved(by: 960)
        },
        Case(name: "inverted", codes: ["sound-inverted"], words: "the sound is inverted") { $0.mix().changed { -$1 } },
        Case(name: "right inverted", codes: ["sound-inverted"], words: "the right channel is inverted") {
            $0.mix().changed { $1 * SIMD2(1, -1) }
        },
        Case(name: "swapped", codes: ["sound-channels"], words: "left and right are swapped") {
            $0.mix().changed { SIMD2($1.y, $1.x) }
        },
        Case(name: "left channel silent", codes: ["sound-channels"], words: "the left channel is silent") {
            $0.mix().changed { $1 * SIMD2(0, 1) }
        },
        Case(name: "made mono", codes: ["sound-channels"], words: "both channels are the same") {
            $0.mix().changed { SIMD2(repeating: ($1.x + $1.y) / 2) }
        },
        Case(
            name: "hole of 1 s", codes: ["sound-missing"],
            words: "nothing is heard from 7.0 s to 8.0 s"
        ) {
            $0.mix().changed { (336_000..<384_000).contains($0) ? .zero : $1 }
        },
        Case(name: "silent", codes: ["sound-missing"], words: "nothing is heard throughout") {
            $0.mix().changed { _, _ in .zero }
        },
        Case(name: "clipped", codes: ["sound-gain", "sound-clipped"]) {
            $0.mix().changed { ($1 * db(15)).clamped(lowerBound: SIMD2(-1, -1), upperBound: SIMD2(1, 1)) }
        },
        Case(name: "clicks every 2 s", codes: ["sound-clicks"], words: "clicks every 2.00 s") {
            $0.mix().changed { index, value in index % 96_000 == 48_000 ? value + 0.35 : value }
        },
        Case(name: "joins every 2 s", codes: ["sound-clicks"], words: "every 2.00 s") {
            // As where pieces were coded one by one: each begins with the silence of the encoder's delay.
            $0.mix().changed { index, value in index >= 96_000 && index % 96_000 < 1_024 ? .zero : value }
        },
        Case(name: "200 ms short", codes: ["sound-short"], words: "the sound ends at 23.8") {
            $0.mix().cut(to: SoundScene.length - 9_600)
        },
        Case(name: "another music", codes: ["sound-differs"], pointer: "/t/2") { scene in
            let other = SoundScene.read("audio/music-metal-vbr.mp3", seconds: SoundScene.seconds)
            return scene.mix(music: { _ in 0 }).changed { $1 + SIMD2(other.left[$0], other.right[$0]) * 0.35 }
        },
    ]

    @Test("real voice and music, coded by AAC", arguments: cases)
    func coded(_ example: Case) throws {
        let scene = SoundScene.shared
        let export = try SoundScene.coded(example.spoil(scene), kilobits: example.kilobits)
        let start = DispatchTime.now().uptimeNanoseconds
        let (report, deviations) = try SoundJudge(
            frameRate: FrameRate(30), duration: MediaTime(milliseconds: 24_000)
        ).judge(export: export, reference: HeldSound(scene.mix()), stems: scene.stems)
        let spent = Double(DispatchTime.now().uptimeNanoseconds - start) / 1e6
        if ProcessInfo.processInfo.environment["WORKPRINT_SHOW"] != nil {
            Self.show(example.name, report, deviations, spent)
        }
        let failures = deviations.filter { $0.severity == .failure }
        #expect(Set(failures.map(\.code.rawValue)) == Set(example.codes), "\(failures.map(\.message))")
        #expect(failures.count == example.codes.count, "\(failures.map(\.message))")
        if let pointer = example.pointer { #expect(failures.first?.pointers.first == pointer) }
        if let measured = example.measured {
            let found = try #require(failures.first?.measured)
            #expect(abs(found - measured) < 0.2, "\(found)")
        }
        if let words = example.words {
            #expect(failures.first?.message.contains(words) == true, "\(failures.map(\.message))")
        }
    }

    @Test("without the tracks, a wrong mix still differs", arguments: [0, 0.25, 0.5, 0.84, 1.19, 2])
    func withoutStems(gain: Float) throws {
        let scene = SoundScene.shared
        let export = try SoundScene.coded(scene.mix(music: { _ in gain }), kilobits: 128)
        let (report, deviations) = try SoundJudge(frameRate: FrameRate(30), duration: MediaTime(milliseconds: 24_000))
            .judge(export: export, reference: HeldSound(scene.mix()))
        #expect(deviations.contains { $0.severity == .failure }, "\(report.bands)")
        #expect(
            deviations.allSatisfy { ["sound-differs", "sound-missing", "sound-clicks"].contains($0.code.rawValue) })
    }

    static func show(_ name: String, _ report: SoundReport, _ deviations: [Deviation], _ spent: Double) {
        func text(_ value: Double?) -> String { value.map { String(format: "%.3f", $0) } ?? "-" }
        let lags = report.windows.map { $0.lagMilliseconds.map { String(format: "%.1f", $0) } ?? "-" }.joined(
            separator: " ")
        let bands = report.bands.map { String(format: "%.1f/%.1f", $0.difference, $0.difference95) }.joined(
            separator: " ")
        let stems = report.stems.map {
            String(format: "\($0.name) %.2f [%.1f %.1f]", $0.gain, $0.seconds.lowerBound, $0.seconds.upperBound)
        }.joined(separator: " ")
        let least = report.windows.compactMap(\.correlation).min()
        let loudness = (report.exportLoudnessLUFS ?? -70) - (report.referenceLoudnessLUFS ?? -70)
        print(
            "## \(name): lag \(text(report.lagMilliseconds)) r \(text(report.correlation)) min \(text(least))",
            "LU \(text(loudness)) TP \(text(report.exportTruePeakDBTP)) bands \(bands) | \(stems) | \(Int(spent)) ms\n   lags \(lags)"
        )
        for deviation in deviations {
            print(
                "   -> \(deviation.code) \(deviation.message) \(deviation.pointers)",
                deviation.frames.map { "\($0)" } ?? "")
        }
    }
}
