import CPixelKernels
package import MediaBuffers

/// Scales planes along both axes, row by row, with memory for a window of rows.
///
/// It keeps its scratch memory from one call to the next, so each worker has its own.
package struct PlaneScaler {
    private let kernels: KernelSet
    private let scratch = ScalerScratch()

    /// A scaler that uses a set of kernels.
    package init(kernels: KernelSet) { self.kernels = kernels }

    /// Fills `destination` from `source`; the filters must be as long as its sides, and made for the source's.
    ///
    /// Samples are rounded twice: to 1/64 between the axes, and to whole codes at the end, where they are clamped.
    package mutating func scale(
        _ source: Plane, into destination: Plane, horizontal: AxisFilter, vertical: AxisFilter
    ) {
        precondition(
            horizontal.count == destination.width && vertical.count == destination.height, "filters of another size")
        precondition(
            horizontal.sourceCount == source.width && vertical.sourceCount == source.height, "filters of another source"
        )
        if let x = horizontal.copyOffset, let y = vertical.copyOffset {
            for row in 0..<destination.height {
                destination.row(row).update(from: source.row(y + row) + x, count: destination.width)
            }
            return
        }
        // A column that is only copied weighs one row.
        let taps = vertical.copyOffset == nil ? vertical.taps : 2
        scratch.prepare(width: destination.width, rowCount: taps, sourceWidth: source.width, filter: horizontal)
        let copying: [Int16] = [16_384, 0]
        (vertical.copyOffset == nil ? vertical.weights : copying).withUnsafeBufferPointer { weights in
            guard let weights = weights.baseAddress else { return }
            let (held, pointers) = (scratch.held, scratch.pointers)
            for y in 0..<destination.height {
                let top = vertical.copyOffset.map { $0 + y } ?? Int(vertical.first[y])
                for tap in 0..<taps {
                    // Rows behind the last one have no weight.
                    let row = min(top + tap, source.height - 1)
                    let slot = row % taps
                    let target = scratch.row(slot)
                    pointers[tap] = UnsafePointer(target)
                    guard held[slot] != row else { continue }
                    held[slot] = row
                    fill(target, from: source, row: row, horizontal)
                }
                let weightsOfRow = vertical.copyOffset == nil ? weights + y * taps : weights
                kernels.table.scale_v(destination.row(y), pointers, weightsOfRow, Int32(taps), destination.width)
            }
        }
    }

    /// One row of 64ths from one row of the source.
    private func fill(_ target: UnsafeMutablePointer<Int16>, from source: Plane, row: Int, _ filter: AxisFilter) {
        let samples = source.row(row)
        if let offset = filter.copyOffset {
            for x in 0..<filter.count { target[x] = Int16(samples[offset &+ x]) &<< 6 }
            return
        }
        // The kernel reads a little behind the row, which is all right as long as more rows follow.
        let isFollowed = (source.height - 1 - row) * source.stride >= filter.taps + ScalerScratch.readAhead
        if !isFollowed { scratch.padded.update(from: samples, count: source.width) }
        filter.first.withUnsafeBufferPointer {
            kernels.table.scale_h(
                target, isFollowed ? UnsafePointer(samples) : UnsafePointer(scratch.padded), $0.baseAddress,
                scratch.weights, Int32(filter.taps), filter.count)
        }
    }
}

/// Memory that a scaler reuses.
private final class ScalerScratch {
    /// Bytes behind the last tap that the horizontal kernel may read.
    static let readAhead = 64

    /// A copy of a row with room behind it.
    private(set) var padded = UnsafeMutablePointer<UInt8>.allocate(capacity: 0)
    private var paddedCapacity = 0
    /// Horizontal weights in pairs of taps.
    private(set) var weights = UnsafeMutablePointer<Int16>.allocate(capacity: 0)
    private var weightCapacity = 0
    /// The window of rows, each `rowLength` long.
    private var rows = UnsafeMutablePointer<Int16>.allocate(capacity: 0)
    private var rowCapacity = 0
    private var rowLength = 0
    /// The rows in the order of the taps.
    private(set) var pointers = UnsafeMutablePointer<UnsafePointer<Int16>?>.allocate(capacity: 0)
    private var pointerCapacity = 0
    /// Which source row each row of the window holds, or −1.
    private(set) var held = UnsafeMutablePointer<Int>.allocate(capacity: 0)
    private var heldCapacity = 0

    deinit {
        padded.deallocate()
        weights.deallocate()
        rows.deallocate()
        pointers.deallocate()
        held.deallocate()
    }

    func row(_ slot: Int) -> UnsafeMutablePointer<Int16> { rows + slot * rowLength }

    func prepare(width: Int, rowCount: Int, sourceWidth: Int, filter: AxisFilter) {
        rowLength = (width + 31) / 32 * 32
        Self.grow(&rows, &rowCapacity, to: rowLength * rowCount)
        Self.grow(&padded, &paddedCapacity, to: sourceWidth + filter.taps + Self.readAhead)
        Self.grow(&held, &heldCapacity, to: rowCount)
        held.update(repeating: -1, count: rowCount)
        Self.grow(&pointers, &pointerCapacity, to: rowCount)
        guard filter.copyOffset == nil else { return }
        Self.grow(&weights, &weightCapacity, to: filter.weights.count)
        let (count, taps) = (filter.count, filter.taps)
        filter.weights.withUnsafeBufferPointer { source in
            for index in 0..<count {
                for tap in stride(from: 0, to: taps, by: 2) {
                    let target = weights + tap * count + 2 * index
                    target[0] = source[index * taps + tap]
                    target[1] = source[index * taps + tap + 1]
                }
            }
        }
    }

    /// Makes room for `count` elements, which lose what they held.
    private static func grow<Element: BitwiseCopyable>(
        _ memory: inout UnsafeMutablePointer<Element>, _ capacity: inout Int, to count: Int
    ) {
        guard count > capacity else { return }
        memory.deallocate()
        let raw = UnsafeMutableRawPointer.allocate(
            byteCount: count * MemoryLayout<Element>.stride, alignment: PixelStorage.alignment)
        raw.initializeMemory(as: UInt8.self, repeating: 0, count: count * MemoryLayout<Element>.stride)
        memory = raw.bindMemory(to: Element.self, capacity: count)
        capacity = count
    }
}
