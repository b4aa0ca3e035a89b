import Diagnostics
import Foundation
import OutputVerification
import TestSupport
import Testing
import VerificationReports

@Suite struct DataReportTests {
    private func expected(_ name: String) throws -> String {
        let folder = TestMedia.repositoryRoot.appending(path: "Tests/VerificationReportsTests/Expected")
        return try String(contentsOf: folder.appending(path: name), encoding: .utf8)
    }

    private func record(_ text: String, _ name: String) throws {
        guard ProcessInfo.processInfo.environment["RECORD_REPORTS"] != nil else { return }
        let folder = TestMedia.repositoryRoot.appending(path: "Tests/VerificationReportsTests/Expected")
        try Data(text.utf8).write(to: folder.appending(path: name))
        Issue.record("recorded \(name); look at the difference, then run without RECORD_REPORTS")
    }

    @Test("the JSON is exactly what was recorded")
    func json() throws {
        let text = VerificationJSON.text(of: SmallReport.different)
        try record(text, "different.json")
        #expect(text == (try expected("different.json")))
    }

    @Test("the JUnit XML is exactly what was recorded")
    func junit() throws {
        let text = VerificationJUnit.text(of: SmallReport.different)
        try record(text, "different.xml")
        #expect(text == (try expected("different.xml")))
    }

    @Test("JSON holds every deviation, in order, and equal columns")
    func jsonContent() throws {
        let report = SmallReport.different.countingUnmeasured
        let data = Data(VerificationJSON.text(of: report).utf8)
        let root = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
        let deviations = try #require(root["deviations"] as? [[String: Any]])
        #expect(deviations.map { $0["code"] as? String } == report.deviations.map(\.code.rawValue))
        #expect(deviations.map { $0["message"] as? String } == report.deviations.map(\.message))
        let times = try #require(deviations[2]["frames"] as? [String: Double])
        #expect(times == ["first": 1, "last": 2, "start": 1, "end": 3])
        let scores = try #require((root["picture"] as? [String: Any])?["scores"] as? [String: [Any]])
        #expect(scores.count == 10)
        #expect(scores.values.allSatisfy { $0.count == 4 })
        #expect(scores["worstTileSimilarity"]?[3] is NSNull)
    }

    @Test("numbers are finite and texts survive, whatever they are")
    func hostileJSON() throws {
        let text = VerificationJSON.text(of: HostileReport.report)
        let root = try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
        #expect(root["title"] as? String == HostileReport.text)
        #expect(!text.lowercased().contains("nan") && !text.contains(": inf"))
        #expect(!text.contains("\u{1B}") && !text.contains("\u{0}"))
    }

    @Test("a real XML parser counts what the report holds", arguments: ["different", "same", "hostile", "empty"])
    func parsedJUnit(_ name: String) throws {
        let report =
            switch name {
            case "different": SmallReport.different
            case "same": SmallReport.same
            case "hostile": HostileReport.report
            default:
                VerificationReport(
                    export: "", reference: "", title: nil, facts: [], picture: nil, sound: nil, deviations: [],
                    seconds: 0)
            }
        let folder = try TemporaryFolder()
        let path = try folder.write(VerificationJUnit.text(of: report), to: "junit.xml")
        let script = """
            import json, sys, xml.etree.ElementTree as tree
            root = tree.parse(sys.argv[1]).getroot()
            suites = root.findall('testsuite')
            print(json.dumps({
                'suites': [s.get('name') for s in suites], 'tests': int(root.get('tests')),
                'failures': int(root.get('failures')), 'cases': len(root.findall('.//testcase')),
                'failed': len(root.findall('.//testcase/failure')), 'skipped': len(root.findall('.//skipped')),
                'agree': all(int(s.get('tests')) == len(s.findall('testcase')) and
                             int(s.get('failures')) == len(s.findall('testcase/failure')) for s in suites),
                'unique': all(len({c.get('name') for c in s}) == len(s) for s in suites),
                'codes': [[s.get('name'), c.get('name')] for s in suites for c in s if c.find('failure') is not None],
                'lines': sum(len(f.text.split(chr(10))) for f in root.findall('.//failure')),
                'tags': sorted({e.tag for e in root.iter()})}))
            """
        let run = try Subprocess.run("python3", ["-c", script, path])
        #expect(run.exitCode == 0, "\(run.errors)")
        let seen = try #require(try JSONSerialization.jsonObject(with: run.output) as? [String: Any])
        #expect(seen["suites"] as? [String] == ["file", "timing", "picture", "text", "sound"])
        #expect(seen["tests"] as? Int == seen["cases"] as? Int)
        #expect(seen["failures"] as? Int == seen["failed"] as? Int)
        #expect(seen["agree"] as? Bool == true)
        #expect(seen["skipped"] as? Int == 0)
        let allowed: Set = ["testsuites", "testsuite", "testcase", "failure", "system-out"]
        #expect(Set(seen["tags"] as? [String] ?? []).isSubset(of: allowed))
        switch name {
        case "different":
            // Every failing code, and the frame that could not be measured: as a finding and as a case of its own.
            let codes = try #require(seen["codes"] as? [[String]])
            #expect(
                codes == [
                    ["file", "video-codec"], ["picture", "measured"], ["picture", "frames-not-compared"],
                    ["text", "text-moved"], ["sound", "sound-late"],
                ])
            #expect(seen["lines"] as? Int == report.countingUnmeasured.failureCount + 1)
            #expect(seen["unique"] as? Bool == true)
        case "same": #expect(seen["failed"] as? Int == 0)
        case "empty": #expect(seen["failed"] as? Int ?? 0 >= 5)
        default: #expect(seen["failed"] as? Int ?? 0 >= 6)
        }
    }
}
