import Diagnostics
import Foundation
import OutputVerification
import TestSupport
import Testing
import VerificationReports

/// What the page told of itself in Chromium.
private struct Sight {
    var seen: [String: Any]
    var problems: [String]
    var requests: [String]

    func number(_ name: String) -> Double? { (seen[name] as? NSNumber)?.doubleValue }
    func text(_ name: String) -> String { seen[name] as? String ?? "" }
}

private enum Browser {
    /// Opens a page as it would lie on a disk and follows the steps; fails where Chromium is missing.
    static func open(
        _ page: String, width: Int, height: Int, isDark: Bool = false, isPrint: Bool = false, steps: [[String: Any]]
    ) throws -> Sight {
        let folder = try TemporaryFolder()
        try folder.write(page, to: "report.html")
        let plan: [String: Any] = [
            "width": width, "height": height, "isDark": isDark, "isMobile": width < 600, "isPrint": isPrint,
            "steps": steps,
        ]
        try folder.write(
            String(decoding: try JSONSerialization.data(withJSONObject: plan), as: UTF8.self), to: "steps.json")
        let driver = TestMedia.repositoryRoot.appending(path: "Tests/VerificationReportsTests/Browser/drive.py")
        let run = try Subprocess.run(
            "timeout",
            [
                "-k", "5", "120", "python3", driver.path, folder.path("report.html"), folder.path("steps.json"),
                folder.path("seen.json"),
            ])
        try #require(run.exitCode == 0, "the page could not be driven: \(run.errors)")
        let data = try Data(contentsOf: URL(fileURLWithPath: folder.path("seen.json")))
        let root = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
        return Sight(
            seen: try #require(root["seen"] as? [String: Any]),
            problems: try #require(root["problems"] as? [String]),
            requests: try #require(root["requests"] as? [String]))
    }

    static func ask(_ script: String, _ name: String) -> [String: Any] { ["eval": script, "as": name] }

    /// Where screenshots go when somebody wants to look at them.
    static func screenshot(_ name: String, full: Bool = true) -> [[String: Any]] {
        guard let folder = ProcessInfo.processInfo.environment["WORKPRINT_SCREENSHOTS"] else { return [] }
        return [["screenshot": "\(folder)/\(name).png", "full": full]]
    }

    static var overflow: [String: Any] {
        ask("document.scrollingElement.scrollWidth - innerWidth", "overflow")
    }
    static var pictures: [String: Any] {
        ask(
            "[...document.images].filter(i => !(i.complete && i.naturalWidth > 0)).length", "brokenPictures")
    }
}

@Suite(.serialized) struct BrowserTests {
    private static let film = Result { try FilmReport.make() }

