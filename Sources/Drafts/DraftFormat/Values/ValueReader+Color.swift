import MediaBuffers

extension ValueReader {
    /// A color.
    func color(_ field: Field) -> RGBAColor? {
        guard let string = field.value.string else {
            wrongType(field, .color)
            return nil
        }
        guard let color = RGBAColor(draft: string) else {
            outOfRange(field, .color)
            return nil
        }
        return color
    }
}

extension RGBAColor {
    /// The color that a text of the draft names: `#rgb`, `#rgba`, `#rrggbb`, `#rrggbbaa` or a CSS name; nil for another text.
    init?(draft text: String) {
        guard text.utf8.count <= 64 else { return nil }
        if text.hasPrefix("#") {
            self.init(hexadecimal: text.dropFirst())
            return
        }
        let name = text.lowercased()
        if name == "transparent" {
            self.init(red: 0, green: 0, blue: 0, alpha: 0)
        } else if let code = NamedColors.codes[name] {
            self.init(code: code << 8 | 0xFF)
        } else {
            return nil
        }
    }

    private init?(hexadecimal digits: Substring) {
        guard digits.utf8.allSatisfy({ Character(Unicode.Scalar($0)).isHexDigit && $0 < 0x80 }),
            let code = UInt32(digits, radix: 16)
        else { return nil }
        switch digits.utf8.count {
        case 3: self.init(short: code << 4 | 0xF)
        case 4: self.init(short: code)
        case 6: self.init(code: code << 8 | 0xFF)
        case 8: self.init(code: code)
        default: return nil
        }
    }

    /// The color of four digits, each of which stands for two.
    private init(short code: UInt32) {
        let wide = (code & 0xF000) << 16 | (code & 0x0F00) << 12 | (code & 0x00F0) << 8 | (code & 0x000F) << 4
        self.init(code: wide | wide >> 4)
    }

    private init(code: UInt32) {
        self.init(
            red: UInt8(truncatingIfNeeded: code >> 24), green: UInt8(truncatingIfNeeded: code >> 16),
            blue: UInt8(truncatingIfNeeded: code >> 8), alpha: UInt8(truncatingIfNeeded: code))
    }

    /// The opaque color that is seen where this one lies on black.
    var onBlack: RGBAColor {
        func dimmed(_ component: UInt8) -> UInt8 { UInt8((Int(component) * Int(alpha) + 127) / 255) }
        return RGBAColor(red: dimmed(red), green: dimmed(green), blue: dimmed(blue))
    }
}
