import CTextStack
import TimelineModel

/// A text broken into lines and shaped, with a place for each line. Lengths are canvas pixels from the box's corner.
final class LaidOutText {
    /// One line and where it begins.
    struct Line {
        /// Pango's line; the layout owns it.
        let line: UnsafeMutablePointer<PangoLayoutLine>
        /// Left end of the line.
        let x: Double
        /// Distance of the baseline from the top of the box.
        let baseline: Double
        /// Advance width.
        let width: Double
    }

    /// The lines from top to bottom, at least one.
    let lines: [Line]
    /// What a caller may know of it.
    let metrics: TextMetrics
    /// The text as it is set, its letters changed.
    let text: SettableText
    /// Whether it would be set alike if there were more fonts behind the ones that there are.
    let isComplete: Bool
    /// Whether each emoji that is made of several characters is one picture.
    let hasAllSequences: Bool

    private let layout: OpaquePointer

    /// Places the lines of a layout, which it takes over.
    init(
        layout: OpaquePointer, text: SettableText, request: TextRequest, ascent: Double, descent: Double,
        choice: FontChoice
    ) {
        self.layout = layout
        self.text = text
        let lineHeight = request.style.lineHeight * request.size
        let share: Double =
            switch request.style.alignment {
            case .left: 0
            case .center: 0.5
            case .right: 1
            }
        var lines: [Line] = []
        var missing: [(offset: Int, character: Character)] = []
        let sequences = EmojiSequences.places(in: text.string)
        var partCounts = [Int](repeating: 0, count: sequences.count)
        func sequence(at offset: Int) -> Int? { sequences.firstIndex { $0.range.contains(offset) } }
        var next = pango_layout_get_lines_readonly(layout)
        while let node = next {
            next = node.pointee.next
            guard let line = node.pointee.data?.assumingMemoryBound(to: PangoLayoutLine.self) else { continue }
            var logical = PangoRectangle()
            pango_layout_line_get_extents(line, nil, &logical)
            let width = Double(logical.width) / Double(PANGO_SCALE)
            let left = Double(logical.x) / Double(PANGO_SCALE)
            // The font's ascent and descent lie amid the line's box (CSS half-leading).
            let baseline = Double(lines.count) * lineHeight + (lineHeight - ascent - descent) / 2 + ascent
            lines.append(
                Line(line: line, x: (request.wrapWidth - width) * share - left, baseline: baseline, width: width))
            for run in GlyphRun.runs(of: line) {
                for scalar in run.missingCharacters where sequence(at: scalar.byteOffset) == nil {
                    missing.append((scalar.byteOffset, Character(scalar.character)))
                }
                guard !sequences.isEmpty else { continue }
                for glyph in run.glyphs {
                    guard let index = sequence(at: glyph.byteOffset) else { continue }
                    // A box, or a letter in place of a picture, is as bad as a second part.
                    partCounts[index] += run.isColor && glyph.isDrawn ? 1 : 2
                }
            }
        }
        for (place, count) in zip(sequences, partCounts) where count != 1 {
            missing.append((place.range.lowerBound, place.character))
        }
        var seen: Set<Character> = []
        let missingCharacters = missing.sorted { $0.offset < $1.offset }.map(\.character)
            .filter { seen.insert($0).inserted }
        self.lines = lines
        metrics = TextMetrics(
            size: request.size, lineCount: lines.count, boxWidth: request.wrapWidth,
            boxHeight: Double(lines.count) * lineHeight,
            lineWidths: lines.map(\.width), baselines: lines.map(\.baseline), missingCharacters: missingCharacters,
            substitution: choice.substitution)
        hasAllSequences = partCounts.allSatisfy { $0 == 1 }
        isComplete = choice.isComplete && missingCharacters.isEmpty
    }

    deinit { g_object_unref(UnsafeMutableRawPointer(layout)) }
}
