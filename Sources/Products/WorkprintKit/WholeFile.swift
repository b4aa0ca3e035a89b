public import Foundation
import MediaIO
import RenderEngine
import SystemFiles

/// Files that are whole or not there.
public enum WholeFile {
    /// Writes a file beside its place and renames it. Without `isSynced` a crash of the machine, not of the program, may
    /// leave a torn one. Throws `machine`.
    public static func write(_ data: Data, to url: URL, isSynced: Bool = true) throws(WorkprintError) {
        do {
            try AtomicFile.write(Array(data), to: url.path, isSynced: isSynced)
        } catch {
            throw .machine("\(error)")
        }
    }

    /// Whether two names lead to the same file, through links too, or would when it is made.
    public static func isSame(_ left: URL, _ right: URL) -> Bool { FileIdentity.isSame(left.path, right.path) }

    /// Removes what writes that are under way would leave, for a program that ends at once.
    public static func removeUnfinished() { AtomicFile.removeUnfinished() }
}

/// A folder for what is needed for a while only: it goes with its owner, and with `WholeFile.removeUnfinished`.
public final class TransientFolder {
    /// Where it is.
    public var url: URL { folder.url }
    private let folder: ScratchFolder

    /// Makes a folder among the temporary ones. Throws `machine`.
    public init() throws(WorkprintError) {
        do {
            folder = try ScratchFolder(named: "workprint")
        } catch {
            throw .machine("\(error)")
        }
    }
}

/// A call of a decoder that is under way. One that comes to no end runs in C and cannot be stopped from outside its thread,
/// so a program that must go on has to end.
public struct DecoderCall: Hashable, Sendable {
    /// Counts all calls of the process.
    public let number: UInt64
    /// What is decoded.
    public let source: URL

    /// All calls of this process that are under way, the oldest first.
    public static var underWay: [DecoderCall] {
        DecodeWatchdog.shared.calls.map { DecoderCall(number: $0.number, source: URL(fileURLWithPath: $0.path)) }
    }
}

/// The engine that this library holds.
public enum Engine {
    /// Its release, such as `0.1.0`.
    public static let release = EngineVersion.release
    /// What is part of every cache key: films, frames and sound of equal identities are equal.
    public static let identity = EngineVersion.identity
}
