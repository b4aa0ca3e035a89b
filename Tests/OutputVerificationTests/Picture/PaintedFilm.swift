import Foundation
import MediaBuffers
import MediaIO
import MediaTiming
import OutputVerification
import TestSupport
import TimelineModel

/// A film of a plain ground with a picture, a clip and a bar on it, painted frame by frame, and exports of it.
struct PaintedScene {
    static let size = CanvasSize(width: 320, height: 192)
    static let frameCount = 60

    static let panel = PixelRect(x: 176, y: 24, width: 128, height: 144)
    static let clip = PixelRect(x: 80, y: 64, width: 64, height: 64)
    static let bar = PixelRect(x: 24, y: 24, width: 32, height: 144)

    /// Frames that the bar and the clip come late.
    var barDelay = 0
    var clipDelay = 0
    /// How far to the right the panel alone and the whole picture lie.
    var panelShift = 0
    var shift = 0
    /// The panel's picture fades into another one on frames 20..<40; here it is cut at once.
    var isCut = false
    /// Frames that are replaced by the frame before them.
    var frozen: Range<Int> = 0..<0
    var exportFrameCount = PaintedScene.frameCount

    func paint(_ frame: Int) -> Canvas {
        let frame = frozen.contains(frame) ? frozen.lowerBound - 1 : frame
        let canvas = Canvas(width: Self.size.width, height: Self.size.height)
        canvas.luma.fill(40)
        canvas.cb.fill(134)
        canvas.cr.fill(122)
        let fade = min(1, max(0, Float(frame - 20) / 20))
        let weight = isCut ? (frame >= 20 ? 1 : 0) : fade
        fill(canvas, Self.panel) { x, y in
            let x = x - panelShift
            return (1 - weight) * Self.texture(x, y, seed: 1) + weight * Self.texture(x, y, seed: 2)
        }
        // The clip has two frames for three of the film's.
        let moment = (frame - clipDelay) * 2 / 3
        fill(canvas, Self.clip) { x, y in Self.texture(x + 3 * moment, y + moment, seed: 3) }
        let height = 20 + 2 * (frame - barDelay)
        fill(canvas, PixelRect(x: Self.bar.x, y: Self.bar.maxY - height, width: Self.bar.width, height: height)) {
            _, _ in
            190
        }
        return shift == 0 ? canvas : Self.moved(canvas, by: shift)
    }

    private func fill(_ canvas: Canvas, _ rect: PixelRect, with value: (Int, Int) -> Float) {
        for y in rect.y..<rect.maxY {
            for x in rect.x..<rect.maxX { canvas.luma.row(y)[x] = UInt8(min(235, max(16, value(x, y)))) }
        }
    }

    /// Soft blobs that look like none of their neighbors.
    private static func texture(_ x: Int, _ y: Int, seed: Int) -> Float {
        let (x, y, k) = (Float(x), Float(y), Float(seed))
        return 120 + 40 * sin(x * 0.21 + k) * cos(y * 0.17 * k + x * 0.05) + 30 * sin((x + 2 * y) * 0.31 + 2 * k)
    }

    private static func moved(_ canvas: Canvas, by shift: Int) -> Canvas {
        let result = canvas.copied()
        for y in 0..<canvas.height {
            for x in 0..<canvas.width { result.luma.row(y)[x] = canvas.luma.row(y)[max(0, x - shift)] }
        }
        return result
    }

    /// What an export of the scene is told of, held against the scene as it should be.
    func told() throws -> [Deviation] {
        let folder = try TemporaryFolder()
        let path = folder.path("export.mp4")
        let settings = VideoEncoderSettings(
            width: Self.size.width, height: Self.size.height, frameRate: FrameRate(30), preset: "veryfast",
            rate: .crf(18), keyframeInterval: 60)
        let encoder = try ChunkEncoder(settings: settings)
        for frame in 0..<exportFrameCount { try encoder.encode(paint(frame)) }
        let chunks = [try encoder.finish()]
        let sound = try SoundEncoder(sampleCount: Int64(1600 * exportFrameCount))
        try sound.encode(StereoSamples(frameCount: 1600 * exportFrameCount))
        try MovieAssembler.write(
            to: path, settings: settings, chunks: chunks.lazy.map { chunk in { chunk } }, sound: try sound.finish())
        let judge = PictureJudge(
            reference: PaintedFilm(), exportPath: path, guess: EncodingGuess(preset: "veryfast", rateFactor: 18))
        return try judge.judge(
            toPicture: { RGBAImage(width: $0.width, height: $0.height, alphaMode: .opaque) }, onFrame: { _ in }
        ).deviations.filter { $0.severity == .failure }
    }
}

/// The scene as it should be.
private final class PaintedFilm: ReferenceFilm {
    let size = PaintedScene.size
    let frameRate = FrameRate(30)
    let frameCount = PaintedScene.frameCount
    private var position = 0

    func next() throws -> ReferenceFrame? {
        guard position < frameCount else { return nil }
        position += 1
        return try frame(position - 1, changing: nil)
    }

    func frame(_ index: Int, changing change: ReferenceChange?) throws -> ReferenceFrame? {
        guard change == nil, (0..<frameCount).contains(index) else { return nil }
        func layer(_ name: String, _ place: Int, _ rect: PixelRect) -> ExpectedLayer {
            ExpectedLayer(
                kind: .picture, segments: [ExpectedSegment(pointer: "/t/\(place)/sg/0", name: name)], rect: rect)
        }
        return ReferenceFrame(
            canvas: PaintedScene().paint(index), isRepeat: false,
            layers: [
                layer("ground", 0, PixelRect(x: 0, y: 0, width: size.width, height: size.height)),
                layer("panel", 1, PaintedScene.panel), layer("clip", 2, PaintedScene.clip),
                layer("bar", 3, PaintedScene.bar),
            ])
    }
}
