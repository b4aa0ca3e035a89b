import CPixelKernels
package import MediaBuffers

/// Scales planes along both axes, row by row, with memory for a window of rows.
package struct PlaneScaler {
    private let kernels: KernelSet
    private var padded: [UInt8] = []
    private var rows: [Int16] = []
    private var pointers: [UnsafePointer<Int16>?] = []

    /// A scaler that uses a set of kernels.
    package init(kernels: KernelSet) { self.kernels = kernels }

    /// Fills `destination` from `source`; the filters must be as long as its sides.
    package mutating func scale(
        _ source: Plane, into destination: Plane, horizontal: AxisFilter, vertical: AxisFilter
    ) {
        precondition(
            horizontal.count == destination.width && vertical.count == destination.height, "filters of another size")
        if let x = horizontal.copyOffset, let y = vertical.copyOffset {
            for row in 0..<destination.height {
                destination.row(row).update(from: source.row(y + row) + x, count: destination.width)
            }
            return
        }
        let width = destination.width
        let rowLength = (width + 31) / 32 * 32
        let taps = vertical.copyOffset == nil ? vertical.taps : 2
        if rows.count < rowLength * taps { rows = [Int16](repeating: 0, count: rowLength * taps) }
        if pointers.count < taps { pointers = [UnsafePointer<Int16>?](repeating: nil, count: taps) }
        let padding = horizontal.taps + 4
        if padded.count < source.width + padding { padded = [UInt8](repeating: 0, count: source.width + padding) }
        let table = kernels.table
        var held = [Int](repeating: -1, count: taps)
        let copyWeights: [Int16] = [16_384, 0]
        rows.withUnsafeMutableBufferPointer { rows in
            padded.withUnsafeMutableBufferPointer { padded in
                pointers.withUnsafeMutableBufferPointer { pointers in
                    horizontal.first.withUnsafeBufferPointer { first in
                        horizontal.groupedWeights.withUnsafeBufferPointer { weights in
                            vertical.weights.withUnsafeBufferPointer { down in
                                guard let rowBase = rows.baseAddress, let padBase = padded.baseAddress,
                                    let pointerBase = pointers.baseAddress
                                else { return }
                                for y in 0..<destination.height {
                                    let top = vertical.copyOffset.map { $0 + y } ?? Int(vertical.first[y])
                                    for tap in 0..<taps {
                                        let sample = min(top + tap, source.height - 1)
                                        let slot = sample % taps
                                        let target = rowBase + slot * rowLength
                                        if held[slot] != sample {
                                            held[slot] = sample
                                            if let offset = horizontal.copyOffset {
                                                let from = source.row(sample) + offset
                                                for x in 0..<width { target[x] = Int16(from[x]) &<< 6 }
                                            } else if let first = first.baseAddress, let weights = weights.baseAddress {
                                                // The last weights may reach behind the row; they are zero there.
                                                padBase.update(from: source.row(sample), count: source.width)
                                                table.scale_h(
                                                    target, padBase, first, weights, Int32(horizontal.taps), width)
                                            }
                                        }
                                        pointerBase[tap] = UnsafePointer(target)
                                    }
                                    if vertical.copyOffset != nil {
                                        copyWeights.withUnsafeBufferPointer {
                                            table.scale_v(destination.row(y), pointerBase, $0.baseAddress, 2, width)
                                        }
                                    } else if let down = down.baseAddress {
                                        table.scale_v(
                                            destination.row(y), pointerBase, down + y * taps, Int32(taps), width)
                                    }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}
