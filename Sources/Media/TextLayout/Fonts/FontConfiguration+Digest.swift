import CTextStack
import Foundation

extension FontConfiguration {
    /// Sixteen hexadecimal digits that change with the bundled fonts' content, the system's files and the libraries.
    func digest(of source: FontSource) -> String {
        var hash = FNVHash()
        for version in TextLibraries.versions { hash.add(version) }
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

/// A 64-bit hash of strings and data: FNV-1a over words of eight bytes, each value ended by its length.
private struct FNVHash {
    private(set) var value: UInt64 = 0xcbf2_9ce4_8422_2325

    mutating func add(_ text: String) { add(Data(text.utf8)) }

    mutating func add(_ data: Data) {
        data.withUnsafeBytes { bytes in
            for offset in stride(from: 0, to: bytes.count & ~7, by: 8) {
                step(UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self)))
            }
            for byte in bytes[(bytes.count & ~7)...] { step(UInt64(byte)) }
            step(UInt64(bytes.count))
        }
    }

    private mutating func step(_ word: UInt64) {
        // The product carries only upwards, so the upper half is folded back.
        value = (value ^ word) &* 0x0000_0100_0000_01b3
        value ^= value >> 32
    }
}
