/// What a key's value may be: enough to read it, to say what would be right, and to write a schema.
indirect enum ValueKind: Sendable {
    /// Anything; it is not read.
    case anything
    /// A string of at most 65 536 bytes.
    case text
    /// An identifier: a string of 1 to 1024 bytes.
    case identifier
    /// `true` or `false`.
    case truth
    /// A number within a range.
    case number(ClosedRange<Double>)
    /// A whole number within a range.
    case wholeNumber(ClosedRange<Int64>)
    /// A font's weight: 100…900, or its name, such as `"bold"`.
    case weight
    /// Canvas pixels: a number, or a string such as `"12px"`.
    case pixels(ClosedRange<Double>)
    /// A time within a range of microseconds: milliseconds, or a string such as `"1.5s"`.
    case time(ClosedRange<Int64>)
    /// A length along the canvas's width: a fraction of it, `"50%"` or `"540px"`; the range is in canvas widths.
    case horizontalLength(ClosedRange<Double>)
    /// A length along the canvas's height; the range is in canvas heights.
    case verticalLength(ClosedRange<Double>)
    /// One factor for both axes, or `[x, y]`.
    case scale
    /// A linear gain 0…4, `"35%"` or `"-6dB"`.
    case gain
    /// `#rgb`, `#rgba`, `#rrggbb`, `#rrggbbaa` or a CSS color name.
    case color
    /// One word of a list; other case styles of it are taken too.
    case word([String])
    /// Four fractions: left, top, right, bottom.
    case insets
    /// Frames per second 1…60.
    case frameRate
    /// A CSS timing function by name, or its four numbers.
    case easing
    /// The name of a file, a URL, or for pictures a color.
    case asset
    /// What a track carries: 0, 1, 7 or a word.
    case trackType
    /// Two values of a kind.
    case pair(ValueKind, ValueKind)
    /// An object with the keys of a table.
    case object(KeyTable)
    /// Objects of the same table.
    case objects(KeyTable)
    /// An array that is read element by element.
    case list

    /// What a value should be, for messages: `must be …`.
    var expectation: String {
        switch self {
        case .anything: "anything"
        case .text: "a string of at most 65 536 bytes"
        case .identifier: "a string of 1 to 1 024 bytes"
        case .truth: "true or false"
        case .number(let range): "a number from \(plain(range.lowerBound)) to \(plain(range.upperBound))"
        case .wholeNumber(let range):
            "a whole number from \(grouped(Int(range.lowerBound))) to \(grouped(Int(range.upperBound)))"
        case .weight: "a whole number from 100 to 900, or a name such as “bold”"
        case .pixels(let range):
            "a number of pixels from \(plain(range.lowerBound)) to \(plain(range.upperBound))"
        case .time(let range):
            range.lowerBound > 0
                ? "a time above 0 ms, at most \(milliseconds(range.upperBound)), such as 1500 or “1.5s”"
                : "a time from 0 ms to \(milliseconds(range.upperBound)), such as 1500 or “1.5s”"
        case .horizontalLength(let range):
            "a fraction of the canvas width from \(plain(range.lowerBound)) to \(plain(range.upperBound)), "
                + "or a string such as “50%” or “540px”" + edgeExpectation
        case .verticalLength(let range):
            "a fraction of the canvas height from \(plain(range.lowerBound)) to \(plain(range.upperBound)), "
                + "or a string such as “50%” or “960px”" + edgeExpectation
        case .scale: "a number from 0 to 100, or two of them as [x, y]"
        case .gain: "a gain from 0 to 4, or a string such as “35%” or “-6dB”"
        case .color: "a color such as “#204060”, “#20406080” or a CSS color name"
        case .word(let words): words.count == 1 ? quoted(words[0]) : "one of \(alternatives(words))"
        case .insets:
            "[left, top, right, bottom], fractions from 0 to below 1 that leave some of the picture"
        case .frameRate: "a frame rate from 1 to 60, such as 30, 29.97 or “30000/1001”"
        case .easing:
            "one of linear, ease, ease-in, ease-out, ease-in-out or hold, or [x1, y1, x2, y2] with both x from 0 to 1"
        case .asset: "a string that names a file or a color"
        case .trackType: "0 (video), 1 (audio) or 7 (text)"
        case .pair: "two values as [x, y]"
        case .object(let table): "an object: \(table.title)" + (table.example.map { ", such as \($0)" } ?? "")
        case .objects(let table):
            "an array of objects: \(table.title)" + (table.example.map { ", such as [\($0)]" } ?? "")
        case .list: "an array"
        }
    }
}

extension ValueKind {
    /// Units that may stand behind a number in a string. Without one the number is what it is without quotation marks.
    var units: [String] {
        switch self {
        case .number(-36_000...36_000): ["deg", "°"]
        case .number(-30 ... -5): ["lufs"]
        case .number: ["%"]
        case .wholeNumber(16...1_920), .pixels: ["px"]
        default: []
        }
    }

    /// The words for places along a side of the canvas; none for what is no place.
    var edges: [String] {
        switch self {
        case .horizontalLength(let range) where range.lowerBound < 0: ["left", "center", "right"]
        case .verticalLength(let range) where range.lowerBound < 0: ["top", "center", "bottom"]
        default: []
        }
    }

    /// What a message says of them; empty for what is no place.
    var edgeExpectation: String { edges.isEmpty ? "" : ", or \(alternatives(edges))" }
}
