import Foundation
import TimelineModel

/// Sets and draws text: any script, both directions, color emoji.
///
/// The bundled fonts come first, then those of the system. Any thread may call it, one at a time is served; the same
/// request gives the same pixels in every process that has the same fonts (see `environmentDigest`).
package final class TextRasterizer: @unchecked Sendable {
    /// The most Unicode scalars that a text may have.
    package static let characterLimit = 10_000
    /// The largest type size in canvas pixels.
    package static let sizeLimit = 2_000.0
    /// The most pixels on a side of a drawn text.
    package static let pixelLimit = 8_192
    /// The most bytes of a font file.
    package static let fontFileLimit = 32 << 20

    /// Changes whenever a font that may be used changes, or a library that shapes or draws.
    package let environmentDigest: String

    private let source: FontSource
    private let lock = NSLock()
    private let standard: FontEnvironment
    private var byFile: [String: FontEnvironment] = [:]

    /// A rasterizer with the bundled fonts found by `fontFolder`, `WORKPRINT_FONTS` or beside the executable, and the
    /// system's unless `usesSystemFonts` or `WORKPRINT_SYSTEM_FONTS` says no. Throws where the bundled ones are missing.
    package init(fontFolder: String? = nil, usesSystemFonts: Bool? = nil) throws(TextError) {
        source = try FontSource(folder: fontFolder, usesSystemFonts: usesSystemFonts)
        standard = try FontEnvironment(source: source, file: nil)
        environmentDigest = standard.digest
    }

    /// Sets a text without drawing it. Throws where a value is out of range or a font file cannot be used.
    package func measure(_ request: TextRequest) throws(TextError) -> TextMetrics {
        try request.validate()
        lock.lock()
        defer { lock.unlock() }
        return try SetText(request, in: environment(for: request.style.font)).metrics
    }

    /// Sets and draws a text. Throws as `measure`, and where the picture would be too large.
    package func rasterize(_ request: TextRequest) throws(TextError) -> RasterizedText {
        try request.validate()
        lock.lock()
        defer { lock.unlock() }
        return try TextPainter(text: SetText(request, in: environment(for: request.style.font)), request: request)
            .paint()
    }

    private func environment(for font: TextStyle.Font) throws(TextError) -> FontEnvironment {
        guard case .file(let path) = font else { return standard }
        if let known = byFile[path] { return known }
        let size = ((try? FileManager.default.attributesOfItem(atPath: path))?[.size] as? NSNumber)?.intValue ?? 0
        guard size <= Self.fontFileLimit else {
            throw .font(path: path, reason: "The font file has \(size >> 20) MB; at most 32 MB can be used.")
        }
        let made = try FontEnvironment(source: source, file: path)
        byFile[path] = made
        return made
    }
}
