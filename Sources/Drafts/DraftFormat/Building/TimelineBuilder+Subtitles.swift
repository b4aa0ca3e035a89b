import Diagnostics
import MediaTiming
import TimelineModel

extension TimelineBuilder {
    /// How far down subtitles lie where the draft does not say: above what players lay over a picture's lower fifth.
    private static let subtitleHeight = "75%"

    /// Whether a text segment has its text from a subtitle file.
    static func namesSubtitles(_ segment: Field) -> Bool {
        let metadata = ["m", "metadata", "meta"].compactMap { segment.member($0)?.value.members }
        let members = (segment.value.members ?? []) + metadata.flatMap { $0 }
        return members.contains { KeyTable.text.key(spelled: $0.name)?.key.name == .src && !$0.value.isNull }
    }

    /// The segments of a text track that names a subtitle file; nil for another track.
    func trackSubtitles(_ track: ObjectReader, _ kind: Track.Kind, trackIndex: Int) -> [PlacedSegment]? {
        let names: [DraftName] = [.src, .style, .x, .y, .w]
        guard kind == .text, let source = track[.src] else {
            for (name, field, _) in track.unread where names.contains(name) {
                log.warning(
                    .unknownKey, at: field,
                    "is a key of text tracks with a subtitle file in “src”, and has no effect here")
            }
            return nil
        }
        // The template below is read and checked in place of them.
        for name in names { _ = track[name] }
        let index = track[.sg]?.value.elements?.count ?? 0
        let members = (track.field.value.members ?? []).filter { member in
            KeyTable.track.key(spelled: member.name).map { names.contains($0.key.name) } ?? false
        }
        let template = Field(
            value: JSONValue(content: .object(members), offset: source.value.offset), pointer: track.field.pointer)
        return segmentSubtitles(template, position: (trackIndex, index), previousEnd: .zero)?.segments ?? []
    }

    /// The segments that a text segment with a subtitle file stands for, one for each cue; nil where it cannot be placed.
    ///
    /// The cues' times count from the segment's start, and its end cuts them off.
    func segmentSubtitles(
        _ field: Field, position: (track: Int, segment: Int), previousEnd: ExactTime
    ) -> (segments: [PlacedSegment], end: ExactTime)? {
        // Only to find the source: what is wrong elsewhere is reported when the template is read.
        guard let object = ObjectReader(field, .text, FindingLog()), let source = object[.src] else { return nil }
        guard let file = subtitleFile(source), let last = file.cues.last else { return nil }
        if let text = object[.tx] {
            log.warning(
                .duplicateKey, at: text,
                "stands beside \(source.pointer), whose subtitles are used; remove one of the two")
        }
        let template = Self.template(of: field, object, duration: last.end)
        guard
            let placed = placedSegment(
                template, .text, position: position, previousEnd: previousEnd, followsUnknown: false,
                isPreviousGuessed: false)
        else { return nil }
        let statesAlignment =
            object[.style]?.value.members?.contains { KeyTable.textStyle.key(spelled: $0.name)?.key.name == .align }
            ?? false
        var segments: [PlacedSegment] = []
        for (index, cue) in file.cues.enumerated() {
            let start = placed.start + ExactTime(microseconds: cue.start * 1_000)
            guard start < placed.end else { break }
            var cue = cue
            if statesAlignment { cue.look.alignment = nil }
            let end = placed.start + ExactTime(microseconds: cue.end * 1_000)
            segments.append(
                placed.showing(
                    cue, number: index, from: start, to: min(placed.end, end), canvasHeight: canvas.height))
        }
        if let cue = file.cues.first(where: { placeholder(in: $0.text) != nil }) {
            reportPlaceholder(in: cue.text, at: source)
        }
        subtitles.usedCueCount += segments.count
        guard subtitles.usedCueCount <= DraftLimits.segmentCount else {
            log.error(
                .draftTooLarge, at: source,
                "brings the draft to more than \(grouped(DraftLimits.segmentCount)) segments, the most that it may have"
            )
            return nil
        }
        return (segments, placed.end)
    }

