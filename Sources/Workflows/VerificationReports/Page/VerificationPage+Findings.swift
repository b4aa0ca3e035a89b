import MediaBuffers
import OutputVerification
import ReportFormats

extension VerificationPage {
    var findingsSection: String {
        let head =
            "<section id=\"findings\" aria-labelledby=\"h-findings\"><div class=\"head\"><h2 id=\"h-findings\">Findings</h2>"
            + "<p class=\"soft small\">\(report.countText)</p></div>"
        guard !report.deviations.isEmpty else {
            return head
                + "<p class=\"panel none\">Nothing to look at: picture, text, sound and file are as they should "
                + "be.</p></section>"
        }
        let shown = report.deviations.prefix(Self.findingLimit)
        let cards = shown.enumerated().map { card($0.element, index: $0.offset) }.joined(separator: "\n")
        let hidden = report.deviations.count - shown.count
        let rest =
            hidden > 0 ? "<p class=\"soft\">\(NumberText.count(hidden, "more finding")) in the JSON report.</p>" : ""
        return head + "\n<ol class=\"findings\">\n\(cards)\n</ol>\(rest)</section>"
    }

    private func card(_ deviation: Deviation, index: Int) -> String {
        let isFailure = deviation.severity == .failure
        let time = deviation.frames.map { clock.text($0) } ?? "whole file"
        var rows: [(String, String)] = []
        if !deviation.pointers.isEmpty {
            let pointers = deviation.pointers.prefix(12).map { "<bdi><code>\(escaped($0))</code></bdi>" }
            let more = deviation.pointers.count > 12 ? " and \(deviation.pointers.count - 12) more" : ""
            rows.append(("Look at", pointers.joined(separator: " ") + more))
        }
        if let measured = deviation.measured {
            let limit = deviation.limit.map { ", limit \(NumberText.measured($0))" } ?? ""
            rows.append(("Measured", NumberText.measured(measured) + limit))
        }
        if let region = deviation.region {
            rows.append(("Region", "\(region.width)×\(region.height) px at \(region.x), \(region.y)"))
        }
        var actions: [String] = []
        if let frames = deviation.frames, report.picture != nil {
            let at = scale.share(clock.seconds(frames.lowerBound) ?? 0)
            actions.append(
                "<a href=\"#timeline\" data-span=\"\(index)\" data-at=\"\(JSONValue.number(at, decimals: 6).compact)\">"
                    + "Show on the time line</a>")
        }
        if let frame = picture(of: deviation) {
            actions.append("<a href=\"#frame-\(frame)\">Look at frame #\(frame)</a>")
        }
        let list = rows.map { "<div><dt>\($0.0)</dt><dd>\($0.1)</dd></div>" }.joined()
        return "<li class=\"finding \(deviation.severity.rawValue)\" id=\"finding-\(index)\">"
            + "<p class=\"kicker\"><span class=\"tag\">\(isFailure ? "Failure" : "Warning")</span>"
            + "<span>\(deviation.area.heading)</span><span>\(time)</span><code>\(deviation.code)</code></p>"
            + "<h3>\(escaped(deviation.message))</h3>"
            + (list.isEmpty ? "" : "<dl class=\"where\">\(list)</dl>")
            + (actions.isEmpty ? "" : "<p class=\"actions\">\(actions.joined())</p>") + "</li>"
    }

    /// The shown frame that is best to look at for a deviation: one that names it, else one of its time.
    private func picture(of deviation: Deviation) -> Int? {
        let inTime = frames.filter { deviation.frames?.contains($0.frame) ?? true }
        if let named = inTime.first(where: { $0.deviationCodes.contains(deviation.code) }) { return named.frame }
        guard deviation.frames != nil,
            deviation.area == .picture || deviation.area == .text || deviation.area == .timing
        else { return nil }
        return inTime.first?.frame
    }
}
