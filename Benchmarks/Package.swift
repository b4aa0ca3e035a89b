// swift-tools-version: 6.1
import PackageDescription

// Needs libyuv-dev, libpixman-1-dev, libswscale-dev and libzimg-dev, which the main package does not.
// MediaTiming, MediaBuffers, PixelKernels and CPixelKernels are links into ../Sources: what is `package` there cannot be
// seen from another package, so this one compiles the same files as targets of its own.

let strict: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
]

let package = Package(
    name: "workprint-benchmarks",
    products: [.executable(name: "kernel-benchmarks", targets: ["KernelBenchmarks"])],
    targets: [
        .systemLibrary(name: "CLibYUV", providers: [.apt(["libyuv-dev"])]),
        .systemLibrary(name: "CPixman", pkgConfig: "pixman-1", providers: [.apt(["libpixman-1-dev"])]),
        .systemLibrary(name: "CSwscale", pkgConfig: "libswscale libavutil", providers: [.apt(["libswscale-dev"])]),
        .systemLibrary(name: "CZimg", pkgConfig: "zimg", providers: [.apt(["libzimg-dev"])]),
        .target(name: "CMemoryStreams"),

        .target(name: "CPixelKernels"),
        .target(name: "MediaTiming"),
        .target(name: "MediaBuffers", dependencies: ["MediaTiming"]),
        .target(name: "PixelKernels", dependencies: ["CPixelKernels", "MediaBuffers"]),

        .executableTarget(
            name: "KernelBenchmarks",
            dependencies: [
                "CLibYUV", "CMemoryStreams", "CPixelKernels", "CPixman", "CSwscale", "CZimg", "MediaBuffers",
                "PixelKernels",
            ]),
    ],
    swiftLanguageModes: [.v6]
)

for target in package.targets where target.type == .regular || target.type == .executable {
    target.swiftSettings = (target.swiftSettings ?? []) + strict
}
