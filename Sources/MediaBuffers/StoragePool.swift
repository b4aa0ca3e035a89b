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

    private struct Idle: ~Copyable, @unchecked Sendable {
        var blocks: [Int: [UnsafeMutablePointer<UInt8>]] = [:]
        var byteCount = 0
    }

    private let idle = Mutex(Idle())

    /// A block of at least `byteCount` bytes with undefined content.
    func take(byteCount: Int) -> UnsafeMutablePointer<UInt8> {
        let size = Self.size(of: byteCount)
        if size >= Self.smallestSize {
            let known = idle.withLock { idle -> UnsafeMutablePointer<UInt8>? in
                guard let block = idle.blocks[size]?.popLast() else { return nil }
                idle.byteCount -= size
                return block
            }
            if let known { return known }
        }
        let memory = UnsafeMutableRawPointer.allocate(byteCount: size, alignment: PixelStorage.alignment)
        return memory.bindMemory(to: UInt8.self, capacity: size)
    }

    /// Takes back a block that was taken for `byteCount` bytes.
    func giveBack(_ block: UnsafeMutablePointer<UInt8>, byteCount: Int) {
        let size = Self.size(of: byteCount)
        let isKept =
            size >= Self.smallestSize
            && idle.withLock { idle in
                guard idle.byteCount + size <= Self.limit else { return false }
                idle.blocks[size, default: []].append(block)
                idle.byteCount += size
                return true
            }
        if !isKept { UnsafeMutableRawPointer(block).deallocate() }
    }

    /// Gives all idle blocks back to the system.
    package func clear() {
        let blocks = idle.withLock { idle in
            defer {
                idle.blocks.removeAll()
                idle.byteCount = 0
            }
            return idle.blocks.values.flatMap { $0.map(UInt.init(bitPattern:)) }
        }
        for block in blocks { UnsafeMutableRawPointer(bitPattern: block)?.deallocate() }
    }

    /// Sizes in steps of an eighth, so that a layer that grows a little finds a block that fits.
    private static func size(of byteCount: Int) -> Int {
        guard byteCount >= smallestSize else { return byteCount }
        let step = 1 << (Int.bitWidth - byteCount.leadingZeroBitCount - 4)
        return (byteCount + step - 1) / step * step
    }
}
