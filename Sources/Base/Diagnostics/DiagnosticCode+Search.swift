extension DiagnosticCode {
    /// The codes that a misspelled or half remembered word is likeliest to mean, the nearest first; few, and none where
    /// nothing is near.
    package static func nearest(to word: String) -> [DiagnosticCode] {
        let wanted = word.lowercased().replacing("_", with: "-")
        let limit = max(1, wanted.count / 3)
        let ranked = allCases.compactMap { code -> (code: DiagnosticCode, distance: Int)? in
            let distance = editDistance(wanted, code.rawValue)
            // A part of a code, such as "fit", stands for all codes that hold it.
            let isPart = wanted.count >= 3 && code.rawValue.contains(wanted)
            return distance <= limit || isPart ? (code, isPart ? min(distance, limit) : distance) : nil
        }
        return ranked.sorted { ($0.distance, $0.code.rawValue) < ($1.distance, $1.code.rawValue) }.prefix(5).map(\.code)
    }

    /// How many characters must be put in, taken out or exchanged to make one word of another (Levenshtein).
    private static func editDistance(_ first: String, _ second: String) -> Int {
        let (first, second) = (Array(first), Array(second))
        var row = Array(0...second.count)
        for (line, character) in first.enumerated() {
            var diagonal = row[0]
            row[0] = line + 1
            for column in second.indices {
                let replaced = diagonal + (second[column] == character ? 0 : 1)
                diagonal = row[column + 1]
                row[column + 1] = min(replaced, diagonal + 1, row[column] + 1)
            }
        }
        return row[second.count]
    }
}
