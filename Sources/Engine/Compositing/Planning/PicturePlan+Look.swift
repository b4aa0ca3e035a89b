import TimelineModel

extension PicturePlan.Look {
    /// Whether an opaque picture may come out with alpha.
    var addsAlpha: Bool {
        effects.contains { if case .colorKey = $0 { true } else { false } }
    }
}
