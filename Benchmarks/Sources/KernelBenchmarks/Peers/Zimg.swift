import CZimg
import MediaBuffers

/// A prepared graph of zimg, Catmull-Rom.
final class Zimg {
    private let graph: OpaquePointer
    private let scratch: PixelStorage

    init(width: Int, height: Int, _ layout: wpb_layout, newWidth: Int, newHeight: Int, _ newLayout: wpb_layout) {
        let made = wpb_zimg_create(
            UInt32(width), UInt32(height), layout, UInt32(newWidth), UInt32(newHeight), newLayout)
        guard let made else { preconditionFailure("zimg refuses") }
        graph = made
        var size = 0
        zimg_filter_graph_get_tmp_size(made, &size)
        scratch = PixelStorage(byteCount: size)
    }

    deinit { zimg_filter_graph_free(graph) }

    /// Three planes to three planes.
    func run(_ source: [Plane], into target: [Plane]) {
        let inputs: [UnsafePointer<UInt8>?] = source.map { UnsafePointer($0.base) }
        let outputs: [UnsafeMutablePointer<UInt8>?] = target.map(\.base)
        let result = wpb_zimg_process(
            graph, inputs, source.map(\.stride), outputs, target.map(\.stride), scratch.base)
        precondition(result == 0, "zimg fails")
    }
}
