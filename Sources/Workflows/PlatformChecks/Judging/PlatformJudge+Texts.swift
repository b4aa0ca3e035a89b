import Diagnostics
import TimelineModel

extension PlatformJudge {
    /// What is wrong with the texts' places, sizes and colors.
    var textFindings: [Finding] {
        film.texts.flatMap { text -> [Finding] in
            if let hidden = hiddenFinding(text) { return [hidden] }
            return [placeFinding(text), sizeFinding(text), contrastFinding(text)].compactMap { $0 }
        }
    }

    // MARK: Place

    /// How far ink reaches over the edges of an area, in canvas pixels.
    private struct Overreach {
        var left: Double
        var top: Double
        var right: Double
        var bottom: Double

        /// What is at most `tolerance` does not count.
        init(of ink: InkBox, over area: InkBox, tolerance: Double) {
            func counted(_ length: Double) -> Double { length > tolerance ? length : 0 }
            left = counted(area.minX - ink.minX)
            top = counted(area.minY - ink.minY)
            right = counted(ink.maxX - area.maxX)
            bottom = counted(ink.maxY - area.maxY)
        }

        var isNone: Bool { sum == 0 }
        var sum: Double { left + top + right + bottom }

        /// The sides in words, the farthest first.
        var sides: [(name: String, length: Double)] {
            [("left", left), ("top", top), ("right", right), ("bottom", bottom)].filter { $0.1 > 0 }
                .sorted { $0.1 > $1.1 }
        }
    }

    private var canvas: InkBox {
        InkBox(minX: 0, minY: 0, maxX: Double(film.canvas.width), maxY: Double(film.canvas.height))
    }

    /// Where nothing is laid over the picture; the whole canvas where it does not fill the player.
    private var safe: InkBox {
        guard hasRatio else { return canvas }
        let margins = limits.margins
        return InkBox(
            minX: canvas.maxX * margins.left, minY: canvas.maxY * margins.top,
            maxX: canvas.maxX * (1 - margins.right), maxY: canvas.maxY * (1 - margins.bottom))
    }

    /// The frames that are measured may be half as large, so an edge is known to two canvas pixels.
    private var tolerance: Double { max(2.5, 0.0025 * Double(min(film.canvas.width, film.canvas.height))) }

    /// The moment at which ink reaches farthest over an area; nil where it does so at less than half of the moments, as
    /// that of a text that passes by.
    private func worst(
        _ text: MeasuredText, over area: InkBox
    ) -> (moment: MeasuredText.Moment, ink: InkBox, over: Overreach)? {
        let all = text.moments.compactMap { moment in
            moment.ink.map { (moment: moment, ink: $0, over: Overreach(of: $0, over: area, tolerance: tolerance)) }
        }
        let bad = all.filter { !$0.over.isNone }
        guard !bad.isEmpty, 2 * bad.count >= all.count else { return nil }
        return bad.max { $0.over.sum < $1.over.sum }
    }

    private func placeFinding(_ text: MeasuredText) -> Finding? {
        if let cut = worst(text, over: canvas) {
            let side = cut.over.sides[0]
            return finding(
                .textCut, text.pointer,
                "\(described(text)) reaches \(Self.number(side.length, 0)) px over the \(side.name) edge of the canvas at "
                    + "\(Self.number(cut.moment.time)) s; \(wayOut(text, cut.moment, cut.ink))")
        }
        guard let unsafe = worst(text, over: safe) else { return nil }
        let side = unsafe.over.sides[0]
        let margin: Double =
            switch side.name {
            case "left": limits.margins.left
            case "right": limits.margins.right
            case "top": limits.margins.top
            default: limits.margins.bottom
            }
        return finding(
            .textUnsafeZone, text.pointer,
            "\(described(text)) reaches \(Self.number(side.length, 0)) px into the \(Self.number(margin * 100, 0)) % at the "
                + "\(side.name == "top" || side.name == "bottom" ? side.name : side.name + " side") that \(platform.name) "
                + "\(platform == .square ? "may cut" : "lays buttons and words over"); "
                + wayOut(text, unsafe.moment, unsafe.ink))
    }

