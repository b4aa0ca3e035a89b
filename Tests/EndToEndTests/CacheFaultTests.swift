import Foundation
import TestSupport
import Testing

/// A cache that cannot be used stops no render.
@Suite struct CacheFaultTests {
    private static let demo = TestMedia.repositoryRoot.appending(path: "Fixtures/Drafts/morning-brew.json").path

    private func film(cache: String, in folder: TemporaryFolder) throws -> (data: Data, errors: String) {
        let result = try Subprocess.workprint([
            "render", Self.demo, "-o", folder.path("out.mp4"), "--size", "270x480", "--range", "0..3", "--progress",
            "none", "--cache", cache,
        ])
        #expect(result.exitCode == 0, "\(result.errors)")
        return (try Data(contentsOf: URL(fileURLWithPath: folder.path("out.mp4"))), result.errors)
    }

    @Test("a full disk of the cache", .enabled(if: SmallDisk.isAvailable), arguments: [16_384, 100_000])
    func fullDisk(_ byteCount: Int) throws {
        let folder = try TemporaryFolder()
        let disk = try SmallDisk(byteCount: byteCount)
        let plain = try film(cache: "none", in: folder)
        let forgiven = try film(cache: disk.path("cache"), in: folder)
        #expect(forgiven.data == plain.data)
        #expect(forgiven.errors.contains("warning: cache-unusable"), "\(forgiven.errors)")
        #expect(forgiven.errors.contains("No space left on device"), "\(forgiven.errors)")
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.url.path) == ["out.mp4"])
    }

    @Test("a cache folder that cannot be made") func noFolder() throws {
        let folder = try TemporaryFolder()
        let file = try folder.write("", to: "file")
        let forgiven = try film(cache: file + "/cache", in: folder)
        #expect(forgiven.errors.contains("warning: cache-unusable"), "\(forgiven.errors)")
        #expect(try forgiven.data == film(cache: "none", in: folder).data)
    }
}
