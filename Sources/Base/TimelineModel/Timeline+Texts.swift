extension Timeline {
    /// The texts of all tracks that are painted.
    package var paintedTexts: [TextContent] {
        tracks.filter { !$0.isHidden }.flatMap(\.segments).compactMap { segment in
            if case .text(let text) = segment.content { text } else { nil }
        }
    }
}
