import Foundation
import Glibc
import Synchronization
import Threading

/// A program that is fed through its standard input while its output is read, without a shell.
///
/// It gets a process group of its own, which is killed when this value goes. One thread uses it; another one, which it
/// starts, reads.
final class PipedProgram {
    /// Why a program is of no use, in part of a sentence.
    struct Failure: Error, Equatable {
        var message: String
    }

    private let pid: pid_t
    private let name: String
    private let reading: Reading
    private var input: Int32
    private var isReaped = false
    private let isCancelled: () -> Bool

    /// How long a program may do nothing, in seconds.
    private let patience: Double

    /// Starts a program. `onLine` gets each line of its output, on a thread of its own.
    init(
        path: String, arguments: [String], patience: Double, isCancelled: @escaping () -> Bool,
        onLine: @escaping @Sendable (Substring) -> Void
    ) throws(Failure) {
        name = path
        self.patience = patience
        self.isCancelled = isCancelled
        // A socket, not a pipe: writing to one whose reader has gone can be asked not to end this program.
        var ends: [Int32] = [-1, -1, -1, -1, -1, -1]
        let isOpen = ends.withUnsafeMutableBufferPointer { ends in
            guard let start = ends.baseAddress else { return false }
            return socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0, start) == 0
                && pipe(start + 2) == 0 && pipe(start + 4) == 0
        }
        guard isOpen else {
            let reason = String(cString: strerror(errno))
            for end in ends where end >= 0 { close(end) }
            throw Failure(message: "\(path) could not be started: \(reason)")
        }
        for end in ends[2...] { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        let (started, error) = Self.spawn(path, arguments, input: ends[1], output: ends[3], errors: ends[5])
        for end in [ends[1], ends[3], ends[5]] { close(end) }
        guard error == 0 else {
            for end in [ends[0], ends[2], ends[4]] { close(end) }
            throw Failure(message: "\(path) could not be started: \(String(cString: strerror(error)))")
        }
        pid = started
        input = ends[0]
        reading = Reading(output: ends[2], errors: ends[4], onLine: onLine)
        do throws(ThreadShortage) {
            try reading.start()
        } catch {
            // What is not read would fill its pipes; it ends with this value.
            throw Failure(message: "\(path) could not be read: \(error)")
        }
    }

    deinit { stop() }

    /// Gives the program bytes, waiting while it takes none.
    ///
    /// Throws where it has ended or takes nothing for too long, and `CancellationError`.
    func write(_ bytes: UnsafeRawBufferPointer) throws {
        var rest = bytes[...]
        var waited = 0.0
        while !rest.isEmpty {
            let count = send(
                input, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count,
                Int32(MSG_NOSIGNAL) | Int32(MSG_DONTWAIT))
            if count > 0 {
                rest = rest.dropFirst(count)
                waited = 0
                continue
            }
            guard count < 0, errno == EAGAIN || errno == EINTR else {
                try finish()
                throw Failure(message: "\(name) ended before it had all frames" + reading.complaint)
            }
            if isCancelled() { throw CancellationError() }
            var wait = pollfd(fd: input, events: Int16(POLLOUT), revents: 0)
            if poll(&wait, 1, 100) == 0 { waited += 0.1 }
            if waited > patience {
                throw Failure(message: "\(name) took no frame for \(Int(patience)) s")
            }
        }
    }

    /// Ends the input and waits for the program's end. Throws where it fails or takes too long, and `CancellationError`.
    func finish() throws {
        closeInput()
        try wait { reading.isDone }
        var status: Int32 = 0
        try wait {
            if !isReaped, waitpid(pid, &status, WNOHANG) == pid { isReaped = true }
            return isReaped
        }
        guard status == 0 else { throw Failure(message: "\(name) failed" + reading.complaint) }
    }

    /// Kills the program, and whatever it started, where it still runs.
    func stop() {
        closeInput()
        guard !isReaped else { return }
        kill(-pid, SIGKILL)
        isReaped = true
        var status: Int32 = 0
        while waitpid(pid, &status, 0) < 0, errno == EINTR {}
    }

    private func closeInput() {
        if input >= 0 { close(input) }
        input = -1
    }

