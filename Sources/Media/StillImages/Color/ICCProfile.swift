import CStillCodecs
import Glibc

/// An ICC profile that Little CMS could open.
final class ICCProfile {
    fileprivate let context: OpaquePointer
    fileprivate let handle: UnsafeMutableRawPointer

    /// Opens a profile of a device or a color space; nil where it is damaged or of another sort.
    init?(_ bytes: [UInt8]) {
        guard bytes.count <= StillLimits.profileBytes, let context = cmsCreateContext(nil, nil) else { return nil }
        guard let handle = cmsOpenProfileFromMemTHR(context, bytes, UInt32(bytes.count)) else {
            cmsDeleteContext(context)
            return nil
        }
        self.context = context
        self.handle = handle
        let classes = [cmsSigInputClass, cmsSigDisplayClass, cmsSigOutputClass, cmsSigColorSpaceClass]
        guard classes.contains(cmsGetDeviceClass(handle)) else { return nil }
    }

    deinit {
        cmsCloseProfile(handle)
        cmsDeleteContext(context)
    }

    /// Curves to linear light and the matrix from there to linear sRGB (nil for gray), for a profile that is no more
    /// than that. It has no black point to compensate, and one rendering intent.
    var shape: (curves: [MatrixShaper.Curve], matrix: Matrix3?)? {
        guard cmsIsCLUT(handle, UInt32(INTENT_RELATIVE_COLORIMETRIC), UInt32(LCMS_USED_AS_INPUT)) == 0 else {
            return nil
        }
        switch cmsGetColorSpace(handle) {
        case cmsSigGrayData:
            guard let curve = curve(cmsSigGrayTRCTag) else { return nil }
            // With a Lab connection space the curve gives lightness.
            let isLightness = cmsGetPCS(handle) == cmsSigLabData
            let light: MatrixShaper.Curve = isLightness ? { Self.luminance(ofLightness: curve($0)) } : curve
            return ([light, light, light], nil)
        case cmsSigRgbData:
            guard cmsGetPCS(handle) == cmsSigXYZData, let fromXYZ = ColorConversion.linearSRGBFromXYZ,
                let red = curve(cmsSigRedTRCTag), let green = curve(cmsSigGreenTRCTag),
                let blue = curve(cmsSigBlueTRCTag), let redXYZ = color(cmsSigRedColorantTag),
                let greenXYZ = color(cmsSigGreenColorantTag), let blueXYZ = color(cmsSigBlueColorantTag)
            else { return nil }
            return ([red, green, blue], fromXYZ * Matrix3(columns: [redXYZ, greenXYZ, blueXYZ]))
        default: return nil
        }
    }

    /// A transform by Little CMS to sRGB: relative colorimetric, with black point compensation; nil where the profile
    /// describes other samples.
    func transform(from source: ColorConversion.Source) -> ProfileTransform? {
        let (space, format): (cmsColorSpaceSignature, UInt32) =
            switch source {
            case .rgb(let levels): (cmsSigRgbData, levels == 256 ? WP_RGBA_8 : WP_RGBA_16)
            case .cmyk(let isInverted): (cmsSigCmykData, isInverted ? WP_CMYK_8_INVERTED : WP_CMYK_8)
            }
        guard cmsGetColorSpace(handle) == space else { return nil }
        return ProfileTransform(from: self, format: format)
    }

    private func curve(_ tag: cmsTagSignature) -> MatrixShaper.Curve? {
        guard let curve = cmsReadTag(handle, tag) else { return nil }
        // The curve belongs to the profile, which the closure keeps.
        return { [self] sample in
            withExtendedLifetime(self) { Double(cmsEvalToneCurveFloat(OpaquePointer(curve), Float(sample))) }
        }
    }

    private func color(_ tag: cmsTagSignature) -> [Double]? {
        guard let xyz = cmsReadTag(handle, tag)?.assumingMemoryBound(to: cmsCIEXYZ.self).pointee else { return nil }
        return [xyz.X, xyz.Y, xyz.Z]
    }

    /// Luminance 0…1 of a lightness 0…1 (CIE L* / 100).
    private static func luminance(ofLightness lightness: Double) -> Double {
        let f = (100 * lightness + 16) / 116
        return f > 6.0 / 29 ? f * f * f : (f - 4.0 / 29) * 108 / 841
    }
}

/// A transform of pixels by Little CMS, to RGBA of 8 bits in sRGB.
final class ProfileTransform {
    private let handle: UnsafeMutableRawPointer
    // Its tables live in the profile's memory.
    private let profile: ICCProfile

    fileprivate init?(from profile: ICCProfile, format: UInt32) {
        let context = profile.context
        guard let sRGB = cmsCreate_sRGBProfileTHR(context) else { return nil }
        defer { cmsCloseProfile(sRGB) }
        let flags = UInt32(cmsFLAGS_BLACKPOINTCOMPENSATION | cmsFLAGS_COPY_ALPHA | cmsFLAGS_NOCACHE)
        let intent = UInt32(INTENT_RELATIVE_COLORIMETRIC)
        guard let handle = cmsCreateTransformTHR(context, profile.handle, format, sRGB, WP_RGBA_8, intent, flags)
        else { return nil }
        self.handle = handle
        self.profile = profile
    }

    deinit { cmsDeleteTransform(handle) }

    /// Turns `count` pixels into RGBA of 8 bits, in place where they are as large; alpha is copied where there is one.
    func convert(_ source: UnsafePointer<UInt8>, to target: UnsafeMutablePointer<UInt8>, _ count: Int) {
        cmsDoTransform(handle, source, target, UInt32(count))
    }
}
