import Compositing
import MediaBuffers
import MediaTiming
import TimelineModel

/// Timelines and pictures for tests, made of nothing but numbers.
enum Scenes {
    static func at(_ milliseconds: Int64) -> MediaTime { MediaTime(milliseconds: milliseconds) }

    static func range(_ start: Int64, _ duration: Int64) -> TimeRange {
        TimeRange(start: at(start), duration: at(duration))
    }

    /// A placement that fills a canvas.
    static func filling(_ size: CanvasSize) -> Placement {
        Placement(
            x: .constant(Double(size.width) / 2), y: .constant(Double(size.height) / 2),
            width: .constant(Double(size.width)), height: .constant(Double(size.height)))
    }

    static func segment(
        _ content: PictureContent, _ start: Int64, _ duration: Int64, transition: Transition? = nil
    ) -> Segment {
        Segment(
            id: "t/0/sg/\(start)", pointer: "/t/0/sg/\(start)", name: "segment",
            compositionRange: range(start, duration), content: .picture(content), transition: transition)
    }

    static func track(_ segments: [Segment], isHidden: Bool = false) -> Track {
        Track(id: "t/0", pointer: "/t/0", kind: .picture, isHidden: isHidden, segments: segments)
    }

    static func color(_ color: RGBAColor, on size: CanvasSize) -> PictureContent {
        PictureContent(source: .color(color), sourceRange: range(0, 0), placement: filling(size))
    }

    static func timeline(
        _ tracks: [Track], size: CanvasSize = CanvasSize(width: 64, height: 48), rate: FrameRate = FrameRate(30),
        duration: Int64 = 1_000, background: RGBAColor = .black, assets: [Asset] = []
    ) -> Timeline {
        Timeline(
            canvasSize: size, frameRate: rate, duration: at(duration), background: background, tracks: tracks,
            assets: assets)
    }

    /// A video of equal frame lengths.
    static func video(frameCount: Int, rate: FrameRate, width: Int = 64, height: Int = 48) -> Asset {
        let times = FrameTimes(
            starts: (0..<frameCount).map { rate.time(ofFrame: $0) }, end: rate.time(ofFrame: frameCount))
        return Asset(
            path: "/video", pointer: "/t/0/sg/0/src",
            facts: AssetFacts(
                kind: .video, format: "mov",
                picture: PictureFacts(
                    width: width, height: height, frameTimes: times, codec: "test", isOpaque: true), sound: nil))
    }
}

/// Source pictures by a function.
final class FakePictures: PictureSupplying {
    private let make: (AssetID, Int) -> SourcePicture
    private(set) var asked: [Int] = []

    init(_ make: @escaping (AssetID, Int) -> SourcePicture) { self.make = make }

    func still(_ asset: AssetID, detail: Detail, isKept: Bool) throws -> SourcePicture { make(asset, 0) }

    func frame(_ asset: AssetID, index: Int) throws -> SourcePicture {
        asked.append(index)
        return make(asset, index)
    }

    /// An opaque 4:2:0 picture whose luma is a function of the place.
    static func picture(width: Int, height: Int, luma: (Int, Int) -> UInt8) -> SourcePicture {
        let plane = Plane(width: width, height: height)
        for y in 0..<height {
            for x in 0..<width { plane.row(y)[x] = luma(x, y) }
        }
        let chroma = Plane(width: (width + 1) / 2, height: (height + 1) / 2)
        chroma.fill(128)
        return SourcePicture(luma: plane, cb: chroma, cr: chroma, subsampling: .yuv420, chromaLocation: .left)
    }
}