    private func wait(until isTrue: () -> Bool) throws {
        let start = ContinuousClock.now
        while !isTrue() {
            if isCancelled() { throw CancellationError() }
            guard ContinuousClock.now - start < .seconds(patience) else {
                stop()
                throw Failure(message: "\(name) did not end within \(Int(patience)) s")
            }
            usleep(5_000)
        }
    }

    private static func spawn(
        _ path: String, _ arguments: [String], input: Int32, output: Int32, errors: Int32
    ) -> (pid: pid_t, error: Int32) {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        for (number, end) in [input, output, errors].enumerated() {
            posix_spawn_file_actions_adddup2(&actions, end, Int32(number))
        }
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var (none, all) = (sigset_t(), sigset_t())
        sigemptyset(&none)
        sigfillset(&all)
        // What this program ignores, the other one would ignore too.
        posix_spawnattr_setsigmask(&attributes, &none)
        posix_spawnattr_setsigdefault(&attributes, &all)
        posix_spawnattr_setpgroup(&attributes, 0)
        posix_spawnattr_setflags(
            &attributes, Int16(POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK))
        var words: [UnsafeMutablePointer<CChar>?] = ([path] + arguments).map { strdup($0) } + [nil]
        var surroundings: [UnsafeMutablePointer<CChar>?] =
            ProcessInfo.processInfo.environment.map { strdup("\($0)=\($1)") } + [nil]
        defer { for word in words + surroundings { free(word) } }
        var pid: pid_t = 0
        let error = posix_spawn(&pid, path, &actions, &attributes, &words, &surroundings)
        return (pid, error)
    }
}

/// What is read of a program: lines of its output, and the start of its complaints.
private final class Reading: Sendable {
    private let output: Int32
    private let errors: Int32
    private let onLine: @Sendable (Substring) -> Void
    private let done = Atomic<Bool>(false)
    private let complaints = Mutex<[UInt8]>([])

    /// Bytes of a line, and of all complaints, that are kept.
    private static let lineLimit = 16_384
    private static let complaintLimit = 4_096

    init(output: Int32, errors: Int32, onLine: @escaping @Sendable (Substring) -> Void) {
        self.output = output
        self.errors = errors
        self.onLine = onLine
    }

    /// Whether the program has closed its outputs.
    var isDone: Bool { done.load(ordering: .acquiring) }

    /// The last line of what the program complained of, to be put behind a sentence.
    var complaint: String {
        let text = complaints.withLock { String(decoding: $0, as: UTF8.self) }
        let lines = text.split(whereSeparator: \.isNewline)
        return lines.last.map { ": \($0.prefix(300))" } ?? ""
    }

    func start() throws(ThreadShortage) {
        do {
            try WorkerThread.start(named: "workprint reader") { [self] in
                read()
                finish()
            }
        } catch {
            finish()
            throw error
        }
    }

    private func finish() {
        close(output)
        close(errors)
        done.store(true, ordering: .releasing)
    }

    private func read() {
        var files = [
            pollfd(fd: output, events: Int16(POLLIN), revents: 0),
            pollfd(fd: errors, events: Int16(POLLIN), revents: 0),
        ]
        var line: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while files.contains(where: { $0.fd >= 0 }) {
            guard poll(&files, nfds_t(files.count), -1) >= 0 || errno == EINTR else { return }
            for index in files.indices where files[index].fd >= 0 && files[index].revents != 0 {
                let count = Glibc.read(files[index].fd, &buffer, buffer.count)
                if count < 0, errno == EINTR || errno == EAGAIN { continue }
                if count <= 0 {
                    files[index].fd = -1
                } else if index == 0 {
                    split(buffer[..<count], &line)
                } else {
                    complaints.withLock { kept in
                        kept += buffer[..<count]
                        if kept.count > Self.complaintLimit { kept.removeFirst(kept.count - Self.complaintLimit) }
                    }
                }
            }
        }
        if !line.isEmpty { onLine(Substring(decoding: line, as: UTF8.self)) }
    }

    private func split(_ bytes: ArraySlice<UInt8>, _ line: inout [UInt8]) {
        var rest = bytes
        while let end = rest.firstIndex(of: 0x0A) {
            line += rest[..<end].prefix(max(0, Self.lineLimit - line.count))
            onLine(Substring(decoding: line, as: UTF8.self))
            line.removeAll(keepingCapacity: true)
            rest = rest[(end + 1)...]
        }
        line += rest.prefix(max(0, Self.lineLimit - line.count))
    }
}
