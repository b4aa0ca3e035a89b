import MediaBuffers
import PixelKernels

extension SourcePicture {
    /// The picture turned as an orientation says.
    func turned(_ orientation: Orientation) -> SourcePicture {
        func turn(_ plane: Plane) -> Plane { KernelSet.selected.turned(plane, by: orientation.turn) }
        var location = chromaLocation
        if subsampling == .yuv420 {
            // Where the first chroma sample lies seen from the side that now comes first.
            func seen(_ distance: Double, _ isForward: Bool, _ count: Int) -> Double {
                isForward ? distance : Double(count - 1) - (distance + 2 * Double((count + 1) / 2 - 1))
            }
            let x = seen(chromaLocation.x, orientation.swapsSides ? orientation.b > 0 : orientation.a > 0, width)
            let y = seen(chromaLocation.y, orientation.swapsSides ? orientation.c > 0 : orientation.d > 0, height)
            location = orientation.swapsSides ? ChromaLocation(x: y, y: x) : ChromaLocation(x: x, y: y)
        }
        return SourcePicture(
            luma: turn(luma), cb: turn(cb), cr: turn(cr), alpha: alpha.map(turn), subsampling: subsampling,
            chromaLocation: location)
    }
}

extension Orientation {
    /// How planes are turned. Shown = stored · matrix, so each shown axis reads one stored axis, forwards or backwards.
    fileprivate var turn: PlaneTurn {
        PlaneTurn(
            swapsSides: swapsSides, reversesColumns: (swapsSides ? c : a) < 0, reversesRows: (swapsSides ? b : d) < 0)
    }
}
