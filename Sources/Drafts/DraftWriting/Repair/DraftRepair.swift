package import DraftFormat
package import TimelineModel

/// A draft's text with everything mended that has exactly one way out.
///
/// Only the bytes in question change: indentation, order of keys, spelling and digits of all else stay. What is left is for
/// a person to decide.
package struct DraftRepair: Sendable {
    /// Something that was mended.
    package struct Mend: Hashable, Sendable, CustomStringConvertible {
        /// What was found.
        package var finding: Finding
        /// What was done, as a clause such as `renamed to “opacity”`.
        package var summary: String

        /// The mend on one line, such as `unknown-key at /t/0/sg/0/opacty: renamed to “opacity”`.
        package var description: String {
            "\(finding.code)\(finding.pointer.isEmpty ? "" : " at \(finding.pointer)"): \(summary)"
        }
    }

    /// The mended text; where nothing was mended, the bytes that were given.
    package private(set) var bytes: [UInt8]
    /// What was mended, in the order in which it was done. Pointers are those of the text before.
    package private(set) var mended: [Mend] = []
    /// What a check of the mended text finds.
    package private(set) var left: [Finding]

    /// How often the text is mended and read again: one mend may reveal another.
    private static let rounds = 5

    /// Mends a text, which may be a session state that holds the draft. `check` reads a text and gives what it finds;
    /// `findings` are those of `bytes`, where they are known already.
    package init(_ bytes: [UInt8], findings: [Finding]? = nil, check: ([UInt8]) -> [Finding]) {
        self.bytes = bytes
        left = findings ?? check(bytes)
        for _ in 0..<Self.rounds {
            let round = RepairRound(left, of: self.bytes)
            guard !round.mended.isEmpty else { return }
            self.bytes = JSONPatch.text(self.bytes, with: round.patches)
            mended += round.mended
            left = check(self.bytes)
        }
    }

    /// Mends a text that is read with some options.
    package init(_ bytes: [UInt8], options: DraftReadingOptions, prober: any AssetProbing) {
        self.init(bytes) { DraftReader.read($0, options: options, prober: prober).findings }
    }
}

/// What can be mended at once.
private struct RepairRound {
    /// The changes of the text, in the order of their places; none collides with another.
    private(set) var patches: [JSONPatch] = []
    /// What they mend.
    private(set) var mended: [DraftRepair.Mend] = []

    init(_ findings: [Finding], of bytes: [UInt8]) {
        let ranked = findings.compactMap { finding in
            finding.remedy.map { (finding: finding, remedy: $0, rank: Self.rank(of: $0)) }
        }
        // What a key means and what its times are decides about all else, so that waits for the next round.
        let first = ranked.map(\.rank).min()
        for entry in ranked where entry.rank == first {
            let patches = entry.remedy.edits.compactMap { JSONPatch($0, in: bytes) }
            guard patches.count == entry.remedy.edits.count, patches.allSatisfy({ place(of: $0) != nil }) else {
                continue
            }
            for patch in patches {
                if let place = place(of: patch), !isKnown(patch, at: place) { self.patches.insert(patch, at: place) }
            }
            mended.append(.init(finding: entry.finding, summary: entry.remedy.summary))
        }
    }

    private static func rank(of remedy: Remedy) -> Int {
        var rank = 2
        for edit in remedy.edits {
            switch edit {
            case .rename: rank = 0
            case .thousandfold: rank = min(rank, 1)
            case .replace, .reorder, .add: break
            }
        }
        return rank
    }

    private func isKnown(_ patch: JSONPatch, at place: Int) -> Bool {
        place < patches.count && patches[place] == patch
    }

    /// Where a patch stands among the others, or where it is already; nil where it collides with one of them.
    private func place(of patch: JSONPatch) -> Int? {
        var low = 0
        var high = patches.count
        while low < high {
            let middle = (low + high) / 2
            let range = patches[middle].range
            if (range.lowerBound, range.upperBound) < (patch.range.lowerBound, patch.range.upperBound) {
                low = middle + 1
            } else {
                high = middle
            }
        }
        if isKnown(patch, at: low) { return low }
        let neighbors = patches[max(0, low - 1)..<min(patches.count, low + 1)]
        return neighbors.contains { $0.collides(with: patch) } ? nil : low
    }
}
