import TimelineModel

/// What follows a cue's times: WebVTT's cue settings.
///
/// Places are kept in thirds of the canvas, so that they keep the margins that the draft gives its texts.
struct CueSettings {
    /// How high the cue lies, or nil where nothing is said.
    private(set) var height: SubtitleLook.Height?
    /// Where its lines stand, or nil where nothing is said.
    private(set) var alignment: TextStyle.Alignment?
    /// What follows the settings: text that should stand on the next line.
    private(set) var text: Substring = ""
    /// What is not kept.
    private(set) var leftovers: Set<SubtitleLeftover> = []

    /// Rows of text that WebVTT finds on a picture.
    private static let rowCount = 15.0

    /// Reads what follows the times.
    init(_ text: Substring) {
        var reference: Double?
        var position: Double?
        for setting in text.split(whereSeparator: \.isWhitespace) {
            guard let colon = setting.firstIndex(of: ":"), setting.index(after: colon) < setting.endIndex else {
                self.text = text[setting.startIndex...]
                break
            }
            let value = setting[setting.index(after: colon)...]
            switch setting[..<colon] {
            case "line": readLine(value)
            case "position":
                position = Self.percent(value)
                if position == nil { leftovers.insert(.places) }
            case "align":
                switch value {
                case "start", "left": reference = 0
                case "center", "middle": reference = 50
                case "end", "right": reference = 100
                default: leftovers.insert(.others)
                }
            case "size": if Self.percent(value) != 100 { leftovers.insert(.places) }
            case "vertical", "X1", "X2", "Y1", "Y2": leftovers.insert(.places)
            case "region": leftovers.insert(.regions)
            default: leftovers.insert(.others)
            }
        }
        if let place = position ?? reference {
            alignment = place < 100 / 3 ? .left : place > 200 / 3 ? .right : .center
        }
    }

    /// A line is a part of the picture's height, or a row counted from above or, below 0, from below.
    private mutating func readLine(_ value: Substring) {
        if value.hasPrefix("auto") { return }
        var place = Self.percent(value)
        if place == nil, let row = Double(value.prefix { $0 != "," }), abs(row) < 1_000 {
            place = (row < 0 ? row + Self.rowCount : row) / Self.rowCount * 100
        }
        guard let place else {
            leftovers.insert(.places)
            return
        }
        height = place < 100 / 3 ? .top : place < 200 / 3 ? .middle : .bottom
    }

    private static func percent(_ value: Substring) -> Double? {
        let number = value.prefix { $0 != "," }
        guard number.last == "%", let percent = Double(number.dropLast()), (0...100).contains(percent) else {
            return nil
        }
        return percent
    }
}
