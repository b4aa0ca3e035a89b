/// A block of memory for samples, aligned to 64 bytes and padded by 64 bytes at its end.
///
/// The padding may be read and written by kernels that work on whole vectors; its content means nothing.
/// Whoever creates the storage writes it, and only until it shares it; after that it is read only.
package final class PixelStorage: @unchecked Sendable {
    /// The first byte.
    package let base: UnsafeMutablePointer<UInt8>
    /// The usable length in bytes, without the padding.
    package let byteCount: Int

    /// Alignment of the first byte, and the number of bytes that may be touched behind the last one.
    package static let alignment = 64

    /// Allocates `byteCount` bytes, zeroed unless `zeroed` is false.
    package init(byteCount: Int, zeroed: Bool = true) {
        precondition(byteCount >= 0, "a negative size")
        self.byteCount = byteCount
        let allocated = byteCount + Self.alignment
        base = StoragePool.shared.take(byteCount: allocated)
        if zeroed { base.initialize(repeating: 0, count: allocated) }
    }

    deinit { StoragePool.shared.giveBack(base, byteCount: byteCount + Self.alignment) }
}
