/// The registry as a page of the documentation.
package enum CodeReference {
    /// `docs/codes.md`.
    package static var markdown: String {
        var lines = [
            "# Codes", "",
            "Everything that Workprint finds has a code: a stable word that means one thing, whatever command tells it.",
            "`workprint explain CODE` says what this page says. The page is written by `make codes`; its text stands in",
            "`Sources/Base/Diagnostics`.", "",
            "An **error** means that the draft, a source or the run cannot do; a **failure** that an export is not what it",
            "should be; a **warning** that it works, perhaps not as meant; a **note** is good to know. The severity given",
            "here is the usual one; where a milder or stricter case has the same code, the finding says so.",
        ]
        for area in DiagnosticArea.allCases {
            lines += ["", "## \(area.title)", "", area.summary]
            for explanation in area.explanations {
                lines += [
                    "", "### `\(explanation.code)` (\(explanation.severity.rawValue))", "", explanation.meaning, "",
                    "*What to do:* \(explanation.wayOut)",
                ]
            }
        }
        return lines.joined(separator: "\n") + "\n"
    }
}
