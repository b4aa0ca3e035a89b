import DraftFormat
import MediaTiming

/// What segments, tracks and times are called.
enum Names {
    /// A track, such as `track 3 “Titles”`.
    static func track(_ track: DraftOutline.Track, _ index: Int) -> String {
        let name = track.name ?? track.identifier
        return "track \(index + 1) " + (name.map(quoted) ?? "(\(track.kind))")
    }

    /// A segment, such as `title “Paradise Found”`.
    static func subject(_ segment: DraftOutline.Segment, of track: DraftOutline.Track) -> String {
        let word: String
        switch track.kind {
        case "video": word = segment.content.hasPrefix("#") ? "color" : "picture"
        case "audio": word = isMusic(segment, of: track) ? "music" : "sound"
        case "text": word = "title"
        default: word = "segment"
        }
        return "\(word) \(quoted(segment.name))"
    }

    /// A sound that loops or makes way for others, or that its track calls music.
    private static func isMusic(_ segment: DraftOutline.Segment, of track: DraftOutline.Track) -> Bool {
        let names = [track.name, track.identifier, segment.identifier].compactMap { $0?.lowercased() }
        return names.contains { $0.contains("music") || $0 == "bgm" }
            || segment.properties.contains { ($0.name == "loop" && $0.value.plain == "yes") }
    }

    /// When a segment is there, such as `0–3 s`.
    static func range(_ segment: DraftOutline.Segment) -> String {
        switch (segment.start, segment.end) {
        case (let start?, let end?): "\(seconds(start))–\(seconds(end)) s"
        case (let start?, nil): "from \(seconds(start)) s to its source's end"
        case (nil, let end?): "until \(seconds(end)) s"
        case (nil, nil): "at a time that hangs on its source"
        }
    }

    /// By how much a segment moved without getting longer or shorter; nil where it did, or where that is not known.
    static func shift(from old: DraftOutline.Segment, to new: DraftOutline.Segment) -> MediaTime? {
        guard let start = old.start, let newStart = new.start, let end = old.end, let newEnd = new.end,
            newStart - start == newEnd - end
        else { return nil }
        return newStart - start
    }

    /// Seconds with at most three decimals, and more where the time is finer.
    static func seconds(_ time: MediaTime) -> String {
        let thousandths = time.nearestTick(atRate: 1_000)
        let isExact = MediaTime(milliseconds: thousandths) == time
        let value = isExact ? Double(thousandths) / 1_000 : Double(time.nearestTick(atRate: 1_000_000)) / 1_000_000
        return value == value.rounded() ? "\(Int64(value))" : "\(value)"
    }

    /// A text in quotes on one line, cut after 60 characters.
    static func quoted(_ text: String) -> String {
        let line = String(text.map { $0.isNewline ? " " : $0 })
        return line.count > 60 ? "“\(line.prefix(60))…”" : "“\(line)”"
    }
}
