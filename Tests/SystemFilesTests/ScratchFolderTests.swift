import Foundation
import SystemFiles
import TestSupport
import Testing

@Suite struct ScratchFolderTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private var names: [String] {
        get throws { try FileManager.default.contentsOfDirectory(atPath: folder.url.path).sorted() }
    }

    @Test func itGoesWithItsOwner() throws {
        var scratch: ScratchFolder? = try ScratchFolder(named: "a", in: folder.url)
        let url = try #require(scratch?.url)
        try Data([1]).write(to: url.appending(path: "file"))
        #expect(try names == [url.lastPathComponent] && url.lastPathComponent.hasPrefix("a-"))
        scratch = nil
        #expect(try names.isEmpty)
    }

    @Test func whatNobodyHoldsIsSweptAway() throws {
        let held = try ScratchFolder(named: "a", in: folder.url)
        let left = ["a-\(UUID().uuidString)", "a-\(UUID().uuidString).gone"]
        let others = ["a-mine", "b-\(UUID().uuidString)"]
        for name in left + others {
            let inner = folder.url.appending(path: name).appending(path: "inner")
            try FileManager.default.createDirectory(at: inner, withIntermediateDirectories: true)
        }
        let next = try ScratchFolder(named: "a", in: folder.url)
        #expect(
            try names == (others + [held.url.lastPathComponent, next.url.lastPathComponent]).sorted())
    }

    /// In a process of its own, because it would take the files of the tests beside it.
    @Test func itIsRemovedWithUnfinishedFiles() async {
        await #expect(processExitsWith: .success) {
            let folder = try TemporaryFolder()
            let scratch = try ScratchFolder(named: "a", in: folder.url)
            try Data([1]).write(to: scratch.url.appending(path: "file"))
            AtomicFile.removeUnfinished()
            try #require(try FileManager.default.contentsOfDirectory(atPath: folder.url.path).isEmpty)
            _ = consume scratch
        }
    }

    @Test func whereNothingCanBeMadeIsAnError() {
        #expect(throws: FileError.self) {
            try ScratchFolder(named: "a", in: URL(fileURLWithPath: "/proc/nowhere"))
        }
    }
}
