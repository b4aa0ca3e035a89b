import Diagnostics
import MediaTiming
import OutputVerification
import ReportFormats

extension VerificationPage {
    var timeLineSection: String {
        let head =
            "<section id=\"timeline\" aria-labelledby=\"h-timeline\"><div class=\"head\"><h2 id=\"h-timeline\">Time line"
            + "</h2><p class=\"soft small\">Each frame against the reference; the shaded side is beyond the limit.</p></div>"
        guard let picture = report.picture, !picture.scores.isEmpty else {
            return head + "<p class=\"panel\">The pictures were not compared.</p></section>"
        }
        let buckets = ScoreBucket.reduce(picture.scores, limit: Self.pointLimit)
        let limits = picture.limits
        let tiles = TileAxis(buckets, limit: limits.worstTileSimilarity)
        let blocks = BlockAxis(buckets, limit: limits.worstBlockDifference)
        let tileLine = steps(buckets) { $0.tile?.lowerBound }
        let blockLine = steps(buckets) { $0.block?.upperBound }
        return head + """
            <div class="panel"><div class="timeline" id="charts" data-readout="score">
            \(lanes)
            <div class="label"><span><b>Worst tile</b> similarity, 1 is equal</span>\
            <span>at least \(NumberText.fixed(limits.worstTileSimilarity, 3)) (\(escaped(limits.origin)))</span></div>
            \(tiles.labels)
            <div class="plot"><svg viewBox="0 0 1000 100" preserveAspectRatio="none" aria-hidden="true">
            \(gaps(buckets))\(tiles.limitShapes)
            <path class="band" d="\(PagePath.boxes(bands(buckets) { $0.tile }, y: tiles.y))"/>
            <path class="line" d="\(PagePath.steps(tileLine, y: tiles.y))"/></svg></div>
            <div class="label"><span><b>Worst block</b> difference of luma, root scale</span>\
            <span>at most \(NumberText.fixed(limits.worstBlockDifference, 1))</span></div>
            \(blocks.labels)
            <div class="plot"><svg viewBox="0 0 1000 100" preserveAspectRatio="none" aria-hidden="true">
            \(gaps(buckets))\(blocks.limitShapes)
            <path class="band" d="\(PagePath.boxes(bands(buckets) { $0.block }, y: blocks.y))"/>
            <path class="line" d="\(PagePath.steps(blockLine, y: blocks.y))"/></svg></div>
            \(pins)
            \(scale.ticks)
            <div class="scrub" role="slider" tabindex="0" aria-label="Frame on the time line" hidden></div>
            </div><output class="readout" aria-live="off" id="score"></output></div></section>
            """
    }

    /// What the script needs.
    var data: JSONValue {
        var members: [(String, JSONValue)] = [
            ("duration", .number(scale.duration, decimals: 6)),
            ("soundDuration", .number(soundScale.duration, decimals: 6)),
        ]
        if let picture = report.picture, !picture.scores.isEmpty {
            let buckets = ScoreBucket.reduce(picture.scores, limit: Self.pointLimit)
            members.append(
                (
                    "picture",
                    .object([
                        ("fps", .number(picture.frameRate.framesPerSecond.doubleValue, decimals: 9)),
                        ("tileLimit", .number(picture.limits.worstTileSimilarity, decimals: 4)),
                        ("blockLimit", .number(picture.limits.worstBlockDifference, decimals: 4)),
                        ("first", .row(buckets.map { .integer($0.frames.lowerBound) })),
                        ("last", .row(buckets.map { .integer($0.frames.upperBound) })),
                        ("worst", .row(buckets.map { .integer($0.worstFrame) })),
                        ("export", .row(buckets.map { .optional($0.exportFrame) })),
                        ("tile", .row(buckets.map { .optional($0.tile?.lowerBound, 6) })),
                        ("block", .row(buckets.map { .optional($0.block?.upperBound, 2) })),
                    ])
                ))
        }
        if let windows = report.sound?.windows.prefix(Self.pointLimit), !windows.isEmpty {
            members.append(
                (
                    "sound",
                    .object([
                        ("start", .row(windows.map { .number($0.start, decimals: 3) })),
                        ("lag", .row(windows.map { .optional($0.lagMilliseconds, 2) })),
                        ("reference", .row(windows.map { .number($0.referenceLevel, decimals: 2) })),
                        ("export", .row(windows.map { .number($0.exportLevel, decimals: 2) })),
                    ])
                ))
        }
        return .object(members)
    }

    private func share(_ frame: Int) -> Double { scale.share(clock.seconds(frame) ?? 0) }

    private func steps(
        _ buckets: [ScoreBucket], _ value: (ScoreBucket) -> Double?
    ) -> [(from: Double, to: Double, value: Double?)] {
        buckets.map { (share($0.frames.lowerBound), share($0.frames.upperBound + 1), value($0)) }
    }

    /// The spread within buckets of several frames.
    private func bands(
        _ buckets: [ScoreBucket], _ value: (ScoreBucket) -> ClosedRange<Double>?
    ) -> [(from: Double, to: Double, value: ClosedRange<Double>?)] {
        buckets.filter { $0.frames.count > 1 }
            .map { (share($0.frames.lowerBound), share($0.frames.upperBound + 1), value($0)) }
    }

