import Compositing
import Diagnostics
import MediaTiming
import TimelineModel

/// What is peculiar about the way in which a timeline uses its sources.
struct UseNotes {
    let findings: [String: [Finding]]
    /// The segments that use a file, by its path.
    private let uses: [String: [Use]]

    private struct Use {
        var segment: Segment
        var magnification: LayerMagnification?
        var isReversed: Bool
    }

    /// Enlarging by less than this is not seen.
    private static let enlargement = 1.05
    /// A source that is never shown at more than this share of its size is larger than it need be.
    private static let reduction = 0.5
    /// A source of fewer pixels than this costs little, however small it is shown.
    private static let manyPixels = 1_000_000

    /// The uses that a timeline makes of its files.
    init(timeline: Timeline, findings: [String: [Finding]]) {
        self.findings = findings
        var uses: [String: [Use]] = [:]
        for track in timeline.tracks {
            for segment in track.segments {
                switch segment.content {
                case .picture(let picture):
                    guard case .asset(let id) = picture.source else { continue }
                    let magnification =
                        track.isHidden ? nil : LayerMagnification(of: segment, in: timeline)
                    uses[timeline[id].path, default: []].append(
                        Use(
                            segment: segment, magnification: magnification,
                            isReversed: picture.isReversed && timeline[id].facts.kind == .video))
                case .sound(let sound):
                    uses[timeline[sound.asset].path, default: []].append(Use(segment: segment, isReversed: false))
                case .text: continue
                }
            }
        }
        self.uses = uses
    }

    /// What is peculiar about the uses of one file.
    func notes(onFileAt path: String, _ report: SourceReport) -> [SourceNote] {
        guard let uses = uses[path] else { return [] }
        var notes = uses.flatMap { use in
            (findings[use.segment.pointer] ?? []).filter { $0.code == .sourceShort }.map { finding in
                SourceNote(
                    finding.code, at: finding.pointer, finding.message, isError: finding.severity == .error)
            }
        }
        if let size = report.shownSize { notes += sizes(uses, width: size.width, height: size.height) }
        let reversed = uses.filter(\.isReversed)
        if let first = reversed.first {
            let way = report.details?.picture?.longestKeyframeDistance.map { ", up to \($0) frames at a time" } ?? ""
            notes.append(
                SourceNote(
                    .reversed, at: first.segment.pointer,
                    "played backwards\(Self.often(reversed.count)); it is decoded forwards from each key frame\(way), "
                        + "which is slower"))
        }
        return notes
    }

    private func sizes(_ uses: [Use], width: Int, height: Int) -> [SourceNote] {
        let shown = uses.compactMap { use in use.magnification.map { (use.segment.pointer, $0.largest) } }
        guard let (pointer, largest) = shown.max(by: { $0.1 < $1.1 }) else { return [] }
        func scaled(_ side: Int) -> Int { Int(min(1e6, (Double(side) * largest).rounded(.up))) }
        if largest > Self.enlargement {
            let count = shown.filter { $0.1 > Self.enlargement }.count
            return [
                SourceNote(
                    .upscaled, at: pointer,
                    "\(width)x\(height) is shown up to \(short(largest)) times as large\(Self.often(count)) and will look "
                        + "soft; \(scaled(width))x\(scaled(height)) would be sharp")
            ]
        }
        guard largest <= Self.reduction, width * height >= Self.manyPixels else { return [] }
        return [
            SourceNote(
                .oversized, at: pointer,
                "\(width)x\(height) is never shown larger than \(scaled(width))x\(scaled(height)); a copy of that size "
                    + "would look the same and take less time")
        ]
    }

    private static func often(_ count: Int) -> String { count == 1 ? "" : " (in \(count) segments)" }
}