    /// What would bring ink into the safe area.
    private func wayOut(_ text: MeasuredText, _ moment: MeasuredText.Moment, _ ink: InkBox) -> String {
        let over = Overreach(of: ink, over: safe, tolerance: 0)
        var ways: [String] = []
        let (width, height) = (ink.maxX - ink.minX, ink.maxY - ink.minY)
        let share = min((safe.maxX - safe.minX) / width, (safe.maxY - safe.minY) / height)
        if share < 1 {
            let size = ((text.statedSize ?? moment.typeSize) * share * 0.99).rounded(.down)
            ways.append("set it smaller (size \(Self.number(max(1, size), 0)) or less) or on more lines")
        }
        let canvasWidth = Double(film.canvas.width)
        let canvasHeight = Double(film.canvas.height)
        if (safe.maxY - safe.minY) >= height {
            if over.bottom > 0 {
                ways.append(move("up", "y", moment.y, over.bottom / canvasHeight, isDown: true, text))
            } else if over.top > 0 {
                ways.append(move("down", "y", moment.y, over.top / canvasHeight, isDown: false, text))
            }
        }
        if (safe.maxX - safe.minX) >= width {
            if over.right > 0 {
                ways.append(move("left", "x", moment.x, over.right / canvasWidth, isDown: true, text))
            } else if over.left > 0 {
                ways.append(move("right", "x", moment.x, over.left / canvasWidth, isDown: false, text))
            }
        }
        return ways.isEmpty ? "move it inwards" : ways.joined(separator: ", and ")
    }

    private func move(
        _ direction: String, _ key: String, _ value: Double, _ way: Double, isDown: Bool, _ text: MeasuredText
    ) -> String {
        guard text.isInPlace else {
            return "move it \(direction) by \(Self.number((way * 100).rounded(.up) / 100)) (its \(key) has keyframes)"
        }
        // Hundredths are enough for a draft; rounded towards the safe side.
        let goal =
            isDown
            ? ((value - way) * 100 + 1e-9).rounded(.down) / 100 : ((value + way) * 100 - 1e-9).rounded(.up) / 100
        return "move it \(direction): \(key) \(Self.number(goal)) or \(isDown ? "less" : "more")"
    }

    // MARK: Size and contrast

    private func sizeFinding(_ text: MeasuredText) -> Finding? {
        guard let size = text.moments.map(\.typeSize).max(), size > 0 else { return nil }
        let unit = PlatformLimits.phoneWidth / Double(film.canvas.width)
        let shown = size * unit
        guard shown < PlatformLimits.leastTypeSize - 0.01 else { return nil }
        let stated = text.statedSize ?? size
        let wanted = (stated * PlatformLimits.leastTypeSize / shown).rounded(.up)
        return finding(
            .textSmall, text.pointer,
            "\(described(text)) is \(Self.number(shown, 1)) px high on a phone, where the film is "
                + "\(Self.number(PlatformLimits.phoneWidth)) px wide; nobody reads less than "
                + "\(Self.number(PlatformLimits.leastTypeSize)): size \(Self.number(wanted)) or more")
    }

    private func hiddenFinding(_ text: MeasuredText) -> Finding? {
        guard !text.moments.isEmpty, text.moments.allSatisfy(\.isHidden) else { return nil }
        return finding(
            .textHidden, text.pointer,
            "\(described(text)) lies behind a picture that fills the canvas; put its track after that of the picture")
    }

    private func contrastFinding(_ text: MeasuredText) -> Finding? {
        let measured = text.moments.compactMap { moment in moment.contrast.map { (time: moment.time, ratio: $0) } }
        guard let worst = measured.min(by: { $0.ratio < $1.ratio }), worst.ratio < PlatformLimits.leastContrast else {
            return nil
        }
        return finding(
            .textContrast, text.pointer,
            "\(described(text)) has a contrast of \(Self.number((worst.ratio * 10).rounded(.down) / 10, 1)):1 to what is "
                + "around it at \(Self.number(worst.time)) s, below \(Self.number(PlatformLimits.leastContrast)):1; give it "
                + "a “box” or a “stroke”, or another color")
    }

    /// A text and its time.
    func described(_ text: MeasuredText) -> String {
        "“\(Self.short(text.text))” (\(Self.number(text.start)) s to \(Self.number(text.end)) s)"
    }

    /// The start of a text on one line.
    static func short(_ text: String) -> String {
        let line = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        return line.count > 32 ? line.prefix(31) + "…" : line
    }
}
