import Compositing
import Foundation
import MediaBuffers
import MediaTiming
import TextLayout
package import TimelineModel

/// A picture of a whole timeline: the first, middle and last frame of every segment that is seen, labeled.
package struct ContactSheet {
    private struct Entry {
        var title: String
        var frames: [Int]
    }

    private let timeline: Timeline
    private let settings: RenderSettings

    private static let gap = 12
    private static let labelHeight = 26
    private static let captionHeight = 22
    private static let background: UInt8 = 28
    /// Pixels that a sheet may have; long timelines get smaller pictures.
    private static let areaLimit = 24_000_000.0

    /// A sheet for a timeline that was checked.
    package init(timeline: Timeline, settings: RenderSettings) {
        self.timeline = timeline
        self.settings = settings
    }

    /// The sheet as a PNG file.
    package func png() throws(RenderFailure) -> [UInt8] {
        let entries = self.entries
        guard !entries.isEmpty else {
            throw .badRequest("the draft has no picture or text segment on its timeline, so there is nothing to show")
        }
        let canvas = try settings.outputSize(for: timeline.canvasSize)
        let thumb = Self.thumbSize(canvas: canvas, count: entries.count)
        let columns = max(1, Int((Double(entries.count) / 2).squareRoot().rounded(.up)))
        let rows = (entries.count + columns - 1) / columns
        let blockWidth = 3 * thumb.width + 2 * 4
        let blockHeight = Self.labelHeight + thumb.height + Self.captionHeight
        let sheet = RGBAImage(
            width: Self.gap + columns * (blockWidth + Self.gap), height: Self.gap + rows * (blockHeight + Self.gap),
            alphaMode: .opaque)
        Self.clear(sheet)

        var small = settings
        small.size = thumb
        let painter = try FramePainter(timeline: timeline, settings: small)
        for (index, entry) in entries.enumerated() {
            let left = Self.gap + index % columns * (blockWidth + Self.gap)
            let top = Self.gap + index / columns * (blockHeight + Self.gap)
            try label(entry.title, size: 17, width: blockWidth, onto: sheet, x: left, y: top)
            for (place, frame) in entry.frames.enumerated() {
                let x = left + place * (thumb.width + 4)
                Self.copy(try painter.image(frame: frame), onto: sheet, x: x, y: top + Self.labelHeight)
                let seconds = String(format: "%.2f s  #%d", painter.frameRate.time(ofFrame: frame).doubleValue, frame)
                try label(
                    seconds, size: 13, width: thumb.width, onto: sheet, x: x,
                    y: top + Self.labelHeight + thumb.height + 2)
            }
        }
        return try encodePNG(sheet)
    }

    private var entries: [Entry] {
        timeline.tracks.filter { $0.kind != .sound && !$0.isHidden }.flatMap { track in
            track.segments.compactMap { segment in
                let frames = timeline.frameRate.frames(in: segment.compositionRange).clamped(
                    to: 0..<timeline.frameCount)
                guard let first = frames.first, let last = frames.last else { return nil }
                return Entry(
                    title: "\(segment.id)  \(segment.name)", frames: [first, first + (last - first) / 2, last])
            }
        }
    }

    private static func thumbSize(canvas: CanvasSize, count: Int) -> CanvasSize {
        let longest = min(360.0, (areaLimit / Double(count * 3)).squareRoot())
        let scale = min(1, longest / Double(max(canvas.width, canvas.height)))
        func even(_ side: Int) -> Int { max(16, Int((Double(side) * scale / 2).rounded()) * 2) }
        return CanvasSize(width: even(canvas.width), height: even(canvas.height))
    }

    private static func clear(_ image: RGBAImage) {
        for y in 0..<image.height {
            let row = image.samples.row(y)
            for x in 0..<image.width {
                for channel in 0..<3 { row[4 * x + channel] = background }
                row[4 * x + 3] = 255
            }
        }
    }

    private static func copy(_ image: RGBAImage, onto sheet: RGBAImage, x: Int, y: Int) {
        for row in 0..<image.height {
            (sheet.samples.row(y + row) + 4 * x).update(from: image.samples.row(row), count: 4 * image.width)
        }
    }

    private func label(
        _ text: String, size: Double, width: Int, onto sheet: RGBAImage, x: Int, y: Int
    ) throws(RenderFailure) {
        var style = TextStyle(size: size)
        style.weight = 400
        style.alignment = .left
        style.color = RGBAColor(red: 225, green: 225, blue: 225)
        let shown = text.split(separator: "\n").first.map { String($0.prefix(width / Int(size * 0.62))) } ?? ""
        let request = TextRequest(
            text: shown, style: style, size: size, color: style.color, wrapWidth: Double(sheet.width))
        do {
            let raster = try TextRasterizer.shared().rasterize(request)
            Self.blend(raster.image, onto: sheet, x: x - raster.boxX, y: y - raster.boxY, limit: x + width)
        } catch {
            throw .program("a label of the sheet: \(error)")
        }
    }

    /// Lays a premultiplied image over the opaque sheet, where it lies on it and left of `limit`.
    private static func blend(_ image: RGBAImage, onto sheet: RGBAImage, x: Int, y: Int, limit: Int) {
        for row in max(0, -y)..<max(max(0, -y), min(image.height, sheet.height - y)) {
            let source = image.samples.row(row)
            let target = sheet.samples.row(y + row)
            for column in max(0, -x)..<max(max(0, -x), min(image.width, min(limit, sheet.width) - x)) {
                let rest = 255 - Int(source[4 * column + 3])
                for channel in 0..<3 {
                    let index = 4 * (x + column) + channel
                    let value = Int(source[4 * column + channel]) + (Int(target[index]) * rest + 127) / 255
                    target[index] = UInt8(min(255, value))
                }
            }
        }
    }
}
