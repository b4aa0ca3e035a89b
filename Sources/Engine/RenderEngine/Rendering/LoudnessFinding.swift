import Diagnostics
package import TimelineModel

/// Says when a mix could not be brought to the loudness that its draft asks for.
package enum LoudnessFinding {
    /// A difference in LU that is worth a word; players do not tell smaller ones apart.
    private static let tolerance = 0.5

    /// A warning where the loudness that was reached, in LUFS, is too far from the one that a timeline asks for.
    package static func findings(_ reached: Double?, of timeline: Timeline) -> [Finding] {
        guard let reached, let target = timeline.targetLoudnessLUFS, abs(target - reached) > tolerance else {
            return []
        }
        return [
            Finding(
                code: .loudnessMissed, severity: .warning, pointer: "",
                message:
                    "asks for a loudness of \(tenths(target)) LUFS, but \(tenths(reached)) LUFS is what the limiter "
                    + "at −1 dBTP allows; ask for no more than that, or make the sounds less peaky")
        ]
    }

    /// One decimal, whatever the locale.
    private static func tenths(_ value: Double) -> String {
        let count = Int((value * 10).rounded())
        return "\(count < 0 ? "−" : "")\(abs(count) / 10).\(abs(count) % 10)"
    }
}
