import Crypto
import Foundation
import TimelineModel

/// SHA-256 of what files hold, in lower-case hexadecimal.
enum ContentDigest {
    /// The digest of a file's content. Reads it in pieces.
    static func ofFile(atPath path: String) throws(AssetProblem) -> String {
        guard let handle = FileHandle(forReadingAtPath: path) else {
            throw AssetProblem(.missing, "the file cannot be opened; check its name and its permissions")
        }
        defer { try? handle.close() }
        var hasher = SHA256()
        do {
            while let piece = try handle.read(upToCount: 1 << 20), !piece.isEmpty { hasher.update(data: piece) }
        } catch {
            throw AssetProblem(.damaged, "reading the file failed: \(error.localizedDescription)")
        }
        return hex(hasher.finalize())
    }

    /// The digest of bytes.
    static func ofBytes(_ bytes: [UInt8]) -> String { hex(SHA256.hash(data: bytes)) }

    static func hex(_ bytes: some Sequence<UInt8>) -> String {
        let digits = Array("0123456789abcdef".utf8)
        var text: [UInt8] = []
        for byte in bytes {
            text.append(digits[Int(byte >> 4)])
            text.append(digits[Int(byte & 15)])
        }
        return String(decoding: text, as: UTF8.self)
    }
}
