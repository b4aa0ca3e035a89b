import Compositing
import MediaBuffers
import MediaTiming
import StillImages
import TestSupport
import TimelineModel

/// One still on a canvas, painted the way a film is: planned, brought to the planned detail, placed, blended.
final class StillScene: PictureSupplying {
    /// The place of the still: its fitted picture at `scale`, turned, its middle at `x`, `y`.
    struct Place {
        var x: Animated<Double>
        var y: Animated<Double>
        var scale: Animated<Scale> = .constant(.identity)
        var degrees = 0.0
        var crop = CropInsets.none
    }

    let size: CanvasSize
    private(set) var askedDetail = Detail.full
    private let source: (Detail) -> SourcePicture
    private let planner: TimelinePlanner
    private lazy var compositor = Compositor(planner: planner, pictures: self, shared: SharedSprites())

    /// A scene of ten seconds at 30 fps; `fullSize` is the still's own size. Unscaled, a sample takes one pixel.
    init(size: CanvasSize, fullSize: (Int, Int), place: Place, source: @escaping (Detail) -> SourcePicture) {
        self.size = size
        self.source = source
        var asset = Scenes.video(frameCount: 1, rate: FrameRate(1), width: fullSize.0, height: fullSize.1)
        asset.facts.kind = .still
        var content = PictureContent(
            source: .asset(AssetID(index: 0)), sourceRange: Scenes.range(0, 0), contentMode: .stretch,
            crop: .constant(place.crop), placement: Scenes.filling(size))
        content.placement.x = place.x
        content.placement.y = place.y
        content.placement.width = .constant(Double(fullSize.0) * (1 - place.crop.left - place.crop.right))
        content.placement.height = .constant(Double(fullSize.1) * (1 - place.crop.top - place.crop.bottom))
        content.placement.scale = place.scale
        content.placement.rotationDegrees = .constant(place.degrees)
        let timeline = Scenes.timeline(
            [Scenes.track([Scenes.segment(content, 0, 10_000)])], size: size, duration: 10_000, assets: [asset])
        planner = TimelinePlanner(timeline: timeline, outputSize: size)
    }

    convenience init(size: CanvasSize, picture: SourcePicture, place: Place) {
        self.init(size: size, fullSize: (picture.width, picture.height), place: place) { _ in picture }
    }

    convenience init(size: CanvasSize, image: RGBAImage, place: Place) {
        self.init(size: size, fullSize: (image.width, image.height), place: place) {
            StillPreparation.prepare(image, detail: $0)
        }
    }

    func still(_ asset: AssetID, detail: Detail, isKept: Bool) throws -> SourcePicture {
        if let known = prepared, askedDetail == detail { return known }
        askedDetail = detail
        let picture = source(detail)
        prepared = picture
        return picture
    }
    private var prepared: SourcePicture?

    func frame(_ asset: AssetID, index: Int) throws -> SourcePicture { source(.full) }

    /// The canvas of a frame, valid until the next one.
    func paint(frame: Int = 0) throws -> Canvas { try compositor.paint(planner.plan(frame: frame)) }

    static func photo(_ name: String) throws -> RGBAImage {
        try StillImages.load(path: TestMedia.path("photos/\(name)"))
    }
}
