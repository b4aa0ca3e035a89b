import DraftDocuments
package import TimelineModel

/// The part of a canvas where text is not covered by what players and platforms lay over the picture, in fractions.
package struct SafeArea: Hashable, Sendable {
    /// Across.
    package var x: ClosedRange<Double>
    /// Down.
    package var y: ClosedRange<Double>

    /// The safe area of a canvas. Phone players lay names, buttons and captions over the top, the right and the lower third
    /// of films in their shape: what none of Reels, TikTok and Shorts covers is left.
    package init(of canvas: CanvasSize) {
        let isTall = Double(canvas.height) >= 1.5 * Double(canvas.width)
        x = isTall ? 0.18...0.82 : 0.08...0.92
        y = isTall ? 0.16...0.64 : 0.1...0.9
    }
}

/// How a line of the draft is set: size, breaks and place, all inside the safe area.
struct TitleSetting {
    /// What a line is.
    enum Role {
        /// The title at the start.
        case title
        /// The line at the end.
        case closing
    }

    /// Type size in pixels.
    private(set) var size: Double
    /// Wrapping width as a fraction of the canvas.
    private(set) var width: Double
    /// The box's middle as a fraction of the canvas height.
    private(set) var y: Double
    private let role: Role
    private let text: String

    private static let lineHeight = 1.16

    /// The setting of a text on a canvas. Throws where it is too long to be read.
    init(_ text: String, _ role: Role, canvas: CanvasSize, measure: any TextMeasuring) throws(DraftWritingProblem) {
        self.text = text
        self.role = role
        let short = Double(min(canvas.width, canvas.height))
        let safe = SafeArea(of: canvas)
        let safeWidth = safe.x.upperBound - safe.x.lowerBound
        // A line of text across a wide canvas is hard to read; it stays within the canvas's height or so.
        let full = min(safeWidth, 1.5 * short / Double(canvas.width)) * Double(canvas.width)
        let mostLines = role == .title ? 3 : 4
        var size = (short * (role == .title ? 0.135 : 0.085)).rounded()
        // A little over the 11 points at which platforms' checks begin to complain, on a phone 390 points wide.
        let smallest = short * 0.0283
        let words = text.split(whereSeparator: \.isWhitespace).map(String.init).filter(Self.breaksAtSpacesOnly)
        func lines(_ width: Double) -> Int? { measure.lineWidths(of: text, size: size, width: width)?.count }
        while true {
            let widest = words.compactMap { measure.lineWidths(of: $0, size: size, width: 100_000)?.max() }.max() ?? 0
            if widest <= full, let count = lines(full), count <= mostLines { break }
            size = (size * 0.94).rounded(.down)
            guard size >= smallest else {
                let name = role == .title ? "--title" : "--closing"
                throw DraftWritingProblem(
                    .request, "the \(name) is too long to be read on \(mostLines) lines; write a shorter one")
            }
        }
        let count = lines(full) ?? 1
        // The narrowest box with as many lines makes them of like length.
        var narrow = words.compactMap { measure.lineWidths(of: $0, size: size, width: 100_000)?.max() }.max() ?? 0
        var wide = full
        for _ in 0..<12 where count > 1 {
            let middle = (narrow + wide) / 2
            if lines(middle) ?? .max <= count { wide = middle } else { narrow = middle }
        }
        self.size = size
        width = ((min(full, wide * 1.02) / Double(canvas.width)) * 1_000).rounded(.down) / 1_000
        let half = Double(count) * Self.lineHeight * size / Double(canvas.height) / 2
        let wanted = role == .title ? Self.titleHeight(safe) : Self.closingHeight(safe)
        let inside = min(safe.y.upperBound - half, max(safe.y.lowerBound + half, wanted))
        y = (inside * 1_000).rounded() / 1_000
    }

    private static func titleHeight(_ safe: SafeArea) -> Double {
        safe.y.lowerBound + (safe.y.upperBound - safe.y.lowerBound) * 0.34
    }

    private static func closingHeight(_ safe: SafeArea) -> Double {
        safe.y.lowerBound + (safe.y.upperBound - safe.y.lowerBound) * 0.5
    }

    /// Whether a word can be broken nowhere; scripts without spaces break between letters.
    private static func breaksAtSpacesOnly(_ word: String) -> Bool {
        word.unicodeScalars.allSatisfy { $0.value < 0x0E00 }
    }

    /// The text segment, from `start` for `duration` microseconds, coming and going softly.
    func segment(start: Int64, duration: Int64, id: String) -> DraftSegment {
        let fade = min(450_000, duration / 4 / 1_000 * 1_000)
        let (arrival, departure) = (DraftTime(microseconds: fade), DraftTime(microseconds: duration - fade))
        let rise = 0.014
        var segment = DraftSegment()
        segment.id = id
        segment.start = DraftTime(microseconds: start)
        segment.duration = DraftTime(microseconds: duration)
        segment.text = text
        segment.y = .fraction(y)
        segment.width = .fraction(width)
        segment.style = style
        var keyframes = DraftKeyframes()
        keyframes.opacity = [
            DraftKeyframe(0, 0), DraftKeyframe(arrival, 1, .easeOut), DraftKeyframe(departure, 1),
            DraftKeyframe(DraftTime(microseconds: duration), 0, .easeIn),
        ]
        keyframes.y = [
            DraftKeyframe(0, .fraction(((y + rise) * 1_000).rounded() / 1_000)),
            DraftKeyframe(arrival, .fraction(y), .easeOut),
        ]
        segment.keyframes = keyframes
        return segment
    }

    private var style: DraftTextStyle {
        var style = DraftTextStyle()
        style.size = DraftPixels(size)
        style.weight = 700
        style.lineHeight = Self.lineHeight
        style.color = "#ffffff"
        var shadow = DraftShadow()
        shadow.color = "#000000b0"
        shadow.x = 0
        shadow.y = DraftPixels((size * 0.035).rounded())
        shadow.blur = DraftPixels((size * 0.09).rounded())
        style.shadow = shadow
        return style
    }
}
