import CFFmpeg
import Glibc
package import MediaBuffers
package import TimelineModel

/// Gives the frames of a film or an animation by their numbers. One thread owns it.
package final class VideoReader {
    private let video: FileIndex.Video
    private let known: StreamParameters?
    private var decoder: StreamDecoder
    private let path: String
    private let threadCount: Int
    private let byteLimit: Int
    /// Whether nothing behind a wanted frame is decoded, because the next one will be somewhere else.
    private var isForSingleFrames: Bool
    private let converter: PictureConverter
    private var place: [Int64: Int] = [:]
    private var nextIndex = 0
    /// The picture that was given last, until another one is decoded.
    private var current: (index: Int, picture: SourcePicture)?
    /// Its number and size in bytes, which outlive it.
    private var last: (index: Int, byteCount: Int)?
    /// Frames that were decoded on the way to a wanted one, for a clip that plays backwards.
    private var earlier: [Int: SourcePicture] = [:]

    /// What the frames that are kept for playing backwards may take.
    private static let reverseByteLimit = 40_000_000

    /// Opens a film of at most `byteLimit` bytes, to be decoded on a number of threads. Single frames are had sooner where
    /// it is known that no others follow them. With `keepsSize` frames of another size than the facts say are scaled to
    /// fill that.
    package init(
        path: String, threadCount: Int = 1, byteLimit: Int = MediaByteLimit.source, isForSingleFrames: Bool = false,
        keepsSize: Bool = false
    ) throws(AssetProblem) {
        let index = try FileIndex.of(path, byteLimit: byteLimit)
        guard let video = index.video else { throw AssetProblem(.unsupported, "there is no picture in it") }
        self.video = video
        known = index.parameters
        self.path = path
        self.threadCount = threadCount
        self.byteLimit = byteLimit
        self.isForSingleFrames = isForSingleFrames
        decoder = try StreamDecoder(
            path: path, stream: video.stream, threadCount: threadCount, byteLimit: byteLimit, known: known)
        decoder.firstTime = video.firstDecodable
        converter = PictureConverter(of: decoder.file.stream(video.stream), keepsSize: keepsSize)
        for (index, time) in video.timestamps.enumerated() { place[time] = index }
    }

    /// The picture of frame `index`, whatever was asked for before. Throws where it is damaged.
    package func picture(at index: Int) throws(AssetProblem) -> SourcePicture {
        if let current, current.index == index { return current.picture }
        // Gone before the next one takes memory.
        current = nil
        if let picture = earlier.removeValue(forKey: index) { return keep(picture, index) }
        earlier.removeAll()
        guard video.timestamps.indices.contains(index) else {
            throw AssetProblem(.damaged, "it has no frame \(index)")
        }
        if let last, index < last.index, index >= last.index - Self.backwardStep {
            // The clip plays backwards. Each way from a key frame serves as many frames as fit into the memory.
            let count = max(1, Self.reverseByteLimit / max(1, last.byteCount))
            keptFrom = max(0, index - count + 1)
        } else {
            keptFrom = nil
        }
        if decoder.hasEndedEarly || index < nextIndex || isWorthSeeking(to: index) {
            // Containers find a place by the time at which a frame is shown or by the one at which it is decoded. The
            // first is nearer; where it leads too far the second serves, and in the end the start of the file.
            if let key = video.keyframes[index] {
                for time in key.presentation > key.decode ? [key.presentation, key.decode] : [key.decode] {
                    guard decoder.seek(to: time) else { continue }
                    nextIndex = 0
                    hasPosition = false
                    if let picture = try decode(to: index) { return picture }
                }
            }
            isForSingleFrames = false
            try restart()
        }
        if let picture = try decode(to: index) { return picture }
        isForSingleFrames = false
        try restart()
        if let picture = try decode(to: index) { return picture }
        throw AssetProblem(.damaged, "frame \(index) of \(video.timestamps.count) cannot be reached; export it again")
    }

    /// Whether a key frame lies between the frame that comes next and the wanted one.
    private func isWorthSeeking(to index: Int) -> Bool {
        guard index > nextIndex + 8, let target = video.keyframes[index], nextIndex < video.keyframes.count,
            let here = video.keyframes[nextIndex]
        else { return false }
        return target.presentation > here.presentation
    }

    private var hasPosition = true
    /// The first frame to keep on the way to the wanted one; nil where it plays forwards.
    private var keptFrom: Int?

    /// Going back this far or less is playing backwards; a jump is farther. At ten times the speed of a clip with twice
    /// the frames, frames of an output lie twenty apart.
    private static let backwardStep = 24

    private func restart() throws(AssetProblem) {
        decoder = try StreamDecoder(
            path: path, stream: video.stream, threadCount: threadCount, byteLimit: byteLimit, known: known)
        decoder.firstTime = video.firstDecodable
        nextIndex = 0
        hasPosition = true
    }

    /// Decodes on until the wanted frame; nil where it was passed or the end came first.
    private func decode(to index: Int) throws(AssetProblem) -> SourcePicture? {
        earlier.removeAll()
        decoder.wantedTime = video.isCounted ? nil : video.timestamps[keptFrom ?? index]
        decoder.endsAtWantedTime = isForSingleFrames && keptFrom == nil && decoder.hasFramesInPackets
        while let frame = try decoder.next() {
            let found: Int
            if video.isCounted {
                guard hasPosition else { return nil }
                found = nextIndex
            } else {
                let time = frame.pointee.best_effort_timestamp
                guard let known = place[time] else { continue }
                found = known
            }
            nextIndex = found + 1
            if found > index { return nil }
            if let keptFrom, found >= keptFrom, found < index { earlier[found] = try converter.picture(of: frame) }
            if found == index {
                return keep(try converter.picture(of: frame), index)
            }
        }
        return nil
    }

    private func keep(_ picture: SourcePicture, _ index: Int) -> SourcePicture {
        current = (index, picture)
        last = (index, picture.byteCount)
        return picture
    }
}

