import CTextStack
import Foundation
import MediaBuffers

/// A Cairo image surface of premultiplied 32-bit pixels.
final class Surface {
    let width: Int
    let height: Int
    private let surface: OpaquePointer

    init(width: Int, height: Int) throws(TextError) {
        self.width = max(1, width)
        self.height = max(1, height)
        guard let surface = cairo_image_surface_create(CAIRO_FORMAT_ARGB32, Int32(self.width), Int32(self.height)),
            cairo_surface_status(surface) == CAIRO_STATUS_SUCCESS
        else { throw .library("creating a picture of \(width)x\(height) pixels failed") }
        self.surface = surface
    }

    deinit { cairo_surface_destroy(surface) }

    func draw(_ body: (OpaquePointer) -> Void) {
        guard let cairo = cairo_create(surface) else { return }
        body(cairo)
        cairo_destroy(cairo)
        cairo_surface_flush(surface)
    }

    func setColor(_ cairo: OpaquePointer, _ color: RGBAColor) {
        cairo_set_source_rgba(
            cairo, Double(color.red) / 255, Double(color.green) / 255, Double(color.blue) / 255,
            Double(color.alpha) / 255)
    }

    /// Rows of native-endian ARGB words.
    private func row(_ y: Int) -> UnsafeMutablePointer<UInt32>? {
        guard let data = cairo_image_surface_get_data(surface) else { return nil }
        let stride = Int(cairo_image_surface_get_stride(surface))
        return UnsafeMutableRawPointer(data + y * stride).assumingMemoryBound(to: UInt32.self)
    }

    /// The pixels as premultiplied ARGB words, row after row.
    var premultipliedRGBA: [UInt32] {
        var pixels: [UInt32] = []
        pixels.reserveCapacity(width * height)
        for y in 0..<height {
            if let row = row(y) { pixels.append(contentsOf: UnsafeBufferPointer(start: row, count: width)) }
        }
        return pixels
    }

    /// The shape of what is drawn, blurred and in one color, as premultiplied ARGB words.
    func shadow(color: RGBAColor, sigma: Double) -> [UInt32] {
        var coverage = premultipliedRGBA.map { Float($0 >> 24) }
        if sigma > 0.05 { coverage = Self.blurred(coverage, width: width, height: height, sigma: sigma) }
        let alpha = Float(color.alpha) / 255
        return coverage.map { value in
            let share = value * alpha
            func part(_ component: UInt8) -> UInt32 { UInt32((Float(component) / 255 * share).rounded()) }
            return UInt32(share.rounded()) << 24 | part(color.red) << 16 | part(color.green) << 8 | part(color.blue)
        }
    }

    private static func blurred(_ source: [Float], width: Int, height: Int, sigma: Double) -> [Float] {
        let reach = max(1, Int((3 * sigma).rounded(.up)))
        var kernel = (-reach...reach).map { Float(exp(-Double($0 * $0) / (2 * sigma * sigma))) }
        let sum = kernel.reduce(0, +)
        kernel = kernel.map { $0 / sum }
        var across = [Float](repeating: 0, count: source.count)
        for y in 0..<height {
            for x in 0..<width {
                var value: Float = 0
                for offset in max(-reach, -x)...min(reach, width - 1 - x) {
                    value += source[y * width + x + offset] * kernel[offset + reach]
                }
                across[y * width + x] = value
            }
        }
        var down = [Float](repeating: 0, count: source.count)
        for y in 0..<height {
            for offset in max(-reach, -y)...min(reach, height - 1 - y) {
                let weight = kernel[offset + reach]
                for x in 0..<width { down[y * width + x] += across[(y + offset) * width + x] * weight }
            }
        }
        return down
    }

    /// Lays premultiplied pixels over what is there.
    func lay(_ pixels: [UInt32]) {
        for y in 0..<height {
            guard let row = row(y) else { continue }
            for x in 0..<width {
                let source = pixels[y * width + x]
                let rest = 255 - source >> 24
                guard rest < 255 else { continue }
                var result: UInt32 = 0
                for shift in [0, 8, 16, 24] as [UInt32] {
                    let under = (row[x] >> shift & 255) * rest + 128
                    result |= min(255, (source >> shift & 255) + (under + under >> 8) >> 8) << shift
                }
                row[x] = result
            }
        }
    }

    /// The pixels as interleaved R, G, B, A in memory of their own.
    func plane() -> Plane {
        let plane = Plane(width: 4 * width, height: height, zeroed: false)
        for y in 0..<height {
            guard let row = row(y) else { continue }
            let target = plane.row(y)
            for x in 0..<width {
                let pixel = row[x]
                target[4 * x] = UInt8(truncatingIfNeeded: pixel >> 16)
                target[4 * x + 1] = UInt8(truncatingIfNeeded: pixel >> 8)
                target[4 * x + 2] = UInt8(truncatingIfNeeded: pixel)
                target[4 * x + 3] = UInt8(truncatingIfNeeded: pixel >> 24)
            }
        }
        return plane
    }
}
