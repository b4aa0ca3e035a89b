import MediaBuffers
package import MediaTiming
package import TimelineModel

/// A finished film as the reference of another one.
package final class FileFilm: ReferenceFilm {
    package let size: CanvasSize
    package let frameRate: FrameRate
    package let frameCount: Int
    private let inOrder: ExportFilm
    private let single: ExportFilm
    private var position = 0

    /// Opens a film whose frame rate is known; throws where it has no picture or is damaged.
    package init(path: String, frameRate: FrameRate) throws(AssetProblem) {
        inOrder = try ExportFilm(path: path)
        single = try ExportFilm(path: path)
        size = inOrder.size
        frameCount = inOrder.frameCount
        self.frameRate = frameRate
    }

    package func next() throws -> ReferenceFrame? {
        guard position < frameCount else { return nil }
        defer { position += 1 }
        return ReferenceFrame(canvas: try inOrder.canvas(frame: position), isRepeat: false, layers: [])
    }

    package func frame(_ index: Int, changing change: ReferenceChange?) throws -> ReferenceFrame? {
        guard change == nil else { return nil }
        return ReferenceFrame(canvas: try single.canvas(frame: index), isRepeat: false, layers: [])
    }
}
