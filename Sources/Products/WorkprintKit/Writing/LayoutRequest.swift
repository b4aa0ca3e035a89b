import Compositing
public import DraftDocuments
import DraftFormat
import DraftLoading
import DraftWriting
public import Foundation
import TextLayout
import TimelineModel

/// What a new draft is laid out from.
public struct LayoutRequest: Sendable, Hashable {
    /// Pictures, or folders of them; they come in the natural order of their names.
    public var images: [String] = []
    /// Clips, or folders of them; they spread among the pictures.
    public var clips: [String] = []
    /// Music, repeated or cut to the length.
    public var music: String?
    /// Speech, for which the music makes way.
    public var voice: String?
    /// The title at the start.
    public var title: String?
    /// The line at the end.
    public var closing: String?
    /// The length, which is met exactly; nil: that of the speech, else about 3 s a picture and up to 6 s a clip.
    public var duration: MediaTime?
    /// The canvas in pixels.
    public var canvas = PixelSize(width: 1_080, height: 1_920)
    /// Frames per second.
    public var frameRate = FrameRate(30)

    /// Nothing yet.
    public init() {}

    /// A draft that was laid out.
    public struct Layout: Sendable {
        /// The draft.
        public let document: DraftDocument
        /// Its length in seconds.
        public let durationSeconds: Double
        /// How many times a picture or a clip is shown.
        public let shotCount: Int
        /// What it lacks that one may want, each with the way out.
        public let hints: [String]
    }

    /// A finished draft, whose sources are named as seen from `folder`. Throws `badRequest` where the request cannot be
    /// met, `unreadableDraft` where a source cannot be used.
    public func document(in folder: URL) throws(WorkprintError) -> DraftDocument { try layout(in: folder).document }

    /// A finished draft with what is to be told of it. Throws as `document` does.
    public func layout(in folder: URL) throws(WorkprintError) -> Layout {
        do {
            let finder = MaterialFinder(prober: FileProber())
            var request = DraftRequest()
            request.pictures = try finder.materials(at: images, for: .picture)
            request.clips = try finder.materials(at: clips, for: .clip)
            request.music = try music.map { try finder.material(at: $0, for: .sound) }
            request.voice = try voice.map { try finder.material(at: $0, for: .sound) }
            request.title = title
            request.closing = closing
            request.duration = duration
            request.canvas = canvas.canvasSize
            request.frameRate = frameRate
            let layout = try DraftLayout(request, folder: folder.path, measure: BoldTextMeasure())
            return Layout(
                document: layout.draft, durationSeconds: layout.duration.doubleValue, shotCount: layout.shotCount,
                hints: layout.hints)
        } catch {
            throw WorkprintError(error)
        }
    }
}

/// Measures texts as the renderer sets them by default: bold, in the standard font.
private struct BoldTextMeasure: TextMeasuring {
    func lineWidths(of text: String, size: Double, width: Double) -> [Double]? {
        let request = TextRequest(text: text, style: TextStyle(size: size), wrapWidth: width)
        return try? TextRasterizer.shared().measure(request).lineWidths
    }
}
