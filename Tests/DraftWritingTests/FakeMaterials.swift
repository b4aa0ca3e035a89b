import DraftFormat
import DraftWriting
import MediaTiming
import TimelineModel

/// Facts by a file's name: `.jpg` and `.png` 3:2 stills, `.gif` and `.webp` animations, `.wav` and `.m4a` sounds, others
/// films. A number of four digits or more is
/// the length in milliseconds; without one it is a day.
struct FakeProber: AssetProbing {
    func facts(ofFileAt path: String) throws(AssetProblem) -> AssetFacts {
        let name = path.split(separator: "/").last.map(String.init) ?? ""
        let digits = (name.split(separator: ".").first ?? "").filter(\.isNumber)
        let length = MediaTime(milliseconds: digits.count < 4 ? 86_400_000 : Int64(digits) ?? 86_400_000)
        let ending = name.split(separator: ".").last.map(String.init) ?? ""
        switch ending {
        case "jpg", "png": return Self.picture(.still, ending, .zero)
        case "gif", "webp": return Self.picture(.animation, ending, MediaTime(milliseconds: 1_000))
        case "wav", "m4a": return AssetFacts(kind: .audio, format: ending, picture: nil, sound: Self.sound(length))
        case "mp4", "webm", "mov":
            var facts = Self.picture(.video, ending, length)
            facts.sound = Self.sound(length)
            return facts
        default: throw AssetProblem(.unsupported, "is no medium")
        }
    }

    private static func picture(_ kind: AssetFacts.Kind, _ format: String, _ end: MediaTime) -> AssetFacts {
        AssetFacts(
            kind: kind, format: format,
            picture: PictureFacts(
                width: 1_500, height: 1_000, frameTimes: FrameTimes(starts: [.zero], end: end),
                codec: kind == .still ? "jpeg" : format, isOpaque: true), sound: nil)
    }

    private static func sound(_ end: MediaTime) -> SoundFacts {
        SoundFacts(range: TimeRange(start: .zero, end: end), sampleRate: 48_000, channelCount: 2, codec: "aac")
    }

    static func material(_ path: String) throws -> Material {
        Material(path: path, facts: try FakeProber().facts(ofFileAt: path))
    }
}

/// Letters of six tenths of their size, broken at spaces as a renderer does.
struct PlainMeasure: TextMeasuring {
    func lineWidths(of text: String, size: Double, width: Double) -> [Double]? {
        var widths: [Double] = []
        for line in text.split(separator: "\n") {
            var current = 0.0
            for word in line.split(separator: " ") {
                let length = Double(word.count) * size * 0.6
                if current > 0, current + size * 0.6 + length > width {
                    widths.append(current)
                    current = length
                } else {
                    current += (current > 0 ? size * 0.6 : 0) + length
                }
            }
            widths.append(current)
        }
        return widths
    }
}
