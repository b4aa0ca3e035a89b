/// Where a film is to be published.
package enum Platform: String, Sendable, Hashable, CaseIterable {
    /// Instagram and Facebook Reels.
    case reels
    /// TikTok.
    case tiktok
    /// YouTube Shorts.
    case shorts
    /// A square post in a feed.
    case square

    /// The name for people.
    package var name: String {
        switch self {
        case .reels: "Instagram Reels"
        case .tiktok: "TikTok"
        case .shorts: "YouTube Shorts"
        case .square: "a square feed"
        }
    }
}
