import Foundation
import MediaBuffers
import MediaTiming
import OutputVerification
import TestSupport
import Testing
import TimelineModel

@Suite("VMAF by an ffmpeg beside this program")
struct VmafGaugeTests {
    static let size = CanvasSize(width: 64, height: 48)

    /// A program that is called like ffmpeg; `body` is what it does with frames, and `$bytes` how many it got.
    static func fake(_ folder: TemporaryFolder, filter: String = "libvmaf", body: String) throws -> String {
        let path = try folder.writeProgram(
            """
            #!/bin/sh
            case "$*" in *-filters*) echo "Filters:"; echo " .. \(filter)           VV->V      Calculate"; exit 0;; esac
            echo "$*" > "\(folder.path("arguments"))"
            \(body)
            """, to: "fake-ffmpeg")
        return path
    }

    static func canvas(_ value: UInt8) -> Canvas {
        let canvas = Canvas(width: size.width, height: size.height)
        for plane in [canvas.luma, canvas.cb, canvas.cr] {
            for y in 0..<plane.height { plane.row(y).update(repeating: value, count: plane.width) }
        }
        return canvas
    }

    static func outcome(
        _ path: String, frames: Int = 4, isCancelled: @escaping () -> Bool = { false }
    ) throws -> VmafOutcome {
        let gauge = VmafGauge(
            tool: try VmafTool(path: path), size: size, frameRate: FrameRate(25), threadCount: 2,
            isCancelled: isCancelled)
        for index in 0..<frames { try gauge.add(reference: canvas(UInt8(16 + index)), export: canvas(200)) }
        return try gauge.finish()
    }

