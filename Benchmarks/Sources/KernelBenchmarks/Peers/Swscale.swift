import CSwscale
import MediaBuffers

/// A prepared scaler of libswscale, one thread.
final class Swscale {
    private let context: OpaquePointer
    private let height: Int

    /// A bicubic one, between pictures of two sizes and formats; accurate ones round well and interpolate chroma.
    init(
        width: Int, height: Int, _ format: AVPixelFormat, newWidth: Int, newHeight: Int, _ newFormat: AVPixelFormat,
        isAccurate: Bool = true
    ) {
        let flags = SWS_BICUBIC | (isAccurate ? SWS_ACCURATE_RND | SWS_FULL_CHR_H_INT : 0)
        let made = wpb_swscale_create(
            Int32(width), Int32(height), format, Int32(newWidth), Int32(newHeight), newFormat, flags)
        guard let made else { preconditionFailure("libswscale refuses") }
        context = made
        self.height = height
    }

    deinit { sws_freeContext(context) }

    func run(_ source: [Plane], into target: [Plane]) {
        let inputs: [UnsafePointer<UInt8>?] = Self.padded(source.map { UnsafePointer($0.base) })
        let outputs: [UnsafeMutablePointer<UInt8>?] = Self.padded(target.map(\.base))
        let rows = sws_scale(
            context, inputs, source.map(\.step) + [0, 0, 0], 0, Int32(height), outputs, target.map(\.step) + [0, 0, 0])
        precondition(rows > 0, "libswscale fails")
    }

    private static func padded<Pointer>(_ pointers: [Pointer]) -> [Pointer?] {
        pointers.map(Optional.some) + [nil, nil, nil]
    }
}
