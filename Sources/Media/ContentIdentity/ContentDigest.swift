import Crypto
import Foundation
import SystemFiles
import Threading
package import TimelineModel

/// SHA-256 of what files hold, in lower-case hexadecimal.
package enum ContentDigest {
    /// Bytes that are read at a time: they stay in the cache of a core.
    private static let pieceSize = 256 << 10

    /// The digest of a file's content. Reads it in pieces.
    package static func ofFile(atPath path: String) throws(AssetProblem) -> String {
        let file: ReadableFile
        do throws(FileError) {
            file = try ReadableFile(path: path)
        } catch {
            throw AssetProblem(.missing, "the file cannot be opened; check its name and its permissions")
        }
        var hasher = SHA256()
        let piece = UnsafeMutableRawBufferPointer.allocate(byteCount: pieceSize, alignment: 64)
        defer { piece.deallocate() }
        var place = 0
        do throws(FileError) {
            while true {
                let count = try file.read(at: place, into: piece)
                guard count > 0 else { break }
                hasher.update(bufferPointer: UnsafeRawBufferPointer(rebasing: piece[..<count]))
                place += count
            }
        } catch {
            throw AssetProblem(.damaged, "reading the file failed: \(error.message)")
        }
        return hex(hasher.finalize())
    }

    /// The digest of a file's content, which is known for as long as nobody touches the file.
    package static func ofUntouchedFile(atPath path: String) throws -> String {
        guard let state = FileState(path: path) else { return try ofFile(atPath: path) }
        return try known.value(for: KnownFile(path: path, state: state)) {
            let digest = try ofFile(atPath: path)
            // Of a file that is being written nothing is remembered.
            guard FileState(path: path) == state else {
                throw AssetProblem(.damaged, "it was changed while it was read; try again once it is finished")
            }
            return (digest, 512)
        }
    }

    /// Begins to compute what `ofUntouchedFile` is going to be asked for, on a thread of its own.
    package static func begin(filesAt paths: [String]) {
        // Without a thread it is done when it is asked for.
        try? WorkerThread.start(named: "workprint digests") {
            for path in paths { _ = try? ofUntouchedFile(atPath: path) }
        }
    }

    private static let known = OnceCache<KnownFile, String>(byteLimit: 1 << 20)

    private struct KnownFile: Hashable, Sendable {
        let path: String
        let state: FileState
    }

    /// The digest of bytes.
    package static func ofBytes(_ bytes: [UInt8]) -> String { hex(SHA256.hash(data: bytes)) }

    package static func hex(_ bytes: some Sequence<UInt8>) -> String {
        let digits = Array("0123456789abcdef".utf8)
        var text: [UInt8] = []
        for byte in bytes {
            text.append(digits[Int(byte >> 4)])
            text.append(digits[Int(byte & 15)])
        }
        return String(decoding: text, as: UTF8.self)
    }
}
