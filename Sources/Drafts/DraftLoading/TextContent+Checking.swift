package import TextLayout
package import TimelineModel

extension TextContent {
    /// The text at its largest, which tells what fonts and characters it needs.
    package var largestRequest: TextRequest {
        var request = TextRequest(
            text: text, style: style, size: size.statedValues.max() ?? style.size, color: style.color,
            wrapWidth: placement.width.statedValues.max() ?? 1)
        if fitsBox { request.fitHeight = placement.height.statedValues.max() }
        return request
    }
}
