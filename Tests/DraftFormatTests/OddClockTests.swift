import DraftFormat
import MediaTiming
import TestSupport
import Testing
import TimelineModel

/// What is computed at frames fits 64 bits, whatever rates and times a draft has; a sum that does not fit would trap.
@Suite("Odd rates and odd times")
struct OddClockTests {
    private let bench: DraftBench

    init() throws { bench = try DraftBench() }

    private static let rates = [
        "59.999", "\"60059/1001\"", "12.345", "29.97", "\"59999/1000\"", "1", "47.953", "\"997/31\"",
    ]

    private func time(_ most: Double, _ generator: inout SeededGenerator) -> String {
        let value = Double.random(in: 0.1...most, using: &generator)
        return [
            "\(value)", "\(value.rounded() + 1)", "\"\(value / 1_000)s\"",
            "\((value * 60 / 1_000).rounded() * 1_000 / 60 + 1)",
        ].randomElement(using: &generator) ?? "1"
    }

    @Test("are computed exactly", arguments: rates, 0..<6)
    func isExact(rate: String, seed: Int) throws {
        var generator = SeededGenerator(seed: UInt64(seed) &* 7_919 &+ 1)
        var segments: [String] = []
        for index in 0..<12 {
            let (length, key) = (time(9e5, &generator), time(8e7, &generator))
            let source = ["latte.mp4", "silent.mp4", "coffee.jpg", "party.gif"].randomElement(using: &generator) ?? ""
            let speed = ["1", "0.5", "1.2345", "9.9999", "0.3333"].randomElement(using: &generator) ?? "1"
            let transition = index > 0 && index % 3 == 0 ? #","tr":{"type":"fade","d":0.3}"# : ""
            segments.append(
                #"{"src":"\#(source)","d":\#(length),"ss":\#(time(300, &generator)),"sp":\#(speed),"op":[[0,0],[\#(key),1]]\#(transition)}"#
            )
        }
        let json = pictures(segments.joined(separator: ","), #","m":{"fps":\#(rate)}"#)
        let draft = bench.check(json)
        // A speed may be refused as too fine; what is taken must be computed.
        for finding in draft.findings where finding.severity == .error {
            #expect(finding.message.contains("too fine"), "\(finding)")
        }
        guard let timeline = draft.sketch else { return }
        for segment in timeline.tracks[0].segments {
            guard case .picture(let picture) = segment.content else { continue }
            let frames = timeline.frameRate.frames(in: segment.compositionRange)
            for frame in [frames.lowerBound, (frames.lowerBound + frames.upperBound) / 2, frames.upperBound] {
                let local = timeline.frameRate.time(ofFrame: frame) - segment.compositionRange.start
                let wanted = picture.sourceRange.start + local * picture.playbackRate
                #expect((wanted - picture.sourceRange.start) / picture.playbackRate == local)
                #expect((0...1).contains(picture.placement.opacity.value(at: max(.zero, local))))
                if let transition = segment.transition {
                    #expect((local.seconds / transition.duration.seconds).denominator > 0)
                }
            }
        }
    }
}
