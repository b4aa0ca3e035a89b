import MediaBuffers
import OutputVerification
import ReportFormats

extension VerificationPage {
    var framesSection: String {
        let head =
            "<section id=\"frames\" class=\"mode-pair\" aria-labelledby=\"h-frames\"><div class=\"head\">"
            + "<h2 id=\"h-frames\">Frames to look at</h2><p class=\"soft small\">The worst first; reference on the left, "
            + "export on the right.</p></div>"
        guard !frames.isEmpty else {
            return head + "<p class=\"panel\">There is no frame to look at.</p></section>"
        }
        let thumbnails = frames.map { frame in
            let image = PageImages.photo(frame.export, width: 150, height: 168, quality: 75) ?? ""
            return "<li><button type=\"button\" data-frame=\"\(frame.frame)\" aria-pressed=\"false\">"
                + "<img alt=\"\" src=\"\(image)\">\(clock.text(frame.frame))</button></li>"
        }
        let tools = """
            <div class="tools" hidden>\
            <div class="group" role="group" aria-label="How to compare">\
            <button type="button" data-mode="slide" aria-pressed="false">Slider</button>\
            <button type="button" data-mode="pair" aria-pressed="false">Side by side</button>\
            <button type="button" data-mode="difference" aria-pressed="false">Difference ×3</button></div>\
            <button type="button" id="heat" aria-pressed="false">Heat map</button>\
            <button type="button" id="outline" aria-pressed="true">Outline</button></div>
            """
        return head
            + "<div class=\"panel\"><ul class=\"strip\" aria-label=\"Frames\" hidden>\(thumbnails.joined())</ul>"
            + tools + frames.map(figure).joined(separator: "\n") + "</div></section>"
    }

    private func figure(_ frame: WorstFrame) -> String {
        let (width, height) = (frame.reference.width, frame.reference.height)
        let limit = report.picture?.limits.worstBlockDifference ?? 12
        let heat =
            PageImages.heat(frame.heat, columns: frame.heatColumns, limit: limit)
            .map { heatImage($0, of: frame) } ?? ""
        let number = clock.text(frame.frame)
        let shape = Double(width) / Double(height)
        return """
            <figure class="frame\(shape > 1.2 ? " wide" : "")" id="frame-\(frame.frame)" data-frame="\(frame.frame)" \
            style="--shape:\(width)/\(height);\
            --fit:min(\(min(max(width, 480), 1080))px,calc(82vh * \(PagePath.number(shape))))">
            <div class="stage">
            <div class="pictures"><div class="layer reference">\(image(frame.reference, "Reference, \(number)"))\(heat)\
            \(outline(frame))</div><div class="layer export">\(image(frame.export, "Export, frame #\(frame.exportFrame)"))\
            \(heat)\(outline(frame))</div></div>
            <span class="name left" aria-hidden="true">reference</span>\
            <span class="name right" aria-hidden="true">export</span>
            <span class="handle" aria-hidden="true"></span>
            <input type="range" min="0" max="100" step="any" value="50" aria-label="How much of the reference is shown">
            </div>
            \(about(frame))
            </figure>
            """
    }

    private func image(_ image: RGBAImage, _ words: String) -> String {
        guard let source = PageImages.photo(image) else {
            return "<p class=\"small\">This picture cannot be shown.</p>"
        }
        return "<img class=\"picture\" alt=\"\(words)\" src=\"\(source)\">"
    }

    // Blocks are of the compared frames' pixels; the last column and row of them may reach beyond the picture.
    private func heatImage(_ source: String, of frame: WorstFrame) -> String {
        let rows = frame.heat.count / max(1, frame.heatColumns)
        let width = 1600 * Double(frame.heatColumns) / Double(max(1, report.picture?.width ?? 1))
        let height = 1600 * Double(rows) / Double(max(1, report.picture?.height ?? 1))
        let fits = (96.0...140.0).contains(width) && (96.0...140.0).contains(height)
        let style = fits ? " style=\"width:\(PagePath.number(width))%;height:\(PagePath.number(height))%\"" : ""
        return "<img class=\"heat\" alt=\"\" src=\"\(source)\"\(style)>"
    }

    private func outline(_ frame: WorstFrame) -> String {
        guard let picture = report.picture, let region = frame.region, picture.width > 0, picture.height > 0 else {
            return ""
        }
        let inside = region.intersection(PixelRect(x: 0, y: 0, width: picture.width, height: picture.height))
        guard !inside.isEmpty else { return "" }
        func part(_ value: Int, _ whole: Int) -> String { PagePath.number(100 * Double(value) / Double(whole)) }
        return "<div class=\"region\" style=\"left:\(part(inside.x, picture.width))%;"
            + "top:\(part(inside.y, picture.height))%;width:\(part(inside.width, picture.width))%;"
            + "height:\(part(inside.height, picture.height))%\"></div>"
    }

    private func about(_ frame: WorstFrame) -> String {
        var rows: [(String, String)] = []
        if let score = report.picture?.scores.first(where: { $0.frame == frame.frame }) {
            rows.append(("Worst tile", NumberText.fixed(score.worstTileSimilarity, 3)))
            rows.append(("Worst block", NumberText.fixed(score.worstBlockDifference, 1)))
            rows.append(("Color", "\(NumberText.fixed(score.colorDifference, 2)) CIEDE2000"))
            let bias = [score.bias.x, score.bias.y, score.bias.z].map { NumberText.signed($0, 1) }
            rows.append(("Bias Y′ Cb Cr", bias.joined(separator: " ")))
        }
        rows.append(("Export frame", "#\(frame.exportFrame)"))
        if let region = frame.region {
            rows.append(("Worst region", "\(region.width)×\(region.height) px at \(region.x), \(region.y)"))
        }
        let codes = Set(frame.deviationCodes)
        let links = report.deviations.prefix(Self.findingLimit).enumerated().filter { _, deviation in
            codes.contains(deviation.code) && (deviation.frames?.contains(frame.frame) ?? true)
        }.prefix(6).map { index, deviation in
            "<a href=\"#finding-\(index)\">\(escaped(deviation.message))</a>"
        }
        if !links.isEmpty { rows.append(("Shows", links.joined())) }
        let list = rows.map { name, value in
            "<div\(name == "Shows" ? " class=\"long\"" : "")><dt>\(name)</dt><dd>\(value)</dd></div>"
        }.joined()
        return
            "<figcaption class=\"about\"><h3>\(clock.text(frame.frame))</h3><dl class=\"where\">\(list)</dl></figcaption>"
    }
}
