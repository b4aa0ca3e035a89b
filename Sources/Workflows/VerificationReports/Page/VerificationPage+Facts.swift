import OutputVerification

extension VerificationPage {
    var factsSection: String {
        let head =
            "<section id=\"file\" aria-labelledby=\"h-file\"><div class=\"head\"><h2 id=\"h-file\">File</h2></div>"
        guard !report.facts.isEmpty else {
            return head + "<p class=\"panel\">The facts of the file were not read.</p></section>"
        }
        let rows = report.facts.prefix(400).map { fact in
            let isBad = fact.deviation != nil
            let expected = isBad || fact.expected != fact.found ? fact.expected ?? "" : ""
            let finding = report.deviations.prefix(Self.findingLimit).firstIndex { $0.code == fact.deviation }
            let name = escaped(fact.name)
            let label = finding.map { "<a href=\"#finding-\($0)\">\(name)</a>" } ?? name
            return "<tr\(isBad ? " class=\"bad\"" : "")><th scope=\"row\">\(label)</th>"
                + "<td><bdi>\(escaped(fact.found))</bdi>\(isBad ? " <span class=\"visually-hidden\">(wrong)</span>" : "")</td>"
                + "<td class=\"should\">\(expected.isEmpty ? "" : "<bdi>\(escaped(expected))</bdi>")</td></tr>"
        }
        return head + "<div class=\"panel\"><table class=\"facts\"><thead><tr><th scope=\"col\">Fact</th>"
            + "<th scope=\"col\">Found</th><th scope=\"col\">Should be</th></tr></thead><tbody>"
            + rows.joined(separator: "\n") + "</tbody></table></div></section>"
    }
}
