import Foundation
import SystemFiles
import SystemPackage
import TestSupport
import Testing

@Suite(.serialized) struct AtomicFileTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private var names: [String] {
        get throws { try FileManager.default.contentsOfDirectory(atPath: folder.url.path).sorted() }
    }

    private func content(_ name: String) throws -> [UInt8] {
        [UInt8](try Data(contentsOf: folder.url.appending(path: name)))
    }

    private func mode(_ path: String) throws -> Int {
        try #require(try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int)
    }

    @Test(arguments: [true, false]) func appearsWhole(isSynced: Bool) throws {
        let bytes = (0..<100_000).map { UInt8($0 % 251) }
        var file = try AtomicFile(target: folder.path("report.html"))
        try file.write(bytes)
        try file.write([])
        try file.write([1, 2, 3])
        #expect(try names.count == 1 && names[0].hasPrefix(".report.html.") && names[0].hasSuffix(".part"))
        #expect(try mode(file.path) == 0o600)
        try file.commit(isSynced: isSynced)
        #expect(try names == ["report.html"])
        #expect(try content("report.html") == bytes + [1, 2, 3])
    }

    @Test func anAbandonedFileLeavesNothing() throws {
        try folder.write("old", to: "report.html")
        do {
            var file = try AtomicFile(target: folder.path("report.html"))
            try file.write([1, 2, 3])
        }
        #expect(try names == ["report.html"])
        #expect(try content("report.html") == Array("old".utf8))
    }

    @Test func takesThePlaceAndTheModeOfAnotherFile() throws {
        let path = try folder.write("old", to: "report.html")
        try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: path)
        var file = try AtomicFile(target: path)
        try file.write([7])
        try file.commit()
        #expect(try content("report.html") == [7])
        #expect(try mode(path) == 0o640)
    }

    @Test func aNewFileHasTheModeOfAnyOther() throws {
        try folder.write("", to: "other")
        try AtomicFile(target: folder.path("report.html")).commit()
        #expect(try mode(folder.path("report.html")) == mode(folder.path("other")))
    }

    @Test func twoWritersOfOneNameDoNotMeet() throws {
        var first = try AtomicFile(target: folder.path("a"))
        var second = try AtomicFile(target: folder.path("a"))
        try first.write([1])
        try second.write([2])
        try first.commit()
        try second.commit()
        #expect(try content("a") == [2])
        #expect(try names == ["a"])
    }

    /// In a process of its own, because it would take the files of the tests beside it.
    @Test func allUnfinishedFilesCanBeRemoved() async {
        await #expect(processExitsWith: .success) {
            let folder = try TemporaryFolder()
            try AtomicFile(target: folder.path("done")).commit()
            let first = try AtomicFile(target: folder.path("a"))
            let second = try AtomicFile(target: folder.path("b"))
            AtomicFile.removeUnfinished()
            try #require(try FileManager.default.contentsOfDirectory(atPath: folder.url.path) == ["done"])
            _ = consume second
            do throws(FileError) {
                try first.commit()
                Issue.record("a removed file was given its name")
            } catch {
                try #require(error.systemCode == .noSuchFileOrDirectory)
            }
        }
    }

    @Test func longAndShortNamesWork() throws {
        let long = String(repeating: "é", count: 127)
        try AtomicFile(target: folder.path(long)).commit()
        #expect(try names == [long])
        #expect(throws: FileError.self) { try AtomicFile(target: folder.path(long + "ab")).commit() }
        #expect(try names == [long])
    }

    @Test func whatCannotBeMadeIsAnError() {
        #expect(throws: FileError.self) { _ = try AtomicFile(target: folder.path("missing/report.html")) }
        #expect(throws: FileError.self) { _ = try AtomicFile(target: folder.url.path) }
        #expect(throws: FileError.self) { _ = try AtomicFile(target: "") }
        #expect(throws: FileError.self) { _ = try AtomicFile(target: folder.path("report") + "/") }
    }

    @Test(.enabled(if: SmallDisk.isAvailable)) func aFullDiskIsAFaultOfTheMachine() throws {
        let disk = try SmallDisk(byteCount: 8_192)
        let error = #expect(throws: FileError.self) {
            var file = try AtomicFile(target: disk.path("report.html"))
            try file.write([UInt8](repeating: 1, count: 20_000))
            try file.commit()
        }
        #expect(error?.isMachineFault == true)
        #expect(try FileManager.default.contentsOfDirectory(atPath: disk.folder).isEmpty)
    }
}
