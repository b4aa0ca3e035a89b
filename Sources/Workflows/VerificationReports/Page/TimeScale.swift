import ReportFormats

/// A time axis from 0 to `duration` seconds.
struct TimeScale {
    /// The length in seconds, above 0.
    var duration: Double

    init(duration: Double) { self.duration = duration.isFinite && duration > 0 ? duration : 1 }

    /// A time as a share of the axis, 0…1.
    func share(_ seconds: Double) -> Double {
        guard seconds.isFinite else { return 0 }
        return min(max(seconds / duration, 0), 1)
    }

    /// A place on the axis in percent, for CSS.
    func percent(_ seconds: Double) -> String { PagePath.number(100 * share(seconds)) + "%" }

    /// The axis' labels as HTML.
    var ticks: String {
        let steps = [0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 1800, 3600, 7200]
        let step = steps.first { duration / $0 <= 6 } ?? duration / 4
        let count = Int((duration / step + 1e-9).rounded(.down))
        let labels = (0...count).map { index in
            let time = Double(index) * step
            let end = share(time) > 0.94 ? " class=\"end\"" : ""
            return "<span\(end) style=\"left:\(percent(time))\">\(label(time, step: step))</span>"
        }
        return "<div></div><div class=\"ticks\" aria-hidden=\"true\">\(labels.joined())</div>"
    }

    private func label(_ time: Double, step: Double) -> String {
        guard duration > 90 else { return "\(NumberText.fixed(time, step < 0.1 ? 2 : step < 1 ? 1 : 0)) s" }
        let seconds = Int(time.rounded())
        let rest = seconds % 60 < 10 ? "0\(seconds % 60)" : "\(seconds % 60)"
        return "\(seconds / 60):\(rest)"
    }
}

/// Paths of the charts, which are drawn on a field of 1000 × 100.
enum PagePath {
    /// A number with two decimals at most.
    static func number(_ value: Double) -> String { JSONValue.number(value, decimals: 2).compact }

    /// A line of steps; each is as wide as what it stands for. A nil value is a gap.
    static func steps(_ steps: [(from: Double, to: Double, value: Double?)], y: (Double) -> Double) -> String {
        var path = ""
        var isOpen = false
        for step in steps {
            guard let value = step.value, value.isFinite else {
                isOpen = false
                continue
            }
            let height = number(100 * y(value))
            path += isOpen ? "V\(height)" : "M\(number(1000 * step.from)) \(height)"
            path += "H\(number(1000 * step.to))"
            isOpen = true
        }
        return path
    }

    /// Rectangles between two values, one for each step that has both.
    static func boxes(
        _ steps: [(from: Double, to: Double, value: ClosedRange<Double>?)], y: (Double) -> Double
    ) -> String {
        steps.map { step in
            guard let value = step.value else { return "" }
            let (top, bottom) = (100 * y(value.upperBound), 100 * y(value.lowerBound))
            return "M\(number(1000 * step.from)) \(number(top))H\(number(1000 * step.to))V\(number(bottom))"
                + "H\(number(1000 * step.from))Z"
        }.joined()
    }
}
