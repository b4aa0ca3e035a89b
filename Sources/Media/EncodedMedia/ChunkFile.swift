package import MediaBuffers
package import SystemFiles

/// Finished chunks, sounds and prepared pictures as files: a short head, the content, and a checksum over all of it.
///
/// A file that was torn, changed, or made by another version of this format is not read: it throws
/// `damaged`, and whoever asked renders again.
package enum ChunkFile {
    private static let magic: [UInt8] = Array("WPCHUNK\n".utf8)
    private static let version: UInt16 = 2
    /// Magic, version, kind, length of the whole.
    private static let headSize = 8 + 2 + 2 + 8
    private static let checksumSize = 4
    /// The longest file. No chunk comes near: two seconds of 4096 x 4096 lossless are smaller.
    package static let byteLimit = 4 << 30

    enum Kind: UInt16 {
        case chunk = 1
        case sound = 2
        case still = 3
        case sprite = 4
        case gain = 5
    }

    /// The chunk as the bytes of a file.
    package static func encode(_ chunk: EncodedChunk) -> [UInt8] { seal(.chunk, size: chunk.storedSize, chunk.store) }

    /// The sound as the bytes of a file.
    package static func encode(_ sound: EncodedSound) -> [UInt8] { seal(.sound, size: sound.storedSize, sound.store) }

    /// The prepared still as the bytes of a file; nil where it is too large for one.
    package static func encode(_ still: SourcePicture) -> [UInt8]? {
        still.storedSize.map { seal(.still, size: $0, still.store) }
    }

    /// The prepared still in the bytes of a file. Throws where they are damaged.
    package static func decodeStill(_ bytes: [UInt8]) throws(FileError) -> SourcePicture {
        if var reader = unseal(bytes, kind: .still), let still = SourcePicture(from: &reader) { return still }
        throw damaged("a stored still")
    }

    /// The sprite as the bytes of a file; nil where it is too large for one.
    package static func encode(_ sprite: Sprite) -> [UInt8]? {
        sprite.storedSize.map { seal(.sprite, size: $0, sprite.store) }
    }

    /// The sprite in the bytes of a file. Throws where they are damaged.
    package static func decodeSprite(_ bytes: [UInt8]) throws(FileError) -> Sprite {
        if var reader = unseal(bytes, kind: .sprite), let sprite = Sprite(from: &reader) { return sprite }
        throw damaged("a stored sprite")
    }

    /// The gain as the bytes of a file.
    package static func encode(_ gain: MixGain) -> [UInt8] { seal(.gain, size: gain.storedSize, gain.store) }

    /// The gain in the bytes of a file. Throws where they are damaged.
    package static func decodeGain(_ bytes: [UInt8]) throws(FileError) -> MixGain {
        if var reader = unseal(bytes, kind: .gain), let gain = MixGain(from: &reader) { return gain }
        throw damaged("a stored gain")
    }

    /// The chunk in the bytes of a file. Throws where they are damaged.
    package static func decode(_ bytes: [UInt8]) throws(FileError) -> EncodedChunk {
        try decode(bytes, name: "a stored chunk")
    }

    /// The sound in the bytes of a file. Throws where they are damaged.
    package static func decodeSound(_ bytes: [UInt8]) throws(FileError) -> EncodedSound {
        try decodeSound(bytes, name: "a stored sound")
    }

    /// Writes a chunk whole or not at all. With `isSynced` it is on the disk when this returns.
    package static func write(_ chunk: EncodedChunk, to path: String, isSynced: Bool = false) throws(FileError) {
        try write(encode(chunk), to: path, isSynced: isSynced)
    }

    /// Writes a sound whole or not at all. With `isSynced` it is on the disk when this returns.
    package static func write(_ sound: EncodedSound, to path: String, isSynced: Bool = false) throws(FileError) {
        try write(encode(sound), to: path, isSynced: isSynced)
    }

    /// What a stored file holds, to be decoded; nil where it is not there, cannot be read, is no regular file, or is longer
    /// than `limit`.
    package static func bytes(path: String, limit: Int = byteLimit) -> [UInt8]? {
        try? ReadableFile.content(path: path, byteLimit: limit)
    }

    /// Reads a chunk. Throws where the file is not there, cannot be read or is damaged.
    package static func read(path: String) throws(FileError) -> EncodedChunk {
        try decode(try ReadableFile.content(path: path, byteLimit: byteLimit), name: path)
    }

    /// Reads a sound. Throws where the file is not there, cannot be read or is damaged.
    package static func readSound(path: String) throws(FileError) -> EncodedSound {
        try decodeSound(try ReadableFile.content(path: path, byteLimit: byteLimit), name: path)
    }

    private static func write(_ bytes: [UInt8], to path: String, isSynced: Bool) throws(FileError) {
        var file = try AtomicFile(target: path)
        try file.write(bytes)
        try file.commit(isSynced: isSynced)
    }

    private static func decode(_ bytes: [UInt8], name: String) throws(FileError) -> EncodedChunk {
        if var reader = unseal(bytes, kind: .chunk), let chunk = EncodedChunk(from: &reader) { return chunk }
        throw damaged(name)
    }

    private static func decodeSound(_ bytes: [UInt8], name: String) throws(FileError) -> EncodedSound {
        if var reader = unseal(bytes, kind: .sound), let sound = EncodedSound(from: &reader) { return sound }
        throw damaged(name)
    }

    private static func damaged(_ name: String) -> FileError {
        FileError(action: "reading", path: name, reason: .damaged)
    }

    private static func seal(_ kind: Kind, size: Int, _ store: (inout StoredBytesWriter) -> Void) -> [UInt8] {
        var writer = StoredBytesWriter()
        let total = headSize + size + checksumSize
        writer.reserve(total)
        writer.append(raw: magic)
        writer.append(version)
        writer.append(kind.rawValue)
        writer.append(UInt64(total))
        store(&writer)
        precondition(writer.bytes.count + checksumSize == total, "a stored size that is not the announced one")
        writer.append(Checksum.of(writer.bytes, count: writer.bytes.count))
        return writer.bytes
    }

    /// The content between head and checksum, nil where anything is wrong.
    private static func unseal(_ bytes: [UInt8], kind: Kind) -> StoredBytesReader? {
        let end = bytes.count - checksumSize
        guard end >= headSize, bytes.starts(with: magic) else { return nil }
        var head = StoredBytesReader(bytes, in: magic.count..<headSize)
        guard head.number() == version, head.number() == kind.rawValue, head.number() == UInt64(bytes.count) else {
            return nil
        }
        var tail = StoredBytesReader(bytes, in: end..<bytes.count)
        guard tail.number() == Checksum.of(bytes, count: end) else { return nil }
        return StoredBytesReader(bytes, in: headSize..<end)
    }
}
