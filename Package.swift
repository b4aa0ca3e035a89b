// swift-tools-version: 6.1
import PackageDescription

let strict: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
]

/// What everything else speaks of: time, buffers, the timeline as values, kernels; files of any kind.
let base: [Target] = [
    .target(name: "CPixelKernels"),
    .target(name: "CSignalMeasurement"),
    .target(name: "Diagnostics"),
    .target(name: "ReportFormats"),
    .target(name: "Threading"),
    .target(name: "SystemFiles", dependencies: [.product(name: "SystemPackage", package: "swift-system")]),
    .target(name: "MediaTiming"),
    .target(name: "MediaBuffers", dependencies: ["MediaTiming"]),
    .target(name: "TimelineModel", dependencies: ["Diagnostics", "MediaBuffers", "MediaTiming"]),
    .target(name: "PixelKernels", dependencies: ["CPixelKernels", "MediaBuffers"]),
    .target(name: "SignalMeasurement", dependencies: ["CSignalMeasurement", "MediaBuffers"]),
]

/// Files in and out: films, stills, text as pictures. Each C library is known to one module here.
let media: [Target] = [
    // Headers only: whoever uses MediaIO is linked with LinkedFFmpeg, or with CFFmpegStubs to load the libraries when they
    // are needed.
    .systemLibrary(
        name: "CFFmpeg",
        providers: [.apt(["libavformat-dev", "libavcodec-dev", "libavfilter-dev", "libswresample-dev"])]),
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
    .target(
        name: "ContentIdentity",
        dependencies: [
            "SystemFiles", "Threading", "TimelineModel", .product(name: "Crypto", package: "swift-crypto"),
        ]),
    .target(
        name: "StillImages",
        dependencies: ["CStillCodecs", "MediaBuffers", "MediaTiming", "SystemFiles", "TimelineModel"]),
    .target(
        name: "TextLayout", dependencies: ["CTextStack", "MediaBuffers", "TimelineModel"],
        resources: [.copy("Resources")]),
    .target(name: "H264Syntax", dependencies: ["MediaBuffers"]),
    .target(name: "EncodedMedia", dependencies: ["MediaBuffers", "SystemFiles"]),
    .target(
        name: "MediaIO",
        dependencies: [
            "CFFmpeg", "Diagnostics", "EncodedMedia", "H264Syntax", "MediaBuffers", "MediaTiming", "PixelKernels",
            "SystemFiles", "Threading", "TimelineModel",
        ]),
]

/// Drafts: their format, reading them with all that they name, writing them.
let drafts: [Target] = [
    .target(name: "DraftFormat", dependencies: ["Diagnostics", "MediaBuffers", "MediaTiming", "TimelineModel"]),
    .target(name: "DraftDocuments", dependencies: ["DraftFormat", "MediaTiming"]),
    .target(
        name: "DraftWriting",
        dependencies: ["DraftDocuments", "DraftFormat", "MediaBuffers", "MediaTiming", "TimelineModel"]),
    .target(
        name: "DraftLoading",
        dependencies: [
            "ContentIdentity", "Diagnostics", "DraftFormat", "MediaIO", "MediaTiming", "StillImages", "TextLayout",
            "Threading", "TimelineModel",
        ]),
]

/// A timeline becomes pictures, sound and a film.
let engine: [Target] = [
    .target(
        name: "PictureEffects", dependencies: ["CPixelKernels", "MediaBuffers", "PixelKernels", "TimelineModel"]),
    .target(
        name: "AudioMixing", dependencies: ["MediaBuffers", "MediaTiming", "SignalMeasurement", "TimelineModel"]),
    .target(
        name: "Compositing",
        dependencies: [
            "MediaBuffers", "MediaTiming", "PictureEffects", "PixelKernels", "TextLayout", "Threading",
            "TimelineModel",
        ]),
    .target(
        name: "RenderEngine",
        dependencies: [
            "Diagnostics", "AudioMixing", "Compositing", "ContentIdentity", "DraftFormat", "DraftLoading",
            "EncodedMedia",
            "MediaBuffers", "MediaIO", "MediaTiming", "PixelKernels", "StillImages", "SystemFiles", "TextLayout",
            "Threading", "TimelineModel",
            .product(name: "Crypto", package: "swift-crypto"),
        ]),
]

