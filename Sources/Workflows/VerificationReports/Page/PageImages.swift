import Foundation
import MediaBuffers
import StillImages

/// Pictures as `data:` addresses.
enum PageImages {
    /// No picture is wider.
    static let widthLimit = 720
    /// Nor higher.
    static let heightLimit = 1280

    /// A JPEG, scaled down to the limits; nil where the picture cannot be written.
    static func photo(_ image: RGBAImage, width: Int = widthLimit, height: Int = heightLimit, quality: Int = 85)
        -> String?
    {
        guard let data = try? JPEGWriter.encode(scaled(image, width: width, height: height), quality: quality) else {
            return nil
        }
        return "data:image/jpeg;base64," + Data(data).base64EncodedString()
    }

    /// Differences as a PNG with a pixel a block: clear below half the limit, yellow at it, red from twice of it on.
    ///
    /// Nil where there is nothing to draw.
    static func heat(_ values: [Float], columns: Int, limit: Double) -> String? {
        guard columns > 0, columns <= 4096, values.count >= columns, values.count / columns <= 4096 else { return nil }
        let rows = values.count / columns
        let image = RGBAImage(width: columns, height: rows, alphaMode: .straight)
        let scale = limit.isFinite && limit > 0 ? limit : 12
        for y in 0..<rows {
            let row = image.samples.row(y)
            for x in 0..<columns {
                let value = Double(values[y * columns + x])
                guard value.isFinite else { continue }
                let heat = min(max(value / scale - 0.5, 0), 1.5) / 1.5
                guard heat > 0 else { continue }
                row[4 * x] = UInt8(255 - 35 * heat)
                row[4 * x + 1] = UInt8(215 * (1 - heat) + 20)
                row[4 * x + 2] = UInt8(30 + 40 * heat)
                row[4 * x + 3] = UInt8(80 + 120 * heat)
            }
        }
        guard let data = try? PNGWriter.encode(image, compression: 9) else { return nil }
        return "data:image/png;base64," + Data(data).base64EncodedString()
    }

    /// The image within the limits, each pixel the mean of those that it covers; small images stay as they are.
    static func scaled(_ image: RGBAImage, width: Int, height: Int) -> RGBAImage {
        let factor = max(Double(image.width) / Double(width), Double(image.height) / Double(height))
        guard factor > 1 else { return image }
        let columns = max(1, Int((Double(image.width) / factor).rounded()))
        let rows = max(1, Int((Double(image.height) / factor).rounded()))
        let result = RGBAImage(width: columns, height: rows, alphaMode: image.alphaMode, zeroed: false)
        for y in 0..<rows {
            let target = result.samples.row(y)
            let top = y * image.height / rows
            let bottom = max(top + 1, (y + 1) * image.height / rows)
            for x in 0..<columns {
                let left = x * image.width / columns
                let right = max(left + 1, (x + 1) * image.width / columns)
                var sum = SIMD4<Int>(repeating: 0)
                for sourceY in top..<bottom {
                    let source = image.samples.row(sourceY)
                    for sourceX in left..<right {
                        sum &+= SIMD4(
                            Int(source[4 * sourceX]), Int(source[4 * sourceX + 1]), Int(source[4 * sourceX + 2]),
                            Int(source[4 * sourceX + 3]))
                    }
                }
                let count = (bottom - top) * (right - left)
                for channel in 0..<4 { target[4 * x + channel] = UInt8((sum[channel] + count / 2) / count) }
            }
        }
        return result
    }
}
