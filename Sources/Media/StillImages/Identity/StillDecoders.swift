import CStillCodecs

/// The libraries that decide what pixels come out of a still.
package enum StillDecoders {
    /// Their versions, for keys of caches. libjpeg-turbo does not tell its own while it runs, so that is the one that this was
    /// built with; zlib and ISA-L give the same bytes in all versions.
    package static let identity: String = {
        let png = String(cString: png_get_libpng_ver(nil))
        return "libpng \(png) libjpeg-turbo \(LIBJPEG_TURBO_VERSION_NUMBER) libwebp \(WebPGetDecoderVersion()) "
            + "lcms2 \(cmsGetEncodedCMMversion())"
    }()
}