/// What people do with an engine beside rendering.
let workflows: [Target] = [
    .target(
        name: "OutputVerification",
        dependencies: [
            "Diagnostics", "H264Syntax", "MediaBuffers", "MediaIO", "MediaTiming", "SignalMeasurement", "Threading",
            "TimelineModel",
        ]),
    .target(
        name: "VerificationReports",
        dependencies: [
            "Diagnostics", "MediaBuffers", "MediaTiming", "OutputVerification", "ReportFormats", "StillImages",
            .product(name: "Crypto", package: "swift-crypto"),
        ],
        resources: [.embedInCode("Page/Resources")]),
    .target(
        name: "DraftVerification",
        dependencies: [
            "Diagnostics", "DraftLoading",
            "AudioMixing", "Compositing", "H264Syntax", "MediaBuffers", "MediaIO", "MediaTiming",
            "OutputVerification", "PixelKernels", "RenderEngine", "Threading", "TimelineModel",
        ]),
    .target(
        name: "GoldenRecords",
        dependencies: [
            "DraftLoading",
            "AudioMixing", "Compositing", "MediaBuffers", "MediaIO", "MediaTiming", "RenderEngine", "TimelineModel",
            .product(name: "Crypto", package: "swift-crypto"),
        ]),
    .target(name: "PlatformChecks", dependencies: ["Diagnostics", "MediaBuffers", "TimelineModel"]),
    .target(
        name: "PlatformSurveys",
        dependencies: [
            "DraftLoading",
            "AudioMixing", "Compositing", "DraftFormat", "MediaBuffers", "MediaTiming", "PixelKernels",
            "PlatformChecks", "RenderEngine", "SignalMeasurement", "TimelineModel",
        ]),
    .target(
        name: "SourceReports",
        dependencies: [
            "Diagnostics", "Compositing", "DraftFormat", "MediaBuffers", "MediaIO", "MediaTiming", "RenderEngine",
            "StillImages",
            "TimelineModel",
        ]),
    .target(
        name: "PlainReports",
        dependencies: [
            "Diagnostics", "DraftFormat", "DraftWriting", "GoldenRecords", "MediaBuffers", "MediaTiming",
            "RenderEngine", "ReportFormats",
            "SourceReports", "TimelineModel",
        ]),
    .target(
        name: "Benchmarking",
        dependencies: [
            "DraftLoading",
            "Compositing", "MediaBuffers", "MediaTiming", "PixelKernels", "RenderEngine", "StillImages",
            "TimelineModel",
        ]),
]

/// The library's public face, and the program.
let products: [Target] = [
    .systemLibrary(name: "CMalloc"),
    .target(name: "CConfinement"),
    .target(name: "CFFmpegStubs"),
    .target(
        name: "Confinement",
        dependencies: ["CConfinement", "SystemFiles", .product(name: "SystemPackage", package: "swift-system")]),
    .target(
        name: "LinkedFFmpeg",
        linkerSettings: ["avformat", "avcodec", "avfilter", "avutil", "swresample"].map { .linkedLibrary($0) }),
    .target(
        name: "WorkprintKit",
        dependencies: [
            "Compositing", "Diagnostics", "DraftDocuments", "DraftFormat", "DraftLoading", "DraftVerification",
            "DraftWriting", "GoldenRecords", "MediaBuffers", "MediaIO", "MediaTiming", "OutputVerification",
            "PlainReports", "PlatformChecks",
            "PlatformSurveys", "RenderEngine", "SourceReports", "SystemFiles", "TextLayout", "Threading",
            "TimelineModel", "VerificationReports",
        ]),
    .executableTarget(
        name: "WorkprintCLI",
        dependencies: [
            // `bench` measures the engine itself; everything else goes through the library.
            "Benchmarking", "CFFmpegStubs", "CMalloc", "Confinement", "Diagnostics", "DraftLoading", "MediaIO",
            "PlainReports",
            "RenderEngine", "ReportFormats", "SystemFiles", "TimelineModel", "WorkprintKit",
            .product(name: "ArgumentParser", package: "swift-argument-parser"),
        ]),
]

