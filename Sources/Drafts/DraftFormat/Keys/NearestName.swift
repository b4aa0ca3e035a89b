/// How many edits each candidate is from a name, whatever the case of their letters.
func distances(to name: String, among candidates: some Sequence<String>) -> [(candidate: String, distance: Int)] {
    let wanted = Array(name.lowercased().unicodeScalars.prefix(64))
    return candidates.map { candidate in
        (candidate, editDistance(wanted, Array(candidate.lowercased().unicodeScalars.prefix(64))))
    }
}

/// Insertions, deletions, replacements and swaps of neighbors that turn one text into the other.
func editDistance(_ from: [Unicode.Scalar], _ to: [Unicode.Scalar]) -> Int {
    if from.isEmpty || to.isEmpty { return max(from.count, to.count) }
    var beforeLast: [Int] = []
    var last = Array(0...to.count)
    for row in 1...from.count {
        var current = [row]
        current.reserveCapacity(to.count + 1)
        for column in 1...to.count {
            let isSame = from[row - 1] == to[column - 1]
            var cost = min(last[column] + 1, current[column - 1] + 1, last[column - 1] + (isSame ? 0 : 1))
            if row > 1, column > 1, from[row - 1] == to[column - 2], from[row - 2] == to[column - 1] {
                cost = min(cost, beforeLast[column - 2] + 1)
            }
            current.append(cost)
        }
        beforeLast = last
        last = current
    }
    return last[to.count]
}
