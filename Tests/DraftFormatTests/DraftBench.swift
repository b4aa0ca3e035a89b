import Diagnostics
import DraftFormat
import Foundation
import MediaTiming
import TimelineModel

/// A temporary folder with files that a fake prober knows by their names, and drafts checked against them.
final class DraftBench: Sendable {
    /// The draft's folder.
    let folder: String

    static let files = [
        "coffee.jpg", "logo.png", "latte.mp4", "silent.mp4", "lofi.m4a", "voice.ogg", "voice.flac", "voice.opus",
        "old.ts", "party.gif", "damaged.mp4", "notes.txt", "huge.png", "gone.mp4", "clip.mov", "clip.webm", "Hand.ttf",
        "odd clock.mkv", "b3d1f9.mp4", "long.mp4",
    ]

    init() throws {
        folder =
            FileManager.default.temporaryDirectory.resolvingSymlinksInPath()
            .appending(path: "draft-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(
            atPath: folder + "/clips.mp4", withIntermediateDirectories: true)
        for file in Self.files { try Data().write(to: URL(fileURLWithPath: folder + "/" + file)) }
    }

    deinit { try? FileManager.default.removeItem(atPath: folder) }

    /// Makes a further file, with the folders before it.
    func add(_ path: String, _ text: String = "") throws {
        let url = URL(fileURLWithPath: folder + "/" + path)
        try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: url)
    }

    func check(_ json: String, _ change: (inout DraftReadingOptions) -> Void = { _ in }) -> CheckedDraft {
        check(Array(json.utf8), change)
    }

    /// A draft that is checked, without the warning that its times look like seconds: those of tests are short on purpose.
    func check(_ bytes: [UInt8], _ change: (inout DraftReadingOptions) -> Void = { _ in }) -> CheckedDraft {
        var checked = checkWholly(bytes, change)
        checked.findings.removeAll { $0.code == .timesInSeconds }
        return checked
    }

    func checkWholly(_ bytes: [UInt8], _ change: (inout DraftReadingOptions) -> Void = { _ in }) -> CheckedDraft {
        var options = DraftReadingOptions(baseDirectory: folder)
        change(&options)
        return DraftReader.read(bytes, options: options, prober: FakeProber())
    }

    /// Severity, code and pointer of every finding, such as `error wrong-type /t`.
    func findings(_ json: String, _ change: (inout DraftReadingOptions) -> Void = { _ in }) -> [String] {
        check(json, change).findings.map { finding in
            "\(finding.severity.rawValue) \(finding.code)\(finding.pointer.isEmpty ? "" : " ")\(finding.pointer)"
        }
    }

    /// The timeline of a draft that must have no error.
    func timeline(_ json: String, _ change: (inout DraftReadingOptions) -> Void = { _ in }) throws -> Timeline {
        let draft = check(json, change)
        guard let timeline = draft.timeline else { throw NoTimeline(findings: draft.findings) }
        return timeline
    }

    struct NoTimeline: Error, CustomStringConvertible {
        let findings: [Finding]
        var description: String { findings.map(\.description).joined(separator: "\n") }
    }
}

/// Facts by file name. Videos last 10 s, but `silent.mp4` 4 s and `long.mp4` 4 h; sounds last 20 s.
struct FakeProber: AssetProbing {
    func facts(ofFileAt path: String) throws(AssetProblem) -> AssetFacts {
        switch path.split(separator: "/").last.map(String.init) ?? "" {
        case "coffee.jpg": Self.image("jpeg", .still)
        case "logo.png", "heart.png": Self.image("png", .still)
        case "party.gif": Self.image("gif", .animation)
        case "latte.mp4", "clip.mov", "clip.webm", "b3d1f9.mp4": Self.video("mov", MediaTime(milliseconds: 10_000))
        case "silent.mp4": Self.video("mov", MediaTime(milliseconds: 4_000), hasSound: false)
        case "long.mp4": Self.video("mov", MediaTime(milliseconds: 4 * 3_600_000))
        case "old.ts": Self.video("mpegts", MediaTime(milliseconds: 10_000))
        case "odd clock.mkv": Self.video("matroska", MediaTime(seconds: Rational(7_654_321_987, 1_234_567_891)))
        case "lofi.m4a": Self.audio("mov")
        case "voice.ogg": Self.audio("ogg")
        case "voice.flac": Self.audio("flac")
        case "voice.opus": Self.audio("opus")
        case "damaged.mp4": throw AssetProblem(.damaged, "has no index; export it again")
        case "notes.txt": throw AssetProblem(.unsupported, "is no medium; convert it to mp4")
        case "huge.png": throw AssetProblem(.tooLarge, "has 3 600 megapixels, but at most 100 are read")
        default: throw AssetProblem(.missing, "is not readable")
        }
    }

    private static func image(_ format: String, _ kind: AssetFacts.Kind) -> AssetFacts {
        let starts = kind == .still ? [MediaTime.zero] : [.zero, MediaTime(milliseconds: 600)]
        let times = FrameTimes(starts: starts, end: MediaTime(milliseconds: 1_000))
        return AssetFacts(
            kind: kind, format: format,
            picture: PictureFacts(width: 600, height: 400, frameTimes: times, codec: format),
            sound: nil)
    }

    private static func video(_ format: String, _ end: MediaTime, hasSound: Bool = true) -> AssetFacts {
        let times = FrameTimes(starts: [.zero, MediaTime(milliseconds: 40)], end: end)
        return AssetFacts(
            kind: .video, format: format,
            picture: PictureFacts(width: 1_280, height: 720, frameTimes: times, codec: "h264"),
            sound: hasSound ? sound(end) : nil)
    }

    private static func audio(_ format: String) -> AssetFacts {
        AssetFacts(kind: .audio, format: format, picture: nil, sound: sound(MediaTime(milliseconds: 20_000)))
    }

    private static func sound(_ end: MediaTime) -> SoundFacts {
        SoundFacts(range: TimeRange(start: .zero, end: end), sampleRate: 48_000, channelCount: 2, codec: "aac")
    }
}

/// A draft with one picture track.
func pictures(_ segments: String, _ rest: String = "") -> String { #"{"t":[{"tt":0,"sg":[\#(segments)]}]\#(rest)}"# }

/// A draft with one sound track.
func sounds(_ segments: String, _ rest: String = "") -> String { #"{"t":[{"tt":1,"sg":[\#(segments)]}]\#(rest)}"# }

/// A draft with one text track.
func texts(_ segments: String, _ rest: String = "") -> String { #"{"t":[{"tt":7,"sg":[\#(segments)]}]\#(rest)}"# }

/// A draft with one image and one property of it.
func image(_ property: String) -> String { pictures(##"{"src":"#123","d":1000,\##(property)}"##) }
