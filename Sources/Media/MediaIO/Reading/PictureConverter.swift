import CFFmpeg
import MediaBuffers
import TimelineModel

/// Brings decoded frames into canvas color and upright.
final class PictureConverter {
    private let orientation: Orientation
    private var graph: FilterGraph?
    private var graphKey: FrameShape?

    init(orientation: Orientation) { self.orientation = orientation }

    /// What decides how a frame is converted.
    struct FrameShape: Hashable {
        var width: Int32
        var height: Int32
        var format: Int32
        var matrix: UInt32
        var range: UInt32
        var primaries: UInt32
        var transfer: UInt32
        var chroma: UInt32
        var isInterlaced: Bool

        init(_ frame: AVFrame) {
            width = frame.width
            height = frame.height
            format = frame.format
            matrix = frame.colorspace.rawValue
            range = frame.color_range.rawValue
            primaries = frame.color_primaries.rawValue
            transfer = frame.color_trc.rawValue
            chroma = frame.chroma_location.rawValue
            isInterlaced = frame.interlaced_frame != 0
        }

        /// The shape that a container promises.
        init(_ parameters: AVCodecParameters) {
            width = parameters.width
            height = parameters.height
            format = parameters.format
            matrix = parameters.color_space.rawValue
            range = parameters.color_range.rawValue
            primaries = parameters.color_primaries.rawValue
            transfer = parameters.color_trc.rawValue
            chroma = parameters.chroma_location.rawValue
            isInterlaced = [AV_FIELD_TT, AV_FIELD_BB, AV_FIELD_TB, AV_FIELD_BT].contains(parameters.field_order)
        }

