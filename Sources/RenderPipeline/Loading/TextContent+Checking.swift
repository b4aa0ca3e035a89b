import TextLayout
import TimelineModel

extension TextContent {
    /// The text at its largest, which tells what fonts and characters it needs.
    var largestRequest: TextRequest {
        var request = TextRequest(
            text: text, style: style, size: size.statedValues.max() ?? style.size, color: style.color,
            wrapWidth: placement.width.statedValues.max() ?? 1)
        if fitsBox { request.fitHeight = placement.height.statedValues.max() }
        return request
    }
}

extension Timeline {
    /// The texts of all tracks that are painted.
    var paintedTexts: [TextContent] {
        tracks.filter { !$0.isHidden }.flatMap(\.segments).compactMap { segment in
            if case .text(let text) = segment.content { text } else { nil }
        }
    }
}
