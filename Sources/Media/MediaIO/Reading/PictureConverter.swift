import CFFmpeg
import MediaBuffers
import PixelKernels
import TimelineModel

/// Brings decoded frames into canvas color and upright.
final class PictureConverter {
    private let orientation: Orientation
    /// Whether frames of another size than the promised one are scaled to fill that.
    private let keepsSize: Bool
    /// The size that the container promises, in stored pixels.
    private let size: (width: Int32, height: Int32)
    private var graph: FilterGraph?
    private var graphKey: FrameShape?

    /// A converter for the frames of a stream. With `keepsSize` all are as large as the container promises, else each is
    /// as large as it is.
    init(of stream: UnsafeMutablePointer<AVStream>?, keepsSize: Bool = false) {
        self.keepsSize = keepsSize
        orientation = Orientation(stream)
        size = (stream?.pointee.codecpar.pointee.width ?? 0, stream?.pointee.codecpar.pointee.height ?? 0)
    }

    /// What decides how a frame is converted.
    struct FrameShape: Hashable {
        var width: Int32
        var height: Int32
        var format: Int32
        /// What is said about color; the range is in some pixel formats too.
        var color: ColorDescription
        var chroma: UInt32
        var isInterlaced: Bool

        init(_ frame: AVFrame) {
            width = frame.width
            height = frame.height
            format = frame.format
            color = ColorDescription(frame)
            chroma = frame.chroma_location.rawValue
            isInterlaced = frame.interlaced_frame != 0
            if isFullByFormat { color.range = .full }
        }

        /// The shape that a container promises.
        init(_ parameters: AVCodecParameters) {
            width = parameters.width
            height = parameters.height
            format = parameters.format
            color = ColorDescription(parameters)
            chroma = parameters.chroma_location.rawValue
            isInterlaced = [AV_FIELD_TT, AV_FIELD_BB, AV_FIELD_TB, AV_FIELD_BT].contains(parameters.field_order)
            if isFullByFormat { color.range = .full }
        }

        var pixels: AVPixelFormat { AVPixelFormat(rawValue: format) }
        var flags: UInt64 { av_pix_fmt_desc_get(pixels)?.pointee.flags ?? 0 }
        var isRGB: Bool { flags & UInt64(AV_PIX_FMT_FLAG_RGB | AV_PIX_FMT_FLAG_PAL) != 0 }
        var hasAlpha: Bool { flags & UInt64(AV_PIX_FMT_FLAG_ALPHA) != 0 || pixels == AV_PIX_FMT_PAL8 }
        private var isFullByFormat: Bool {
            [AV_PIX_FMT_YUVJ420P, AV_PIX_FMT_YUVJ422P, AV_PIX_FMT_YUVJ444P].contains(pixels)
        }
        /// The color by which samples are converted. A matrix that zimg does not know counts as not said.
        var appliedColor: ColorDescription {
            var known = color
            if known.matrix.filterName == nil { known.matrix = .unspecified }
            return known.resolved(forWidth: Int(width), height: Int(height))
        }
        var chromaName: String {
            switch chroma {
            case AVCHROMA_LOC_CENTER.rawValue: "center"
            case AVCHROMA_LOC_TOPLEFT.rawValue: "topleft"
            default: "left"
            }
        }
        /// The shape with whole samples of chroma, which is what zimg wants, in what is made of it too.
        var padded: FrameShape {
            let description = av_pix_fmt_desc_get(pixels)?.pointee
            func whole(_ side: Int32, _ shift: UInt8) -> Int32 {
                let unit = Int32(1) << max(hasAlpha ? 0 : 1, Int32(shift))
                return (side + unit - 1) / unit * unit
            }
            var shape = self
            shape.width = whole(width, description?.log2_chroma_w ?? 0)
            shape.height = whole(height, description?.log2_chroma_h ?? 0)
            return shape
        }
        /// Whether the samples are those of a canvas. Where chroma is sited is the placer's business.
        var isCanvasColor: Bool {
            let applied = appliedColor
            return pixels == AV_PIX_FMT_YUV420P && applied.range == .limited && applied.matrix == .bt709
                && !color.transfer.isHDR && !isInterlaced
        }
        /// `chromaName` in luma samples.
        var chromaLocation: ChromaLocation {
            switch chroma {
            case AVCHROMA_LOC_CENTER.rawValue: .center
            case AVCHROMA_LOC_TOPLEFT.rawValue: .cosited
            default: .left
            }
        }
    }

