import Synchronization

/// One thread at a time works with the faces of fonts.
///
/// Cairo keeps the faces of all threads in one table, ten of them open, and may close one for the sake of another in the
/// moment in which another thread begins to use it. Pango asks for them while it sets text, Cairo while it takes outlines.
/// The table is the process's, so the lock is too.
enum FaceLock {
    private static let isInUse = Mutex(())

    /// Runs `body` while no other thread works with faces; throws what it throws.
    static func withLock<Result>(_ body: () throws(TextError) -> Result) throws(TextError) -> Result {
        var result: Swift.Result<Result, TextError>?
        isInUse.withLock { _ in result = Self.result(of: body) }
        guard let result else { preconditionFailure("a lock runs its body") }
        return try result.get()
    }

    private static func result<Value>(of body: () throws(TextError) -> Value) -> Result<Value, TextError> {
        do throws(TextError) { return .success(try body()) } catch { return .failure(error) }
    }
}
