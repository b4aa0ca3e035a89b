import OutputVerification
import ReportFormats

extension VerificationPage {
    var soundSection: String {
        let head =
            "<section id=\"sound\" aria-labelledby=\"h-sound\"><div class=\"head\"><h2 id=\"h-sound\">Sound</h2>"
            + "<p class=\"soft small\">Windows of two seconds.</p></div>"
        guard let sound = report.sound else {
            return head + "<p class=\"panel\">The sounds were not compared.</p></section>"
        }
        let tables = [bandTable(sound.bands, sound.limits), stemTable(sound.stems, sound.limits)].filter { !$0.isEmpty }
        return head + levelPanel(sound)
            + (tables.isEmpty ? "" : "<div class=\"two-up\">\(tables.joined())</div>") + "</section>"
    }

    private func levelPanel(_ sound: SoundReport) -> String {
        let windows = Array(sound.windows.prefix(Self.pointLimit))
        guard !windows.isEmpty else { return "<p class=\"panel\">There is no sound in either film.</p>" }
        let spans = windows.indices.map { index in
            let start = windows[index].start
            let end = index + 1 < windows.count ? windows[index + 1].start : start + 2
            return (from: soundScale.share(start), to: soundScale.share(max(start, end)))
        }
        // A level of −60 dBFS and everything below lies on the floor.
        func levelY(_ value: Double) -> Double { min(max(-value / 60, 0), 1) * 0.92 + 0.04 }
        func levels(_ value: (SoundWindow) -> Double) -> String {
            PagePath.steps(zip(spans, windows).map { ($0.from, $0.to, value($1)) }, y: levelY)
        }
        let largest = windows.compactMap { $0.lagMilliseconds.map(abs) }.filter(\.isFinite).max() ?? 0
        let reach = max(20, largest * 1.15)
        func lagY(_ value: Double) -> Double { 0.5 - min(max(value / reach, -1), 1) * 0.46 }
        // A bar from zero, and never thinner than a hair, so that a lag of zero can be told from none.
        let bars = zip(spans, windows).map { span, window in
            let lag = window.lagMilliseconds.flatMap { $0.isFinite ? $0 : nil }
            let inset = (span.to - span.from) * 0.12
            return (
                from: span.from + inset, to: span.to - inset,
                value: lag.map { min($0, -reach * 0.012)...max($0, reach * 0.012) }
            )
        }
        return """
            <div class="panel"><div class="timeline" id="levels" data-readout="window">
            <div class="label"><span><b>Level</b> dBFS RMS</span><span><span class="key">reference</span> \
            <span class="key two">export</span></span></div>
            <div class="axis" aria-hidden="true"><span style="top:\(PagePath.number(100 * levelY(0)))%">0</span>\
            <span style="top:\(PagePath.number(100 * levelY(-30)))%">−30</span>\
            <span style="top:\(PagePath.number(100 * levelY(-60)))%">−60</span></div>
            <div class="plot"><svg viewBox="0 0 1000 100" preserveAspectRatio="none" aria-hidden="true">
            <path class="line" d="\(levels(\.referenceLevel))"/><path class="line two" d="\(levels(\.exportLevel))"/>
            </svg></div>
            <div class="label"><span><b>Lag</b> ms, above zero is late</span></div>
            <div class="axis" aria-hidden="true"><span style="top:\(PagePath.number(100 * lagY(reach)))%">\
            \(NumberText.signed(reach, 0))</span><span style="top:50%">0</span>\
            <span style="top:\(PagePath.number(100 * lagY(-reach)))%">\(NumberText.signed(-reach, 0))</span></div>
            <div class="plot low"><svg viewBox="0 0 1000 100" preserveAspectRatio="none" aria-hidden="true">
            <line class="zero" x1="0" x2="1000" y1="50" y2="50"/><path class="lag" d="\(PagePath.boxes(bars, y: lagY))"/>
            </svg></div>
            \(soundScale.ticks)
            <div class="scrub" role="slider" tabindex="0" aria-label="Window of the sound" hidden></div>
            </div><output class="readout" aria-live="off" id="window"></output>
            \(soundFacts(sound))</div>
            """
    }

