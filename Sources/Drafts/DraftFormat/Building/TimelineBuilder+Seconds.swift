import Diagnostics
import MediaTiming
import TimelineModel

/// Telling times that are meant as seconds from times that are meant as milliseconds.
extension TimelineBuilder {
    /// No picture or text that is stated in seconds lasts longer: a minute.
    private static let longestPicture = ExactTime(microseconds: 60_000)
    /// No sound that is stated in seconds lasts longer, and nothing starts later: ten minutes.
    private static let longestDraft = ExactTime(microseconds: 600_000)
    /// A film that is meant lasts longer.
    private static let shortestFilm = MediaTime(milliseconds: 200)
    /// The rates that people count frames at.
    private static let commonRates =
        [24, 25, 30, 50, 60].map { FrameRate($0) }
        + [FrameRate(24_000, 1_001), FrameRate(30_000, 1_001), FrameRate(60_000, 1_001)]

    /// Reports a draft whose times look like seconds: all that it says are small, some of its pictures last no whole number
    /// of frames, and the film is over at once, or a picture within a frame, or a text before it could be read.
    func reportSeconds(_ tracks: [PlacedTrack], duration: MediaTime) -> Bool {
        let stated = tracks.flatMap { track in track.segments.filter(\.hasOwnLength).map { (track.track.kind, $0) } }
        let seen = stated.filter { $0.0 != .sound }.map { (kind: $0.0, length: $0.1.end - $0.1.start) }
        guard let first = stated.first, !hasTimesWithUnit, hasSmallEnd,
            stated.allSatisfy({ $1.end - $1.start <= ($0 == .sound ? Self.longestDraft : Self.longestPicture) }),
            tracks.flatMap(\.segments).allSatisfy({ !$0.hasOwnStart || $0.start <= Self.longestDraft }),
            seen.isEmpty || seen.contains(where: { !isCountedInFrames($0.length) })
        else { return false }
        let frame = shownRate.frameDuration
        let isGone = seen.contains { $0.kind == .text || $0.length.mediaTime(ticksPerSecond: 1_000_000) < frame }
        guard isGone || duration < Self.shortestFilm else { return false }
        let length = first.1.end - first.1.start
        let number = milliseconds(length).dropLast(3)
        log.warning(
            .timesInSeconds, at: draft.field,
            "has times that look like seconds, such as \(number) for the length of \(first.1.field.pointer), but times are "
                + "milliseconds: write \(milliseconds(length.microseconds * 1_000).dropLast(3).filter { $0 != " " }) or “\(number)s”",
            remedy: timesInMilliseconds())
        return true
    }

    /// Whether the draft's own length, where it says one, may be one in seconds.
    private var hasSmallEnd: Bool {
        guard let (field, kind) = draft.find(.d) else { return true }
        guard !values.hasUnit(field) else { return false }
        return values.exactTime(field, kind).map { $0 <= Self.longestDraft } ?? false
    }

    /// Whether a length is a whole number of frames of the draft, or, where it is no whole number of milliseconds, of some
    /// other common rate.
    private func isCountedInFrames(_ length: ExactTime) -> Bool {
        let time = MediaTime(microseconds: length.microseconds)
        if let instant = frameTime(near: time) { return instant > .zero }
        guard length.microseconds % 1_000 != 0 else { return false }
        let tolerance = MediaTime(microseconds: 50)
        return Self.commonRates.contains { ($0.frameTime(near: time, within: tolerance) ?? .zero) > .zero }
    }
}
