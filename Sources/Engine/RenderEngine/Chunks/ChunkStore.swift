package import EncodedMedia
package import SystemFiles

/// Keeps finished chunks and the finished sound until the film is assembled, and longer where there is a cache.
///
/// Several threads may use it at the same time. What is kept is bytes with a checksum: whatever was torn is as good as
/// not there.
package protocol ChunkStore: AnyObject, Sendable {
    /// The bytes under a key, or nil where there are none.
    func bytes(forKey key: String) throws(FileError) -> [UInt8]?
    /// Keeps bytes under a key.
    func keep(_ bytes: [UInt8], forKey key: String) throws(FileError)
    /// The cache that outlives the render; nil where there is none.
    var cache: CachedChunkStore? { get }
}

extension ChunkStore {
    package var cache: CachedChunkStore? { nil }

    /// The chunk with a key, or nil where it is not there or was torn.
    package func chunk(forKey key: String) throws(FileError) -> EncodedChunk? {
        try bytes(forKey: key).flatMap { try? ChunkFile.decode($0) }
    }

    /// Keeps a chunk.
    package func keep(_ chunk: EncodedChunk, forKey key: String) throws(FileError) {
        try keep(ChunkFile.encode(chunk), forKey: key)
    }

    /// The sound with a key, or nil where it is not there or was torn.
    package func sound(forKey key: String) throws(FileError) -> EncodedSound? {
        try bytes(forKey: key).flatMap { try? ChunkFile.decodeSound($0) }
    }

    /// Keeps a sound.
    package func keep(_ sound: EncodedSound, forKey key: String) throws(FileError) {
        try keep(ChunkFile.encode(sound), forKey: key)
    }

    /// The gain with a key, or nil where it is not there or was torn.
    func gain(forKey key: String) throws(FileError) -> MixGain? {
        try bytes(forKey: key).flatMap { try? ChunkFile.decodeGain($0) }
    }

    /// Keeps a gain.
    func keep(_ gain: MixGain, forKey key: String) throws(FileError) { try keep(ChunkFile.encode(gain), forKey: key) }
}
