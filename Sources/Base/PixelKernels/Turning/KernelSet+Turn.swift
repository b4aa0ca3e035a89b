import CPixelKernels
package import MediaBuffers

extension KernelSet {
    /// A plane with the same samples turned, in memory of its own.
    package func turned(_ plane: Plane, by turn: PlaneTurn) -> Plane {
        let result =
            turn.swapsSides
            ? Plane(width: plane.height, height: plane.width, zeroed: false)
            : Plane(width: plane.width, height: plane.height, zeroed: false)
        // Where sides are swapped the result's columns are the source's rows.
        let isSourceReversed = turn.swapsSides ? turn.reversesColumns : turn.reversesRows
        let source = Rows(of: plane, isReversed: isSourceReversed)
        let target = Rows(of: result, isReversed: turn.swapsSides && turn.reversesRows)
        let planes = wp_turn(
            d: target.first, s: source.first, d_stride: target.stride, s_stride: source.stride, n: result.width,
            rows: result.height)
        if turn.swapsSides {
            table.transpose(planes)
        } else if turn.reversesColumns {
            table.mirror(planes)
        } else {
            for y in 0..<result.height {
                (target.first + y * target.stride).update(from: source.first + y * source.stride, count: result.width)
            }
        }
        return result
    }

    /// The rows of a plane from the top down, or from the bottom up.
    private struct Rows {
        let first: UnsafeMutablePointer<UInt8>
        let stride: Int

        init(of plane: Plane, isReversed: Bool) {
            first = plane.row(isReversed ? plane.height - 1 : 0)
            stride = isReversed ? -plane.stride : plane.stride
        }
    }
}
