import Foundation
import RenderEngine
import TestSupport
import Testing

/// Stores that share a folder do not sweep what another one uses.
@Suite struct CachedChunkStoreTests {
    /// More than the step of the clock by which file systems stamp files.
    private func wait() { usleep(50_000) }

    @Test func whatAnotherStoreUsesStaysAndTheRestGoes() throws {
        let folder = try TemporaryFolder()
        let old = try CachedChunkStore(folder: folder.url.path)
        for key in ["aa-old", "bb-read"] { try old.keep([1, 2, 3], forKey: key) }
        wait()
        let busy = try CachedChunkStore(folder: folder.url.path)
        wait()
        try busy.keep([4, 5], forKey: "cc-written")
        #expect(busy.bytes(forKey: "bb-read") == [1, 2, 3])

        let sweeper = try CachedChunkStore(folder: folder.url.path)
        withExtendedLifetime(busy) { sweeper.sweep(byteLimit: 0) }
        // `old` began before all of them, so that nothing may go while it is there.
        #expect(sweeper.bytes(forKey: "aa-old") != nil)
        withExtendedLifetime(old) {}
    }

    @Test func whatNobodyUsesGoes() throws {
        let folder = try TemporaryFolder()
        do {
            let old = try CachedChunkStore(folder: folder.url.path)
            for key in ["aa-old", "bb-read"] { try old.keep([1, 2, 3], forKey: key) }
        }
        wait()
        var busy: CachedChunkStore? = try CachedChunkStore(folder: folder.url.path)
        wait()
        try busy?.keep([4, 5], forKey: "cc-written")
        #expect(busy?.bytes(forKey: "bb-read") == [1, 2, 3])
        let sweeper = try CachedChunkStore(folder: folder.url.path)
        sweeper.sweep(byteLimit: 0)
        #expect(busy?.bytes(forKey: "aa-old") == nil)
        #expect(busy?.bytes(forKey: "bb-read") == [1, 2, 3])
        #expect(busy?.bytes(forKey: "cc-written") == [4, 5])
        busy = nil
        sweeper.sweep(byteLimit: 0)
        #expect(sweeper.bytes(forKey: "bb-read") == nil && sweeper.bytes(forKey: "cc-written") == nil)
    }

    @Test func aLeaseOfAKilledProcessHoldsNothing() throws {
        let folder = try TemporaryFolder()
        do {
            let store = try CachedChunkStore(folder: folder.url.path)
            try store.keep([1], forKey: "aa")
        }
        // A file without a lock is what a killed process leaves.
        let left = folder.url.appending(path: "in-use/XYZ123").path
        #expect(FileManager.default.createFile(atPath: left, contents: nil))
        let store = try CachedChunkStore(folder: folder.url.path)
        store.sweep(byteLimit: 0)
        #expect(store.bytes(forKey: "aa") == nil)
        #expect(!FileManager.default.fileExists(atPath: left))
    }

    @Test func aFileUnderAnotherKeyIsNotThere() throws {
        let folder = try TemporaryFolder()
        let store = try CachedChunkStore(folder: folder.url.path)
        try store.keep([1, 2], forKey: "aa-one")
        try store.keep([3, 4], forKey: "aa-two")
        let chunks = folder.url.appending(path: "chunks/aa")
        let (one, two) = (chunks.appending(path: "aa-one.chunk"), chunks.appending(path: "aa-two.chunk"))
        try FileManager.default.removeItem(at: one)
        try FileManager.default.copyItem(at: two, to: one)
        #expect(store.bytes(forKey: "aa-one") == nil)
        #expect(store.bytes(forKey: "aa-two") == [3, 4])
        // Nor is a key that begins with another one.
        try FileManager.default.copyItem(at: two, to: chunks.appending(path: "aa-tw.chunk"))
        #expect(store.bytes(forKey: "aa-tw") == nil)
    }

    @Test func leasesGoWithTheirStores() throws {
        let folder = try TemporaryFolder()
        let leases = folder.url.appending(path: "in-use").path
        do {
            let store = try CachedChunkStore(folder: folder.url.path)
            #expect(try FileManager.default.contentsOfDirectory(atPath: leases).count == 1)
            withExtendedLifetime(store) {}
        }
        #expect(try FileManager.default.contentsOfDirectory(atPath: leases).isEmpty)
    }
}
