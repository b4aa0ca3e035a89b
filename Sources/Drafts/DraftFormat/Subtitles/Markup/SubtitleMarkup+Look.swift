import MediaBuffers
import TimelineModel

extension SubtitleMarkup {
    /// The colors that WebVTT gives the classes of these names.
    private static let colorClasses: Set<String> = [
        "white", "lime", "cyan", "red", "yellow", "magenta", "blue", "black",
    ]

    /// What a tag does to the letters after it.
    mutating func apply(_ name: String, _ classes: [Substring], _ attributes: [String: Substring]) {
        switch name {
        case "i", "em": state.isItalic = true
        case "b", "strong": state.isBold = true
        case "u", "s", "ins", "del", "strike": state.hasLine = true
        case "font":
            for (attribute, value) in attributes {
                switch attribute {
                case "color": setColor(String(value))
                case "face", "size": leftovers.insert(.fonts)
                default: leftovers.insert(.others)
                }
            }
        case "rt": leftovers.insert(.ruby)
        // Who speaks, in which language, and the classes of style sheets do not change how a text looks.
        case "c", "v", "lang", "ruby", "rp": break
        case "span", "p", "div": if !attributes.isEmpty { leftovers.insert(.others) }
        default: leftovers.insert(.others)
        }
        for name in classes {
            if Self.colorClasses.contains(String(name)) {
                state.color = RGBAColor(draft: String(name))
            } else if name.hasPrefix("bg_"), Self.colorClasses.contains(String(name.dropFirst(3))) {
                leftovers.insert(.others)
            }
        }
    }

    private mutating func setColor(_ text: String) {
        if let color = RGBAColor(draft: text) ?? RGBAColor(draft: "#" + text) {
            state.color = color
        } else {
            leftovers.insert(.others)
        }
    }

    /// What one override of SubStation Alpha, without its backslash, does.
    mutating func applyOverride(_ text: Substring) {
        let name = text.prefix { $0.isLetter }
        let value = text[name.endIndex...].filter { !$0.isWhitespace }
        switch name {
        case "an": setPlace(Int(value) ?? 0)
        case "a":
            // The older numbers: 1 to 3 below, 5 to 7 above, 9 to 11 amid.
            let number = Int(value) ?? 0
            setPlace(number & 3 == 0 ? 0 : (number & 3) + [0, 6, 3, 0][min(3, max(0, number >> 2))])
        case "i": state.isItalic = value == "1"
        case "b": state.isBold = value == "1" || (Int(value) ?? 0) >= 600
        case "u", "s": state.hasLine = value == "1"
        case "c": setColor(overriding: value)
        case "r": state = State()
        case "p": state.isDrawing = (Int(value) ?? 0) > 0
        case "k", "K", "kf", "ko", "kt": leftovers.insert(.wordTimes)
        case "pos", "move", "org", "clip", "iclip": leftovers.insert(.places)
        case "fn", "fs", "fsp", "fscx", "fscy", "fe", "bord", "xbord", "ybord", "shad", "be", "blur":
            leftovers.insert(.fonts)
        default:
            if name.isEmpty, value.hasPrefix("1c") {
                setColor(overriding: value.dropFirst(2))
            } else {
                leftovers.insert(.others)
            }
        }
        if state.isDrawing { leftovers.insert(.others) }
    }

    /// A color as `&HBBGGRR&`; without one the style's own comes back.
    private mutating func setColor(overriding value: some StringProtocol) {
        let digits = String(value.filter { !"&Hh".contains($0) })
        if digits.isEmpty {
            state.color = nil
        } else if let code = UInt32(digits, radix: 16) {
            state.color = RGBAColor(
                red: UInt8(code & 0xFF), green: UInt8(code >> 8 & 0xFF), blue: UInt8(code >> 16 & 0xFF))
        } else {
            leftovers.insert(.others)
        }
    }

    /// A place as on a keypad of digits: 1 below at the left, 9 above at the right. The first of a cue holds.
    private mutating func setPlace(_ number: Int) {
        guard (1...9).contains(number) else {
            leftovers.insert(.others)
            return
        }
        guard look.height == nil else { return }
        let heights: [SubtitleLook.Height] = [.bottom, .middle, .top]
        let alignments: [TextStyle.Alignment] = [.left, .center, .right]
        look.height = heights[(number - 1) / 3]
        look.alignment = alignments[(number - 1) % 3]
    }
}