    func picture(of frame: UnsafeMutablePointer<AVFrame>) throws(AssetProblem) -> SourcePicture {
        let shape = FrameShape(frame.pointee)
        let picture: SourcePicture
        if shape.isCanvasColor, !isScaled(shape) {
            picture = try Self.wrapped(FrameOwner(referring: frame), shape, shape.chromaLocation)
        } else {
            picture = try converted(frame, shape)
        }
        return orientation.isUpright ? picture : picture.turned(orientation)
    }

    /// Whether a frame is as large as all others.
    func hasPromisedSize(_ shape: FrameShape) -> Bool {
        size.width <= 0 || shape.width == size.width && shape.height == size.height
    }

    private func isScaled(_ shape: FrameShape) -> Bool { keepsSize && !hasPromisedSize(shape) }

    private static func wrapped(
        _ owner: FrameOwner, _ shape: FrameShape, _ chromaLocation: ChromaLocation
    ) throws(AssetProblem) -> SourcePicture {
        let (width, height) = (Int(shape.width), Int(shape.height))
        guard let luma = owner.plane(0, width: width, height: height),
            let cb = owner.plane(1, width: (width + 1) / 2, height: (height + 1) / 2),
            let cr = owner.plane(2, width: (width + 1) / 2, height: (height + 1) / 2)
        else { throw AssetProblem(.damaged, "a frame has no picture") }
        return SourcePicture(luma: luma, cb: cb, cr: cr, subsampling: .yuv420, chromaLocation: chromaLocation)
    }

    private func converted(
        _ frame: UnsafeMutablePointer<AVFrame>, _ shape: FrameShape
    ) throws(AssetProblem) -> SourcePicture {
        // A deinterlacer remembers frames, so each gets a graph of its own: the result depends on the frame alone.
        if graphKey != shape || graph == nil || shape.isInterlaced {
            var chain = Self.chain(shape)
            if isScaled(shape) {
                chain +=
                    ",crop=\(shape.width):\(shape.height):0:0:exact=1,scale=\(size.width):\(size.height):force_original_aspect_ratio=increase:flags=lanczos"
                    + ",crop=\(size.width):\(size.height)"
            }
            graph = try FilterGraph(shape: shape.padded, chain: chain)
            graphKey = shape
        }
        guard let graph else { throw AssetProblem(.damaged, "no conversion") }
        let whole = shape.padded
        let input = whole == shape ? nil : try FrameOwner(padding: frame, to: whole)
        let owner = try graph.run(input?.frame ?? frame, draining: shape.isInterlaced)
        var made = shape
        if isScaled(shape) { (made.width, made.height) = size }
        let (width, height) = (Int(made.width), Int(made.height))
        if !shape.hasAlpha { return try Self.wrapped(owner, made, .left) }
        guard let luma = owner.plane(0, width: width, height: height),
            let cb = owner.plane(1, width: width, height: height),
            let cr = owner.plane(2, width: width, height: height),
            let alpha = owner.plane(3, width: width, height: height)
        else { throw AssetProblem(.damaged, "a frame has no picture") }
        for plane in [luma, cb, cr] { KernelSet.selected.multiply(plane, by: alpha) }
        return SourcePicture(
            luma: luma, cb: cb, cr: cr, alpha: alpha, subsampling: .yuv444, chromaLocation: .cosited)
    }

    /// The filters that bring a frame into canvas color.
    private static func chain(_ shape: FrameShape) -> String {
        let color = shape.appliedColor
        let range = color.range == .full ? "full" : "limited"
        let output = shape.hasAlpha ? "yuva444p" : "yuv420p"
        let target = "matrix=709:range=limited:chromal=left:dither=none"
        if shape.isRGB {
            let planar = shape.hasAlpha ? "gbrap" : "gbrp"
            return "format=\(planar),zscale=matrixin=gbr:rangein=full:\(target),format=\(output)"
        }
        let input = "matrixin=\(color.matrix.filterName ?? "709"):rangein=\(range):chromalin=\(shape.chromaName)"
        if color.transfer.isHDR {
            let transfer = color.transfer == .pq ? "smpte2084" : "arib-std-b67"
            return
                "zscale=\(input):transferin=\(transfer):primariesin=2020:matrix=gbr:transfer=linear:primaries=709:range=full:npl=203,"
                + "format=gbrpf32le,tonemap=mobius:param=0.9:desat=0,"
                + "zscale=matrixin=gbr:rangein=full:transferin=linear:primariesin=709:\(target):transfer=709:primaries=709,format=yuv420p"
        }
        let deinterlace = shape.isInterlaced ? "estdif=mode=frame:deint=interlaced," : ""
        // Constant luminance is defined on coded values, so their curve must be known.
        let isConstant = color.matrix == .bt2020Constant && shape.color.transfer == .unspecified
        let curve = isConstant ? ":transferin=709:transfer=709" : ""
        return deinterlace + "zscale=\(input):\(target)\(curve),format=\(output)"
    }
}

