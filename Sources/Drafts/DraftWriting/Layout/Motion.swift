import DraftDocuments
import MediaTiming
import TimelineModel

/// The slow movement of a still picture: zooms in and out by turns, and pans where a picture is wider or taller than
/// the canvas.
struct Motion {
    /// How much a zoom grows each second, and at most.
    private static let zoom = (perSecond: 0.02, most: 0.12)
    /// How far a pan goes each second in canvas widths or heights, and at most.
    private static let pan = (perSecond: 0.045, most: 0.24)

    /// One way to show a picture.
    private enum Course {
        /// All of it, growing to a scale.
        case whole(scale: Double)
        /// Zoomed from one scale to another.
        case zoom(from: Double, to: Double)
        /// Moved by so many canvas sizes to either side of the middle.
        case pan(half: Double, isAcross: Bool)
    }

    private let course: Course
    private let end: DraftTime

    /// The motion of a picture, the `index`th still of the draft, seen for a time in microseconds.
    init(of picture: PictureFacts, index: Int, duration: Int64, canvas: CanvasSize) {
        let seconds = Double(duration) / 1_000_000
        end = DraftTime(microseconds: duration)
        if !picture.isOpaque, Self.isGraphic(picture) {
            // A logo or a drawing on nothing is shown whole.
            course = .whole(scale: 1 + Self.zoomAmount(seconds))
            return
        }
        let shape = Double(picture.width) * picture.sampleAspect.doubleValue / Double(picture.height)
        let excess = shape / (Double(canvas.width) / Double(canvas.height))
        let isPan = index % 2 == 1
        if isPan, max(excess, 1 / excess) > 1.25 {
            // The camera moves the other way each time, and never past the picture's edge.
            let room = max(excess, 1 / excess) - 1
            // Half of it is rounded, so that the ends of the way are exactly where the picture's edges meet the canvas's.
            let reach = Self.rounded(min(Self.pan.most, Self.pan.perSecond * seconds, room) / 2)
            course = .pan(half: index / 2 % 2 == 0 ? reach : -reach, isAcross: excess > 1)
            return
        }
        let larger = 1 + Self.zoomAmount(seconds)
        let isIn = index % 4 < 2 && !isPan
        course = isIn ? .zoom(from: 1, to: larger) : .zoom(from: larger, to: 1)
    }

    /// Gives a segment the motion.
    func move(_ segment: inout DraftSegment) {
        var keyframes = DraftKeyframes()
        switch course {
        case .whole(let scale):
            segment.fit = .contain
            segment.width = 0.8
            segment.height = 0.8
            keyframes.scale = ramp(from: DraftScale(1), to: DraftScale(scale))
        case .zoom(let from, let to): keyframes.scale = ramp(from: DraftScale(from), to: DraftScale(to))
        case .pan(let half, let isAcross):
            let size = DraftLength.fraction(Self.rounded(1 + 2 * abs(half)))
            let way = ramp(
                from: DraftLength.fraction(Self.rounded(0.5 + half)), to: .fraction(Self.rounded(0.5 - half)))
            if isAcross {
                segment.width = size
                keyframes.x = way
            } else {
                segment.height = size
                keyframes.y = way
            }
        }
        segment.keyframes = keyframes
    }

    private func ramp<Value: DraftRepresentable>(from: Value, to: Value) -> [DraftKeyframe<Value>] {
        [DraftKeyframe(0, from), DraftKeyframe(end, to, .easeInOut)]
    }

    private static func zoomAmount(_ seconds: Double) -> Double {
        rounded(min(zoom.most, 0.03 + zoom.perSecond * seconds))
    }

    /// Small pictures that may be transparent are logos and stickers; a photo saved with an alpha channel is large.
    private static func isGraphic(_ picture: PictureFacts) -> Bool { picture.width * picture.height <= 640 * 640 }

    private static func rounded(_ value: Double) -> Double { (value * 1_000).rounded() / 1_000 }
}