let tests: [Target] = [
    .target(name: "TestSupport", path: "Tests/TestSupport"),
    .testTarget(name: "RepositoryTests", dependencies: ["TestSupport"]),
    .testTarget(name: "DiagnosticsTests", dependencies: ["Diagnostics", "TestSupport"]),
    .testTarget(name: "MediaTimingTests", dependencies: ["MediaTiming", "TestSupport"]),
    .testTarget(name: "TimelineModelTests", dependencies: ["MediaTiming", "TimelineModel"]),
    .testTarget(
        name: "DraftFormatTests",
        dependencies: ["Diagnostics", "DraftFormat", "MediaBuffers", "MediaTiming", "TestSupport", "TimelineModel"]),
    .testTarget(
        name: "DraftWritingTests",
        dependencies: [
            "Diagnostics", "DraftDocuments", "DraftFormat", "DraftWriting", "MediaTiming", "TestSupport",
            "TimelineModel",
        ]),
    .testTarget(name: "DraftDocumentsTests", dependencies: ["DraftDocuments", "MediaTiming", "TestSupport"]),
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
        name: "SystemFilesTests",
        dependencies: ["SystemFiles", "TestSupport", .product(name: "SystemPackage", package: "swift-system")]),
    .testTarget(name: "MediaBuffersTests", dependencies: ["MediaBuffers"]),
    .testTarget(name: "H264SyntaxTests", dependencies: ["H264Syntax", "MediaBuffers"]),
    .testTarget(
        name: "EncodedMediaTests", dependencies: ["EncodedMedia", "MediaBuffers", "SystemFiles", "TestSupport"]),
    .target(name: "COpenH264", path: "Tests/COpenH264"),
    .testTarget(
        name: "MediaIOWritingTests",
        dependencies: [
            "COpenH264", "EncodedMedia", "H264Syntax", "MediaBuffers", "MediaIO", "MediaTiming", "SystemFiles",
            "TestSupport",
        ]),
    .testTarget(
        name: "StillImagesTests",
        dependencies: ["MediaBuffers", "MediaTiming", "StillImages", "TestSupport", "TimelineModel"]),
    .testTarget(
        name: "PixelKernelsTests", dependencies: ["CPixelKernels", "MediaBuffers", "PixelKernels", "TestSupport"]),
    .testTarget(
        name: "MediaIOReadingTests",
        dependencies: ["Diagnostics", "MediaBuffers", "MediaIO", "MediaTiming", "TestSupport", "TimelineModel"]),
    .testTarget(
        name: "TextLayoutTests", dependencies: ["MediaBuffers", "TestSupport", "TextLayout", "TimelineModel"]),
    .testTarget(
        name: "PictureEffectsTests",
        dependencies: ["MediaBuffers", "PictureEffects", "TestSupport", "TimelineModel"]),
    .testTarget(
        name: "BenchmarkingTests",
        dependencies: ["Benchmarking", "MediaTiming", "RenderEngine", "TestSupport", "TimelineModel"]),
    .testTarget(
        name: "OutputVerificationTests",
        dependencies: [
            "Diagnostics", "H264Syntax", "MediaBuffers", "MediaIO", "MediaTiming", "OutputVerification",
            "SignalMeasurement",
            "TestSupport", "TimelineModel",
        ]),
    .testTarget(
        name: "PlatformChecksTests",
        dependencies: [
            "Diagnostics", "DraftLoading", "MediaBuffers", "PlatformChecks", "PlatformSurveys", "RenderEngine",
            "TestSupport",
            "TimelineModel",
        ]),
    .testTarget(
        name: "SourceReportTests",
        dependencies: [
            "Diagnostics", "DraftLoading", "MediaBuffers", "MediaTiming", "SourceReports", "TestSupport",
            "TimelineModel",
        ]),
    .testTarget(
        name: "VerificationReportsTests",
        dependencies: [
            "Diagnostics", "MediaBuffers", "MediaTiming", "OutputVerification", "StillImages", "TestSupport",
            "VerificationReports",
        ],
        exclude: ["Browser", "Expected"]),
    .testTarget(
        name: "RenderEngineTests",
        dependencies: [
            "AudioMixing", "ContentIdentity", "DraftLoading", "EncodedMedia", "MediaBuffers", "MediaIO", "MediaTiming",
            "RenderEngine", "SystemFiles", "TestSupport", "TimelineModel",
            .product(name: "SystemPackage", package: "swift-system"),
        ]),
    .testTarget(
        name: "DraftVerificationTests",
        dependencies: [
            "AudioMixing", "Diagnostics", "DraftLoading", "DraftVerification", "MediaIO", "MediaTiming",
            "OutputVerification",
            "RenderEngine",
            "TestSupport", "TimelineModel",
        ]),
    .target(name: "CConfinementProbe", path: "Tests/CConfinementProbe"),
    .executableTarget(
        name: "ConfinementProbe", dependencies: ["CConfinementProbe", "Confinement"], path: "Tests/ConfinementProbe"),
    .testTarget(
        name: "ConfinementTests",
        dependencies: ["Confinement", "ConfinementProbe", "SystemFiles", "TestSupport"], exclude: ["Expected"]),
    .testTarget(name: "WorkprintKitTests", dependencies: ["PlatformChecks", "TestSupport", "WorkprintKit"]),
    .testTarget(name: "EndToEndTests", dependencies: ["Confinement", "PixelKernels", "TestSupport", "WorkprintCLI"]),
]

// Each layer is a folder, and its modules depend on their own layer and on those before it.
for (folder, targets) in [
    ("Base", base), ("Media", media), ("Drafts", drafts), ("Engine", engine), ("Workflows", workflows),
    ("Products", products),
] {
    for target in targets { target.path = "Sources/\(folder)/\(target.name)" }
}

let package = Package(
    name: "workprint",
    products: [
        .executable(name: "workprint", targets: ["WorkprintCLI"]),
        .library(name: "WorkprintKit", targets: ["LinkedFFmpeg", "WorkprintKit"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        .package(url: "https://github.com/apple/swift-system", from: "1.8.1"),
    ],
    targets: base + media + drafts + engine + workflows + products + tests,
    swiftLanguageModes: [.v6]
)

for target in package.targets where target.type == .regular || target.type == .executable || target.type == .test {
    target.swiftSettings = (target.swiftSettings ?? []) + strict
}

// `make docs` asks for the plugin; nothing else needs it.
if Context.environment["WORKPRINT_DOCS"] != nil {
    package.dependencies.append(.package(url: "https://github.com/swiftlang/swift-docc-plugin", from: "1.5.0"))
}
