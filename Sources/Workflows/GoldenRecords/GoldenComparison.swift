import Foundation
import MediaTiming
import RenderEngine
package import TimelineModel

/// How a draft's frames and sound differ from a record of them.
package struct GoldenComparison: Sendable {
    /// The frames that differ, as stretches of consecutive ones.
    package var frames: [Range<Int>]
    /// How many frames differ.
    package var differingFrameCount: Int
    /// The largest difference of a cell, in code values; nil where the record has no signatures.
    package var largestDifference: Int?
    /// The seconds of sound that differ.
    package var sound: [Range<Int>]
    /// What else is different, in words: size, rate, number of frames.
    package var others: [String]
    /// The segments that own the first frame that differs, from front to back.
    package var owners: [Owner]

    /// A segment that is seen or heard where something differs first.
    package struct Owner: Hashable, Sendable {
        /// JSON Pointer of the segment.
        package var pointer: String
        /// Its name.
        package var name: String
    }

    /// Whether the draft is what it was.
    package var isSame: Bool { frames.isEmpty && sound.isEmpty && others.isEmpty }

    /// Levels of sound may differ by this much where frames may differ, in hundredths of a dB.
    static let soundTolerance = 10

    /// Holds `found` against `recorded`; cells may differ by `tolerance` code values, with 0 every bit counts.
    package init(found: GoldenRecord, recorded: GoldenRecord, tolerance: Int, timeline: Timeline) {
        var others: [String] = []
        if found.size != recorded.size {
            others.append(
                "the frames have \(found.size.width)x\(found.size.height) pixels, recorded were "
                    + "\(recorded.size.width)x\(recorded.size.height)")
        }
        if found.frameDuration != recorded.frameDuration {
            others.append("a frame lasts \(found.frameDuration) s, recorded was \(recorded.frameDuration) s")
        }
        if found.hashes.count != recorded.hashes.count {
            others.append("there are \(found.hashes.count) frames, recorded were \(recorded.hashes.count)")
        }
        var differing: [Int] = []
        var largest: Int?
        let hasSignatures = recorded.signatures.count == recorded.hashes.count
        for index in 0..<min(found.hashes.count, recorded.hashes.count)
        where found.hashes[index] != recorded.hashes[index] {
            guard hasSignatures else {
                differing.append(index)
                continue
            }
            let difference = found.signatures[index].difference(from: recorded.signatures[index])
            largest = max(largest ?? 0, difference)
            if tolerance == 0 || difference > tolerance { differing.append(index) }
        }
        let seconds = Self.differingSeconds(found.sound ?? [], recorded.sound, isExact: tolerance == 0)
        if let sound = recorded.sound, let heard = found.sound, sound.count != heard.count {
            others.append("the sound has \(heard.count) s, recorded were \(sound.count) s")
        }
        self.others = others
        frames = Self.stretches(differing)
        differingFrameCount = differing.count
        largestDifference = largest
        sound = Self.stretches(seconds)
        if let first = differing.first {
            owners = Self.owners(
                of: timeline,
                TimeRange(
                    start: timeline.frameRate.time(ofFrame: first), duration: timeline.frameRate.frameDuration),
                isSeen: true)
        } else if let second = seconds.first {
            owners = Self.owners(
                of: timeline,
                TimeRange(
                    start: MediaTime(milliseconds: Int64(second) * 1_000), duration: MediaTime(milliseconds: 1_000)),
                isSeen: false)
        } else {
            owners = []
        }
    }

    private static func differingSeconds(
        _ found: [GoldenSecond], _ recorded: [GoldenSecond]?, isExact: Bool
    ) -> [Int] {
        guard let recorded else { return [] }
        return zip(found, recorded).enumerated().filter { _, pair in
            let (new, old) = pair
            if isExact { return new.digest != old.digest }
            return abs(new.left - old.left) > soundTolerance || abs(new.right - old.right) > soundTolerance
        }.map(\.offset)
    }

    private static func stretches(_ numbers: [Int]) -> [Range<Int>] {
        numbers.reduce(into: []) { stretches, number in
            if let last = stretches.last, last.upperBound == number {
                stretches[stretches.count - 1] = last.lowerBound..<number + 1
            } else {
                stretches.append(number..<number + 1)
            }
        }
    }

    private static func owners(of timeline: Timeline, _ range: TimeRange, isSeen: Bool) -> [Owner] {
        timeline.tracks.reversed().flatMap { track -> [Owner] in
            guard isSeen ? !track.isHidden : !track.isMuted else { return [] }
            let segments = track.segments
            return segments.indices.filter { index in
                // During a transition the segment before is still there.
                let next = index + 1 < segments.count ? segments[index + 1].transition?.duration : nil
                let shown = segments[index].compositionRange
                let whole = TimeRange(start: shown.start, duration: shown.duration + (next ?? .zero))
                guard whole.overlaps(range) else { return false }
                switch segments[index].content {
                case .picture(let picture):
                    guard !isSeen else { return true }
                    guard case .asset(let id) = picture.source, picture.sound != nil else { return false }
                    return timeline[id].facts.sound != nil
                case .sound: return !isSeen
                case .text: return isSeen
                }
            }.map { Owner(pointer: segments[$0].pointer, name: segments[$0].name) }
        }
    }
}
