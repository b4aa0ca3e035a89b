import CFFmpeg
import MediaBuffers
import MediaTiming
import TimelineModel

/// Changes the speed of a 48 kHz stereo sound and keeps its pitch, through FFmpeg's `atempo`.
final class TempoStage {
    private let graph: UnsafeMutablePointer<AVFilterGraph>
    private var source: UnsafeMutablePointer<AVFilterContext>?
    private var sink: UnsafeMutablePointer<AVFilterContext>?
    private var ready = StereoSamples()
    private var real = 0
    private var isDrained = false
    private var sent: Int64 = 0

    init(rate: Rational) throws(AssetProblem) {
        try AssetProblem.openLibraries(withFilters: true)
        guard let graph = avfilter_graph_alloc() else {
            throw AssetProblem(.damaged, "there is no memory for its sound")
        }
        self.graph = graph
        graph.pointee.nb_threads = 1
        var factors: [Double] = []
        var left = rate.doubleValue
        // Quality drops beyond a factor of two either way, so large changes are made in steps.
        while left > 2 {
            factors.append(2)
            left /= 2
        }
        while left < 0.5 {
            factors.append(0.5)
            left /= 0.5
        }
        factors.append(left)
        let chain =
            factors.map { "atempo=\($0)" }.joined(separator: ",") + ",aformat=sample_fmts=flt:channel_layouts=stereo"
        guard
            avfilter_graph_create_filter(
                &source, avfilter_get_by_name("abuffer"), "in",
                "sample_rate=48000:sample_fmt=flt:channel_layout=stereo:time_base=1/48000", nil, graph) >= 0,
            avfilter_graph_create_filter(&sink, avfilter_get_by_name("abuffersink"), "out", nil, nil, graph) >= 0
        else { throw AssetProblem(.damaged, "its speed cannot be changed") }
        var outputs = avfilter_inout_alloc()
        var inputs = avfilter_inout_alloc()
        defer {
            avfilter_inout_free(&outputs)
            avfilter_inout_free(&inputs)
        }
        outputs?.pointee.name = av_strdup("in")
        outputs?.pointee.filter_ctx = source
        inputs?.pointee.name = av_strdup("out")
        inputs?.pointee.filter_ctx = sink
        guard avfilter_graph_parse_ptr(graph, chain, &inputs, &outputs, nil) >= 0,
            avfilter_graph_config(graph, nil) >= 0
        else { throw AssetProblem(.damaged, "its speed cannot be changed") }
    }

    deinit {
        var closing: UnsafeMutablePointer<AVFilterGraph>? = graph
        avfilter_graph_free(&closing)
    }

    func read(
        into samples: inout StereoSamples, frameCount: Int,
        from input: (Int) throws(AssetProblem) -> (StereoSamples, Int)
    ) throws(AssetProblem) -> Int {
        while ready.frameCount < frameCount, !isDrained {
            let (block, count) = try input(4_096)
            if count > 0 { try send(block, count: count) }
            if count < 4_096 {
                _ = av_buffersrc_add_frame_flags(source, nil, 0)
                isDrained = true
            }
            try receive()
        }
        let count = min(frameCount, ready.frameCount)
        samples.left += ready.left[0..<count] + [Float](repeating: 0, count: frameCount - count)
        samples.right += ready.right[0..<count] + [Float](repeating: 0, count: frameCount - count)
        ready.left.removeFirst(count)
        ready.right.removeFirst(count)
        return count
    }

    private func send(_ block: StereoSamples, count: Int) throws(AssetProblem) {
        guard let frame = av_frame_alloc() else { throw AssetProblem(.damaged, "there is no memory for its sound") }
        defer {
            var closing: UnsafeMutablePointer<AVFrame>? = frame
            av_frame_free(&closing)
        }
        frame.pointee.format = AV_SAMPLE_FMT_FLT.rawValue
        frame.pointee.sample_rate = 48_000
        frame.pointee.nb_samples = Int32(count)
        frame.pointee.pts = sent
        wp_channel_layout_stereo(&frame.pointee.ch_layout)
        guard av_frame_get_buffer(frame, 0) >= 0, let data = frame.pointee.data.0 else {
            throw AssetProblem(.damaged, "there is no memory for its sound")
        }
        data.withMemoryRebound(to: Float.self, capacity: 2 * count) { target in
            for index in 0..<count {
                target[2 * index] = block.left[index]
                target[2 * index + 1] = block.right[index]
            }
        }
        sent += Int64(count)
        guard av_buffersrc_add_frame_flags(source, frame, 0) >= 0 else {
            throw AssetProblem(.damaged, "its speed cannot be changed")
        }
    }

    private func receive() throws(AssetProblem) {
        guard let frame = av_frame_alloc() else { throw AssetProblem(.damaged, "there is no memory for its sound") }
        defer {
            var closing: UnsafeMutablePointer<AVFrame>? = frame
            av_frame_free(&closing)
        }
        while av_buffersink_get_frame(sink, frame) >= 0 {
            let count = Int(frame.pointee.nb_samples)
            frame.pointee.data.0?.withMemoryRebound(to: Float.self, capacity: 2 * count) { source in
                for index in 0..<count {
                    ready.left.append(source[2 * index])
                    ready.right.append(source[2 * index + 1])
                }
            }
            av_frame_unref(frame)
        }
    }
}