        var pixels: AVPixelFormat { AVPixelFormat(rawValue: format) }
        var flags: UInt64 { av_pix_fmt_desc_get(pixels)?.pointee.flags ?? 0 }
        var isRGB: Bool { flags & UInt64(AV_PIX_FMT_FLAG_RGB | AV_PIX_FMT_FLAG_PAL) != 0 }
        var hasAlpha: Bool { flags & UInt64(AV_PIX_FMT_FLAG_ALPHA) != 0 || pixels == AV_PIX_FMT_PAL8 }
        var isFull: Bool {
            range == AVCOL_RANGE_JPEG.rawValue
                || [AV_PIX_FMT_YUVJ420P, AV_PIX_FMT_YUVJ422P, AV_PIX_FMT_YUVJ444P].contains(pixels)
        }
        var isHDR: Bool { transfer == AVCOL_TRC_SMPTE2084.rawValue || transfer == AVCOL_TRC_ARIB_STD_B67.rawValue }
        /// Untagged: BT.709 from 720 stored lines up, BT.601 below.
        var matrixName: String {
            switch matrix {
            case AVCOL_SPC_BT709.rawValue: "709"
            case AVCOL_SPC_BT470BG.rawValue: "470bg"
            case AVCOL_SPC_SMPTE170M.rawValue: "170m"
            case AVCOL_SPC_BT2020_NCL.rawValue: "2020_ncl"
            case AVCOL_SPC_BT2020_CL.rawValue: "2020_cl"
            case AVCOL_SPC_YCGCO.rawValue: "ycgco"
            case AVCOL_SPC_SMPTE240M.rawValue: "smpte240m"
            case AVCOL_SPC_FCC.rawValue: "fcc"
            default: height >= 720 ? "709" : "170m"
            }
        }
        var chromaName: String {
            switch chroma {
            case AVCHROMA_LOC_CENTER.rawValue: "center"
            case AVCHROMA_LOC_TOPLEFT.rawValue: "topleft"
            default: "left"
            }
        }
        /// Whether the samples are those of a canvas. Where chroma is sited is the placer's business.
        var isCanvasColor: Bool {
            pixels == AV_PIX_FMT_YUV420P && !isFull && matrixName == "709" && !isHDR && !isInterlaced
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
        if shape.isCanvasColor {
            picture = try Self.wrapped(FrameOwner(referring: frame), shape, shape.chromaLocation)
        } else {
            picture = try converted(frame, shape)
        }
        return orientation.isUpright ? picture : picture.turned(orientation)
    }

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
            graph = try FilterGraph(shape: shape, chain: Self.chain(shape))
            graphKey = shape
        }
        guard let graph else { throw AssetProblem(.damaged, "no conversion") }
        let owner = try graph.run(frame, draining: shape.isInterlaced)
        let (width, height) = (Int(shape.width), Int(shape.height))
        if !shape.hasAlpha { return try Self.wrapped(owner, shape, .left) }
        guard let luma = owner.plane(0, width: width, height: height),
            let cb = owner.plane(1, width: width, height: height),
            let cr = owner.plane(2, width: width, height: height),
            let alpha = owner.plane(3, width: width, height: height)
        else { throw AssetProblem(.damaged, "a frame has no picture") }
        for y in 0..<height {
            let (l, b, r, a) = (luma.row(y), cb.row(y), cr.row(y), alpha.row(y))
            for x in 0..<width {
                let share = Int(a[x])
                l[x] = UInt8((Int(l[x]) * share + 127) / 255)
                b[x] = UInt8((Int(b[x]) * share + 127) / 255)
                r[x] = UInt8((Int(r[x]) * share + 127) / 255)
            }
        }
        return SourcePicture(
            luma: luma, cb: cb, cr: cr, alpha: alpha, subsampling: .yuv444, chromaLocation: .cosited)
    }

    /// The filters that bring a frame into canvas color.
    private static func chain(_ shape: FrameShape) -> String {
        let range = shape.isFull ? "full" : "limited"
        let output = shape.hasAlpha ? "yuva444p" : "yuv420p"
        let target = "matrix=709:range=limited:chromal=left:dither=none"
        if shape.isRGB {
            let planar = shape.hasAlpha ? "gbrap" : "gbrp"
            return "format=\(planar),zscale=matrixin=gbr:rangein=full:\(target),format=\(output)"
        }
        let input = "matrixin=\(shape.matrixName):rangein=\(range):chromalin=\(shape.chromaName)"
        if shape.isHDR {
            let transfer = shape.transfer == AVCOL_TRC_SMPTE2084.rawValue ? "smpte2084" : "arib-std-b67"
            return
                "zscale=\(input):transferin=\(transfer):primariesin=2020:matrix=gbr:transfer=linear:primaries=709:range=full:npl=203,"
                + "format=gbrpf32le,tonemap=mobius:param=0.9:desat=0,"
                + "zscale=matrixin=gbr:rangein=full:transferin=linear:primariesin=709:\(target):transfer=709:primaries=709,format=yuv420p"
        }
        let deinterlace = shape.isInterlaced ? "estdif=mode=frame:deint=interlaced," : ""
        // zimg wants whole chroma samples: an odd side is made even by repeating its edge.
        let isOdd = shape.width % 2 != 0 || shape.height % 2 != 0
        let padding =
            isOdd
            ? "pad=\(shape.width + shape.width % 2):\(shape.height + shape.height % 2),"
                + "fillborders=right=\(shape.width % 2):bottom=\(shape.height % 2):mode=smear," : ""
        return deinterlace + padding + "zscale=\(input):\(target),format=\(output)"
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

extension SourcePicture {
    /// The picture turned as an orientation says.
    func turned(_ orientation: Orientation) -> SourcePicture {
        func turn(_ plane: Plane) -> Plane {
            let (width, height) = orientation.swapsSides ? (plane.height, plane.width) : (plane.width, plane.height)
            let result = Plane(width: width, height: height, zeroed: false)
            for y in 0..<height {
                let target = result.row(y)
                for x in 0..<width {
                    // Shown = stored · matrix, so each shown axis reads one stored axis, forwards or backwards.
                    let sx: Int
                    let sy: Int
                    if orientation.swapsSides {
                        sy = orientation.c > 0 ? x : plane.height - 1 - x
                        sx = orientation.b > 0 ? y : plane.width - 1 - y
                    } else {
                        sx = orientation.a > 0 ? x : plane.width - 1 - x
                        sy = orientation.d > 0 ? y : plane.height - 1 - y
                    }
                    target[x] = plane.base[sy * plane.stride + sx]
                }
            }
            return result
        }
        var location = chromaLocation
        if subsampling == .yuv420 {
            // Where the first chroma sample lies seen from the side that now comes first.
            func seen(_ distance: Double, _ isForward: Bool, _ count: Int) -> Double {
                isForward ? distance : Double(count - 1) - (distance + 2 * Double((count + 1) / 2 - 1))
            }
            let x = seen(chromaLocation.x, orientation.swapsSides ? orientation.b > 0 : orientation.a > 0, width)
            let y = seen(chromaLocation.y, orientation.swapsSides ? orientation.c > 0 : orientation.d > 0, height)
            location = orientation.swapsSides ? ChromaLocation(x: y, y: x) : ChromaLocation(x: x, y: y)
        }
        return SourcePicture(
            luma: turn(luma), cb: turn(cb), cr: turn(cr), alpha: alpha.map(turn), subsampling: subsampling,
            chromaLocation: location)
    }
}
