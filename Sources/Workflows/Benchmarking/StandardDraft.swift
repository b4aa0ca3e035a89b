/// The drafts by which machines and versions are compared. They need nothing but what `StandardMedia` makes.
package enum StandardDraft: String, CaseIterable, Sendable {
    /// Photos with hard cuts and a title.
    case slideshow = "S1"
    /// Photos that zoom slowly and fade into each other.
    case zooms = "S2"
    /// Clips with a logo and titles.
    case clips = "S3"
    /// A clip under eight overlays, half of them turned or moving, and three texts.
    case overlays = "S4"
    /// The first one, six times as long.
    case longSlideshow = "S5"

    /// What it is, in words.
    package var title: String {
        switch self {
        case .slideshow: "photos, hard cuts, a title"
        case .zooms: "photos, slow zooms, crossfades"
        case .clips: "three clips, a logo, titles"
        case .overlays: "a clip, eight overlays, three texts"
        case .longSlideshow: "S1, six times as long"
        }
    }

    /// Length in milliseconds.
    package var duration: Int {
        switch self {
        case .slideshow, .zooms: 10_000
        case .clips: 12_000
        case .overlays: 8_000
        case .longSlideshow: 60_000
        }
    }

    /// The draft as JSON, 1080 by 1920 at 30 frames per second; its sources are looked up beside it.
    package var json: String {
        let tracks =
            switch self {
            case .slideshow, .longSlideshow: slideshowTracks
            case .zooms: zoomTracks
            case .clips: clipTracks
            case .overlays: overlayTracks
            }
        let music =
            #"{"tt":1,"sg":[{"src":"music.wav","s":0,"d":\#(duration),"loop":true,"vol":0.5,"fi":500,"fo":1000}]}"#
        return """
            {"t":[
            \((tracks + [music]).joined(separator: ",\n"))],
            "d":\(duration),"m":{"title":"\(rawValue): \(title)","width":1080,"height":1920,"fps":30}}
            """
    }

    private var slideshowTracks: [String] {
        // Each showing of a photo is cut a little differently, so that none of it is the same frame again.
        let photos = (0..<duration / 2_000).map { index in
            #"{"src":"\#(photo(index))","d":2000,"crop":[0,0,\#(Double(index) / 500),0]}"#
        }
        return [track(photos), texts([title("Six days in May", start: 0, y: 0.78, size: 96)])]
    }

    private var zoomTracks: [String] {
        let photos = (0..<5).map { index in
            let ends = index % 2 == 0 ? (1, 1.15) : (1.15, 1)
            let zoom = #"{"sc":[[0,\#(ends.0)],[2500,\#(ends.1),"ease-in-out"]]}"#
            let fade = index == 0 ? "" : #","tr":{"type":"crossfade","d":500}"#
            return #"{"src":"\#(photo(index))","d":2000,"kf":\#(zoom)\#(fade)}"#
        }
        return [track(photos)]
    }

    private var clipTracks: [String] {
        let clips = (0..<3).map { index in
            #"{"src":"clip.mp4","ss":\#(index * 300),"d":4000,"vol":0.3,"m":{"name":"clip \#(index + 1)"}}"#
        }
        let logo =
            #"{"src":"badge.png","s":0,"d":12000,"fit":"contain","w":"180px","h":"180px","x":0.86,"y":0.08,"op":0.8}"#
        let titles = (0..<3).map { index in
            title(["The morning", "Noon", "The way home"][index], start: 4_000 * index + 300, y: 0.75, size: 110)
        }
        return [track(clips), track([logo]), texts(titles)]
    }

    private var overlayTracks: [String] {
        let clips = (0..<2).map { #"{"src":"clip.mp4","ss":\#($0 * 500),"d":4000,"vol":0.3}"# }
        let motions = [
            #""ro":12"#, #""kf":{"ro":[[0,0],[8000,360]]}"#, #""kf":{"x":[[0,0.2],[8000,0.8,"ease-in-out"]]}"#,
            #""kf":{"sc":[[0,0.8],[4000,1.2],[8000,0.8]],"ro":[[0,-20],[8000,20]]}"#,
        ]
        let overlays = (0..<8).map { index in
            let source = index % 2 == 0 ? "badge.png" : photo(index / 2)
            let motion = index < 4 ? #""op":0.9"# : motions[index - 4]
            let x = index < 4 ? 0.25 : 0.7
            let y = 0.12 + 0.2 * Double(index % 4)
            return track([
                #"{"src":"\#(source)","s":0,"d":8000,"w":"320px","h":"320px","radius":24,"x":\#(x),"y":\#(y),"#
                    + #""m":{"name":"overlay \#(index + 1)"},\#(motion)}"#
            ])
        }
        let words = [("Eight at once", 0.05), ("Tap for more", 0.9), ("New", 0.5)].map { word, y in
            texts([title(word, start: 0, length: 8_000, y: y, size: 72)])
        }
        return [track(clips)] + overlays + words
    }

    private func photo(_ index: Int) -> String { "photo-\(index % StandardMedia.photoCount + 1).jpg" }

    private func track(_ segments: [String]) -> String { #"{"tt":0,"sg":[\#(segments.joined(separator: ",\n"))]}"# }

    private func texts(_ segments: [String]) -> String { #"{"tt":7,"sg":[\#(segments.joined(separator: ",\n"))]}"# }

    private func title(_ text: String, start: Int, length: Int = 3_000, y: Double, size: Int) -> String {
        ##"{"s":\##(start),"d":\##(length),"tx":"\##(text)","y":\##(y),"style":{"size":\##(size),"##
            + ##""stroke":{"color":"#000000","width":5},"shadow":{"color":"#00000099","x":0,"y":6,"blur":8}}}"##
    }
}
