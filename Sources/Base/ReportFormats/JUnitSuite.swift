import Foundation

/// A suite of a JUnit report, which CI systems read.
package struct JUnitSuite {
    /// What is told of one thing that was tested.
    package struct Case {
        /// How it came out where it did not pass.
        package enum Problem {
            /// It is not what it should be: the kind of fault, a sentence, and lines.
            case failure(type: String, message: String, body: String)
            /// It could not be tested.
            case error(type: String, message: String, body: String)
        }

        /// The group that it belongs to.
        package var className: String
        /// What was tested.
        package var name: String
        /// The file that was tested.
        package var file: String?
        /// How long it took, in seconds.
        package var seconds: Double?
        /// How it came out where it did not pass.
        package var problem: Problem?
        /// What is told of it besides, in lines.
        package var note: String?

        /// A case from its parts.
        package init(
            className: String, name: String, file: String? = nil, seconds: Double? = nil, problem: Problem? = nil,
            note: String? = nil
        ) {
            self.className = className
            self.name = name
            self.file = file
            self.seconds = seconds
            self.problem = problem
            self.note = note
        }
    }

    /// What its cases have in common.
    package var name: String
    /// What was tested.
    package var cases: [Case]
    /// How long it took, in seconds.
    package var seconds: Double?

    /// A suite from its parts.
    package init(name: String, cases: [Case], seconds: Double? = nil) {
        self.name = name
        self.cases = cases
        self.seconds = seconds
    }

    /// A document of this suite alone.
    package var document: String { Self.document(of: lines(indent: "")) }

    /// A document of several suites.
    package static func document(name: String, _ suites: [JUnitSuite], seconds: Double) -> String {
        let cases = suites.flatMap(\.cases)
        let head = "<testsuites name=\"\(CleanText.markup(name))\" \(counts(of: cases)) time=\"\(time(seconds))\">"
        return document(of: [head] + suites.flatMap { $0.lines(indent: "  ") } + ["</testsuites>"])
    }

    private static func document(of lines: [String]) -> String {
        ([#"<?xml version="1.0" encoding="UTF-8"?>"#] + lines).joined(separator: "\n") + "\n"
    }

    private func lines(indent: String) -> [String] {
        let time = seconds.map { " time=\"\(Self.time($0))\"" } ?? ""
        let head = "\(indent)<testsuite name=\"\(CleanText.markup(name))\" \(Self.counts(of: cases))\(time)>"
        return [head] + cases.flatMap { $0.lines(indent: indent + "  ") } + ["\(indent)</testsuite>"]
    }

    private static func counts(of cases: [Case]) -> String {
        var (failures, errors) = (0, 0)
        for item in cases {
            switch item.problem {
            case .failure: failures += 1
            case .error: errors += 1
            case nil: break
            }
        }
        return "tests=\"\(cases.count)\" failures=\"\(failures)\" errors=\"\(errors)\" skipped=\"0\""
    }

    fileprivate static func time(_ seconds: Double) -> String {
        String(format: "%.3f", seconds.isFinite ? seconds : 0)
    }
}

extension JUnitSuite.Case {
    fileprivate func lines(indent: String) -> [String] {
        let attributes =
            [("classname", className), ("name", name)] + (file.map { [("file", $0)] } ?? [])
            + (seconds.map { [("time", JUnitSuite.time($0))] } ?? [])
        let head =
            "\(indent)<testcase "
            + attributes.map { "\($0.0)=\"\(CleanText.markup($0.1))\"" }.joined(separator: " ")
        guard problem != nil || note != nil else { return [head + "/>"] }
        var lines = [head + ">"]
        switch problem {
        case .failure(let type, let message, let body): lines.append(line("failure", type, message, body, indent))
        case .error(let type, let message, let body): lines.append(line("error", type, message, body, indent))
        case nil: break
        }
        if let note { lines.append("\(indent)  <system-out>\(CleanText.markupLines(note))</system-out>") }
        return lines + ["\(indent)</testcase>"]
    }

    private func line(_ tag: String, _ type: String, _ message: String, _ body: String, _ indent: String) -> String {
        "\(indent)  <\(tag) type=\"\(CleanText.markup(type))\" message=\"\(CleanText.markup(message))\">"
            + CleanText.markupLines(body) + "</\(tag)>"
    }
}