extension ColorMatrix {
    /// What the filter zscale calls it; nil where zimg does not know it, or it is no matrix.
    fileprivate var filterName: String? {
        switch self {
        case .bt709: "709"
        case .bt470BG: "470bg"
        case .smpte170M: "170m"
        case .bt2020: "2020_ncl"
        case .bt2020Constant: "2020_cl"
        case .yCgCo: "ycgco"
        // zscale has a name of its own for it, so the number of H.273 it is.
        case .smpte240M: "7"
        case .fcc: "fcc"
        default: nil
        }
    }
}

/// A chain of FFmpeg's filters for single frames.
private final class FilterGraph {
    private let graph: UnsafeMutablePointer<AVFilterGraph>
    private var source: UnsafeMutablePointer<AVFilterContext>?
    private var sink: UnsafeMutablePointer<AVFilterContext>?

    init(shape: PictureConverter.FrameShape, chain: String) throws(AssetProblem) {
        try AssetProblem.openLibraries(withFilters: true)
        guard let graph = avfilter_graph_alloc() else {
            throw AssetProblem(.damaged, "there is no memory to convert it")
        }
        self.graph = graph
        graph.pointee.nb_threads = 1
        let arguments =
            "video_size=\(shape.width)x\(shape.height):pix_fmt=\(shape.format):time_base=1/1000:pixel_aspect=1/1"
        guard avfilter_graph_create_filter(&source, avfilter_get_by_name("buffer"), "in", arguments, nil, graph) >= 0,
            avfilter_graph_create_filter(&sink, avfilter_get_by_name("buffersink"), "out", nil, nil, graph) >= 0
        else { throw Self.problem() }
        var outputs = avfilter_inout_alloc()
        var inputs = avfilter_inout_alloc()
        defer {
            avfilter_inout_free(&outputs)
            avfilter_inout_free(&inputs)
        }
        outputs?.pointee.name = av_strdup("in")
        outputs?.pointee.filter_ctx = source
        outputs?.pointee.pad_idx = 0
        outputs?.pointee.next = nil
        inputs?.pointee.name = av_strdup("out")
        inputs?.pointee.filter_ctx = sink
        inputs?.pointee.pad_idx = 0
        inputs?.pointee.next = nil
        guard avfilter_graph_parse_ptr(graph, chain, &inputs, &outputs, nil) >= 0,
            avfilter_graph_config(graph, nil) >= 0
        else { throw Self.problem() }
    }

    deinit {
        var closing: UnsafeMutablePointer<AVFilterGraph>? = graph
        avfilter_graph_free(&closing)
    }

    private static func problem() -> AssetProblem {
        AssetProblem(
            .unsupported,
            "its picture format cannot be converted (\(MediaLog.takeLastLine() ?? "no reason given")) (4001)")
    }

    func run(_ frame: UnsafeMutablePointer<AVFrame>, draining: Bool) throws(AssetProblem) -> FrameOwner {
        frame.pointee.sample_aspect_ratio = AVRational(num: 1, den: 1)
        guard av_buffersrc_add_frame_flags(source, frame, Int32(AV_BUFFERSRC_FLAG_KEEP_REF)) >= 0 else {
            throw Self.problem()
        }
        if draining { _ = av_buffersrc_add_frame_flags(source, nil, 0) }
        guard let result = av_frame_alloc() else { throw Self.problem() }
        defer {
            var closing: UnsafeMutablePointer<AVFrame>? = result
            av_frame_free(&closing)
        }
        guard av_buffersink_get_frame(sink, result) >= 0, av_frame_make_writable(result) >= 0 else {
            throw Self.problem()
        }
        return try FrameOwner(referring: result)
    }
}
