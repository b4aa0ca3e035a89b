import CStillCodecs
package import MediaBuffers
import Synchronization
package import TimelineModel

/// An animated WebP, decoded frame after frame; going back begins anew.
package final class WebPAnimation: StillAnimation {
    package let frameTimes: FrameTimes
    private let structure: WebPStructure
    private let player: Mutex<Player>

    /// Opens an animation, also one of a single frame.
    ///
    /// Throws `.damaged` where its structure is, `.tooLarge` over 1000 frames or 500 megapixels of all frames,
    /// `.unsupported` where it is no animated WebP.
    package convenience init(path: String) throws(AssetProblem) {
        try self.init(try SourceFile(path: path).allBytes())
    }

    /// The same, of a file that is in memory already.
    package convenience init(_ bytes: FileBytes) throws(AssetProblem) {
        guard bytes.has("RIFF", at: 0), bytes.has("WEBP", at: 8) else {
            throw AssetProblem(.unsupported, "this is no WebP; convert it to one")
        }
        try self.init(try WebPStructure(bytes))
    }

    init(_ structure: WebPStructure) throws(AssetProblem) {
        guard structure.hasFrames else {
            throw AssetProblem(.unsupported, "this WebP is not animated; use it as a still")
        }
        self.structure = structure
        frameTimes = structure.frameTimes
        player = Mutex(try Player(structure))
    }

    package func image(at index: Int) throws(AssetProblem) -> RGBAImage {
        let result = player.withLock { player -> Result<RGBAImage, AssetProblem> in
            Result { () throws(AssetProblem) in
                try player.image(at: min(max(index, 0), frameTimes.starts.count - 1), of: structure)
            }
        }
        return try result.get()
    }
}

/// libwebp's decoder and where it stands.
private struct Player: ~Copyable {
    private let decoder: OpaquePointer
    /// The frame that comes next.
    private var next = 0
    /// The frame before it, finished, if somebody asked for it.
    private var last: (index: Int, image: RGBAImage)?

    init(_ structure: WebPStructure) throws(AssetProblem) {
        var options = WebPAnimDecoderOptions()
        guard WebPAnimDecoderOptionsInit(&options) != 0 else { throw Self.unopened }
        options.color_mode = MODE_RGBA
        options.use_threads = 0
        // The decoder reads from here as long as it lives; the animation that owns both keeps the bytes.
        var data = WebPData(bytes: structure.bytes.base, size: structure.riffSize)
        guard let decoder = WebPAnimDecoderNew(&data, &options) else { throw Self.unopened }
        var info = WebPAnimInfo()
        guard WebPAnimDecoderGetInfo(decoder, &info) != 0, Int(info.canvas_width) == structure.width,
            Int(info.canvas_height) == structure.height, Int(info.frame_count) == structure.durations.count
        else {
            WebPAnimDecoderDelete(decoder)
            throw Self.unopened
        }
        self.decoder = decoder
    }

    deinit { WebPAnimDecoderDelete(decoder) }

    mutating func image(at index: Int, of structure: WebPStructure) throws(AssetProblem) -> RGBAImage {
        if let last, last.index == index { return last.image }
        if index < next {
            WebPAnimDecoderReset(decoder)
            next = 0
        }
        last = nil
        var pixels: UnsafeMutablePointer<UInt8>?
        while next <= index {
            var end: Int32 = 0
            guard WebPAnimDecoderGetNext(decoder, &pixels, &end) != 0 else {
                let frame = next + 1
                WebPAnimDecoderReset(decoder)
                next = 0
                throw AssetProblem(
                    .damaged, "frame \(frame) of the animation is broken; export it again")
            }
            next += 1
        }
        guard let pixels else { throw Self.unopened }
        let image = RGBAImage(width: structure.width, height: structure.height, alphaMode: .straight, zeroed: false)
        for y in 0..<image.height {
            image.samples.row(y).update(from: pixels + y * 4 * image.width, count: 4 * image.width)
        }
        let finished = structure.finished(image)
        last = (index, finished)
        return finished
    }

    private static var unopened: AssetProblem {
        AssetProblem(.damaged, "the WebP's frames do not hang together; export it again")
    }
}
