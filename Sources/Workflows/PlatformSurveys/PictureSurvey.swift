import Compositing
import MediaBuffers
import MediaTiming
import PixelKernels
import PlatformChecks
import RenderEngine
import TimelineModel

/// Paints frames of a timeline here and there, from its start to its end, and measures them.
final class PictureSurvey {
    /// What was measured.
    struct Result {
        var texts: [MeasuredText]
        var black: [MeasuredStretch]
        var frozen: [MeasuredStretch]
    }

    private let timeline: Timeline
    private let planner: TimelinePlanner
    private let compositor: Compositor
    private let sprites = SharedSprites()
    private let finder: TextInkFinder
    private let outputScale: Double

    /// A survey that paints at a size of the canvas's shape.
    init(timeline: Timeline, size: CanvasSize) {
        self.timeline = timeline
        planner = TimelinePlanner(timeline: timeline, outputSize: size)
        compositor = Compositor(
            planner: planner, pictures: SourcePictures(timeline: timeline, stills: SharedStills(), policy: .alone),
            shared: sprites)
        finder = TextInkFinder(outputSize: size, shared: sprites)
        outputScale = Double(size.width) / Double(timeline.canvasSize.width)
    }

    /// Measures; `onFrame` is told how many frames of how many are done. Throws what the sources and the text stack throw.
    func measure(onFrame: (_ finished: Int, _ count: Int) -> Void) throws -> Result {
        let settings = TextMoments.texts(of: timeline, planner: planner)
        var momentsOfFrame: [Int: [(text: Int, plan: PicturePlan)]] = [:]
        for (index, text) in settings.enumerated() {
            for moment in text.moments { momentsOfFrame[moment.frame, default: []].append((index, moment.plan)) }
        }
        var texts = settings.map(\.text)
        var samples: [FrameSample] = []
        var known: (plan: FramePlan, sample: FrameSample)?
        let frames = sampledFrames(with: momentsOfFrame.keys)
        for (index, frame) in frames.enumerated() {
            onFrame(index, frames.count)
            let plan = planner.plan(frame: frame)
            let isNew = known?.plan != plan
            let moments = momentsOfFrame[frame] ?? []
            guard isNew || !moments.isEmpty else {
                if var sample = known?.sample {
                    sample.frame = frame
                    samples.append(sample)
                }
                continue
            }
            let canvas = try compositor.paint(plan)
            if isNew || known == nil { known = (plan, FrameSample(frame: frame, of: canvas)) }
            if var sample = known?.sample {
                sample.frame = frame
                samples.append(sample)
            }
            guard !moments.isEmpty else { continue }
            let image = KernelSet.selected.rgbaImage(from: canvas)
            for moment in moments {
                texts[moment.text].moments.append(
                    try measure(
                        moment.plan, of: settings[moment.text], frame: frame, on: image,
                        isHidden: !plan.layers.contains(.picture(moment.plan))))
            }
        }
        return Result(texts: texts, black: try blackStretches(samples), frozen: frozenStretches(samples))
    }

    // MARK: Texts

    private func measure(
        _ picture: PicturePlan, of text: TextMoments, frame: Int, on image: RGBAImage, isHidden: Bool
    ) throws -> MeasuredText.Moment {
        let time = timeline.frameRate.time(ofFrame: frame)
        let local = time - text.segment.compositionRange.start
        let canvas = timeline.canvasSize
        let ink = try finder.ink(of: picture)
        let typeSize = ink?.typeSize ?? 0
        var contrast: Double?
        if !isHidden, let letters = ink?.letters {
            let style = text.content.style
            let scale = typeSize / max(1e-6, text.content.size.value(at: local))
            let stroke = style.stroke.map { $0.color.alpha > 0 ? $0.width * scale : 0 } ?? 0
            contrast = LetterContrast(frame: image).ratio(
                letters: letters.coverage, at: letters.rect,
                setting: .init(
                    typeSize: typeSize, strokeWidth: stroke, hasShadow: (style.shadow?.color.alpha ?? 0) > 0))
        }
        return MeasuredText.Moment(
            time: time.doubleValue,
            ink: ink.map {
                InkBox(
                    minX: $0.bounds.minX / outputScale, minY: $0.bounds.minY / outputScale,
                    maxX: $0.bounds.maxX / outputScale, maxY: $0.bounds.maxY / outputScale)
            }, typeSize: typeSize / outputScale, contrast: contrast,
            x: text.content.placement.x.value(at: local) / Double(canvas.width),
            y: text.content.placement.y.value(at: local) / Double(canvas.height), isHidden: isHidden)
    }

    // MARK: Frames that are looked at

