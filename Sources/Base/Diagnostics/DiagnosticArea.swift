/// What a code is about, and with that what tells it. In the order in which codes are listed.
package enum DiagnosticArea: String, Sendable, Hashable, CaseIterable {
    /// Draft.
    case draft
    /// Files that a draft names.
    case asset
    /// Texts.
    case text
    /// Fit for a platform.
    case platform
    /// Rendering.
    case render
    /// Sources.
    case source
    /// Verification: the file.
    case verifyFile = "verify-file"
    /// Verification: timing.
    case verifyTiming = "verify-timing"
    /// Verification: picture.
    case verifyPicture = "verify-picture"
    /// Verification: texts.
    case verifyText = "verify-text"
    /// Verification: sound.
    case verifySound = "verify-sound"
    /// The machine and the program.
    case program

    /// Its heading in lists.
    package var title: String {
        switch self {
        case .draft: "Draft"
        case .asset: "Files that a draft names"
        case .text: "Texts"
        case .platform: "Fit for a platform"
        case .render: "Rendering"
        case .source: "Sources"
        case .verifyFile: "Verification: the file"
        case .verifyTiming: "Verification: timing"
        case .verifyPicture: "Verification: picture"
        case .verifyText: "Verification: texts"
        case .verifySound: "Verification: sound"
        case .program: "The machine and the program"
        }
    }

    /// What its codes have in common, in a sentence or two.
    package var summary: String {
        switch self {
        case .draft: "What is said of a draft's JSON: its keys, values, times and order."
        case .asset:
            """
            What is said of the media, fonts and subtitles that a draft names. They are recognized by their \
            content, not by their names.
            """
        case .text: "What is said of fonts, characters, words and subtitle files."
        case .platform:
            "What `check --for` finds that viewers of a platform will mind. All are warnings: the film can be rendered."
        case .render: "What a render tells at its end."
        case .source:
            """
            What `inspect --sources` tells of a source and of what the renderer does about it. Nothing of it is \
            an error.
            """
        case .verifyFile: "What `verify` says of container, streams, tags and codecs of an export."
        case .verifyTiming: "What `verify` says of which frame an export shows when."
        case .verifyPicture: "What `verify` says of what the frames of an export show."
        case .verifyText: "What `verify` says of the texts of an export. Other renderers' letters are forgiven."
        case .verifySound: "What `verify` says of what is heard in an export."
        case .program: "What ends a command beside its input."
        }
    }
}
