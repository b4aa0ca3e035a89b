import Diagnostics
import Foundation
import OutputVerification
import Testing
import VerificationReports

@Suite struct PageTests {
    @Test("the page names nothing outside itself", arguments: [SmallReport.different, SmallReport.same])
    func selfContained(_ report: VerificationReport) {
        let page = VerificationPage.text(of: report)
        #expect(!page.contains("http:") && !page.contains("https:") && !page.contains("//cdn"))
        #expect(!page.contains("@import") && !page.contains("url("))
        for attribute in ["src=\"", "href=\""] {
            for part in page.components(separatedBy: attribute).dropFirst() {
                #expect(part.hasPrefix("data:") || part.hasPrefix("#"), "\(attribute)\(part.prefix(40))")
            }
        }
        #expect(page.contains("default-src 'none'; img-src data:;"))
    }

    @Test("hostile texts stay texts")
    func hostile() {
        let page = VerificationPage.text(of: HostileReport.report)
        // Style and script are the page's own; nothing of a report may open or close an element.
        #expect(page.components(separatedBy: "<script").count == 3)
        #expect(page.components(separatedBy: "</script>").count == 3)
        #expect(!page.contains("<img src=http"))
        #expect(page.contains("&lt;/script&gt;&lt;img src=http://x.test/ onerror=&quot;"))
        let control = page.unicodeScalars.filter { $0 != "\n" && ($0.value < 32 || (127..<160).contains($0.value)) }
        #expect(control.isEmpty)
        #expect(!page.contains("\u{202E}"))
        for word in ["nan%", "inf%", "NaN", "nanH", ">nan", ">inf"] { #expect(!page.contains(word), "\(word)") }
    }

    @Test("each finding is a card with its pointers; a long film has few points")
    func size() throws {
        var report = SmallReport.different
        report.picture?.scores = (0..<200_000).map { SmallReport.score($0, tile: $0 == 123_457 ? 0.1 : 0.97, block: 3) }
        let page = VerificationPage.text(of: report)
        #expect(page.utf8.count < 400_000)
        let start = try #require(page.range(of: "id=\"data\">"))
        let end = try #require(page.range(of: "</script>", range: start.upperBound..<page.endIndex))
        let text = Data(page[start.upperBound..<end.lowerBound].utf8)
        let data = try #require(try JSONSerialization.jsonObject(with: text) as? [String: Any])
        let picture = try #require(data["picture"] as? [String: Any])
        let tiles = try #require(picture["tile"] as? [Double])
        #expect(tiles.count == VerificationPage.pointLimit / 2)
        // The one bad frame among so many is still there, by its number.
        let worst = try #require(tiles.firstIndex(of: 0.1))
        #expect((picture["worst"] as? [Int])?[worst] == 123_457)
        #expect(page.components(separatedBy: "<li class=\"finding ").count == report.deviations.count + 1)
        #expect(page.contains("<code>/t/2/sg/0/x</code>"))
    }

    @Test("many findings and large frames stay bounded")
    func bounded() {
        var report = SmallReport.different
        report.deviations = (0..<5_000).map { Deviation(.pictureDiffers, .picture, "m", frames: $0..<$0 + 1) }
        report.picture?.worstFrames = (0..<40).map { SmallReport.worst(frame: $0) }
        let page = VerificationPage.text(of: report)
        #expect(page.components(separatedBy: "<li class=\"finding ").count == VerificationPage.findingLimit + 1)
        #expect(page.components(separatedBy: "<figure ").count == VerificationPage.frameLimit + 1)
        #expect(page.contains("4800 more findings in the JSON report."))
    }
}
