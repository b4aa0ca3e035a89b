import MediaBuffers

/// One picture in the forms that the libraries want.
struct TestPictures {
    /// Premultiplied, 4:2:0, over the whole canvas.
    let sprite: Sprite
    /// The same colors without premultiplication.
    let straight: Canvas
    /// Premultiplied B, G, R, A; values are the sprite's luma.
    let argb: Plane

    init(width: Int, height: Int, alpha pattern: AlphaPattern) {
        var random = RandomBytes(seed: 1)
        let alpha = pattern.plane(width: width, height: height, &random)
        let chromaAlpha = Plane(width: width / 2, height: height / 2)
        for y in 0..<height / 2 {
            for x in 0..<width / 2 {
                let upper = Int(alpha.row(2 * y)[2 * x]) + Int(alpha.row(2 * y)[2 * x + 1])
                let lower = Int(alpha.row(2 * y + 1)[2 * x]) + Int(alpha.row(2 * y + 1)[2 * x + 1])
                chromaAlpha.row(y)[x] = UInt8((upper + lower + 2) / 4)
            }
        }
        straight = random.canvas(width: width, height: height)
        sprite = Sprite(
            rect: straight.bounds, luma: Self.product(straight.luma, alpha),
            cb: Self.product(straight.cb, chromaAlpha), cr: Self.product(straight.cr, chromaAlpha), alpha: alpha,
            chromaAlpha: chromaAlpha)
        argb = Plane(width: 4 * width, height: height)
        for y in 0..<height {
            for x in 0..<width {
                let pixel = argb.row(y) + 4 * x
                pixel.update(repeating: sprite.luma.row(y)[x], count: 3)
                pixel[3] = alpha.row(y)[x]
            }
        }
    }

    private static func product(_ plane: Plane, _ alpha: Plane) -> Plane {
        let result = Plane(width: plane.width, height: plane.height)
        for y in 0..<plane.height {
            for x in 0..<plane.width {
                result.row(y)[x] = UInt8((Int(plane.row(y)[x]) * Int(alpha.row(y)[x]) + 127) / 255)
            }
        }
        return result
    }
}

extension RandomBytes {
    /// A canvas of noise.
    mutating func canvas(width: Int, height: Int) -> Canvas {
        let canvas = Canvas(width: width, height: height)
        for plane in canvas.planes {
            for y in 0..<plane.height {
                for x in 0..<plane.width { plane.row(y)[x] = UInt8(16 + next() % 220) }
            }
        }
        return canvas
    }
}

extension Canvas {
    /// Luma and chroma.
    var planes: [Plane] { [luma, cb, cr] }

    /// The same samples in memory of their own.
    var copy: Canvas {
        let result = Canvas(width: width, height: height)
        for (target, source) in zip(result.planes, planes) {
            for y in 0..<source.height { target.row(y).update(from: source.row(y), count: source.width) }
        }
        return result
    }
}

extension Sprite {
    /// The same samples in memory of their own.
    var copy: Sprite {
        Sprite(
            rect: rect, luma: luma.copy, cb: cb.copy, cr: cr.copy, alpha: alpha?.copy, chromaAlpha: chromaAlpha?.copy)
    }

    /// The sprite without its alpha.
    var opaque: Sprite { Sprite(rect: rect, luma: luma, cb: cb, cr: cr, alpha: nil, chromaAlpha: nil) }
}