    private func soundFacts(_ sound: SoundReport) -> String {
        let limits = sound.limits
        let parts = [
            "lag of the whole \(NumberText.signed(sound.lagMilliseconds, 1)) ms"
                + limit(
                    "±\(NumberText.fixed(limits.lagMilliseconds, 0)), of two seconds "
                        + "±\(NumberText.fixed(limits.windowLagMilliseconds, 0))"),
            "correlation \(NumberText.fixed(sound.correlation, 3))"
                + limit(
                    "\(NumberText.fixed(limits.correlation, 2)), of two seconds "
                        + NumberText.fixed(limits.windowCorrelation, 2)),
            "loudness \(NumberText.fixed(sound.exportLoudnessLUFS, 1)) LUFS, reference "
                + NumberText.fixed(sound.referenceLoudnessLUFS, 1)
                + limit("±\(NumberText.fixed(limits.loudness, 1))"),
            "true peak \(NumberText.fixed(sound.exportTruePeakDBTP, 1)) dBTP"
                + limit(NumberText.fixed(limits.truePeakDBTP, 0)),
        ]
        return "<p class=\"soft small\">\(parts.joined(separator: " · "))</p>"
    }

    private func bandTable(_ bands: [SoundBand], _ limits: SoundReport.Limits) -> String {
        guard !bands.isEmpty else { return "" }
        let rows = bands.map { band in
            "<tr><th scope=\"row\">\(hertz(band.frequencies.lowerBound))–\(hertz(band.frequencies.upperBound)) Hz"
                + "</th><td>\(meter(band.difference))</td><td class=\"n\">\(NumberText.signed(band.difference, 1)) dB</td>"
                + "<td class=\"n\">\(NumberText.fixed(band.difference95, 1)) dB"
                + limit(NumberText.fixed(band.limit95, 1)) + "</td></tr>"
        }
        return "<div class=\"panel\"><table><caption>Bands, export less reference"
            + limit("±\(NumberText.fixed(limits.bandDifference, 1)) dB") + "</caption><thead><tr>"
            + "<th scope=\"col\">Band</th><th scope=\"col\"><span class=\"visually-hidden\">Drawn</span></th>"
            + "<th scope=\"col\" class=\"n\">Median</th><th scope=\"col\" class=\"n\">95 %</th></tr></thead><tbody>"
            + rows.joined() + "</tbody></table></div>"
    }

    private func stemTable(_ stems: [StemGain], _ limits: SoundReport.Limits) -> String {
        guard !stems.isEmpty else { return "" }
        let rows = stems.prefix(200).map { stem in
            let isMissing = stem.gain <= -119.5
            let gain = isMissing ? "missing" : "\(NumberText.decibels(stem.gain, signed: true)) dB"
            return "<tr\(isMissing ? " class=\"bad\"" : "")><th scope=\"row\"><bdi>\(escaped(stem.name))</bdi><br>"
                + "<bdi><code class=\"soft\">\(escaped(stem.pointer))</code></bdi></th>"
                + "<td>\(NumberText.fixed(stem.seconds.lowerBound, 1))–\(NumberText.fixed(stem.seconds.upperBound, 1)) s</td>"
                + "<td>\(meter(stem.gain))</td><td class=\"n\">\(gain)</td><td class=\"n\">"
                + (stem.lagMilliseconds.map { "\(NumberText.signed($0, 1)) ms" } ?? "–") + "</td></tr>"
        }
        return "<div class=\"panel\"><table><caption>Tracks, against the draft"
            + limit(
                "±\(NumberText.fixed(limits.stemGain, 1)) dB, ±\(NumberText.fixed(limits.stemLagMilliseconds, 0)) ms")
            + "</caption><thead><tr>"
            + "<th scope=\"col\">Track</th><th scope=\"col\">When</th>"
            + "<th scope=\"col\"><span class=\"visually-hidden\">Drawn</span></th><th scope=\"col\" class=\"n\">Gain</th>"
            + "<th scope=\"col\" class=\"n\">Lag</th>"
            + "</tr></thead><tbody>\(rows.joined())</tbody></table></div>"
    }

    /// A limit beside a figure.
    private func limit(_ text: String) -> String { " <small class=\"soft\">limit \(text)</small>" }

    private func hertz(_ value: Double) -> String { NumberText.fixed(value, 0) }

    /// A bar left or right of the middle; 12 dB fill a side.
    private func meter(_ decibels: Double) -> String {
        let value = decibels.isFinite ? min(max(decibels / 12, -1), 1) : 0
        let width = PagePath.number(50 * abs(value))
        let side = value < 0 ? "right:50%" : "left:50%"
        return "<span class=\"meter\" aria-hidden=\"true\"><i style=\"\(side);width:\(width)%\"></i></span>"
    }
}
