import Crypto
import Foundation
package import OutputVerification
import ReportFormats

/// `verify --html`: the report as one page that opens from disk and asks the network for nothing.
///
/// Style, script and pictures are inside. Its policy allows the one script by its hash, so nothing that a draft or a
/// file name smuggles in could run, even if it were not escaped.
package struct VerificationPage {
    /// How many findings are shown; the others are counted, and are in the JSON.
    package static let findingLimit = 200
    /// How many frames are shown.
    package static let frameLimit = 8
    /// How many points the time line has at most.
    package static let pointLimit = 2000

    let report: VerificationReport
    let clock: FrameClock
    /// The frames that are shown, the worst first, each once.
    let frames: [WorstFrame]
    let scale: TimeScale
    let soundScale: TimeScale

    /// The page of a report.
    package static func text(of report: VerificationReport) -> String { VerificationPage(report).text }

    init(_ report: VerificationReport) {
        let report = report.countingUnmeasured
        self.report = report
        clock = report.clock
        var seen: Set<Int> = []
        frames = Array(
            (report.picture?.worstFrames ?? []).filter { seen.insert($0.frame).inserted }
                .prefix(Self.frameLimit))
        let last = report.picture?.scores.last?.frame ?? 0
        let pictureSeconds = clock.seconds(last + 1) ?? 0
        scale = TimeScale(duration: pictureSeconds)
        let starts = (report.sound?.windows ?? []).map(\.start).filter(\.isFinite)
        soundScale = TimeScale(duration: max(pictureSeconds, starts.max().map { $0 + 2 } ?? 0))
    }

    private var text: String {
        let style = String(decoding: PackageResources.page_css, as: UTF8.self)
        let script = String(decoding: PackageResources.page_js, as: UTF8.self)
        let hash = Data(SHA256.hash(data: Data(script.utf8))).base64EncodedString()
        let policy =
            "default-src 'none'; img-src data:; style-src 'unsafe-inline'; script-src 'sha256-\(hash)'; "
            + "base-uri 'none'; form-action 'none'"
        let heading = report.isSame ? "Same" : "Different"
        return """
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta http-equiv="Content-Security-Policy" content="\(policy)">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <meta name="referrer" content="no-referrer">
            <title>\(heading): \(escaped(report.export))</title>
            <link rel="icon" href="data:,">
            <style>\(style)</style>
            </head>
            <body class="\(report.isSame ? "same" : "different")">
            <a class="skip" href="#findings">To the findings</a>
            \(header)
            <main class="wrap">
            \(findingsSection)
            \(timeLineSection)
            \(framesSection)
            \(soundSection)
            \(factsSection)
            </main>
            <footer class="wrap"><p>Verified by Workprint in \(NumberText.fixed(report.seconds, 1)) s.
            <span class="soft">This page holds everything it shows; it asks the network for nothing.</span></p></footer>
            <script type="application/json" id="data">\(data.script)</script>
            <script>\(script)</script>
            </body>
            </html>

            """
    }

    func escaped(_ text: String) -> String { CleanText.markup(text) }

    // MARK: Top

    private var header: String {
        let title = report.title.map { $0.isEmpty ? "" : "<bdi>\(escaped($0))</bdi>" } ?? ""
        let links = [
            ("findings", "Findings"), ("timeline", "Time line"), ("frames", "Frames"), ("sound", "Sound"),
            ("file", "File"),
        ].map { "<li><a href=\"#\($0.0)\">\($0.1)</a></li>" }.joined()
        let mark = report.isSame ? "M5 13l5 5 9-11" : "M6 6l12 12M18 6L6 18"
        let verdict =
            report.isSame
            ? "<em>Same.</em> <bdi>\(fileName(report.export))</bdi> is what <bdi>\(fileName(report.reference))</bdi> says"
            : "<em>Different.</em> <bdi>\(fileName(report.export))</bdi> is not what "
                + "<bdi>\(fileName(report.reference))</bdi> says"
        let counts = report.countText.isEmpty ? "No findings" : report.countText
        return """
            <header><div class="wrap">
            <p class="brand"><span>workprint verify</span><span>\(title)</span></p>
            <div class="verdict"><span class="mark" aria-hidden="true"><svg viewBox="0 0 24 24"><path d="\(mark)"/></svg></span>
            <div><h1>\(verdict)</h1>
            <p>\(counts) · export <bdi><code>\(escaped(report.export))</code></bdi> · reference \
            <bdi><code>\(escaped(report.reference))</code></bdi></p></div></div>
            \(numbers)
            </div>
            <nav aria-label="Sections"><ul class="wrap">\(links)</ul></nav></header>
            """
    }

    private func fileName(_ path: String) -> String {
        escaped(path.split(separator: "/").last.map(String.init) ?? path)
    }

    /// The numbers at a glance.
    private var numbers: String {
        var items: [(name: String, value: String, note: String, isBad: Bool)] = []
        if let picture = report.picture {
            if let tile = picture.tileSummary {
                let limit = picture.limits.worstTileSimilarity
                items.append(
                    (
                        "Worst tile", NumberText.fixed(tile.worst.value, 3),
                        "at least \(NumberText.fixed(limit, 3)) · \(clock.text(tile.worst.frame))",
                        tile.worst.value < limit
                    ))
            }
            if let block = picture.blockSummary {
                let limit = picture.limits.worstBlockDifference
                items.append(
                    (
                        "Worst block", NumberText.fixed(block.worst.value, 1),
                        "at most \(NumberText.fixed(limit, 1)) · \(clock.text(block.worst.frame))",
                        block.worst.value > limit
                    ))
            }
            let missing = picture.unmeasuredCount
            items.append(
                (
                    "Frames compared", "\(picture.scores.count - missing)",
                    missing > 0 ? "\(missing) could not be" : "every frame, \(picture.width)×\(picture.height)",
                    missing > 0
                ))
            switch picture.vmaf {
            case .notAsked: break
            case .unmeasured(let reason): items.append(("VMAF", "–", "not measured: \(escaped(reason))", true))
            case .measured(let vmaf):
                items.append(
                    (
                        "VMAF", NumberText.fixed(vmaf.mean, 1),
                        "harmonic mean \(NumberText.fixed(vmaf.harmonicMean, 1)) · 1st percentile "
                            + "\(NumberText.fixed(vmaf.percentile1, 1)) · worst \(NumberText.fixed(vmaf.worst.value, 1)) at "
                            + "\(clock.text(vmaf.worst.frame))", false
                    ))
            }
        }
        if let sound = report.sound {
            if let lag = sound.lagMilliseconds {
                let correlation = "correlation \(NumberText.fixed(sound.correlation, 3))"
                items.append(("Sound lag", "\(NumberText.signed(lag, 1)) ms", correlation, false))
            }
            if let export = sound.exportLoudnessLUFS, let reference = sound.referenceLoudnessLUFS {
                items.append(
                    (
                        "Loudness", "\(NumberText.signed(export - reference, 1)) LU",
                        "\(NumberText.fixed(export, 1)) LUFS, reference \(NumberText.fixed(reference, 1))", false
                    ))
            }
        }
        let cells = items.map {
            "<div><dt>\($0.name)</dt><dd\($0.isBad ? " class=\"bad\"" : "")>\($0.value)<small>\($0.note)</small></dd></div>"
        }
        return cells.isEmpty ? "" : "<dl class=\"numbers\">\(cells.joined())</dl>"
    }
}
