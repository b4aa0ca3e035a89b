import Foundation
import TestSupport
import Testing

/// What a confined process may do is what the tables in `Expected` say, as the superuser and as anybody.
@Suite(.enabled(if: Probe.isWhole, "this machine cannot confine a process wholly")) struct RefusalTests {
    /// The lines of a table.
    private func table(_ name: String) throws -> [String] {
        let url = TestMedia.repositoryRoot.appending(path: "Tests/ConfinementTests/Expected/\(name).txt")
        return try String(contentsOf: url, encoding: .utf8).split(separator: "\n").map(String.init)
    }

    @Test(arguments: [("cli", "cli"), ("server", "server"), ("layers", "server")])
    func attemptsEndAsInTheTable(mode: String, name: String) throws {
        let answer = try Probe().run(mode)
        #expect(answer.exitCode == 0 && answer.state == "full")
        let expected = try table(name)
        #expect(answer.attempts.count == expected.count)
        for (found, wanted) in zip(answer.attempts, expected) { #expect(found == wanted) }
    }

    /// Else the tables would say nothing: each of these is refused by the confinement, and by nothing else.
    @Test func withoutItTheyArePossible() throws {
        let attempts = Set(try Probe().run("off").attempts)
        for name in [
            "list_root", "read_users", "read_elsewhere", "write_elsewhere", "make_elsewhere", "truncate_elsewhere",
            "rename_elsewhere", "move_out", "move_in", "lend_rights", "change_owner", "write_device", "write_readable",
            "make_symbolic_link", "make_hard_link", "make_pipe_file", "read_parents_environment", "fork", "run_program",
            "signal_parent", "limit_parent", "socket_inet", "socket_inet6_datagrams", "socket_unix", "socket_pair",
            "memory_file", "personality", "map_writable_code", "make_writable_code",
        ] {
            #expect(attempts.contains("\(name): possible"))
        }
    }

    @Test func aSecondLayerOnlyNarrows() throws {
        let (one, two) = (Set(try Probe().run("cli").attempts), Set(try Probe().run("layers").attempts))
        let refused = one.filter { $0.hasSuffix(": refused") }
        #expect(refused.isSubset(of: two))
        #expect(one.contains("read_elsewhere: possible") && two.contains("read_elsewhere: refused"))
    }

    @Test func aTraceTellsOfCallsAndRefusesThem() throws {
        let answer = try Probe().run("server", environment: ["WORKPRINT_SANDBOX": "trace"])
        #expect(answer.exitCode == 0)
        #expect(answer.attempts == (try table("server")))
        #expect(answer.errors.contains(" is refused (1):\n") && answer.errors.contains(" is refused (38):\n"))
        #expect(answer.errors.contains("libc.so"))
    }

    /// libdispatch looks after its workers once a second, and ends the process where it may not.
    @Test func workersLive() throws {
        let answer = try Probe().run("soak", ["5"])
        #expect(answer.exitCode == 0)
        #expect(answer.lines == ["state: full", "over"])
    }

    @Test func oneProgramMayBeStartedAndIsHeldToTheSame() throws {
        let probe = try Probe()
        let answer = try probe.run("children", ["/usr/bin/cat", "/usr/bin/head", probe.elsewhere.path("file")])
        #expect(answer.exitCode == 0)
        #expect(
            answer.lines.map { $0.replacing(/^four/, with: "") } == [
                "state: full", "own: possible", "own elsewhere: refused", "other: refused", "state: full",
                "own later: refused",
            ])
    }
}
