import Foundation
import SystemFiles
import SystemPackage
import TestSupport
import Testing

@Suite struct ReadableFileTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    @Test func readsAtAnyPlace() throws {
        let path = try folder.write("0123456789", to: "digits")
        let file = try ReadableFile(path: path)
        #expect(file.size == 10)
        #expect(try file.bytes(at: 3, count: 4) == Array("3456".utf8))
        #expect(try file.bytes(at: 8, count: 4) == Array("89".utf8))
        #expect(try file.bytes(at: 10, count: 4) == [])
        #expect(try file.bytes(at: 0, count: 0) == [])
        #expect(try ReadableFile.content(path: path, byteLimit: 10) == Array("0123456789".utf8))
    }

    @Test func whatIsNoRegularFileOrTooLargeIsRefused() throws {
        let path = try folder.write("0123456789", to: "digits")
        let pipe = folder.path("pipe")
        try #require(mkfifo(pipe, 0o600) == 0)
        func reason(_ path: String, limit: Int = 100) -> FileError.Reason? {
            #expect(throws: FileError.self) { try ReadableFile.content(path: path, byteLimit: limit) }?.reason
        }
        #expect(reason(path, limit: 9) == .tooLarge(byteLimit: 9))
        #expect(reason(pipe) == .notRegular)
        #expect(reason(folder.url.path) == .notRegular)
        #expect(reason("/dev/zero") == .notRegular)
        #expect(reason(folder.path("missing")) == .system(.noSuchFileOrDirectory))
    }

    @Test func anErrorSaysWhatWasDoneToWhat() {
        let error = #expect(throws: FileError.self) { _ = try ReadableFile(path: "/nowhere/at/all") }
        #expect("\(error.map { "\($0)" } ?? "")" == "opening on /nowhere/at/all: No such file or directory")
        #expect(error?.isMachineFault == true)
    }

    @Test func theStateChangesWithTheFile() throws {
        let path = try folder.write("one", to: "file")
        let before = try #require(FileState(path: path))
        #expect(FileState(path: path) == before)
        try folder.write("two", to: "file")
        let after = try #require(FileState(path: path))
        #expect(after != before && after.size == before.size)
        #expect(FileState(path: folder.path("missing")) == nil)
    }

    @Test func aNamelessFileIsNotInTheFolder() throws {
        let file = try NamelessFile(in: folder.url.path)
        #expect(FolderListing.names(in: folder.url.path).isEmpty)
        let bytes = (0..<100_000).map { UInt8(truncatingIfNeeded: $0 &* 7) }
        try file.write(bytes, at: 5)
        #expect(try file.bytes(at: 5, count: bytes.count) == bytes)
        #expect(throws: FileError.self) { try file.bytes(at: 5, count: bytes.count + 1) }
        #expect(throws: FileError.self) { _ = try NamelessFile(in: folder.path("missing")) }
    }

    @Test func aListingHasEachNameOnce() throws {
        for name in ["a", "b", ".c"] { try folder.write("", to: name) }
        #expect(FolderListing.names(in: folder.url.path).sorted() == [".c", "a", "b"])
        #expect(FolderListing.names(in: folder.path("missing")).isEmpty)
    }
}
