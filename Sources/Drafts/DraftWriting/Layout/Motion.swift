import DraftFormat
import MediaTiming
import TimelineModel

/// The slow movement of a still picture: zooms in and out by turns, and pans where a picture is wider or taller than
/// the canvas.
struct Motion {
    /// How much a zoom grows each second, and at most.
    private static let zoom = (perSecond: 0.02, most: 0.12)
    /// How far a pan goes each second in canvas widths or heights, and at most.
    private static let pan = (perSecond: 0.045, most: 0.24)

    /// The members that a segment gets.
    var members: [JSONTree.Member]

    /// The motion of a picture, the `index`th still of the draft, seen for a time in microseconds.
    init(of picture: PictureFacts, index: Int, duration: Int64, canvas: CanvasSize) {
        let seconds = Double(duration) / 1_000_000
        let end = JSONTree.milliseconds(duration)
        if !picture.isOpaque, picture.codec != "jpeg", Self.isGraphic(picture) {
            // A logo or a drawing on nothing is shown whole.
            members = [
                .init("fit", "contain"), .init("w", 0.8), .init("h", 0.8),
                .init("kf", ["sc": Self.ramp(from: 1, to: 1 + Self.zoomAmount(seconds), end)]),
            ]
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
            let half = index / 2 % 2 == 0 ? reach : -reach
            let axis = excess > 1 ? ("w", "x") : ("h", "y")
            members = [
                .init(axis.0, .number(Self.rounded(1 + 2 * reach))),
                .init(
                    "kf",
                    .object([
                        .init(axis.1, Self.ramp(from: Self.rounded(0.5 + half), to: Self.rounded(0.5 - half), end))
                    ])),
            ]
            return
        }
        let larger = 1 + Self.zoomAmount(seconds)
        let isIn = index % 4 < 2 && !isPan
        members = [
            .init("kf", ["sc": isIn ? Self.ramp(from: 1, to: larger, end) : Self.ramp(from: larger, to: 1, end)])
        ]
    }

    private static func zoomAmount(_ seconds: Double) -> Double {
        rounded(min(zoom.most, 0.03 + zoom.perSecond * seconds))
    }

    private static func ramp(from: Double, to: Double, _ end: JSONTree) -> JSONTree {
        [[0, .number(from)], [end, .number(to), "ease-in-out"]]
    }

    /// Small pictures that may be transparent are logos and stickers; a photo saved with an alpha channel is large.
    private static func isGraphic(_ picture: PictureFacts) -> Bool { picture.width * picture.height <= 640 * 640 }

    private static func rounded(_ value: Double) -> Double { (value * 1_000).rounded() / 1_000 }
}

extension JSONTree {
    /// A time in microseconds as the draft's milliseconds.
    static func milliseconds(_ microseconds: Int64) -> JSONTree {
        microseconds % 1_000 == 0 ? .integer(microseconds / 1_000) : .number(Double(microseconds) / 1_000)
    }
}
