// swift-tools-version: 6.1
import PackageDescription

let strict: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
]

let package = Package(
    name: "workprint",
    products: [
        .executable(name: "workprint", targets: ["WorkprintCLI"]),
        .library(name: "WorkprintKit", targets: ["WorkprintKit"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
    ],
    targets: [
        .systemLibrary(name: "CMalloc"),
        // Headers only: CFFmpegStubs loads the libraries when they are needed.
        .systemLibrary(
            name: "CFFmpeg",
            providers: [.apt(["libavformat-dev", "libavcodec-dev", "libavfilter-dev", "libswresample-dev"])]),
        .target(name: "CFFmpegStubs"),
        .systemLibrary(
            name: "CStillCodecs", pkgConfig: "libpng libjpeg libturbojpeg libwebp libwebpdemux lcms2 libisal",
            providers: [
                .apt([
                    "libpng-dev", "libjpeg62-turbo-dev", "libturbojpeg0-dev", "libwebp-dev", "liblcms2-dev",
                    "libisal-dev",
                ])
            ]),
        .systemLibrary(
            name: "CTextStack", pkgConfig: "pangocairo pangoft2 fontconfig freetype2",
            providers: [.apt(["libpango1.0-dev", "libfontconfig-dev"])]),
        .target(name: "CPixelKernels"),
        .target(name: "CSignalMeasurement"),

        .target(name: "MediaTiming"),
        .target(name: "MediaBuffers", dependencies: ["MediaTiming"]),
        .target(name: "TimelineModel", dependencies: ["MediaBuffers", "MediaTiming"]),
        .target(name: "PixelKernels", dependencies: ["CPixelKernels", "MediaBuffers"]),
        .target(
            name: "PictureEffects", dependencies: ["CPixelKernels", "MediaBuffers", "PixelKernels", "TimelineModel"]),
        .target(name: "DraftFormat", dependencies: ["MediaBuffers", "MediaTiming", "TimelineModel"]),
        .target(name: "DraftWriting", dependencies: ["DraftFormat", "MediaBuffers", "MediaTiming", "TimelineModel"]),
        .target(
            name: "StillImages", dependencies: ["CStillCodecs", "MediaBuffers", "MediaTiming", "TimelineModel"]),
        .target(
            name: "TextLayout", dependencies: ["CTextStack", "MediaBuffers", "TimelineModel"],
            resources: [.copy("Resources")]),
        .target(
            name: "MediaIO", dependencies: ["CFFmpeg", "CFFmpegStubs", "MediaBuffers", "MediaTiming", "TimelineModel"]),
        .target(name: "SignalMeasurement", dependencies: ["CSignalMeasurement", "MediaBuffers"]),
        .target(
            name: "AudioMixing", dependencies: ["MediaBuffers", "MediaTiming", "SignalMeasurement", "TimelineModel"]),
        .target(
            name: "Compositing",
            dependencies: [
                "MediaBuffers", "MediaTiming", "PictureEffects", "PixelKernels", "TextLayout", "TimelineModel",
            ]),
        .target(name: "PlatformChecks", dependencies: ["MediaBuffers", "TimelineModel"]),
        .target(
            name: "OutputVerification",
            dependencies: ["MediaBuffers", "MediaIO", "MediaTiming", "SignalMeasurement", "TimelineModel"]),
        .target(
            name: "VerificationReports",
            dependencies: [
                "MediaBuffers", "MediaTiming", "OutputVerification", "StillImages",
                .product(name: "Crypto", package: "swift-crypto"),
            ],
            resources: [.embedInCode("Page/Resources")]),
        .target(
            name: "RenderPipeline",
            dependencies: [
                "AudioMixing", "CMalloc", "Compositing", "DraftFormat", "MediaBuffers", "MediaIO", "MediaTiming",
                "OutputVerification", "PixelKernels", "PlatformChecks", "SignalMeasurement", "StillImages",
                "TextLayout",
                "TimelineModel",
                .product(name: "Crypto", package: "swift-crypto"),
            ]),
        .target(
            name: "WorkprintKit", dependencies: ["DraftFormat", "MediaTiming", "RenderPipeline", "TimelineModel"]),
        .executableTarget(
            name: "WorkprintCLI",
            dependencies: [
                "CMalloc", "Compositing", "DraftFormat", "DraftWriting", "MediaBuffers", "MediaIO", "MediaTiming",
                "OutputVerification", "PlatformChecks", "RenderPipeline", "StillImages", "TextLayout", "TimelineModel",
                "VerificationReports", .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ]),

        .target(name: "TestSupport", path: "Tests/TestSupport"),
        .testTarget(name: "RepositoryTests", dependencies: ["TestSupport"]),
        .testTarget(name: "MediaTimingTests", dependencies: ["MediaTiming", "TestSupport"]),
        .testTarget(name: "TimelineModelTests", dependencies: ["MediaTiming", "TimelineModel"]),
        .testTarget(
            name: "DraftFormatTests", dependencies: ["DraftFormat", "MediaBuffers", "MediaTiming", "TimelineModel"]),
        .testTarget(
            name: "DraftWritingTests",
            dependencies: ["DraftFormat", "DraftWriting", "MediaTiming", "TestSupport", "TimelineModel"]),
        .testTarget(
            name: "SignalMeasurementTests",
            dependencies: ["CSignalMeasurement", "MediaBuffers", "SignalMeasurement", "TestSupport"]),
        .testTarget(
            name: "AudioMixingTests",
            dependencies: [
                "AudioMixing", "MediaBuffers", "MediaTiming", "SignalMeasurement", "TestSupport", "TimelineModel",
            ]),
        .testTarget(
            name: "CompositingTests",
            dependencies: [
                "Compositing", "MediaBuffers", "MediaTiming", "StillImages", "TestSupport", "TextLayout",
                "TimelineModel",
            ]),
        .testTarget(
            name: "MediaIOWritingTests", dependencies: ["MediaBuffers", "MediaIO", "MediaTiming", "TestSupport"]),
        .testTarget(
            name: "StillImagesTests",
            dependencies: ["MediaBuffers", "MediaTiming", "StillImages", "TestSupport", "TimelineModel"]),
        .testTarget(
            name: "PixelKernelsTests", dependencies: ["CPixelKernels", "MediaBuffers", "PixelKernels", "TestSupport"]),
        .testTarget(
            name: "MediaIOReadingTests",
            dependencies: ["MediaBuffers", "MediaIO", "MediaTiming", "TestSupport", "TimelineModel"]),
        .testTarget(
            name: "TextLayoutTests", dependencies: ["MediaBuffers", "TestSupport", "TextLayout", "TimelineModel"]),
        .testTarget(
            name: "PictureEffectsTests",
            dependencies: ["MediaBuffers", "PictureEffects", "TestSupport", "TimelineModel"]),
        .testTarget(
            name: "BenchmarkingTests", dependencies: ["MediaTiming", "RenderPipeline", "TestSupport", "TimelineModel"]),
        .testTarget(
            name: "OutputVerificationTests",
            dependencies: [
                "MediaBuffers", "MediaIO", "MediaTiming", "OutputVerification", "SignalMeasurement", "TestSupport",
                "TimelineModel",
            ]),
        .testTarget(
            name: "PlatformChecksTests",
            dependencies: [
                "MediaBuffers", "PlatformChecks", "RenderPipeline", "TestSupport", "TimelineModel",
            ]),
        .testTarget(
            name: "SourceReportTests",
            dependencies: ["MediaTiming", "RenderPipeline", "TestSupport", "TimelineModel"]),
        .testTarget(
            name: "VerificationReportsTests",
            dependencies: [
                "MediaBuffers", "MediaTiming", "OutputVerification", "StillImages", "TestSupport",
                "VerificationReports",
            ],
            exclude: ["Browser", "Expected"]),
        .testTarget(
            name: "RenderPipelineTests",
            dependencies: [
                "AudioMixing", "MediaBuffers", "MediaIO", "MediaTiming", "OutputVerification", "RenderPipeline",
                "TestSupport", "TimelineModel",
            ]),
        .testTarget(name: "WorkprintKitTests", dependencies: ["TestSupport", "WorkprintKit"]),
        .testTarget(name: "EndToEndTests", dependencies: ["PixelKernels", "TestSupport", "WorkprintCLI"]),
    ],
    swiftLanguageModes: [.v6]
)

for target in package.targets where target.type == .regular || target.type == .executable || target.type == .test {
    target.swiftSettings = (target.swiftSettings ?? []) + strict
}