    @Test("the page works in Chromium", arguments: [(1_280, 900), (390, 844)])
    func page(_ width: Int, _ height: Int) throws {
        let report = try Self.film.get()
        let slide =
            ##"parseFloat(document.querySelector(".frame:not([hidden]) .stage").style.getPropertyValue("--split"))"##
        let clip = ##"getComputedStyle(document.querySelector(".frame:not([hidden]) .export")).clipPath"##
        let heat = ##"getComputedStyle(document.querySelector(".frame:not([hidden]) .heat")).display"##
        let slider = ".frame:not([hidden]) input"
        var steps: [[String: Any]] = Browser.screenshot("page-\(width)")
        steps += [
            Browser.ask("innerWidth", "width"), Browser.overflow, Browser.pictures,
            Browser.ask("document.images.length", "pictures"),
            Browser.ask(##"document.querySelectorAll(".finding").length"##, "findings"),
            Browser.ask(##"[...document.querySelectorAll(".finding h3")].map(e => e.textContent)"##, "messages"),
            Browser.ask(##"[...document.querySelectorAll(".finding code")].map(e => e.textContent)"##, "codes"),
            Browser.ask(##"document.querySelectorAll(".frame:not([hidden])").length"##, "shown"),
            Browser.ask(slide, "slideBefore"),
            ["drag": slider, "from": 0.5, "to": 0.2],
            Browser.ask(slide, "slideDragged"), Browser.ask(clip, "clip"),
            ["press": "ArrowRight"], Browser.ask(slide, "slideKey"),
            ["press": "Home"], Browser.ask(slide, "slideHome"),
            ["press": "End"], Browser.ask(slide, "slideEnd"),
            ["drag": slider, "from": 0.2, "to": 0.5],
            Browser.ask(heat, "heatBefore"), ["click": "#heat"], Browser.ask(heat, "heatOn"),
        ]
        steps += Browser.screenshot("heat-\(width)", full: false)
        steps += [
            ["click": "#heat"], Browser.ask(heat, "heatOff"),
            ["click": ##"[data-mode="pair"]"##], Browser.overflow,
            Browser.ask(
                ##"(() => { const [a, b] = [...document.querySelectorAll(".frame:not([hidden]) .picture")].map(e => e.getBoundingClientRect()); return b.left - a.right; })()"##,
                "pairGap"),
        ]
        steps += Browser.screenshot("pair-\(width)", full: false)
        steps += [["click": ##"[data-mode="difference"]"##]]
        steps += Browser.screenshot("difference-\(width)", full: false)
        let readout = ##"document.querySelector("#score").textContent"##
        steps += [
            ["click": ##"[data-mode="slide"]"##],
            ["click": ##".strip li:nth-child(2) button"##],
            Browser.ask(##"document.querySelector(".frame:not([hidden])").dataset.frame"##, "second"),
            ["click": ##".actions a[href="#frame-150"]"##],
            Browser.ask(##"document.querySelector(".frame:not([hidden])").dataset.frame"##, "linked"),
            Browser.ask(readout, "worst"),
            ["hover": "#charts .scrub", "at": 0.901], Browser.ask(readout, "hovered"),
            ["eval": ##"document.querySelector("#charts .scrub").focus()"##],
            ["press": "Home"], Browser.ask(readout, "home"),
            ["press": "ArrowRight"], Browser.ask(readout, "next"),
            Browser.ask(
                ##"document.querySelector("#charts .scrub").getAttribute("aria-valuetext") === document.querySelector("#score").textContent"##,
                "spoken"),
            ["click": ##".actions a[data-span="1"]"##], Browser.ask(readout, "spanned"),
            Browser.ask(##"document.querySelector(".span.lit").id"##, "lit"),
            Browser.ask(##"document.querySelector("#window").textContent"##, "window"),
        ]
        let sight = try Browser.open(
            VerificationPage.text(of: report), width: width, height: height, steps: steps)
        #expect(sight.problems == [])
        #expect(sight.requests == [])
        #expect(sight.number("width") == Double(width))
        #expect(sight.number("overflow") ?? 99 <= 0)
        #expect(sight.number("brokenPictures") == 0)
        #expect(sight.number("pictures") ?? 0 >= 12)
        #expect(sight.number("findings") == Double(report.deviations.count))
        #expect(sight.seen["messages"] as? [String] == report.deviations.map(\.message))
        let codes = Set(sight.seen["codes"] as? [String] ?? [])
        #expect(codes.isSuperset(of: report.deviations.flatMap { $0.pointers + [$0.code.rawValue] }))
        #expect(sight.number("shown") == 1)
        #expect(sight.number("slideBefore") == 50)
        #expect(abs((sight.number("slideDragged") ?? 0) - 20) < 1)
        #expect(sight.text("clip").contains("19.") || sight.text("clip").contains("20"))
        #expect(sight.number("slideKey") ?? 0 > sight.number("slideDragged") ?? 100)
        #expect(sight.number("slideHome") == 0)
        #expect(sight.number("slideEnd") == 100)
        #expect([sight.text("heatBefore"), sight.text("heatOn"), sight.text("heatOff")] == ["none", "block", "none"])
        #expect(sight.number("pairGap") ?? -1 > 0)
        #expect(sight.text("second") == "40")
        #expect(sight.text("linked") == "150")
        let worst = report.picture?.scores.min { $0.worstTileSimilarity < $1.worstTileSimilarity }
        #expect(sight.text("worst").contains("frame #\(worst?.frame ?? -1) "))
        #expect(sight.text("hovered").hasPrefix("13.50 s, frame #405 "))
        #expect(sight.text("home").hasPrefix("0.00 s, frame #0 "))
        #expect(sight.text("next").hasPrefix("0.03 s, frame #1 "))
        #expect(sight.seen["spoken"] as? Bool == true)
        #expect(sight.text("spanned").contains("frame #\(report.deviations[1].frames?.lowerBound ?? -1) "))
        #expect(sight.text("lit") == "span-1")
        #expect(sight.text("window").contains("lag 40.0 ms"))
    }

    @Test("dark, on paper, and where all is well", arguments: [1_280, 390])
    func looks(_ width: Int) throws {
        let page = VerificationPage.text(of: try Self.film.get())
        let color = Browser.ask("getComputedStyle(document.body).backgroundColor", "color")
        let dark = try Browser.open(
            page, width: width, height: 900, isDark: true,
            steps: [color, Browser.overflow] + Browser.screenshot("dark-\(width)"))
        #expect(dark.problems == [])
        #expect(dark.text("color") == "rgb(21, 21, 20)")
        #expect(dark.number("overflow") ?? 99 <= 0)
        let print = try Browser.open(
            page, width: width, height: 900, isPrint: true,
            steps: [
                Browser.ask(
                    ##"[...document.querySelectorAll(".frame")].filter(e => e.offsetHeight > 0).length"##, "shown"),
                Browser.overflow,
            ] + Browser.screenshot("print-\(width)"))
        #expect(print.number("shown") == 4)
        #expect(print.number("overflow") ?? 99 <= 0)
        let same = try Browser.open(
            VerificationPage.text(of: SmallReport.same), width: width, height: 900,
            steps: [Browser.overflow, Browser.ask("document.querySelector('h1').textContent", "verdict")]
                + Browser.screenshot("same-\(width)"))
        let landscape = try Browser.open(
            VerificationPage.text(of: SmallReport.different), width: width, height: 900,
            steps: [Browser.overflow, Browser.ask("document.querySelector('.stage').offsetWidth", "stage")]
                + Browser.screenshot("landscape-\(width)"))
        #expect(landscape.problems == [])
        #expect(landscape.number("overflow") ?? 99 <= 0)
        #expect(landscape.number("stage") ?? 0 >= 300)
        #expect(same.problems == [])
        #expect(same.text("verdict") == "Same. out.mp4 is what draft.json says")
        #expect(same.number("overflow") ?? 99 <= 0)
    }

    @Test("hostile texts are harmless in Chromium", arguments: [1_280, 390])
    func hostile(_ width: Int) throws {
        let sight = try Browser.open(
            VerificationPage.text(of: HostileReport.report), width: width, height: 900,
            steps: [
                Browser.overflow, Browser.pictures, Browser.ask("document.title", "title"),
                Browser.ask("document.scripts.length", "scripts"),
                Browser.ask(##"document.querySelectorAll("[onerror]").length"##, "handlers"),
                Browser.ask(##"document.querySelectorAll(".finding").length"##, "findings"),
            ] + Browser.screenshot("hostile-\(width)"))
        #expect(sight.problems == [])
        #expect(sight.requests == [])
        #expect(sight.text("title").contains("</script><img"))
        #expect(sight.number("scripts") == 2)
        #expect(sight.number("handlers") == 0)
        #expect(sight.number("findings") == 6)
        #expect(sight.number("overflow") ?? 99 <= 0)
        #expect(sight.number("brokenPictures") == 0)
    }

    @Test("the page's policy stops what its escaping would not")
    func policy() throws {
        // The same page with an element put in by hand, as if escaping had failed.
        let bad =
            "<img src=\"http://127.0.0.1:9/x.png\" onerror=\"document.title='owned'\"><script>document.title='owned'</script>"
        let page = VerificationPage.text(of: SmallReport.same).replacingOccurrences(of: "<main", with: bad + "<main")
        let sight = try Browser.open(
            page, width: 800, height: 600, steps: [Browser.ask("document.title", "title")])
        #expect(sight.text("title") == "Same: out.mp4")
        #expect(sight.problems.contains { $0.contains("Content Security Policy") })
    }
}
