import Foundation
import SystemFiles
import TestSupport
import Testing

@Suite struct LockedFileTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private var names: [String] {
        get throws { try FileManager.default.contentsOfDirectory(atPath: folder.url.path).sorted() }
    }

    @Test func itIsHeldUntilItsOwnerGoes() throws {
        let path: String
        do {
            let file = try LockedFile(folder: folder.url.path)
            path = file.path
            #expect(LockedFile.heldSince(path: path) != nil)
            #expect(try names == [URL(fileURLWithPath: path).lastPathComponent])
        }
        #expect(LockedFile.heldSince(path: path) == nil)
        #expect(try names.isEmpty)
    }

    @Test func theOlderOneHasTheEarlierTime() throws {
        let older = try LockedFile(folder: folder.url.path)
        usleep(20_000)
        let newer = try LockedFile(folder: folder.url.path)
        let times = try [older.path, newer.path].map { try #require(LockedFile.heldSince(path: $0)) }
        #expect(times[0] < times[1])
    }

    @Test func whatNobodyHoldsIsRemoved() throws {
        let path = try folder.write("left", to: "left")
        #expect(LockedFile.heldSince(path: path) == nil)
        #expect(try names.isEmpty)
    }

    @Test func aFolderThatCannotBeWrittenIsNamed() {
        let path = folder.url.appending(path: "missing").path
        #expect {
            _ = try LockedFile(folder: path)
        } throws: { error in (error as? FileError)?.path == path }
    }
}
