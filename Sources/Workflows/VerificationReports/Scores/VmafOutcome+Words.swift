import OutputVerification
import ReportFormats

extension VmafOutcome {
    /// Why there are no scores.
    var reason: String? {
        switch self {
        case .notAsked: "not asked for"
        case .unmeasured(let reason): reason
        case .measured: nil
        }
    }
}

extension PictureReport {
    /// What VMAF says, in a line; nil where nobody asked for it.
    func vmafWords(_ clock: FrameClock) -> String? {
        switch vmaf {
        case .notAsked: return nil
        case .unmeasured(let reason): return "VMAF not measured: \(CleanText.plain(reason))"
        case .measured(let scores):
            let worst = scores.worst
            return
                "VMAF \(NumberText.fixed(scores.mean, 1)); harmonic mean \(NumberText.fixed(scores.harmonicMean, 1)), "
                + "1st percentile \(NumberText.fixed(scores.percentile1, 1)), worst \(NumberText.fixed(worst.value, 1)) at "
                + "\(clock.text(worst.frame)) (\(CleanText.plain(scores.model)); it decides nothing)"
        }
    }
}
