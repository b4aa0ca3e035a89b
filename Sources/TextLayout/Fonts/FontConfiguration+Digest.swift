import CTextStack
import Foundation

extension FontConfiguration {
    /// Sixteen hexadecimal digits that change with the bundled fonts' content, the system's files and the libraries.
    func digest(of source: FontSource) -> String {
        var hash = FNVHash()
        for version in [pango_version_string(), cairo_version_string()] {
            hash.add(version.map { String(cString: $0) } ?? "")
        }
        hash.add("\(FcGetVersion()) \(FREETYPE_MAJOR).\(FREETYPE_MINOR).\(FREETYPE_PATCH)")
        for path in source.bundledFiles {
            hash.add((path as NSString).lastPathComponent)
            hash.add(FileManager.default.contents(atPath: path) ?? Data())
        }
        for path in systemFiles {
            let facts = try? FileManager.default.attributesOfItem(atPath: path)
            let changed = (facts?[.modificationDate] as? Date)?.timeIntervalSince1970 ?? 0
            hash.add("\(path) \(facts?[.size] as? Int ?? 0) \(changed)")
        }
        let digits = String(hash.value, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }
}

/// The 64-bit FNV-1a hash (RFC 9923) of strings and data, each ended by a byte that UTF-8 does not use.
private struct FNVHash {
    private(set) var value: UInt64 = 0xcbf2_9ce4_8422_2325

    mutating func add(_ text: String) { add(text.utf8) }

    mutating func add(_ bytes: some Sequence<UInt8>) {
        for byte in bytes { step(byte) }
        step(0xff)
    }

    private mutating func step(_ byte: UInt8) {
        value = (value ^ UInt64(byte)) &* 0x0000_0100_0000_01b3
    }
}