    /// The text segment that every cue copies: the same properties, with an empty text and a length.
    private static func template(of field: Field, _ object: ObjectReader, duration: Int64) -> Field {
        let offset = field.value.offset
        func member(_ name: DraftName, _ content: JSONValue.Content) -> JSONMember {
            JSONMember(name: name.rawValue, offset: offset, value: JSONValue(content: content, offset: offset))
        }
        var members = (field.value.members ?? []).filter { member in
            KeyTable.text.key(spelled: member.name).map { ![.src, .tx].contains($0.key.name) } ?? true
        }
        members.insert(member(.tx, .string("")), at: 0)
        if object[.d] == nil, object[.end] == nil, let number = DecimalNumber("\(duration)".utf8) {
            members.append(member(.d, .number(number)))
        }
        let keyframes = object[.kf]?.value
        if object[.y] == nil, object[.position] == nil, keyframes?["y"] == nil {
            members.append(member(.y, .string(subtitleHeight)))
        }
        return Field(value: JSONValue(content: .object(members), offset: offset), pointer: field.pointer)
    }

    /// The cues of the file that a `src` names, found as other assets are; nil and a report where there are none.
    private func subtitleFile(_ source: Field) -> SubtitleFile? {
        guard let text = source.value.string else {
            log.error(.wrongType, at: source, "is \(source.described), but must be a string that names a subtitle file")
            return nil
        }
        switch media.location(of: SourceReference(text, mayBeColor: false), named: text) {
        case .problem(let code, let message, let meant):
            log.error(code, at: source, message, remedy: MediaLibrary.remedy(meant, at: source))
            return nil
        case .file(let path):
            let (reading, isFirst) = subtitles.reading(ofFileAt: path)
            switch reading {
            case .problem(let code, let message):
                log.error(code, at: source, message)
                return nil
            case .file(let file):
                for problem in file.problems where isFirst {
                    let code: DiagnosticCode =
                        switch problem.kind {
                        case .malformed: .subtitleMalformed
                        case .overlap: .subtitleOverlap
                        case .markup: .subtitleMarkup
                        }
                    log.warning(
                        code, at: source, "\(quoted(fileName(of: path))): line \(problem.line) \(problem.message)")
                }
                return file
            }
        }
    }
}

extension PlacedSegment {
    /// The segment with a cue's text and time.
    fileprivate func showing(
        _ cue: SubtitleCue, number: Int, from start: ExactTime, to end: ExactTime, canvasHeight: Int
    ) -> PlacedSegment {
        var shown = segment
        if var copy = segment, case .text(var text) = copy.content {
            text.text = cue.text
            text.take(cue.look, canvasHeight: Double(canvasHeight))
            copy.content = .text(text)
            copy.id = "\(identifier)/cue/\(number)"
            copy.name = firstLine(of: cue.text)
            shown = copy
        }
        return PlacedSegment(
            field: field, identifier: "\(identifier)/cue/\(number)", index: index, followsUnknown: followsUnknown,
            isGuessed: isGuessed, start: start, end: end, isCue: true, segment: shown)
    }
}

extension TextContent {
    /// Takes over how a cue looks.
    fileprivate mutating func take(_ look: SubtitleLook, canvasHeight: Double) {
        if look.isItalic { style.isItalic = true }
        if look.isBold { style.weight = max(style.weight, 700) }
        if let color = look.color {
            style.color = color
            self.color = .constant(color)
        }
        if let alignment = look.alignment { style.alignment = alignment }
        switch look.height {
        case nil, .bottom: break
        case .middle:
            placement.y = .constant(canvasHeight / 2)
            placement.anchorY = 0.5
        case .top:
            // Where the draft's texts are above already, so are these.
            guard placement.y.value(at: .zero) > canvasHeight / 2 else { break }
            placement.y = placement.y.map { canvasHeight - $0 }
            placement.anchorY = 1 - placement.anchorY
        }
    }
}
