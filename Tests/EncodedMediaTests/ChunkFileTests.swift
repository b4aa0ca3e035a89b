import EncodedMedia
import Foundation
import MediaBuffers
import SystemFiles
import TestSupport
import Testing

@Suite struct ChunkFileTests {
    private let chunk: EncodedChunk
    private let sound: EncodedSound

    init() throws {
        var generator = SeededGenerator(seed: 3)
        func bytes(_ count: ClosedRange<Int>) -> [UInt8] {
            let count = Int.random(in: count, using: &generator)
            return (0..<count).map { _ in UInt8.random(in: 0...255, using: &generator) }
        }
        var packets: [EncodedPacket] = []
        for index in 0..<12 {
            packets.append(
                EncodedPacket(
                    data: bytes(20...900), presentationTimestamp: Int64(index ^ 1), decodeTimestamp: Int64(index) - 2,
                    isKeyframe: index == 0))
        }
        chunk = EncodedChunk(
            extradata: bytes(40...40), packets: packets, frameHashes: (0..<12).map { "frame \($0) é" })
        sound = EncodedSound(
            extradata: bytes(5...5), packets: (0..<20).map { _ in bytes(100...500) }, priming: 1_024,
            sampleCount: 19_200)
    }

    @Test func comesBackAsItWas() throws {
        let folder = try TemporaryFolder()
        var plain = chunk
        plain.frameHashes = nil
        var empty = chunk
        empty.frameHashes = []
        for chunk in [chunk, plain, empty] {
            #expect(try ChunkFile.decode(ChunkFile.encode(chunk)) == chunk)
            try ChunkFile.write(chunk, to: folder.path("chunk"))
            #expect(try ChunkFile.read(path: folder.path("chunk")) == chunk)
        }
        try ChunkFile.write(sound, to: folder.path("sound"), isSynced: true)
        #expect(try ChunkFile.readSound(path: folder.path("sound")) == sound)
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.url.path).sorted() == ["chunk", "sound"])
        var loud = sound
        loud.mixLoudnessLUFS = -9.25
        #expect(try ChunkFile.decodeSound(ChunkFile.encode(loud)).mixLoudnessLUFS == -9.25)
        #expect(try ChunkFile.decodeSound(ChunkFile.encode(sound)).mixLoudnessLUFS == nil)
    }

    @Test func tornFilesAreNoticed() throws {
        let bytes = ChunkFile.encode(chunk)
        for length in Array(stride(from: 0, to: bytes.count, by: 97)) + [bytes.count - 1] {
            #expect(throws: FileError.self) { try ChunkFile.decode(Array(bytes[..<length])) }
            // What a crash may leave: the whole length, the end never written.
            let zeroed = bytes[..<length] + [UInt8](repeating: 0, count: bytes.count - length)
            if zeroed[...] != bytes[...] { #expect(throws: FileError.self) { try ChunkFile.decode(Array(zeroed)) } }
        }
        #expect(throws: FileError.self) { try ChunkFile.decode(bytes + [0]) }
        let soundBytes = ChunkFile.encode(sound)
        for length in stride(from: 0, to: soundBytes.count, by: 97) {
            #expect(throws: FileError.self) { try ChunkFile.decodeSound(Array(soundBytes[..<length])) }
        }
    }

    @Test func flippedBitsAreNoticed() throws {
        var bytes = ChunkFile.encode(chunk)
        for position in stride(from: 0, to: bytes.count, by: 13) {
            bytes[position] ^= UInt8(1 << (position % 8))
            #expect(throws: FileError.self) { try ChunkFile.decode(bytes) }
            bytes[position] ^= UInt8(1 << (position % 8))
        }
        #expect(try ChunkFile.decode(bytes) == chunk)
    }

    @Test(arguments: [false, true]) func stillsComeBackAsTheyWereOrNotAtAll(_ hasAlpha: Bool) throws {
        let still = try picture(width: 37, height: 21, hasAlpha: hasAlpha)
        let bytes = try #require(ChunkFile.encode(still))
        let back = try ChunkFile.decodeStill(bytes)
        #expect(back.luma.hasSameSamples(as: still.luma) && back.cb.hasSameSamples(as: still.cb))
        #expect(back.cr.hasSameSamples(as: still.cr) && back.subsampling == still.subsampling)
        #expect(back.chromaLocation == still.chromaLocation && (back.alpha == nil) == !hasAlpha)
        if let alpha = back.alpha, let own = still.alpha { #expect(alpha.hasSameSamples(as: own)) }
        for length in Array(stride(from: 0, to: bytes.count, by: 31)) + [bytes.count - 1] {
            #expect(throws: FileError.self) { try ChunkFile.decodeStill(Array(bytes[..<length])) }
        }
        #expect(throws: FileError.self) { try ChunkFile.decodeStill(ChunkFile.encode(chunk)) }
        #expect(throws: FileError.self) { try ChunkFile.decode(bytes) }
        // A right checksum over a head that promises what is not there.
        for position in 20..<31 {
            for value: UInt8 in [0, 1, 2, 3, 0x7f, 0xff] where value != bytes[position] {
                var wrong = bytes
                wrong[position] = value
                let sum = crc32(wrong.dropLast(4))
                wrong.replaceSubrange((wrong.count - 4)..., with: (0..<4).map { UInt8(sum >> (8 * $0) & 0xff) })
                // Only where chroma lies may be otherwise.
                if position != 29 { #expect(throws: FileError.self) { try ChunkFile.decodeStill(wrong) } }
                _ = try? ChunkFile.decodeStill(wrong)
            }
        }
    }

    @Test(arguments: [false, true]) func spritesComeBackAsTheyWereOrNotAtAll(_ hasAlpha: Bool) throws {
        let one = try picture(width: 38, height: 22, hasAlpha: false)
        let other = try picture(width: 38, height: 22, hasAlpha: false)
        let sprite = Sprite(
            rect: PixelRect(x: -4, y: 6, width: 38, height: 22), luma: one.luma, cb: one.cb, cr: one.cr,
            alpha: hasAlpha ? other.luma : nil, chromaAlpha: hasAlpha ? other.cb : nil)
        let bytes = try #require(ChunkFile.encode(sprite))
        let back = try ChunkFile.decodeSprite(bytes)
        #expect(back.rect == sprite.rect && back.luma.hasSameSamples(as: sprite.luma))
        #expect(back.cb.hasSameSamples(as: sprite.cb) && back.cr.hasSameSamples(as: sprite.cr))
        #expect((back.alpha == nil) == !hasAlpha && (back.chromaAlpha == nil) == !hasAlpha)
        if let alpha = back.alpha, let chroma = back.chromaAlpha {
            #expect(alpha.hasSameSamples(as: other.luma) && chroma.hasSameSamples(as: other.cb))
        }
        for length in stride(from: 0, to: bytes.count, by: 29) {
            #expect(throws: FileError.self) { try ChunkFile.decodeSprite(Array(bytes[..<length])) }
        }
        #expect(throws: FileError.self) { try ChunkFile.decodeStill(bytes) }
        for position in 20..<37 {
            for value: UInt8 in [0, 1, 2, 3, 0x7f, 0x80, 0xff] where value != bytes[position] {
                var wrong = bytes
                wrong[position] = value
                let sum = crc32(wrong.dropLast(4))
                wrong.replaceSubrange((wrong.count - 4)..., with: (0..<4).map { UInt8(sum >> (8 * $0) & 0xff) })
                // Only where it lies may be otherwise, on an even place not far away.
                if position >= 28 || value % 2 == 1 && [20, 24].contains(position) {
                    #expect(throws: FileError.self) { try ChunkFile.decodeSprite(wrong) }
                }
                _ = try? ChunkFile.decodeSprite(wrong)
            }
        }
    }

    /// A picture of noise.
    private func picture(width: Int, height: Int, hasAlpha: Bool) throws -> SourcePicture {
        var generator = SeededGenerator(seed: 5)
        func plane(_ width: Int, _ height: Int) -> Plane {
            let plane = Plane(width: width, height: height, zeroed: false)
            for y in 0..<height {
                for x in 0..<width { plane.row(y)[x] = UInt8.random(in: 0...255, using: &generator) }
            }
            return plane
        }
        let (columns, rows) = hasAlpha ? (width, height) : ((width + 1) / 2, (height + 1) / 2)
        return SourcePicture(
            luma: plane(width, height), cb: plane(columns, rows), cr: plane(columns, rows),
            alpha: hasAlpha ? plane(width, height) : nil, subsampling: hasAlpha ? .yuv444 : .yuv420,
            chromaLocation: hasAlpha ? .cosited : .left)
    }

    /// A right checksum over wrong content: nothing is trusted that the content says about its own size.
    @Test func sealedNonsenseIsNoChunk() throws {
        let bytes = ChunkFile.encode(chunk)
        var generator = SeededGenerator(seed: 11)
        for position in 20..<min(bytes.count - 4, 400) {
            for value: UInt8 in [0x7f, 0xff, UInt8.random(in: 0...255, using: &generator)] {
                var wrong = bytes
                wrong[position] = value
                let sum = crc32(wrong.dropLast(4))
                wrong.replaceSubrange((wrong.count - 4)..., with: (0..<4).map { UInt8(sum >> (8 * $0) & 0xff) })
                // It may still be a chunk, with other samples or times; it must not trap or swallow memory.
                _ = try? ChunkFile.decode(wrong)
            }
        }
        var huge = bytes
        let counts = 20 + 4 + chunk.extradata.count
        huge.replaceSubrange(counts..<counts + 4, with: [0xff, 0xff, 0xff, 0x7f])
        let sum = crc32(huge.dropLast(4))
        huge.replaceSubrange((huge.count - 4)..., with: (0..<4).map { UInt8(sum >> (8 * $0) & 0xff) })
        #expect(throws: FileError.self) { try ChunkFile.decode(huge) }
    }

    /// The checksum as the standard describes it, bit by bit, without the last inversion.
    private func crc32(_ bytes: ArraySlice<UInt8>) -> UInt32 {
        bytes.reduce(UInt32.max) { sum, byte in
            (0..<8).reduce(sum ^ UInt32(byte)) { sum, _ in sum & 1 == 1 ? sum >> 1 ^ 0xedb8_8320 : sum >> 1 }
        }
    }

    @Test func kindsAreNotMixedUp() {
        #expect(throws: FileError.self) { try ChunkFile.decodeSound(ChunkFile.encode(chunk)) }
        #expect(throws: FileError.self) { try ChunkFile.decode(ChunkFile.encode(sound)) }
        #expect(throws: FileError.self) { try ChunkFile.decode([]) }
        #expect(throws: FileError.self) { try ChunkFile.decode([UInt8](repeating: 0, count: 1_000)) }
    }

    @Test func whatIsNoFileIsAnError() throws {
        let folder = try TemporaryFolder()
        #expect(throws: FileError.self) { try ChunkFile.read(path: folder.path("missing")) }
        #expect(throws: FileError.self) { try ChunkFile.read(path: folder.url.path) }
        #expect(mkfifo(folder.path("pipe"), 0o600) == 0)
        #expect(throws: FileError.self) { try ChunkFile.read(path: folder.path("pipe")) }
        #expect(throws: FileError.self) { try ChunkFile.read(path: "/dev/zero") }
    }
}