    /// Where frames were not measured.
    private func gaps(_ buckets: [ScoreBucket]) -> String {
        let missing = buckets.filter { !$0.isWhole }.map { bucket in
            (share(bucket.frames.lowerBound), share(bucket.frames.upperBound + 1), Optional(0.0...1.0))
        }
        return missing.isEmpty ? "" : "<path class=\"gap\" d=\"\(PagePath.boxes(missing, y: { 1 - $0 }))\"/>"
    }

    /// Deviations that have a time, in as many lanes as keep them apart.
    private var lanes: String {
        var ends: [Double] = []
        var spans: [String] = []
        let isNarrowBelow = 0.1
        for (index, deviation) in report.deviations.prefix(Self.findingLimit).enumerated() {
            guard let frames = deviation.frames else { continue }
            let from = share(frames.lowerBound)
            let width = max(share(max(frames.upperBound, frames.lowerBound + 1)) - from, 0)
            let lane = ends.firstIndex { $0 <= from } ?? min(ends.count, 7)
            let end = from + max(width, 0.03)
            if lane < ends.count { ends[lane] = max(ends[lane], end) } else { ends.append(end) }
            let code = deviation.code
            let words = "\(code.rawValue), \(clock.text(frames))"
            let isNarrow = width < isNarrowBelow
            let look = "\(deviation.severity.rawValue)\(isNarrow ? " narrow" : "")"
            let left = PagePath.number(100 * from)
            let place = "left:min(\(left)%, 100% - 6px);width:\(PagePath.number(100 * width))%;top:\(28 * lane)px"
            let label = isNarrow ? "" : code.rawValue
            spans.append(
                "<a class=\"span \(look)\" id=\"span-\(index)\" href=\"#finding-\(index)\" title=\"\(words)\" "
                    + "aria-label=\"\(words)\" style=\"\(place)\">\(label)</a>")
        }
        guard !spans.isEmpty else { return "" }
        return "<div class=\"label\"><span><b>Findings</b> with a time</span></div><div></div>"
            + "<div class=\"lanes\" style=\"height:\(28 * ends.count)px\">\(spans.joined())</div>"
    }

    private var pins: String {
        guard !frames.isEmpty else { return "" }
        let links = frames.map { frame in
            "<a href=\"#frame-\(frame.frame)\" style=\"left:\(PagePath.number(100 * share(frame.frame)))%\" "
                + "title=\"Look at \(clock.text(frame.frame))\" aria-label=\"Look at \(clock.text(frame.frame))\"></a>"
        }
        return "<div></div><div class=\"pins\">\(links.joined())</div>"
    }
}

/// The axis of the worst tile: 1 on top, down to a little below the limit or the worst.
private struct TileAxis {
    var limit: Double
    var bottom: Double

    init(_ buckets: [ScoreBucket], limit: Double) {
        self.limit = limit.isFinite ? min(max(limit, 0), 1) : 0.85
        let worst = buckets.compactMap { $0.tile?.lowerBound }.min() ?? 1
        bottom = max(0, min(self.limit - 0.1, worst - 0.05))
    }

    func y(_ value: Double) -> Double { min(max((1 - value) / (1 - bottom), 0), 1) * 0.94 + 0.03 }

    var labels: String {
        let place = { (value: Double) in PagePath.number(100 * y(value)) }
        return "<div class=\"axis\" aria-hidden=\"true\"><span style=\"top:\(place(1))%\">1</span>"
            + "<span style=\"top:\(place(limit))%\">\(NumberText.fixed(limit, 2))</span>"
            + (y(bottom) - y(limit) > 0.18
                ? "<span style=\"top:\(place(bottom))%\">\(NumberText.fixed(bottom, 2))</span>" : "") + "</div>"
    }

    var limitShapes: String {
        let place = PagePath.number(100 * y(limit))
        return "<path class=\"beyond\" d=\"M0 \(place)H1000V100H0Z\"/>"
            + "<line class=\"limit\" x1=\"0\" x2=\"1000\" y1=\"\(place)\" y2=\"\(place)\"/>"
    }
}

/// The axis of the worst block: 0 at the bottom, by square roots, so that small differences show beside large ones.
private struct BlockAxis {
    var limit: Double
    var top: Double

    init(_ buckets: [ScoreBucket], limit: Double) {
        self.limit = limit.isFinite ? max(limit, 0.1) : 12
        top = max(self.limit * 2, (buckets.compactMap { $0.block?.upperBound }.max() ?? 0) * 1.05)
    }

    func y(_ value: Double) -> Double { 0.97 - (max(0, value) / top).squareRoot() * 0.94 }

    var labels: String {
        let place = { (value: Double) in PagePath.number(100 * y(value)) }
        return "<div class=\"axis\" aria-hidden=\"true\"><span style=\"top:\(place(top))%\">"
            + "\(NumberText.fixed(top, 0))</span><span style=\"top:\(place(limit))%\">\(NumberText.measured(limit))</span>"
            + "<span style=\"top:\(place(0))%\">0</span></div>"
    }

    var limitShapes: String {
        let place = PagePath.number(100 * y(limit))
        return "<path class=\"beyond\" d=\"M0 0H1000V\(place)H0Z\"/>"
            + "<line class=\"limit\" x1=\"0\" x2=\"1000\" y1=\"\(place)\" y2=\"\(place)\"/>"
    }
}