/// Keeps a decoded frame's memory as long as somebody looks at its planes.
final class FrameOwner {
    let frame: UnsafeMutablePointer<AVFrame>

    init(referring source: UnsafeMutablePointer<AVFrame>) throws(AssetProblem) {
        guard let copy = av_frame_clone(source) else { throw AssetProblem(.damaged, "there is no memory for a frame") }
        frame = copy
    }

    /// A copy of a frame that is larger, its last column and row repeated.
    init(padding source: UnsafeMutablePointer<AVFrame>, to shape: PictureConverter.FrameShape) throws(AssetProblem) {
        guard let copy = av_frame_alloc() else { throw AssetProblem(.damaged, "there is no memory for a frame") }
        frame = copy
        av_frame_copy_props(copy, source)
        (copy.pointee.format, copy.pointee.width, copy.pointee.height) = (shape.format, shape.width, shape.height)
        guard av_frame_get_buffer(copy, 0) >= 0, let description = av_pix_fmt_desc_get(shape.pixels) else {
            throw AssetProblem(.damaged, "there is no memory for a frame")
        }
        let components = withUnsafePointer(to: description.pointee.comp) {
            $0.withMemoryRebound(to: AVComponentDescriptor.self, capacity: 4) {
                Array(UnsafeBufferPointer(start: $0, count: Int(description.pointee.nb_components)))
            }
        }
        for plane in 0..<4 {
            // A palette has no sides.
            guard let step = components.filter({ $0.plane == Int32(plane) }).map(\.step).max(), step > 0,
                let from = Self.data(source, plane), let to = Self.data(copy, plane)
            else { continue }
            let isChroma = plane == 1 || plane == 2
            let shift = isChroma ? Int32(description.pointee.log2_chroma_h) : 0
            let rows = Int((source.pointee.height + (1 << shift) - 1) >> shift)
            let allRows = Int((shape.height + (1 << shift) - 1) >> shift)
            let length = Int(av_image_get_linesize(shape.pixels, source.pointee.width, Int32(plane)))
            let allLength = Int(av_image_get_linesize(shape.pixels, shape.width, Int32(plane)))
            for row in 0..<allRows {
                let target = to.base + row * to.stride
                memcpy(target, from.base + min(row, rows - 1) * from.stride, length)
                for place in stride(from: length, to: allLength, by: 1) { target[place] = target[place - Int(step)] }
            }
        }
    }

    private static func data(
        _ frame: UnsafeMutablePointer<AVFrame>, _ plane: Int
    ) -> (base: UnsafeMutablePointer<UInt8>, stride: Int)? {
        let base = withUnsafePointer(to: &frame.pointee.data) {
            $0.withMemoryRebound(to: UnsafeMutablePointer<UInt8>?.self, capacity: 8) { $0[plane] }
        }
        let stride = withUnsafePointer(to: &frame.pointee.linesize) {
            $0.withMemoryRebound(to: Int32.self, capacity: 8) { Int($0[plane]) }
        }
        return base.map { ($0, stride) }
    }

    deinit {
        var closing: UnsafeMutablePointer<AVFrame>? = frame
        av_frame_free(&closing)
    }

    func plane(_ index: Int, width: Int, height: Int) -> Plane? {
        guard let (data, stride) = Self.data(frame, index), stride >= width else { return nil }
        return Plane(width: width, height: height, stride: stride, base: data, owner: self)
    }
}
