import Foundation
import PixelKernels
import TestSupport
import Testing

/// Hashes of every frame of the small drafts, before encoding, against the ones on record.
@Suite struct GoldenFramesTests {
    static let folder = TestMedia.repositoryRoot.appending(path: "Fixtures/Drafts/small")

    static let names: [String] = {
        let files = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        return files.filter { $0.hasSuffix(".json") }.map { String($0.dropLast(5)) }.sorted()
    }()

    @Test func thereAreEnoughDrafts() { #expect(Self.names.count >= 25) }

    /// The hashes of a draft's frames, as the program writes them.
    private func hashes(of name: String, environment: [String: String] = [:]) throws -> String {
        let folder = try TemporaryFolder()
        let hashes = folder.path("frames.txt")
        let result = try Subprocess.workprint(
            [
                "render", Self.folder.appending(path: "\(name).json").path, "-o", folder.path("out.mp4"),
                "--assets", TestMedia.path("photos"), "--quality", "standard", "--cache", "none",
                "--frame-hashes", hashes, "--progress", "none",
            ],
            environment: environment.merging(["WORKPRINT_SYSTEM_FONTS": "0"]) { $1 })
        try #require(result.exitCode == 0, "\(result.errors)")
        return try String(contentsOfFile: hashes, encoding: .utf8)
    }

    /// The record of a draft. zimg, which converts the colors of some clips, rounds a few samples otherwise where it has no
    /// AVX-512, so that those clips have a record for each kind of processor.
    private static func record(of name: String) -> URL {
        let folder = TestMedia.repositoryRoot.appending(path: "Fixtures/Expected")
        let other = folder.appending(path: "avx2/\(name).frames.txt")
        let isOther = KernelSet(named: "avx512") == nil && FileManager.default.fileExists(atPath: other.path)
        return isOther ? other : folder.appending(path: "\(name).frames.txt")
    }

    @Test(arguments: names) func framesAreTheOnesOnRecord(_ name: String) throws {
        let found = try hashes(of: name)
        let expected = Self.record(of: name)
        if ProcessInfo.processInfo.environment["RECORD_FIXTURES"] == "1" {
            try found.write(to: expected, atomically: true, encoding: .utf8)
            Issue.record("recorded \(expected.lastPathComponent); look at the difference and run the test again")
            return
        }
        let recorded = try String(contentsOf: expected, encoding: .utf8)
        let difference = zip(found.split(separator: "\n"), recorded.split(separator: "\n")).first { $0 != $1 }
        #expect(found == recorded, "first difference: \(difference.map { "\($0)" } ?? "the number of lines")")
    }

    /// Every set of kernels that this processor has.
    static let kernelSets = ["reference", "simd", "avx2", "avx512"].filter { KernelSet(named: $0) != nil }

    @Test(arguments: names, kernelSets) func framesDoNotDependOnTheKernels(_ name: String, _ set: String) throws {
        // While the frames are recorded anew the record is not to be read.
        guard ProcessInfo.processInfo.environment["RECORD_FIXTURES"] != "1" else { return }
        let found = try hashes(of: name, environment: ["WORKPRINT_KERNELS": set])
        #expect(found == (try String(contentsOf: Self.record(of: name), encoding: .utf8)))
    }
}
