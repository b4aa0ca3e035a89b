import Foundation
import TestSupport
import Testing

/// What `bench` leaves behind when it is interrupted.
@Suite struct InterruptedBenchTests {
    @Test(arguments: [[SIGINT], [SIGINT, SIGINT], [SIGTERM, SIGTERM]])
    func nothingIsLeft(_ signals: [Int32]) throws {
        let folder = try TemporaryFolder()
        let process = try Subprocess.start(
            Subprocess.workprint, ["bench", "--drafts", "S5"], environment: ["TMPDIR": folder.path("")])
        func names() throws -> [String] { try FileManager.default.contentsOfDirectory(atPath: folder.url.path) }
        // The kernels come first, and the folder after them.
        for _ in 0..<6_000 where try names().isEmpty { usleep(20_000) }
        for signal in signals { process.signal(signal) }
        let result = try process.finish()
        #expect(result.exitCode == 128 + signals[0] && result.text.isEmpty)
        #expect(try names().isEmpty)
    }
}
