import CPixelKernels
import MediaBuffers
import TimelineModel

/// Two rows of straight R'G'B' and alpha, with room for their chroma: what a picture's color steps work on.
final class ColorRows {
    let width: Int
    private let colors: FloatPlane
    private let chroma: FloatPlane
    private let half: FloatPlane
    private let kernels: wp_effects

    init(width: Int, pool: FloatPlanePool, kernels: wp_effects) {
        self.width = width
        self.kernels = kernels
        colors = pool.plane(width: width, height: 8)
        chroma = pool.plane(width: width + 1, height: 4)
        half = pool.plane(width: (width + 1) / 2, height: 1)
    }

    func giveBack(to pool: FloatPlanePool) { [colors, chroma, half].forEach(pool.giveBack) }

    /// Component 0 red, 1 green, 2 blue, 3 alpha of row 0 or 1.
    func color(_ component: Int, _ row: Int) -> UnsafeMutablePointer<Float> { colors.row(4 * row + component) }

    /// Component 0 P'b, 1 P'r as codes of row 0 or 1.
    func chroma(_ component: Int, _ row: Int) -> UnsafeMutablePointer<Float> { chroma.row(2 * row + component) }

    // MARK: In

    /// Reads row `y` of a picture into row 0 or 1.
    func load(_ picture: SourcePicture, _ y: Int, _ row: Int) {
        loadChroma(picture, picture.cb, y, chroma(0, row))
        loadChroma(picture, picture.cr, y, chroma(1, row))
        let (r, g, b) = (color(0, row), color(1, row), color(2, row))
        if let alpha = picture.alpha {
            kernels.rgb_straight(
                r, g, b, color(3, row), picture.luma.row(y), chroma(0, row), chroma(1, row), alpha.row(y), width)
        } else {
            kernels.rgb(r, g, b, picture.luma.row(y), chroma(0, row), chroma(1, row), width)
            color(3, row).update(repeating: 1, count: width)
        }
    }

    /// Linear between chroma samples, from where they are sited.
    private func loadChroma(_ picture: SourcePicture, _ plane: Plane, _ y: Int, _ out: UnsafeMutablePointer<Float>) {
        guard picture.subsampling == .yuv420 else {
            kernels.widen(out, plane.row(y), width)
            return
        }
        let location = picture.chromaLocation
        let near = y / 2
        let isUpper = y % 2 == 0
        let far = min(max(isUpper ? near - 1 : near + 1, 0), plane.height - 1)
        let share = Float(isUpper ? location.y / 2 : 0.5 - location.y / 2)
        let row = half.row(0)
        kernels.mix_bytes(row, plane.row(near), plane.row(far), share, plane.width)
        row[-1] = row[0]
        row[plane.width] = row[plane.width - 1]
        kernels.expand(out, row, Float(location.x / 2), Float(0.5 - location.x / 2), plane.width)
    }

    /// Reads row `y` of a working picture into row 0 or 1.
    func load(_ picture: WorkingPicture, _ y: Int, _ row: Int) {
        for (component, plane) in picture.colors.enumerated() {
            color(component, row).update(from: plane.row(y), count: width)
        }
        guard let alpha = picture.alpha else {
            color(3, row).update(repeating: 1, count: width)
            return
        }
        color(3, row).update(from: alpha.row(y), count: width)
        for component in 0..<3 { kernels.unpremultiply(color(component, row), color(3, row), width) }
    }

    // MARK: Steps

    /// Applies a step to row 0 or 1, which is row `y` of a picture of `height` rows.
    func apply(_ step: ColorStep, _ row: Int, y: Int, height: Int) {
        let (r, g, b) = (color(0, row), color(1, row), color(2, row))
        switch step {
        case .affine(let matrix): kernels.affine(r, g, b, matrix, width)
        case .curve(let table, let domain):
            let scale = Float(table.count - 1) / domain
            for component in [r, g, b] { kernels.curve(component, table, Int32(table.count), 0, scale, width) }
        case .table(let table): look(up: table, [r, g, b])
        case .key(var key): kernels.color_key(r, g, b, color(3, row), &key, width)
        case .vignette(let strength):
            // The corners' distance from the center is one.
            let across = 2 / Double(width) * 0.5.squareRoot()
            let down = (Double(y) + 0.5 - Double(height) / 2) * 2 / Double(height)
            var vignette = wp_vignette(
                offset: Float(0.5 - Double(width) / 2), step: Float(across), square: Float(down * down / 2),
                strength: strength)
            kernels.vignette(r, g, b, &vignette, width)
        }
    }

    private func look(up table: ColorTable, _ components: [UnsafeMutablePointer<Float>]) {
        let low = table.domainMinimum
        let scale = SIMD3(repeating: Float(table.size - 1)) / (table.domainMaximum - low)
        guard let values = table.values.baseAddress else { return }
        switch table.kind {
        case .curves:
            for (axis, component) in components.enumerated() {
                kernels.curve(
                    component, values + axis * table.size, Int32(table.size), low[axis], scale[axis], width)
            }
        case .grid:
            var cube = wp_cube(
                nodes: values, size: Int32(table.size), minimum: (low.x, low.y, low.z),
                scale: (scale.x, scale.y, scale.z))
            kernels.cube(components[0], components[1], components[2], &cube, width)
        }
    }

    // MARK: Out

    /// Writes row 0 or 1 as row `y` of a working picture.
    func store(_ row: Int, _ picture: WorkingPicture, _ y: Int) {
        if let alpha = picture.alpha {
            alpha.row(y).update(from: color(3, row), count: width)
            for component in 0..<3 { kernels.premultiply(color(component, row), color(3, row), width) }
        }
        for (component, plane) in picture.colors.enumerated() {
            plane.row(y).update(from: color(component, row), count: width)
        }
    }

    /// Writes row 0 or 1 as row `y` of a picture, but for chroma at half size, which `storeChroma` writes.
    func store(_ row: Int, _ picture: SourcePicture, _ y: Int) {
        let (r, g, b) = (color(0, row), color(1, row), color(2, row))
        if let alpha = picture.alpha {
            kernels.ycc_straight(
                picture.luma.row(y), picture.cb.row(y), picture.cr.row(y), alpha.row(y), r, g, b, color(3, row), width)
            return
        }
        kernels.ycc(picture.luma.row(y), chroma(0, row), chroma(1, row), r, g, b, width)
        if picture.subsampling == .yuv444 {
            kernels.narrow(picture.cb.row(y), chroma(0, row), width)
            kernels.narrow(picture.cr.row(y), chroma(1, row), width)
        }
    }

    /// Writes chroma row `y` of a picture with chroma at half size, sited left, from the two rows stored last; `lower`
    /// is 0 where the picture ends with the upper one.
    func storeChroma(_ picture: SourcePicture, _ y: Int, lower: Int) {
        for (component, plane) in [picture.cb, picture.cr].enumerated() {
            for row in 0...lower {
                let line = chroma(component, row)
                line[-1] = line[0]
                line[width] = line[width - 1]
            }
            kernels.halve(plane.row(y), chroma(component, 0), chroma(component, lower), plane.width)
        }
    }
}
