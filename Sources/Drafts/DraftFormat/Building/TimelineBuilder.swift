import Diagnostics
import MediaBuffers
import MediaTiming
import TimelineModel

/// Turns a draft's objects into a timeline, and reports everything that keeps it from being one.
final class TimelineBuilder {
    let log: FindingLog
    let values: ValueReader
    let media: MediaLibrary
    let subtitles = SubtitleLibrary()
    let draft: ObjectReader
    let state: SessionState
    /// The canvas, known before any segment is read.
    var canvas = CanvasSize(width: 1_080, height: 1_920)
    /// What is asked of the file that is written, known when the timeline is.
    private(set) var output = OutputRequest()
    /// The frame rate, known before any segment is read.
    var frameRate = FrameRate(30)
    /// Whether a segment says one of its times with a unit.
    var hasTimesWithUnit = false
    private var trackIdentifiers: [String: Pointer] = [:]
    private var segmentIdentifiers: [String: Pointer] = [:]
    private lazy var freeIdentifiers = FreeIdentifiers(of: draft.field)

    /// A builder for a draft and what stands beside it.
    init(draft: ObjectReader, state: SessionState, media: MediaLibrary, log: FindingLog) {
        self.draft = draft
        self.state = state
        self.media = media
        self.log = log
        values = ValueReader(log: log)
    }

    /// The timeline that the draft stands for. It is of use only where the log holds no error.
    func timeline() -> Timeline? {
        guard isKnownVersion() else { return nil }
        readCanvas()
        output = outputRequest()
        if let field = draft[.fps], let rate = values.frameRate(field) { frameRate = rate }
        let background = draft[.background].flatMap { values.color($0)?.onBlack } ?? .black
        let title = draft[.title].flatMap { values.text($0) }
        let loudness = draft.find(.loudness).flatMap { values.number($0.field, $0.kind) }
        guard let trackFields = trackFields() else { return nil }
        media.expectMedia(of: trackFields)
        let errorCount = log.errorCount
        var tracks = trackFields.enumerated().compactMap { placedTrack($0.element, at: $0.offset) }
        if tracks.allSatisfy({ $0.statedCount == 0 }), log.errorCount == errorCount {
            log.error(
                .draftEmpty, at: draft.field,
                "holds no segment that can be rendered; at least one track needs one in “sg”")
            return nil
        }
        resolveTransitions(in: &tracks)
        defer { values.checkUnread(canvas: canvas) }
        guard let duration = duration(of: tracks) else { return nil }
        reportUnseen(tracks, duration: duration)
        return Timeline(
            title: title, canvasSize: canvas, frameRate: frameRate, duration: duration,
            background: background, targetLoudnessLUFS: loudness,
            tracks: tracks.map { $0.finished(within: duration) }, assets: media.assets)
    }

    /// Whether the draft is of a version whose meaning is known; one that is no version at all is reported and passed over.
    private func isKnownVersion() -> Bool {
        guard let (field, kind) = draft.find(.v) else { return true }
        if let whole = values.written(field, units: [])?.wholeValue, whole > 1 {
            log.error(
                .versionUnsupported, at: field,
                "is version \(grouped(Int(whole))) of the draft format, but only version 1 is known; use a newer Workprint"
            )
            return false
        }
        _ = values.wholeNumber(field, kind)
        return true
    }

    /// The draft's tracks, or nil where there are none or too many.
    private func trackFields() -> [Field]? {
        guard let list = draft[.t] else {
            log.error(.missingKey, at: draft.field, "needs “t”, the array of its tracks")
            return nil
        }
        guard let fields = list.elements else {
            log.error(.wrongType, at: list, "is \(list.described), but must be an array of tracks")
            return nil
        }
        guard fields.count <= DraftLimits.trackCount else {
            log.error(
                .draftTooLarge, at: list,
                "has \(grouped(fields.count)) tracks, but a draft may have \(grouped(DraftLimits.trackCount))")
            return nil
        }
        let segmentCount = fields.reduce(0) { sum, track in
            sum + ((track.member("sg") ?? track.member("segments"))?.value.elements?.count ?? 0)
        }
        guard segmentCount <= DraftLimits.segmentCount else {
            log.error(
                .draftTooLarge, at: list,
                "has \(grouped(segmentCount)) segments, but a draft may have \(grouped(DraftLimits.segmentCount))")
            return nil
        }
        return fields
    }

    /// The length of the composition.
    private func duration(of tracks: [PlacedTrack]) -> MediaTime? {
        let given = draft.find(.d)
        let stated = given.flatMap { values.exactTime($0.field, $0.kind) }
        if given != nil, stated == nil { return nil }
        let last = tracks.flatMap(\.segments).map(\.range.end).max() ?? .zero
        let end = stated.map { $0.mediaTime(ticksPerSecond: Self.clock) } ?? last
        // What is there at all does not end with its beginning.
        let duration = frameTime(near: end).flatMap { $0 > .zero ? $0 : nil } ?? end
        guard duration <= MediaTime(microseconds: DraftLimits.duration) else {
            log.error(
                .draftTooLarge, at: given?.field ?? draft.field,
                "lasts \(milliseconds(duration)), but a draft may last 3 hours (\(milliseconds(DraftLimits.duration)))")
            return nil
        }
        return duration > .zero ? duration : nil
    }

    /// The identifier of a track or a segment: its own, or its position.
    func identifier(of object: ObjectReader, position: String, isTrack: Bool) -> String {
        let given = object.find(.id)
        let identifier = given.flatMap { values.text($0.field, $0.kind) } ?? position
        let place = given?.field.pointer ?? object.field.pointer
        let previous =
            isTrack
            ? trackIdentifiers.updateValue(place, forKey: identifier)
            : segmentIdentifiers.updateValue(place, forKey: identifier)
        if let previous {
            log.error(
                .duplicateID, at: given?.field ?? object.field,
                "is \(quoted(identifier)), which \(previous) is already; each \(isTrack ? "track" : "segment") needs its own",
                remedy: given.flatMap { given in
                    freeIdentifiers.next(after: identifier, isTrack: isTrack).map {
                        Remedy(
                            "now \(quoted($0))",
                            [.replace(at: Int(given.field.value.offset), with: JSONTree.string($0).line)])
                    }
                })
        }
        return identifier
    }
}
