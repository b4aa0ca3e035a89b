import EncodedMedia
import Foundation
import MediaIO
import MediaTiming
import Synchronization
import SystemFiles
import TestSupport
import Testing

/// What happens when a film cannot be finished.
@Suite struct MovieFailureTests {
    private let film = TestFilm(chunkLength: 10, frameCount: 30)

    @Test func stopsWhereItIsCancelled() throws {
        let folder = try TemporaryFolder()
        let chunks = try film.chunkRanges.map(film.chunk)
        let sound = try film.sound()
        let asked = Mutex(0)
        do {
            let file = try AtomicFile(target: folder.path("film.mp4"))
            let isWhole = try MovieAssembler.write(
                to: file.path, settings: film.settings,
                chunks: chunks.lazy.map { chunk in
                    {
                        asked.withLock { $0 += 1 }
                        return chunk
                    }
                }, sound: sound, isCancelled: { asked.withLock { $0 == 2 } })
            #expect(!isWhole)
        }
        #expect(asked.withLock { $0 } == 2)
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.url.path).isEmpty)
    }

    @Test func stopsWhileTheIndexIsMoved() throws {
        let folder = try TemporaryFolder()
        let chunks = try film.chunkRanges.map(film.chunk)
        let sound = try film.sound()
        let seen = Mutex(0)
        let file = try AtomicFile(target: folder.path("film.mp4"))
        let isWhole = try MovieAssembler.write(
            to: file.path, settings: film.settings, chunks: chunks.lazy.map { chunk in { chunk } }, sound: sound,
            onChunk: { _ in seen.withLock { $0 += 1 } }, isCancelled: { seen.withLock { $0 == 3 } })
        #expect(!isWhole)
    }

    @Test func passesOnWhatAChunkThrows() throws {
        struct Gone: Error {}
        let folder = try TemporaryFolder()
        let sound = try film.sound()
        let chunk = try film.chunk(0..<10)
        let loaders: [() throws -> EncodedChunk] = [{ chunk }, { throw Gone() }]
        do {
            let file = try AtomicFile(target: folder.path("film.mp4"))
            #expect(throws: Gone.self) {
                try MovieAssembler.write(to: file.path, settings: film.settings, chunks: loaders, sound: sound)
            }
        }
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.url.path).isEmpty)
    }

    @Test func refusesChunksThatDoNotFit() throws {
        let folder = try TemporaryFolder()
        let sound = try film.sound()
        let chunk = try film.chunk(0..<10)
        var other = film
        other.preset = "ultrafast"
        let foreign = try other.chunk(10..<20)
        var shuffled = chunk
        shuffled.packets.swapAt(3, 4)
        var headless = chunk
        headless.packets.removeFirst()
        var late = chunk
        late.packets[9].presentationTimestamp = 10
        let empty = EncodedChunk(extradata: chunk.extradata, packets: [])
        for wrong in [foreign, shuffled, headless, late, empty] {
            let file = try AtomicFile(target: folder.path("film.mp4"))
            let loaders: [() throws -> EncodedChunk] = [{ chunk }, { wrong }]
            let error = #expect(throws: MediaError.self) {
                try MovieAssembler.write(to: file.path, settings: film.settings, chunks: loaders, sound: sound)
            }
            #expect(error?.isMachineFault == false)
        }
        let file = try AtomicFile(target: folder.path("film.mp4"))
        #expect(throws: MediaError.self) {
            try MovieAssembler.write(
                to: file.path, settings: film.settings, chunks: [() throws -> EncodedChunk](), sound: sound)
        }
    }

    /// The disk is full at the head, in the middle, at the index, while the index is moved: one page further each time.
    @Test(.enabled(if: SmallDisk.isAvailable)) func fullDiskIsAFaultOfTheMachine() throws {
        let loaders: [() throws -> EncodedChunk] = try film.chunkRanges.map(film.chunk).map { chunk in { chunk } }
        let sound = try film.sound()
        func write(onDiskOf pages: Int) throws -> (error: MediaError?, names: [String], byteCount: Int) {
            let disk = try SmallDisk(byteCount: pages * 4_096)
            var error: MediaError?
            do {
                let file = try AtomicFile(target: disk.path("film.mp4"))
                try MovieAssembler.write(to: file.path, settings: film.settings, chunks: loaders, sound: sound)
                try file.commit()
            } catch let failure as MediaError {
                error = failure
            }
            let names = try FileManager.default.contentsOfDirectory(atPath: disk.folder)
            let content = FileManager.default.contents(atPath: disk.path("film.mp4"))
            return (error, names, content?.count ?? 0)
        }
        let whole = try write(onDiskOf: 1_000)
        try #require(whole.error == nil && whole.byteCount > 20_000)
        let needed = (whole.byteCount + 4_095) / 4_096
        for pages in 1..<needed {
            let result = try write(onDiskOf: pages)
            let error = try #require(result.error, "\(pages) pages")
            #expect(error.isMachineFault, "\(error)")
            #expect(result.names.isEmpty)
        }
        let tight = try write(onDiskOf: needed)
        #expect(tight.error == nil && tight.names == ["film.mp4"] && tight.byteCount == whole.byteCount)
    }
}
