package import MediaBuffers
package import MediaTiming
import Synchronization
package import TimelineModel

/// Measures VMAF of frame pairs with an ffmpeg beside this program.
///
/// Both pictures of a pair go through one pipe, the one above the other, so that no clock of the two films can pair them
/// otherwise. Memory does not grow with the film but for one number a frame.
package final class VmafGauge {
    /// The model, which libvmaf holds itself.
    package static let model = "vmaf_v0.6.1"

    private let size: CanvasSize
    private let log = VmafLog()
    private var program: PipedProgram?
    private var pairCount = 0
    private var missingCount = 0
    private var reason: String?
    private var bytes: [UInt8]

    /// How long ffmpeg may do nothing, in seconds.
    private static let patience = 120.0

    /// Starts measuring frames of a size with `tool`. What goes wrong from here on is told by `finish`.
    package init(
        tool: VmafTool, size: CanvasSize, frameRate: FrameRate, threadCount: Int,
        isCancelled: @escaping () -> Bool = { false }
    ) {
        self.size = size
        let (width, height) = (size.width, size.height)
        bytes = [UInt8](repeating: 0, count: width * height * 3)
        let graph =
            "[0:v]split[a][b];[a]crop=\(width):\(height):0:0[r];[b]crop=\(width):\(height):0:\(height)[d];"
            + "[d][r]libvmaf=model=version=\(Self.model):log_fmt=csv:log_path=/dev/stdout:n_threads=\(threadCount)"
        do throws(PipedProgram.Failure) {
            program = try PipedProgram(
                path: tool.path,
                arguments: [
                    "-hide_banner", "-nostdin", "-nostats", "-v", "error", "-f", "rawvideo", "-pix_fmt", "yuv420p",
                    "-video_size", "\(width)x\(2 * height)", "-framerate", "\(frameRate.framesPerSecond)", "-i",
                    "pipe:0", "-lavfi", graph, "-f", "null", "-",
                ], patience: Self.patience, isCancelled: isCancelled, onLine: { [log] in log.take($0) })
        } catch {
            reason = error.message
        }
    }

    /// Adds a frame of the reference and the one of the export with its number; nil where there is none.
    ///
    /// Throws `CancellationError` only.
    package func add(reference: Canvas, export: Canvas?) throws {
        guard let export else {
            missingCount += 1
            stop()
            return
        }
        guard let program, missingCount == 0 else { return }
        var place = 0
        for planes in [[reference.luma, export.luma], [reference.cb, export.cb], [reference.cr, export.cr]] {
            for plane in planes {
                for y in 0..<plane.height {
                    copy(plane.row(y), count: plane.width, to: place)
                    place += plane.width
                }
            }
        }
        do {
            try bytes.withUnsafeBytes { try program.write($0) }
            pairCount += 1
        } catch let failure as PipedProgram.Failure {
            reason = failure.message
            stop()
        }
    }

    /// What was measured. Throws `CancellationError` only.
    package func finish() throws -> VmafOutcome {
        defer { stop() }
        if missingCount > 0 {
            let frames = missingCount == 1 ? "1 frame has" : "\(missingCount) frames have"
            return .unmeasured("\(frames) no frame of the export beside them")
        }
        if let reason { return .unmeasured(reason) }
        guard let program, pairCount > 0 else { return .unmeasured("there is no frame to measure") }
        do {
            try program.finish()
        } catch let failure as PipedProgram.Failure {
            return .unmeasured(failure.message)
        }
        let values = log.values
        guard values.count == pairCount, let scores = VmafScores(frames: values) else {
            return .unmeasured("ffmpeg measured \(values.count) of \(pairCount) frames")
        }
        return .measured(scores)
    }

    /// Ends ffmpeg where it still runs.
    package func stop() {
        program?.stop()
        program = nil
    }

    private func copy(_ row: UnsafeMutablePointer<UInt8>, count: Int, to place: Int) {
        bytes.withUnsafeMutableBufferPointer { bytes in
            guard let start = bytes.baseAddress else { return }
            (start + place).update(from: row, count: count)
        }
    }
}

/// The values in libvmaf's log, a line a frame under a line with the columns' names.
final class VmafLog: Sendable {
    private struct State {
        var column: Int?
        var values: [Double] = []
    }

    private let state = Mutex(State())

    /// One value for each frame up to the first line that makes no sense.
    var values: [Double] { state.withLock { $0.values } }

    /// Takes a line.
    func take(_ line: Substring) {
        let cells = line.split(separator: ",", omittingEmptySubsequences: false)
        state.withLock { state in
            guard let column = state.column else {
                if cells.first == "Frame" { state.column = cells.firstIndex(of: "vmaf") }
                return
            }
            guard cells.count > column, let frame = Int(cells[0]), frame == state.values.count,
                let value = Double(cells[column]), value.isFinite
            else { return }
            state.values.append(value)
        }
    }
}
