package import MediaBuffers
import MediaTiming
import PixelKernels
package import TimelineModel

/// The letters of a text as they lie on the canvas, without its stroke, shadow and box.
package struct TextInk: Sendable {
    /// What the letters take up, in output pixels; may reach beyond the canvas.
    package var bounds: FloatRect
    /// Type size in output pixels, after shrinking to fit and scaling.
    package var typeSize: Double
    /// How much of each output pixel the letters cover, 0…255, and where; nil where none is on the canvas. Color emoji
    /// do not count: they have no one color.
    package var letters: (coverage: Plane, rect: PixelRect)?
}

/// Finds out where planned texts put their ink.
package final class TextInkFinder {
    private let shared: SharedSprites
    private let placer: Placer
    /// Less coverage than this, 0…255, is no ink that anybody misses.
    private static let leastCoverage: UInt8 = 64

    /// A finder for plans of an output size.
    package init(outputSize: CanvasSize, shared: SharedSprites) {
        self.shared = shared
        let bounds = PixelRect(x: 0, y: 0, width: outputSize.width, height: outputSize.height)
        placer = Placer(canvas: bounds, kernels: .selected, shared: shared)
    }

    /// The ink of a picture; nil where it is no text or draws nothing. Throws what the text stack throws.
    package func ink(of picture: PicturePlan) throws -> TextInk? {
        guard case .text(var text) = picture.content else { return nil }
        text.style.stroke = nil
        text.style.shadow = nil
        text.style.box = nil
        text.highlighted = []
        text.color = .white
        let placement = TextPlacement(shared: shared, kernels: .selected)
        guard let white = try placement.picture(of: text, at: picture.geometry),
            let bounds = Self.bounds(of: white.picture, at: white.geometry)
        else { return nil }
        let size = try placement.typeSize(of: text)
        var ink = TextInk(
            bounds: bounds,
            typeSize: size * abs(picture.geometry.scaleY) * picture.geometry.boxWidth / text.wrapWidth)
        // What differs between white and black letters is the letters alone: emoji keep their colors.
        text.color = .black
        if let black = try placement.picture(of: text, at: picture.geometry),
            let light = try placer.sprite(of: white.picture, geometry: white.geometry),
            let dark = try placer.sprite(of: black.picture, geometry: black.geometry), light.rect == dark.rect
        {
            ink.letters = (Self.difference(light.luma, dark.luma), light.rect)
        }
        return ink
    }

    private static func bounds(of picture: SourcePicture, at geometry: LayerGeometry) -> FloatRect? {
        let map = geometry.canvasFromSource
        var bounds: FloatRect?
        for y in 0..<picture.height {
            var range = 0..<picture.width
            if let row = picture.alpha?.row(y) {
                guard let first = range.first(where: { row[$0] >= leastCoverage }),
                    let last = range.last(where: { row[$0] >= leastCoverage })
                else { continue }
                range = first..<last + 1
            }
            for x in [range.lowerBound, range.upperBound] {
                for edge in [y, y + 1] {
                    let point = map.applied(toX: Double(x), y: Double(edge))
                    let old = bounds ?? FloatRect(minX: point.x, minY: point.y, maxX: point.x, maxY: point.y)
                    bounds = FloatRect(
                        minX: min(old.minX, point.x), minY: min(old.minY, point.y), maxX: max(old.maxX, point.x),
                        maxY: max(old.maxY, point.y))
                }
            }
        }
        return bounds
    }

    /// White has 219 codes more than black where it is opaque.
    private static func difference(_ light: Plane, _ dark: Plane) -> Plane {
        let plane = Plane(width: light.width, height: light.height, zeroed: false)
        for y in 0..<light.height {
            let (from, less, to) = (light.row(y), dark.row(y), plane.row(y))
            for x in 0..<light.width {
                to[x] = UInt8(min(255, max(0, (Int(from[x]) - Int(less[x])) * 255 / 219)))
            }
        }
        return plane
    }
}

extension TimelinePlanner {
    /// The plan of a text segment at an instant, by its position in the timeline; nil where it is no text, or not painted.
    package func text(track: Int, segment: Int, frame: Int) -> PicturePlan? {
        guard pictures.indices.contains(track), pictures[track].indices.contains(segment),
            let plan = pictures[track][segment].picture(at: timeline.frameRate.time(ofFrame: frame)),
            case .text = plan.content
        else { return nil }
        return plan
    }
}
