/// A character reference of HTML, such as `&amp;`, `&#39;` or `&#x27;`.
struct CharacterReference {
    /// What it stands for.
    let text: String
    /// The scalars that it takes up, from its “&” on.
    let length: Int

    /// The reference that begins with the first of some scalars, as HTML's “character reference state” finds it; nil where
    /// there is none.
    ///
    /// - Parameter needsSemicolon: whether what HTML takes without a semicolon is text.
    init?(at scalars: ArraySlice<Unicode.Scalar>, needsSemicolon: Bool = false) {
        guard scalars.first == "&" else { return nil }
        let body = scalars.dropFirst()
        let found = body.first == "#" ? Self.numeric(body.dropFirst()) : Self.named(body, needsSemicolon)
        guard let (text, end) = found else { return nil }
        let isClosed = end < scalars.endIndex && scalars[end] == ";"
        guard isClosed || !needsSemicolon else { return nil }
        self.text = text
        length = end - scalars.startIndex + (isClosed ? 1 : 0)
    }

    private static func numeric(_ body: ArraySlice<Unicode.Scalar>) -> (String, end: Int)? {
        let isHexadecimal = body.first == "x" || body.first == "X"
        let rest = isHexadecimal ? body.dropFirst() : body
        let radix: UInt32 = isHexadecimal ? 16 : 10
        var code: UInt32 = 0
        var end = rest.startIndex
        while end < rest.endIndex, let digit = Character(rest[end]).hexDigitValue, rest[end].isASCII,
            digit < Int(radix)
        {
            // Beyond Unicode's last code point it is the replacement character, however many digits follow.
            code = min(code * radix + UInt32(digit), 0x11_0000)
            end += 1
        }
        guard end > rest.startIndex else { return nil }
        let scalar = code == 0 ? nil : Unicode.Scalar(windows1252[code] ?? code)
        return (String(Character(scalar ?? "\u{FFFD}")), end)
    }

    private static func named(_ body: ArraySlice<Unicode.Scalar>, _ needsSemicolon: Bool) -> (String, end: Int)? {
        let name = body.prefix(ReferenceNames.longestName + 1).prefix { scalar in
            scalar.isASCII && (scalar.properties.isAlphabetic || ("0"..."9").contains(scalar))
        }
        if name.endIndex < body.endIndex, body[name.endIndex] == ";", let text = ReferenceNames.texts[string(name)] {
            return (text, name.endIndex)
        }
        guard !needsSemicolon else { return nil }
        for length in stride(from: name.count, to: 1, by: -1) {
            let head = name.prefix(length)
            if ReferenceNames.withoutSemicolon.contains(string(head)), let text = ReferenceNames.texts[string(head)] {
                return (text, head.endIndex)
            }
        }
        return nil
    }

    private static func string(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
        var view = String.UnicodeScalarView()
        view.append(contentsOf: scalars)
        return String(view)
    }

    /// What HTML takes the codes 0x80…0x9F for.
    private static let windows1252: [UInt32: UInt32] = [
        0x80: 0x20AC, 0x82: 0x201A, 0x83: 0x0192, 0x84: 0x201E, 0x85: 0x2026, 0x86: 0x2020, 0x87: 0x2021,
        0x88: 0x02C6, 0x89: 0x2030, 0x8A: 0x0160, 0x8B: 0x2039, 0x8C: 0x0152, 0x8E: 0x017D, 0x91: 0x2018,
        0x92: 0x2019, 0x93: 0x201C, 0x94: 0x201D, 0x95: 0x2022, 0x96: 0x2013, 0x97: 0x2014, 0x98: 0x02DC,
        0x99: 0x2122, 0x9A: 0x0161, 0x9B: 0x203A, 0x9C: 0x0153, 0x9E: 0x017E, 0x9F: 0x0178,
    ]
}
