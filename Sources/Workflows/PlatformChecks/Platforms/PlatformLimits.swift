/// What a platform does to a film, as numbers: all that the checks know of it stands in this file.
///
/// Platforms change their faces without notice. The margins are what each publishes for films in its feed where it
/// publishes numbers, else what makers of such films agree on; a text inside them is safe on every phone.
package struct PlatformLimits: Sendable, Hashable {
    /// What the platform lays over each edge, as fractions of the film's width and height.
    package struct Margins: Sendable, Hashable {
        /// From the left edge, of the width.
        package var left: Double
        /// From the top edge, of the height.
        package var top: Double
        /// From the right edge, of the width.
        package var right: Double
        /// From the bottom edge, of the height.
        package var bottom: Double
    }

    /// Parts of the picture that are covered or may be cut.
    package var margins: Margins
    /// Width and height of the shape that fills the player.
    package var ratio: (width: Int, height: Int) { (ratioWidth, ratioHeight) }
    /// The least width in pixels that is taken, or that is not blown up visibly.
    package var leastWidth: Int
    /// Shortest and longest film in seconds.
    package var seconds: ClosedRange<Double>
    private var ratioWidth: Int
    private var ratioHeight: Int

    /// The limits of a platform.
    package init(of platform: Platform) {
        switch platform {
        case .reels:
            // Meta Business Help Center, Reels: leave about 14 % at the top, 35 % at the bottom and 6 % at each side free
            // of text and logos. Instagram Help: at least 720 px wide; up to 3 minutes since January 2025; 3 s at least.
            margins = Margins(left: 0.06, top: 0.14, right: 0.06, bottom: 0.35)
            (ratioWidth, ratioHeight) = (9, 16)
            leastWidth = 720
            seconds = 3...180
        case .tiktok:
            // TikTok publishes templates that grow with the caption, not numbers. For a caption of one line they leave,
            // of 1080x1920, about 130 px at the top, 370 px at the bottom, 60 px left and 120 px right. At least 540 px
            // wide (TikTok Business Help Center, in-feed specifications); uploads of 3 s up to 60 minutes.
            margins = Margins(left: 60 / 1_080, top: 130 / 1_920, right: 120 / 1_080, bottom: 370 / 1_920)
            (ratioWidth, ratioHeight) = (9, 16)
            leastWidth = 540
            seconds = 3...3_600
        case .shorts:
            // Google Ads Help, vertical video on YouTube: of 1080x1920, 288 px at the top, 672 px at the bottom, 48 px
            // left and 192 px right are covered; at least 600 px wide. YouTube Help: up to 3 minutes since October 2024.
            margins = Margins(left: 48 / 1_080, top: 288 / 1_920, right: 192 / 1_080, bottom: 672 / 1_920)
            (ratioWidth, ratioHeight) = (9, 16)
            leastWidth = 600
            seconds = 1...180
        case .square:
            // Feeds lay nothing over a square film but its mute button and round its corners; 5 % is the graphics safe
            // area of EBU R 95. At least 600 px wide (Meta, feed video); feeds take up to 60 minutes.
            margins = Margins(left: 0.05, top: 0.05, right: 0.05, bottom: 0.05)
            (ratioWidth, ratioHeight) = (1, 1)
            leastWidth = 600
            seconds = 1...3_600
        }
    }

    // MARK: The same everywhere

    /// How wide a phone shows the film, in points of the screen: most iPhones and Android phones lie within 360…412.
    package static let phoneWidth = 390.0
    /// The least type size at that width: the smallest text of Apple's Human Interface Guidelines is 11 pt.
    package static let leastTypeSize = 11.0
    /// The least contrast of large text (WCAG 2.2, success criterion 1.4.3).
    package static let leastContrast = 3.0
    /// The most characters that are read in a second (Netflix, timed text style guide, adult programs in English: 20).
    package static let mostCharactersPerSecond = 20.0
    /// What the platforms bring films to, in LUFS: YouTube −14, the others within 2 LU of it.
    package static let loudnessLUFS = -14.0
    /// How far from it a film may be, in LU.
    package static let loudnessToleranceLU = 2.0
    /// The highest true peak that survives lossy coding, in dBTP (EBU R 128 s2 for streaming).
    package static let mostTruePeak = -1.0
    /// What the limiter may take away before it is heard, in dB. It holds any mix at `mostTruePeak`, so what is judged is
    /// how far the sounds add up beyond it, unless the draft asks for a loudness and so for the limiter.
    package static let mostLimitingDB = 3.0
    /// The shortest black stretch that is told, in seconds.
    package static let blackSeconds = 0.5
    /// The shortest stretch without any motion that is told, in seconds: the photos of a quick slideshow stay below.
    package static let frozenSeconds = 5.0
    /// The longest silence at the end that is not told, in seconds.
    package static let endSilenceSeconds = 1.0
}
