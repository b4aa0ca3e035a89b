import Foundation
import TestSupport
import Testing

/// `workprint verify` with what is no good export: a word, a line and an exit code for each.
@Suite struct VerifyCommandTests {
    /// A short film with its draft, and what was made of it.
    private struct Bench {
        let folder: TemporaryFolder
        let draft: String
        let film: String

        init() throws {
            folder = try TemporaryFolder()
            let media = TestMedia.folder.path
            draft = try folder.write(
                """
                {"t":[{"tt":0,"sg":[{"src":"\(media)/photos/dandelions.jpg","d":2000,"kf":{"sc":[[0,1],[2000,1.2]]}}]},
                      {"tt":7,"sg":[{"s":0,"d":2000,"tx":"Hello","style":{"size":40}}]},
                      {"tt":1,"sg":[{"src":"\(media)/audio/vibe-ace.m4a","d":2000}]}],
                 "m":{"width":320,"height":180,"fps":30}}
                """, to: "draft.json")
            film = folder.path("film.mp4")
            let run = try Subprocess.workprint(["render", draft, "-o", film, "--progress", "none", "--cache", "none"])
            try #require(run.exitCode == 0, "\(run.errors)")
        }

        /// A film that ffmpeg makes of the good one.
        func made(_ name: String, _ arguments: [String]) throws -> String {
            let path = folder.path(name)
            let run = try Subprocess.run(
                "ffmpeg", ["-v", "error", "-i", film] + arguments + ["-movflags", "+faststart", path])
            try #require(run.exitCode == 0, "\(run.errors)")
            return path
        }

        func verify(
            _ export: String, _ more: [String] = [], environment: [String: String] = [:]
        ) throws -> FinishedProcess {
            try Subprocess.workprint(["verify", export, "--draft", draft] + more, environment: environment)
        }

        /// Codes of the failures that JSON tells.
        func failures(_ export: String, _ more: [String] = []) throws -> (codes: [String], exitCode: Int32) {
            let run = try verify(export, more + ["--json"])
            let report = try JSONDecoder().decode(Report.self, from: run.output)
            return (report.deviations.filter { $0.severity == "failure" }.map(\.code), run.exitCode)
        }
    }

    private struct Report: Decodable {
        struct Deviation: Decodable {
            var code, severity, message: String
        }
        struct Picture: Decodable {
            var vmaf: Double?
            var vmafReason: String?
        }
        struct Sound: Decodable { var limits: [String: Double] }
        var verdict: String
        var frameRate: String?
        var deviations: [Deviation]
        var picture: Picture?
        var sound: Sound?
    }