    @Test("its values, their means, the first percentile and the worst frame")
    func known() throws {
        let folder = try TemporaryFolder()
        let path = try Self.fake(
            folder,
            body: """
                cat > "\(folder.path("frames"))"
                printf 'Frame,integer_adm2,vmaf,\\n0,0.9,90,\\n1,0.9,60.5,\\n2,0.9,97.25,\\n3,0.9,60.5,\\n'
                """)
        let scores = try #require(try Self.outcome(path).scores)
        #expect(scores.frames == [90, 60.5, 97.25, 60.5])
        #expect(abs(scores.mean - 77.0625) < 1e-9)
        // 4 / (1/91 + 1/61.5 + 1/98.25 + 1/61.5) − 1.
        #expect(abs(scores.harmonicMean - 73.50530) < 1e-3, "\(scores.harmonicMean)")
        #expect(abs(scores.percentile1 - 60.5) < 1e-9)
        #expect(scores.worst.frame == 1 && scores.worst.value == 60.5)
        // Both pictures of a pair, the reference above, planes one after the other.
        let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: folder.path("frames"))))
        let (luma, chroma) = (64 * 48, 32 * 24)
        #expect(bytes.count == 4 * 2 * (luma + 2 * chroma))
        let second = 2 * (luma + 2 * chroma)
        #expect(bytes[second] == 17 && bytes[second + luma - 1] == 17 && bytes[second + luma] == 200)
        #expect(bytes[second + 2 * luma] == 17 && bytes[second + 2 * luma + chroma] == 200)
        let arguments = try String(contentsOfFile: folder.path("arguments"), encoding: .utf8)
        #expect(arguments.contains("-video_size 64x96 -framerate 25"))
        #expect(arguments.contains("[d][r]libvmaf=model=version=vmaf_v0.6.1"))
    }

    @Test("a percentile lies between two values")
    func percentile() throws {
        let scores = try #require(VmafScores(frames: (0..<51).map { Double(50 - $0) }))
        #expect(abs(scores.percentile1 - 0.5) < 1e-9 && scores.worst.frame == 50)
        #expect(VmafScores(frames: []) == nil)
    }

    static let failures: [(body: String, words: String)] = [
        ("echo 'a model is missing' >&2; exit 3", "a model is missing"),
        ("cat > /dev/null; echo one >&2; echo 'out of memory' >&2; exit 1", "failed: out of memory"),
        ("cat > /dev/null", "measured 0 of 4 frames"),
        ("cat > /dev/null; printf 'Frame,vmaf,\\n0,90,\\n1,90,\\n'", "measured 2 of 4 frames"),
        ("cat > /dev/null; printf 'Frame,vmaf,\\n0,nan,\\n'", "measured 0 of 4 frames"),
        ("cat > /dev/null; printf 'Frame,ssim,\\n0,1,\\n1,1,\\n2,1,\\n3,1,\\n'", "measured 0 of 4 frames"),
        ("cat > /dev/null; head -c 3000000 /dev/zero; head -c 3000000 /dev/zero >&2", "measured 0 of 4 frames"),
        ("exit 0", "ffmpeg"),
    ]

    @Test("what goes wrong is a reason, never a number", arguments: failures.indices)
    func broken(_ index: Int) throws {
        let folder = try TemporaryFolder()
        let path = try Self.fake(folder, body: Self.failures[index].body)
        guard case .unmeasured(let reason) = try Self.outcome(path, frames: 4) else {
            Issue.record("it was measured")
            return
        }
        #expect(reason.contains(Self.failures[index].words), "\(reason)")
        #expect(reason.count < 500)
    }

    @Test("a frame without one beside it leaves all unmeasured")
    func missing() throws {
        let folder = try TemporaryFolder()
        let path = try Self.fake(folder, body: "cat > /dev/null; printf 'Frame,vmaf,\\n0,90,\\n'")
        let gauge = VmafGauge(tool: try VmafTool(path: path), size: Self.size, frameRate: FrameRate(25), threadCount: 1)
        try gauge.add(reference: Self.canvas(16), export: Self.canvas(16))
        try gauge.add(reference: Self.canvas(16), export: nil)
        #expect(try gauge.finish() == .unmeasured("1 frame has no frame of the export beside them"))
    }

    @Test("a program that hangs ends with the wish to stop, and so does what it started")
    func hanging() throws {
        let folder = try TemporaryFolder()
        let path = try Self.fake(folder, body: "sleep 600 & echo $! > '\(folder.path("pid"))'; wait")
        let began = ContinuousClock.now
        #expect(throws: CancellationError.self) {
            // More than what the pipe holds, so that writing has to wait.
            try Self.outcome(
                path, frames: 400, isCancelled: { ContinuousClock.now - began > .milliseconds(500) })
        }
        let pid = try String(contentsOfFile: folder.path("pid"), encoding: .utf8).trimmingCharacters(in: .newlines)
        var isRunning = true
        // It is killed already; until it is gone, or dead and not yet fetched by its new parent, is the machine's affair.
        for _ in 0..<200 where isRunning {
            let state = try? String(contentsOfFile: "/proc/\(pid)/stat", encoding: .utf8)
            isRunning = !(state?.contains(") Z ") ?? true)
            if isRunning { usleep(50_000) }
        }
        #expect(Int(pid) != nil && !isRunning)
    }

    @Test("programs that are not there, are none, or lack the filter")
    func tools() throws {
        let folder = try TemporaryFolder()
        func reason(_ path: String) -> String {
            do {
                _ = try VmafTool(path: path)
                return "none"
            } catch {
                return (error as? VmafTool.Missing)?.reason ?? "\(error)"
            }
        }
        #expect(reason(folder.path("nothing")).contains("could not be started: No such file"))
        #expect(reason(try folder.write("no program", to: "text")).contains("could not be started: Permission denied"))
        #expect(reason(try Self.fake(folder, filter: "vmafmotion", body: "")).contains("has no libvmaf filter"))
        #expect(reason("/bin/false").contains("failed"))
    }

    /// An ffmpeg with libvmaf, where there is one.
    static let real: VmafTool? = try? VmafTool()

    @Test("equals what a real ffmpeg measures of two files", .enabled(if: real != nil))
    func realOne() throws {
        let tool = try #require(Self.real)
        let folder = try TemporaryFolder()
        let size = CanvasSize(width: 192, height: 128)
        var generator = SeededGenerator(seed: 3)
        let gauge = VmafGauge(tool: tool, size: size, frameRate: FrameRate(30_000, 1_001), threadCount: 2)
        var files = [Data(), Data()]
        for frame in 0..<12 {
            let pair = (0..<2).map { _ in Canvas(width: size.width, height: size.height) }
            for (own, other) in [
                (pair[0].luma, pair[1].luma), (pair[0].cb, pair[1].cb), (pair[0].cr, pair[1].cr),
            ] {
                for y in 0..<own.height {
                    for x in 0..<own.width {
                        let value = 110 + 60 * sin(Double(x + 3 * frame) / 7) * cos(Double(y - frame) / 5)
                        own.row(y)[x] = UInt8(value)
                        other.row(y)[x] = UInt8(
                            value + Double.random(in: -1...1, using: &generator) * Double(frame + 1))
                    }
                    files[0].append(own.row(y), count: own.width)
                    files[1].append(other.row(y), count: other.width)
                }
            }
            try gauge.add(reference: pair[0], export: pair[1])
        }
        let scores = try #require(try gauge.finish().scores)
        for (name, data) in zip(["reference", "export"], files) {
            try data.write(to: URL(fileURLWithPath: folder.path(name)))
        }
        let raw = ["-f", "rawvideo", "-pix_fmt", "yuv420p", "-s", "192x128", "-r", "30000/1001", "-i"]
        let run = try Subprocess.run(
            URL(fileURLWithPath: tool.path),
            ["-v", "error"] + raw + [folder.path("export")] + raw + [folder.path("reference")] + [
                "-lavfi", "libvmaf=log_fmt=json:log_path=\(folder.path("log.json"))", "-f", "null", "-",
            ])
        try #require(run.exitCode == 0, "\(run.errors)")
        struct Log: Decodable {
            struct Frame: Decodable { var metrics: [String: Double] }
            struct Pool: Decodable {
                var mean, harmonic, min: Double
                enum CodingKeys: String, CodingKey {
                    case mean, min
                    case harmonic = "harmonic_mean"
                }
            }
            var frames: [Frame]
            var pools: [String: Pool]
            enum CodingKeys: String, CodingKey {
                case frames
                case pools = "pooled_metrics"
            }
        }
        let log = try JSONDecoder().decode(
            Log.self, from: Data(contentsOf: URL(fileURLWithPath: folder.path("log.json"))))
        #expect(log.frames.count == 12)
        for (value, frame) in zip(scores.frames, log.frames) {
            #expect(abs(value - (frame.metrics["vmaf"] ?? -1)) < 1e-4)
        }
        let pool = try #require(log.pools["vmaf"])
        #expect(abs(scores.mean - pool.mean) < 1e-4 && abs(scores.harmonicMean - pool.harmonic) < 1e-4)
        #expect(abs(scores.worst.value - pool.min) < 1e-4)
    }
}
