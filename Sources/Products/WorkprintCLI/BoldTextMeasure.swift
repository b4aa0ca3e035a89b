import Compositing
import DraftWriting
import TextLayout
import TimelineModel

/// Measures texts as the renderer sets them by default: bold, in the standard font.
struct BoldTextMeasure: TextMeasuring {
    func lineWidths(of text: String, size: Double, width: Double) -> [Double]? {
        let style = TextStyle(size: size)
        let request = TextRequest(text: text, style: style, wrapWidth: width)
        return try? TextRasterizer.shared().measure(request).lineWidths
    }
}
