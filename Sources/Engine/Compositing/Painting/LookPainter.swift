import MediaBuffers
import PictureEffects
import Threading

/// Applies effects to source pictures, once to those that serve many frames.
final class LookPainter {
    private let shared: SharedSprites
    private let painter = EffectPainter()
    private var chains: [PicturePlan.Look: EffectChain] = [:]

    init(shared: SharedSprites) { self.shared = shared }

    /// The picture after its effects; `geometry` says how large its samples are.
    func painted(
        _ picture: SourcePicture, _ look: PicturePlan.Look, geometry: LayerGeometry, content: PicturePlan.Content
    ) throws -> SourcePicture {
        let make = {
            self.painter.painted(
                picture, self.chain(look), samplesPerPixelX: look.unitX / abs(geometry.fitX.scale),
                samplesPerPixelY: look.unitY / abs(geometry.fitY.scale))
        }
        if case .frame = content { return make() }
        let key = LookKey(
            content: content, look: look, bounds: geometry.sourceBounds, fitX: geometry.fitX.scale,
            fitY: geometry.fitY.scale)
        return shared.lookedPictures.value(for: key) {
            let painted = make()
            return (painted, painted.byteCount)
        }
    }

    private func chain(_ look: PicturePlan.Look) -> EffectChain {
        if let chain = chains[look] { return chain }
        let chain = EffectChain(look.effects)
        if chains.count >= 16 { chains.removeAll() }
        chains[look] = chain
        return chain
    }
}

extension LayerGeometry {
    /// The samples that the source bounds touch, on even edges so that 4:2:0 chroma stays whole.
    func wholeSamples(width: Int, height: Int) -> PixelRect {
        let left = Int(max(0, sourceBounds.minX.rounded(.down))) & ~1
        let top = Int(max(0, sourceBounds.minY.rounded(.down))) & ~1
        let right = min(width, (Int(min(Double(width), sourceBounds.maxX.rounded(.up))) + 1) & ~1)
        let bottom = min(height, (Int(min(Double(height), sourceBounds.maxY.rounded(.up))) + 1) & ~1)
        return PixelRect(x: left, y: top, width: max(1, right - left), height: max(1, bottom - top))
    }

    /// The same place for a source of which only a part is left.
    func shifted(to part: PixelRect) -> LayerGeometry {
        var geometry = self
        geometry.fitX.offset += fitX.scale * Double(part.x)
        geometry.fitY.offset += fitY.scale * Double(part.y)
        let (x, y) = (Double(part.x), Double(part.y))
        geometry.sourceBounds = FloatRect(
            minX: sourceBounds.minX - x, minY: sourceBounds.minY - y, maxX: sourceBounds.maxX - x,
            maxY: sourceBounds.maxY - y)
        return geometry
    }
}

extension SourcePicture {
    /// A part that begins at even samples, sharing its memory.
    func cropped(to part: PixelRect) -> SourcePicture {
        if part.x == 0, part.y == 0, part.width == width, part.height == height { return self }
        func cut(_ plane: Plane, _ halving: Int) -> Plane {
            plane.cropped(
                x: part.x / halving, y: part.y / halving, width: (part.width + halving - 1) / halving,
                height: (part.height + halving - 1) / halving)
        }
        let halving = subsampling == .yuv420 ? 2 : 1
        return SourcePicture(
            luma: cut(luma, 1), cb: cut(cb, halving), cr: cut(cr, halving), alpha: alpha.map { cut($0, 1) },
            subsampling: subsampling, chromaLocation: chromaLocation)
    }
}
