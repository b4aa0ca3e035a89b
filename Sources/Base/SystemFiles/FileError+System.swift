import Glibc
import SystemPackage

extension FileError {
    /// The one gate for calls of the system that throw its code: adds what was done to which thing.
    static func check<Result>(
        _ action: String, _ path: String, _ call: () throws -> Result
    ) throws(FileError) -> Result {
        do {
            return try call()
        } catch {
            throw FileError(action: action, path: path, reason: .system(error as? Errno ?? .ioError))
        }
    }

    /// The gate for calls that swift-system does not know: repeats what a signal interrupted.
    @discardableResult
    static func check(_ action: String, _ path: String, call: () -> CInt) throws(FileError) -> CInt {
        while true {
            let result = call()
            if result >= 0 { return result }
            guard errno == EINTR else { throw failure(action, path) }
        }
    }

    /// What the last call of the system on this thread failed with.
    static func failure(_ action: String, _ path: String) -> FileError {
        FileError(action: action, path: path, reason: .system(Errno(rawValue: errno)))
    }
}