    /// Every quarter of a second at least, so that half a second of black has two of them. Steps differ by one frame:
    /// what repeats, as an animation does, is not met at the same place of its period each time.
    private func sampledFrames(with others: some Sequence<Int>) -> [Int] {
        let count = timeline.frameCount
        let step = max(1, Int((timeline.frameRate.framesPerSecond.doubleValue / 4).rounded(.down)))
        var frames = Set(others.filter { (0..<count).contains($0) })
        var frame = 0
        var isShort = false
        while frame < count {
            frames.insert(frame)
            frame += max(1, isShort ? step - 1 : step)
            isShort.toggle()
        }
        if count > 0 { frames.insert(count - 1) }
        return frames.sorted()
    }

    // MARK: Stretches

    private func blackStretches(_ samples: [FrameSample]) throws -> [MeasuredStretch] {
        var stretches: [MeasuredStretch] = []
        for group in runs(of: samples, where: { $0.isBlack && $1.isBlack }) where group.first.isBlack {
            // Between a black sample and one that is not lies the edge.
            let start = try edge(from: group.before?.frame ?? -1, to: group.first.frame, isBlackAfter: true)
            let end = try edge(
                from: group.last.frame, to: group.after?.frame ?? timeline.frameCount, isBlackAfter: false)
            stretches.append(stretch(start..<end, topmostAt: group.first.frame))
        }
        return stretches.filter { $0.end - $0.start >= PlatformLimits.blackSeconds - 1e-9 }
    }

    /// The first frame of the second kind, where the frame `from` is of the first and `to` of the second.
    private func edge(from: Int, to: Int, isBlackAfter: Bool) throws -> Int {
        var (low, high) = (from, to)
        while high - low > 1 {
            let middle = (low + high) / 2
            let canvas = try compositor.paint(planner.plan(frame: middle))
            if FrameSample.isBlack(canvas) == isBlackAfter { high = middle } else { low = middle }
        }
        return high
    }

    private func frozenStretches(_ samples: [FrameSample]) -> [MeasuredStretch] {
        runs(of: samples) { $0.digest == $1.digest && $0.isBlack == $1.isBlack }.filter { !$0.first.isBlack }
            .map { group in
                // Plans that are equal need no painting to know how far their frames are alike.
                var (start, end) = (group.first.frame, group.last.frame)
                let (first, last) = (planner.plan(frame: start), planner.plan(frame: end))
                while start > 0, planner.plan(frame: start - 1) == first { start -= 1 }
                while end + 1 < timeline.frameCount, planner.plan(frame: end + 1) == last { end += 1 }
                return stretch(start..<end + 1, topmostAt: group.first.frame)
            }
            .filter { $0.end - $0.start >= PlatformLimits.frozenSeconds - 1e-9 }
    }

    private struct Run {
        var before: FrameSample?
        var first: FrameSample
        var last: FrameSample
        var after: FrameSample?
    }

    private func runs(of samples: [FrameSample], where isAlike: (FrameSample, FrameSample) -> Bool) -> [Run] {
        var runs: [Run] = []
        for sample in samples {
            if let run = runs.last, isAlike(run.last, sample) {
                runs[runs.count - 1].last = sample
            } else {
                let before = runs.last?.last
                if !runs.isEmpty { runs[runs.count - 1].after = sample }
                runs.append(Run(before: before, first: sample, last: sample))
            }
        }
        return runs
    }

    private func stretch(_ frames: Range<Int>, topmostAt frame: Int) -> MeasuredStretch {
        let layers = planner.segments(frame: frame)
        let rate = timeline.frameRate
        return MeasuredStretch(
            start: rate.time(ofFrame: frames.lowerBound).doubleValue,
            end: min(timeline.duration, rate.time(ofFrame: frames.upperBound)).doubleValue,
            pointer: layers.last?.last?.pointer ?? "")
    }
}

/// What is kept of a painted frame.
private struct FrameSample {
    var frame: Int
    let isBlack: Bool
    let digest: String

    init(frame: Int, of canvas: Canvas) {
        self.frame = frame
        isBlack = Self.isBlack(canvas)
        digest = FrameHasher.digest(of: canvas)
    }

    /// Luma up to a tenth of the way from black to white; so dark that a phone by day shows nothing.
    private static let darkest: UInt8 = 38

    /// Whether all but one in two thousand pixels are black: dust is allowed, a line of text is not.
    static func isBlack(_ canvas: Canvas) -> Bool {
        var allowed = canvas.width * canvas.height / 2_000
        for y in 0..<canvas.height {
            let row = UnsafeBufferPointer(start: canvas.luma.row(y), count: canvas.width)
            for code in row where code > darkest { allowed -= 1 }
            if allowed < 0 { return false }
        }
        return true
    }
}
