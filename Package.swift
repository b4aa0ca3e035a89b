// swift-tools-version: 6.1
import PackageDescription

let strict: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
]

let package = Package(
    name: "workprint",
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-collections", from: "1.6.0"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
    ],
    targets: [
        .systemLibrary(
            name: "CFFmpeg", pkgConfig: "libavformat libavcodec libavfilter libswresample libavutil",
            providers: [.apt(["libavformat-dev", "libavcodec-dev", "libavfilter-dev", "libswresample-dev"])]),
        .systemLibrary(name: "CZimg", pkgConfig: "zimg", providers: [.apt(["libzimg-dev"])]),
        .systemLibrary(
            name: "CStillCodecs", pkgConfig: "libpng libturbojpeg libwebp libwebpdemux lcms2",
            providers: [.apt(["libpng-dev", "libturbojpeg0-dev", "libwebp-dev", "liblcms2-dev"])]),
        .systemLibrary(
            name: "CTextStack", pkgConfig: "pangocairo pangoft2 fontconfig freetype2",
            providers: [.apt(["libpango1.0-dev", "libfontconfig-dev"])]),
        .target(name: "CPixelKernels"),

        .target(name: "MediaTiming"),
        .target(name: "MediaBuffers", dependencies: ["MediaTiming"]),
        .target(name: "PixelKernels", dependencies: ["CPixelKernels", "MediaBuffers"]),
        .target(name: "TimelineModel", dependencies: ["MediaBuffers", "MediaTiming"]),
    ],
    swiftLanguageModes: [.v6]
)

for target in package.targets where target.type == .regular || target.type == .executable || target.type == .test {
    target.swiftSettings = (target.swiftSettings ?? []) + strict
}