    @Test func whatIsNoFilmCannotBeCompared() throws {
        let bench = try Bench()
        let folder = bench.folder
        try FileManager.default.createDirectory(atPath: folder.path("folder.mp4"), withIntermediateDirectories: false)
        #expect(mkfifo(folder.path("fifo.mp4"), 0o600) == 0)
        let cases = [
            (try folder.write("", to: "empty.mp4"), "the file is empty"), (bench.draft, "no medium"),
            (try folder.write("{\"t\":[]}", to: "text.mp4"), "no medium"),
            (folder.path("folder.mp4"), "no regular file"),
            (folder.path("fifo.mp4"), "no regular file"),
        ]
        for (path, words) in cases {
            let run = try bench.verify(path)
            #expect(run.exitCode == 2 && run.text.isEmpty, "\(path): \(run.text)")
            #expect(
                run.errors.hasPrefix("error: file-unreadable: \(path): ") && run.errors.contains(words), "\(run.errors)"
            )
            #expect(run.errors.split(separator: "\n").count == 1)
            let (codes, exitCode) = try bench.failures(path)
            #expect(codes.first == "file-unreadable" && exitCode == 2)
        }
        let missing = try bench.verify(folder.path("missing.mp4"))
        #expect(missing.exitCode == 2 && missing.errors.contains("missing.mp4: there is no such file"))
    }

    @Test func aFilmWithoutOneOfItsStreamsDiffers() throws {
        let bench = try Bench()
        #expect(try bench.failures(bench.film) == ([], 0))
        let mute = try bench.failures(try bench.made("mute.mp4", ["-c", "copy", "-an"]))
        #expect(mute == (["sound-missing-stream", "sound-missing"], 1))
        let blind = try bench.failures(try bench.made("blind.mp4", ["-c", "copy", "-vn"]))
        #expect(blind == (["picture-missing-stream", "picture-not-compared"], 1))
        // Ten times as long.
        let long = try bench.failures(
            try bench.made(
                "long.mp4", ["-vf", "loop=loop=-1:size=60", "-af", "apad", "-t", "20", "-preset", "ultrafast"]))
        #expect(long.exitCode == 1 && Set(long.codes).isSuperset(of: ["frame-count", "duration-long"]))
        let bytes = try Data(contentsOf: URL(fileURLWithPath: bench.film))
        try bytes.prefix(bytes.count * 3 / 4).write(to: URL(fileURLWithPath: bench.folder.path("cut.mp4")))
        let cut = try bench.failures(bench.folder.path("cut.mp4"))
        #expect(cut.exitCode == 1 && cut.codes.contains("file-damaged") && cut.codes.contains("picture-damaged"))
    }

    @Test func mutedFilmsAreComparedAsSilence() throws {
        let bench = try Bench()
        let mute = try bench.made("mute.mp4", ["-c", "copy", "-an"])
        func run(_ export: String, _ reference: String) throws -> (Int32, [String]) {
            let run = try Subprocess.workprint(["verify", export, "--reference", reference, "--json"])
            let report = try JSONDecoder().decode(Report.self, from: run.output)
            return (run.exitCode, report.deviations.filter { $0.severity == "failure" }.map(\.code))
        }
        #expect(try run(mute, mute) == (0, []))
        #expect(try run(bench.film, mute) == (1, ["sound-extra"]))
    }

    @Test func referencesThatAreNoneAreBadInput() throws {
        let bench = try Bench()
        let blind = try bench.made("blind.mp4", ["-c", "copy", "-vn"])
        for (path, words) in [(blind, "no picture"), (bench.draft, "no medium"), (bench.folder.url.path, "no regular")]
        {
            let run = try Subprocess.workprint(["verify", bench.film, "--reference", path])
            #expect(run.exitCode == 2 && run.errors.hasPrefix("error: asset-unsupported: "), "\(run.errors)")
            #expect(run.errors.contains(words) && run.errors.split(separator: "\n").count == 1)
        }
        let bad = try bench.folder.write(#"{"t":[{"tt":0,"sg":[{"src":"no.jpg","d":99}]}]}"#, to: "bad.json")
        let run = try Subprocess.workprint(["verify", bench.film, "--draft", bad])
        #expect(run.exitCode == 2 && run.errors.hasPrefix("error: asset-missing at /t/0/sg/0/src"), "\(run.errors)")
        for more in [[], ["--draft", bench.draft, "--reference", bench.film]] {
            let run = try Subprocess.workprint(["verify", bench.film] + more)
            #expect(run.exitCode == 3 && run.errors.contains("either --draft DRAFT or --reference FILM"))
        }
    }

    @Test func theReportSaysByWhatItJudges() throws {
        let bench = try Bench()
        let report = try JSONDecoder().decode(Report.self, from: try bench.verify(bench.film, ["--json"]).output)
        #expect(report.verdict == "same" && report.frameRate == "30")
        #expect(report.sound?.limits["lagMilliseconds"] == 5 && report.sound?.limits["stemLagMilliseconds"] == 5)
        #expect(report.picture?.vmaf == nil && report.picture?.vmafReason == "not asked for")
        let blind = try bench.verify(try bench.made("blind.mp4", ["-c", "copy", "-vn"]), ["--json"])
        #expect(try JSONDecoder().decode(Report.self, from: blind.output).frameRate == "30")
    }

    @Test func vmafIsToldAndDecidesNothing() throws {
        let bench = try Bench()
        let folder = bench.folder
        let body = """
            #!/bin/sh
            case "$*" in *-filters*) echo " .. libvmaf           VV->V      Calculate"; exit 0;; esac
            frames=$(($(wc -c) / (320 * 360 * 3 / 2)))
            echo Frame,vmaf,
            frame=0; while [ $frame -lt $frames ]; do echo "$frame,$((20 + frame)),"; frame=$((frame + 1)); done
            """
        try FileManager.default.createDirectory(atPath: folder.path("bin"), withIntermediateDirectories: false)
        // It starts another program, which the sandbox would refuse.
        let program = try folder.writeProgram(body, to: "bin/ffmpeg")
        let old = ProcessInfo.processInfo.environment["PATH"] ?? ""
        let onPath = ["PATH": "\(folder.path("bin")):\(old)"]

        let run = try bench.verify(
            bench.film, ["--vmaf", "--json", "--junit", folder.path("r.xml"), "--sandbox", "off"],
            environment: onPath)
        let report = try JSONDecoder().decode(Report.self, from: run.output)
        #expect(run.exitCode == 0 && report.verdict == "same", "a low VMAF is no fault")
        #expect(report.picture?.vmaf == 49.5 && report.picture?.vmafReason == nil)
        #expect(try String(contentsOfFile: folder.path("r.xml"), encoding: .utf8).contains("name=\"vmaf\""))
        let table = try bench.verify(
            bench.film, ["--vmaf-ffmpeg", program, "--html", folder.path("r.html"), "--sandbox", "off"])
        #expect(table.text.contains("VMAF 49.5; harmonic mean "))
        #expect(table.text.contains("1st percentile 20.6, worst 20.0 at 0.0 s (#0)"), "\(table.text)")
        #expect(try String(contentsOfFile: folder.path("r.html"), encoding: .utf8).contains("VMAF"))

        // Asked for and not measured counts as failed.
        let none = try bench.verify(bench.film, ["--vmaf"], environment: ["PATH": "/nowhere"])
        #expect(none.exitCode == 1 && none.text.contains("VMAF could not be measured: there is no ffmpeg on the PATH."))
        // Frames that are not at their time would be held against others.
        let late = try bench.made(
            "late.mp4", ["-vf", "tpad=start=3:start_mode=clone", "-frames:v", "60", "-c:a", "copy"])
        let other = try bench.verify(late, ["--vmaf", "--json"], environment: onPath)
        let told = try JSONDecoder().decode(Report.self, from: other.output)
        #expect(other.exitCode == 1 && told.picture?.vmaf == nil)
        #expect(told.deviations.contains { $0.code == "vmaf-unmeasured" && $0.message.contains("at its time") })
    }

    @Test func aFaintTextThatIsMissingIsTold() throws {
        let folder = try TemporaryFolder()
        let media = TestMedia.folder.path
        func draft(_ name: String, opacity: Double) throws -> String {
            try folder.write(
                """
                {"t":[{"tt":0,"sg":[{"src":"\(media)/clips/bunny-51.mp4","d":2000,"vol":0}]},
                      {"tt":7,"sg":[{"s":0,"d":2000,"tx":"© SAMPLE","op":\(opacity),"style":{"size":72}}]}],
                 "m":{"width":640,"height":360,"fps":25}}
                """, to: name)
        }
        let own = try draft("faint.json", opacity: 0.05)
        func codes(_ opacity: Double, quality: Int) throws -> [String] {
            let film = folder.path("film-\(opacity)-\(quality).mp4")
            let other = try draft("other-\(opacity).json", opacity: opacity)
            let made = try Subprocess.workprint([
                "render", other, "-o", film, "--progress", "none", "--cache", "none", "--preset", "veryfast", "--crf",
                "\(quality)",
            ])
            try #require(made.exitCode == 0, "\(made.errors)")
            let run = try Subprocess.workprint(["verify", film, "--draft", own, "--json"])
            return try JSONDecoder().decode(Report.self, from: run.output).deviations.map(\.code)
        }
        for quality in [18, 23] {
            #expect(try codes(0.05, quality: quality) == [], "\(quality)")
            #expect(try codes(0, quality: quality) == ["text-missing"], "\(quality)")
            #expect(try codes(0.15, quality: quality) == ["text-opacity"], "\(quality)")
        }
    }
}
