import DraftFormat
import DraftWriting
import MediaTiming
import Testing
import TimelineModel

@Suite("Subtitles of a draft")
struct SubtitleWriterTests {
    private func cues(_ tracks: String, only: Set<Int>? = nil) throws -> [SubtitleCue] {
        let draft = DraftReader.read(Array("{\"t\":[\(tracks)]}".utf8), prober: FakeProber())
        #expect(draft.findings.isEmpty, "\(draft.findings)")
        return SubtitleWriter.cues(of: try #require(draft.timeline), tracks: only)
    }

    @Test("to the millisecond, cut at the end of the film") func times() throws {
        let cues = try cues(
            #"{"tt":7,"sg":[{"s":1,"d":3599999,"tx":"a"},{"s":3600000.4,"d":1000.2,"tx":"b\n\n  \nc"}]}"#)
        #expect(
            SubtitleWriter.text(of: cues, format: .srt)
                == "1\n00:00:00,001 --> 01:00:00,000\na\n\n2\n01:00:00,000 --> 01:00:01,001\nb\nc\n")
    }

    @Test("with what would be a tag escaped in WebVTT") func escaping() throws {
        let cues = try cues(#"{"tt":7,"sg":[{"d":1000,"tx":"a < b && <i>c</i>\n00:00 --> 1"}]}"#)
        #expect(
            SubtitleWriter.text(of: cues, format: .vtt)
                == "WEBVTT\n\n1\n00:00:00.000 --> 00:00:01.000\na &lt; b &amp;&amp; &lt;i&gt;c&lt;/i&gt;\n00:00 --&gt; 1\n"
        )
        let file = try #require(SubtitleFile(Array(SubtitleWriter.text(of: cues, format: .vtt).utf8)))
        #expect(file.cues == cues && file.problems.isEmpty)
    }

    private static let two = #"""
        {"tt":7,"sg":[{"s":0,"d":4000,"tx":"below","y":0.8}]},
        {"tt":7,"sg":[{"s":1000,"d":1000,"tx":"above","y":0.2},{"s":2000,"d":3000,"tx":"above","y":0.2}]},
        {"tt":7,"m":{"hidden":true},"sg":[{"s":0,"d":5000,"tx":"unseen"}]}
        """#

    @Test("with texts of the same time in one cue, the higher one first") func together() throws {
        #expect(
            try cues(Self.two) == [
                SubtitleCue(start: 0, end: 1_000, text: "below"),
                SubtitleCue(start: 1_000, end: 4_000, text: "above\nbelow"),
                SubtitleCue(start: 4_000, end: 5_000, text: "above"),
            ])
    }

    @Test("of one track") func oneTrack() throws {
        #expect(try cues(Self.two, only: [1]).map(\.text) == ["above", "above"])
        #expect(try cues(Self.two, only: [2]).map(\.text) == ["unseen"])
    }
}
