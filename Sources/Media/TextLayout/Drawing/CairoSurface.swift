import CTextStack
import MediaBuffers

/// A Cairo surface over memory of ours, with a context to draw on it.
struct CairoSurface: ~Copyable {
    /// The surface.
    let surface: OpaquePointer
    /// A context on it, with the identity matrix.
    let context: OpaquePointer

    private let plane: Plane

    /// A surface over samples: four bytes a pixel for `CAIRO_FORMAT_ARGB32`, one for `CAIRO_FORMAT_A8`.
    init(plane: Plane, format: cairo_format_t) throws(TextError) {
        let bytes = format == CAIRO_FORMAT_ARGB32 ? 4 : 1
        let made = cairo_image_surface_create_for_data(
            plane.base, format, Int32(plane.width / bytes), Int32(plane.height), Int32(plane.stride))
        let what = "a surface of \(plane.width / bytes)x\(plane.height)"
        guard let made else { throw .library("Cairo could not make \(what)") }
        do throws(TextError) {
            try checkCairo(cairo_surface_status(made), "making \(what)")
            guard let context = cairo_create(made) else { throw .library("Cairo could not draw on \(what)") }
            self.context = context
        } catch {
            cairo_surface_destroy(made)
            throw error
        }
        surface = made
        self.plane = plane
        cairo_set_antialias(context, CAIRO_ANTIALIAS_GRAY)
    }

    deinit {
        cairo_destroy(context)
        cairo_surface_destroy(surface)
    }

    /// Ends drawing, so that the samples are complete; throws what went wrong since the start.
    func finish() throws(TextError) {
        try checkCairo(cairo_status(context), "drawing text")
        cairo_surface_flush(surface)
        try checkCairo(cairo_surface_status(surface), "drawing text")
    }
}

/// Throws where Cairo did not succeed.
func checkCairo(_ status: cairo_status_t, _ what: String) throws(TextError) {
    guard status != CAIRO_STATUS_SUCCESS else { return }
    let reason = cairo_status_to_string(status).map { String(cString: $0) } ?? "status \(status.rawValue)"
    throw .library("\(what) with Cairo failed: \(reason)")
}
