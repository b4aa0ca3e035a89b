import Benchmarking
import Foundation
import PlainReports
import RenderEngine
import TimelineModel

/// What `bench` measured.
struct BenchResult {
    /// One draft.
    struct Draft {
        /// `S1` … `S5`, or the path of the user's own.
        var name: String
        var title: String?
        var measurement: DraftMeasurement
    }

    var workerCount: Int
    var kernels: [KernelMeasurement]
    var drafts: [Draft]
}

/// The tables of `bench`.
enum BenchTable {
    static func text(of result: BenchResult) -> String {
        var parts: [String] = []
        if !result.kernels.isEmpty { parts.append(kernels(result.kernels)) }
        if !result.drafts.isEmpty { parts.append(speeds(result)) }
        parts += result.drafts.map(slowFrames)
        return parts.joined(separator: "\n\n")
    }

    private static func kernels(_ measurements: [KernelMeasurement]) -> String {
        var variants: [String] = []
        var names: [String] = []
        for measurement in measurements {
            if !variants.contains(measurement.variant) { variants.append(measurement.variant) }
            if !names.contains(measurement.kernel) { names.append(measurement.kernel) }
        }
        let selected = measurements.first(where: \.isSelected)?.variant
        let head = ["kernel"] + variants.map { $0 == selected ? "\($0)*" : $0 }
        let rows = names.map { name in
            [name]
                + variants.map { variant in
                    measurements.first { $0.kernel == name && $0.variant == variant }.map {
                        "\(format($0.nanosecondsPerPixel, 3))  \(pad(format($0.gigabytesPerSecond, 1), 5))"
                    } ?? ""
                }
        }
        return "Kernels on one thread: ns per pixel, GB/s (* the set that renders use)\n"
            + table([head] + rows, leftColumns: 1)
    }

    private static func speeds(_ result: BenchResult) -> String {
        let many = result.workerCount > 1
        var head = ["draft", "frames", "painted", "paint 1"]
        if many { head.append("paint \(result.workerCount)") }
        head += ["render", "× real time", "decode s", "composite s", "encode s", "total s"]
        let rows = result.drafts.map { draft in
            let measurement = draft.measurement
            let times = measurement.render.counts.times
            return [
                [
                    URL(fileURLWithPath: draft.name).lastPathComponent, "\(measurement.frameCount)",
                    "\(measurement.compositing.first?.counts.composited ?? 0)",
                ],
                measurement.compositing.map { "\(format($0.framesPerSecond, 1))" },
                [
                    format(measurement.renderedFramesPerSecond, 1), format(measurement.realTimeFactor, 2),
                    format(seconds(times.decode), 2), format(seconds(times.composite), 2),
                    format(seconds(times.encode), 2), format(measurement.render.times.total, 2),
                ],
            ].flatMap { $0 }
        }
        let workers = many ? "\(result.workerCount) workers" : "one worker"
        return "Drafts in frames per second: painted only\(many ? " by one and by \(workers)" : ""), rendered by "
            + "\(workers);\nframes that equal the one before are not painted again; seconds by stage are the workers' "
            + "together\n" + table([head] + rows, leftColumns: 1)
    }

    private static func slowFrames(of draft: BenchResult.Draft) -> String {
        let measurement = draft.measurement
        let title = draft.title.map { ", \($0)" } ?? ""
        let head =
            "\(draft.name)\(title): \(measurement.size.width)x\(measurement.size.height) at \(measurement.frameRate), "
            + "\(format(measurement.durationSeconds, 2)) s, \(measurement.render.encoding)"
        var rows = [["slowest frame", "at s", "paint ms", "decode ms", "layer ms", "segment"]]
        for frame in measurement.slowFrames {
            let layer = frame.slowestLayer
            let names = layer?.segments.map { "\($0.pointer) \($0.name)" }.joined(separator: " → ")
            rows.append([
                "#\(frame.frame)", format(frame.seconds, 3), milliseconds(frame.compositing),
                milliseconds(frame.decoding), layer.map { milliseconds($0.compositing) } ?? "",
                names ?? "background",
            ])
        }
        // The last column is text and ends the line.
        return head + "\n" + table(rows, leftColumns: 0, isLastLeft: true)
    }

    private static func milliseconds(_ duration: Duration) -> String { format(seconds(duration) * 1e3, 2) }

    /// Columns of numbers end below each other, the first `leftColumns` begin below each other.
    private static func table(_ rows: [[String]], leftColumns: Int, isLastLeft: Bool = false) -> String {
        let columns = rows[0].indices
        let widths = columns.map { column in rows.map { $0[column].count }.max() ?? 0 }
        return rows.map { row in
            columns.map { column in
                if isLastLeft, column == columns.upperBound - 1 { return row[column] }
                let gap = String(repeating: " ", count: widths[column] - row[column].count)
                return column < leftColumns ? row[column] + gap : gap + row[column]
            }.joined(separator: "  ")
        }.joined(separator: "\n")
    }

    private static func pad(_ text: String, _ width: Int) -> String {
        String(repeating: " ", count: max(0, width - text.count)) + text
    }
}
