import Synchronization

/// Keeps blocks of memory that were given back for the next who wants one of their size.
///
/// Layers that move are drawn into fresh planes for every frame. New memory from the system is cleared page by page when
/// it is first touched, which costs as much as drawing; a block that was used before is warm.
package final class StoragePool: Sendable {
    /// The pool of the process.
    package static let shared = StoragePool()

    /// Smaller blocks are the allocator's business.
    private static let smallestSize = 32_768
    /// Bytes that may lie idle.
    private static let limit = 12_000_000

    /// Blocks that lie idle, by their size. When there are too many, those of the size that nobody has asked for or
    /// given back for the longest time go: sizes change from scene to scene.
    private struct Idle: ~Copyable, @unchecked Sendable {
        private struct Shelf {
            var blocks: [UnsafeMutablePointer<UInt8>] = []
            var lastUse: UInt64 = 0
        }

        private var shelves: [Int: Shelf] = [:]
        private var byteCount = 0
        private var clock: UInt64 = 0

        mutating func take(size: Int) -> UnsafeMutablePointer<UInt8>? {
            clock += 1
            guard let block = shelves[size]?.blocks.popLast() else { return nil }
            shelves[size]?.lastUse = clock
            byteCount -= size
            return block
        }

        mutating func clear() {
            for block in shelves.values.flatMap(\.blocks) { UnsafeMutableRawPointer(block).deallocate() }
            shelves.removeAll()
            byteCount = 0
        }

        /// Keeps a block and lets go of others, or of that one.
        mutating func keep(_ block: UnsafeMutablePointer<UInt8>, size: Int) {
            clock += 1
            shelves[size, default: Shelf()].blocks.append(block)
            shelves[size]?.lastUse = clock
            byteCount += size
            while byteCount > StoragePool.limit, let oldest = shelves.min(by: { $0.value.lastUse < $1.value.lastUse }) {
                if let block = shelves[oldest.key]?.blocks.popLast() {
                    UnsafeMutableRawPointer(block).deallocate()
                    byteCount -= oldest.key
                } else {
                    shelves[oldest.key] = nil
                }
            }
        }
    }

    private let idle = Mutex(Idle())

    /// A block of at least `byteCount` bytes with undefined content.
    func take(byteCount: Int) -> UnsafeMutablePointer<UInt8> {
        let size = Self.size(of: byteCount)
        if size >= Self.smallestSize, let known = idle.withLock({ $0.take(size: size) }) { return known }
        let memory = UnsafeMutableRawPointer.allocate(byteCount: size, alignment: PixelStorage.alignment)
        return memory.bindMemory(to: UInt8.self, capacity: size)
    }

    /// Takes back a block that was taken for `byteCount` bytes.
    func giveBack(_ block: UnsafeMutablePointer<UInt8>, byteCount: Int) {
        let size = Self.size(of: byteCount)
        guard size >= Self.smallestSize else {
            UnsafeMutableRawPointer(block).deallocate()
            return
        }
        idle.withLock { $0.keep(block, size: size) }
    }

    /// Gives all idle blocks back to the system.
    package func clear() { idle.withLock { $0.clear() } }

    /// Sizes in steps of an eighth, so that a layer that grows a little finds a block that fits.
    private static func size(of byteCount: Int) -> Int {
        guard byteCount >= smallestSize else { return byteCount }
        let step = 1 << (Int.bitWidth - byteCount.leadingZeroBitCount - 4)
        return (byteCount + step - 1) / step * step
    }
}
