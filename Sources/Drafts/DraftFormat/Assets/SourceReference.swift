import Diagnostics
import Foundation
import MediaBuffers

/// What the text of a `src` stands for.
enum SourceReference: Hashable {
    /// A color instead of a file.
    case color(RGBAColor)
    /// A path, relative or absolute.
    case path(String)
    /// A name in the assets folder, with or without its ending.
    case named(String)
    /// A URL of the web.
    case remote(String)
    /// Nothing that can be looked up; the sentence says why.
    case refused(DiagnosticCode, String)

    /// What a text stands for; only pictures may be colors.
    init(_ text: String, mayBeColor: Bool) {
        if mayBeColor, let color = RGBAColor(draft: text) {
            self = .color(color)
        } else if mayBeColor, text.hasPrefix("#"), !text.contains("."), !text.contains("/") {
            self = .refused(.outOfRange, "is the string \(quoted(text)), but must be \(ValueKind.color.expectation)")
        } else if text.isEmpty {
            self = .refused(.outOfRange, "is an empty string, but must name a file")
        } else if text.utf8.count > DraftLimits.pathBytes {
            let limit = grouped(DraftLimits.pathBytes)
            self = .refused(.outOfRange, "has \(grouped(text.utf8.count)) bytes, but a path has at most \(limit)")
        } else if text.utf8.contains(0) {
            self = .refused(.outOfRange, "holds a NUL character, which no file name can hold")
        } else if let scheme = Self.scheme(of: text) {
            self = Self.reference(text, scheme: scheme)
        } else {
            self = .path(text)
        }
    }

    private static func reference(_ text: String, scheme: String) -> SourceReference {
        let rest = String(text.dropFirst(scheme.count + 1))
        switch scheme.lowercased() {
        case "http", "https": return .remote(text)
        case "asset": return decoded(rest.hasPrefix("//") ? String(rest.dropFirst(2)) : rest) { .named($0) }
        case "file":
            guard rest.hasPrefix("//") else { return decoded(rest) { .path($0) } }
            let location = rest.dropFirst(2)
            let slash = location.firstIndex(of: "/") ?? location.endIndex
            let host = location[..<slash]
            guard host.isEmpty || host.lowercased() == "localhost" else {
                return .refused(
                    .assetUnsupported,
                    "names a file on the machine \(quoted(String(host))); a file:// URL of this machine begins with file:///"
                )
            }
            return decoded(String(location[slash...])) { .path($0) }
        default:
            return .refused(
                .assetUnsupported,
                "uses the scheme \(quoted(scheme)), but a draft names paths, file://, asset://, http:// and https://; "
                    + "a file of that name is written as \(quoted("./" + text))")
        }
    }

    /// The scheme of a URL: two or more letters, digits, `+`, `-` or `.` before a colon, the first one a letter.
    private static func scheme(of text: String) -> String? {
        guard let colon = text.firstIndex(of: ":") else { return nil }
        let scheme = text[..<colon]
        let isScheme = scheme.utf8.allSatisfy { byte in
            let character = Character(Unicode.Scalar(byte))
            return byte < 0x80 && (character.isLetter || character.isNumber || "+-.".contains(character))
        }
        return isScheme && scheme.first?.isLetter == true && scheme.utf8.count >= 2 ? String(scheme) : nil
    }

    private static func decoded(_ text: String, _ make: (String) -> SourceReference) -> SourceReference {
        guard let path = percentDecoded(text), !path.utf8.contains(0), !path.isEmpty else {
            return .refused(
                .outOfRange, "is no URL that names a file; percent signs must stand before two hexadecimal digits")
        }
        return make(path)
    }
}

/// The text that a percent-encoded one stands for, or nil where an escape is broken or the bytes are no UTF-8.
func percentDecoded(_ text: String) -> String? {
    var bytes: [UInt8] = []
    var rest = text.utf8[...]
    while let byte = rest.popFirst() {
        guard byte == UInt8(ascii: "%") else {
            bytes.append(byte)
            continue
        }
        guard rest.count >= 2, let code = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16) else {
            return nil
        }
        bytes.append(code)
        rest = rest.dropFirst(2)
    }
    return String(validating: bytes, as: UTF8.self)
}

/// The last part of a URL's or a path's path, without query and fragment, decoded; nil where there is none.
func lastPathPart(ofURL url: String) -> String? {
    let path = url.prefix { $0 != "?" && $0 != "#" }
    let afterScheme = path.range(of: "://").map { path[$0.upperBound...] } ?? path
    guard let slash = afterScheme.lastIndex(of: "/") else { return nil }
    let name = percentDecoded(String(afterScheme[afterScheme.index(after: slash)...]))
    guard let name, isFileName(name) else { return nil }
    return name
}

/// Whether a text can name a file inside a folder, and nothing else.
func isFileName(_ text: String) -> Bool {
    !text.isEmpty && text != "." && text != ".." && !text.contains("/") && !text.utf8.contains(0)
        && text.utf8.count <= 255
}
