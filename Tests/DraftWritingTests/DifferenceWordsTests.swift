import DraftFormat
import DraftWriting
import Testing

/// In which words and units differences are told, and what is none although it is written otherwise.
@Suite("The words of differences")
struct DifferenceWordsTests {
    private func lines(_ old: String, _ new: String) throws -> [String] {
        let before = try DraftOutline(Array(old.utf8), path: "old.json", timeline: nil)
        let after = try DraftOutline(Array(new.utf8), path: "new.json", timeline: nil)
        return DraftDifference.changes(from: before, to: after).map(\.line)
    }

    private func picture(_ properties: String, canvas: String = #""width":1080,"height":1920"#) -> String {
        #"{"t":[{"tt":0,"sg":[{"src":"a.jpg","d":2000},{"src":"b.jpg","d":2000\#(comma(properties))}]}],"m":{\#(canvas)}}"#
    }

    private func sound(_ properties: String) -> String {
        #"{"t":[{"tt":1,"sg":[{"src":"a.m4a","d":2000\#(comma(properties))}]}]}"#
    }

    private func text(_ properties: String) -> String {
        #"{"t":[{"tt":7,"sg":[{"tx":"Hi","d":2000\#(comma(properties))}]}]}"#
    }

    private func comma(_ properties: String) -> String { properties.isEmpty ? "" : "," + properties }

    private static let gains: [(String, String, String)] = [
        ("0.8", #""35%""#, "80 % → 35 %"), (#""-6dB""#, #""-12 dB""#, "-6 dB → -12 dB"),
        // Old and new in one unit: that of the new one, else of the old one.
        ("1", #""-6dB""#, "0 dB → -6 dB"), (#""-6dB""#, "0.35", "-6 dB → -9.12 dB"),
        (#""-6dB""#, #""35%""#, "50.1187 % → 35 %"), (#""35%""#, #""-6dB""#, "-9.12 dB → -6 dB"),
        ("0.5", "0.25", "50 % → 25 %"), (#""-6dB""#, "0", "-6 dB → silent"), (#""-3dB""#, "", "-3 dB → 0 dB"),
        // Nearer than the words of decibels.
        (#""-6dB""#, #""-6.001dB""#, "50.1187 % → 50.113 %"),
    ]

    @Test("levels are said as the drafts write them", arguments: gains)
    func levels(_ old: String, _ new: String, _ expected: String) throws {
        func draft(_ gain: String) -> String { sound(gain.isEmpty ? "" : #""vol":\#(gain)"#) }
        #expect(try lines(draft(old), draft(new)) == ["sound “a”: volume \(expected)"])
    }

    @Test("so are those of keyframes, tracks and ducking")
    func otherLevels() throws {
        #expect(
            try lines(sound(#""kf":{"vol":[[0,1],[500,"-6dB"]]}"#), sound(#""kf":{"vol":[[0,1],[500,0.5]]}"#))
                == ["sound “a”: volume 0 dB at 0 s, -6 dB at 0.5 s → 0 dB at 0 s, -6.02 dB at 0.5 s"])
        #expect(
            try lines(sound(#""duck":true"#), sound(#""duck":"-20dB""#))
                == ["sound “a”: ducking to -12.04 dB → -20 dB"])
        let tracks = ["1", #""-3dB""#].map { #"{"t":[{"tt":1,"volume":\#($0),"sg":[{"src":"a.m4a","d":2000}]}]}"# }
        #expect(try lines(tracks[0], tracks[1]) == ["track 1 (audio): volume 0 dB → -3 dB"])
    }

    private static let lengths: [(String, String, String)] = [
        (#""x":"540px""#, #""x":"810px""#, "x 540 px → 810 px"), (#""y":"960px""#, #""y":"75%""#, "y 50 % → 75 %"),
        (#""y":0.25"#, #""y":"960px""#, "y 480 px → 960 px"), (#""w":"540px""#, #""w":0.25"#, "width 540 px → 270 px"),
        (#""w":0.5"#, #""w":0.25"#, "width 50 % → 25 %"), (#""h":"960px""#, "", "height 960 px → 1920 px"),
        (#""position":["108px",0.5]"#, #""x":"216px""#, "x 108 px → 216 px"),
        (#""kf":{"x":[[0,"0px"],[500,0.5]]}"#, #""x":0.25"#, "x 0 px at 0 s, 540 px at 0.5 s → 270 px"),
        (#""x":"left""#, #""x":"right""#, "x left → right"), (#""y":"top""#, #""y":0.25,"ay":0"#, "y top → 25 %"),
        (#""y":"bottom""#, "", "y bottom → 50 %"), (#""x":0,"ax":0"#, #""x":"center""#, "x left → 50 %"),
        (#""x":"left""#, #""x":0"#, "anchor x 0 → 0.5"), (#""x":"left""#, #""x":"left","ax":0.3"#, "anchor x 0 → 0.3"),
        (#""x":"left","ax":0.4"#, #""x":"left","ax":0.3"#, "anchor x 0.4 → 0.3"),
    ]

    @Test("lengths are said in pixels where a draft writes them so", arguments: lengths)
    func places(_ old: String, _ new: String, _ expected: String) throws {
        let found = try lines(picture(old), picture(new))
        #expect(found == ["picture “b”: \(expected)"])
    }

    @Test("the same pixels on another canvas are told in percent")
    func otherCanvas() throws {
        let found = try lines(
            picture(#""x":"270px""#), picture(#""x":"270px""#, canvas: #""width":540,"height":960"#))
        #expect(found == ["draft: canvas 1080x1920 → 540x960", "picture “b”: x 25 % → 50 %"])
    }

    private static let pictures: [(String, String)] = [
        // A transition lasts half a second where it does not say.
        (#""tr":"crossfade""#, #""tr":{"type":"crossfade","d":500}"#),
        (#""tr":{"type":"fade"}"#, #""tr":{"type":"cross_dissolve","d":"0.5s","ease":"linear"}"#),
        (#""tr":{"type":"wipeLeft"}"#, #""tr":{"type":"glsl_wipe-left","d":500}"#),
        (#""mask":"circle""#, #""mask":{"shape":"circle"}"#),
        (#""mask":"m.png""#, #""mask":{"src":"m.png","channel":"alpha"}"#),
        (#""fx":"sepia""#, #""fx":[{"type":"sepia","value":1}]"#),
        (#""fx":["greyscale"]"#, #""fx":{"type":"grayscale","value":"100%"}"#),
        (
            ##""fx":{"type":"chroma-key","color":"lime"}"##,
            ##""fx":{"type":"chromaKey","color":"#0f0","similarity":0.2,"smoothness":0.1,"spill":0}"##
        ),
        (#""position":[0.2,0.5]"#, #""x":0.2"#), (#""anchor":[0.5,1]"#, #""ay":1"#),
        (#""x":"left""#, #""x":0,"ax":0"#), (#""y":"bottom""#, #""y":"1920px","ay":1"#),
        (#""x":"left","ax":0.5"#, #""x":0"#), (#""x":"center""#, ""),
        (#""position":["right","top"]"#, #""x":1,"ax":1,"y":0,"ay":0"#),
        (#""x":"left","kf":{"x":[[0,0.2]]}"#, #""kf":{"x":[[0,"20%"]]}"#),
        (
            #""fit":"cover","crop":[0,0,0,0],"blend":"normal","sp":1,"ss":0,"rv":false,"op":"100%","h":1,"w":"1080px""#,
            ""
        ),
        (#""tr":false"#, ""), (#""fx":"none""#, #""fx":[]"#),
    ]
    private static let texts: [(String, String)] = [
        (#""an":"fade""#, #""an":{"in":{"type":"fade","d":500},"out":{"type":"fadeOut","d":"0.5s"}}"#),
        (#""an":{"type":"pop","d":300}"#, #""an":{"in":{"type":"pop","d":300},"out":{"type":"pop","d":300}}"#),
        (#""style":{"size":96,"stroke":true}"#, ##""style":{"size":96,"stroke":{"color":"#000","width":4}}"##),
        (#""style":{"stroke":"4px"}"#, ##""style":{"stroke":true,"size":96}"##),
        (#""style":{"size":48,"stroke":"red"}"#, ##""style":{"size":48,"stroke":{"color":"#f00","width":2}}"##),
        (
            #""style":{"size":48,"shadow":true}"#,
            ##""style":{"size":48,"shadow":{"color":"#00000080","x":0,"y":2,"blur":2}}"##
        ),
        (#""style":{"size":48,"box":"white"}"#, ##""style":{"size":48,"box":{"color":"#fff","padding":12}}"##),
        (
            #""kf":{"size":[[0,48],[500,96]]},"style":{"box":true}"#,
            ##""style":{"size":[[0,48],[500,96]],"box":{"color":"#00000099","padding":12,"radius":0}}"##
        ),
        (#""style":{"size":96,"color":"white","align":"centre","case":"none"}"#, ""), (#""w":0.86"#, ""),
        (#""style":{"stroke":false,"shadow":"none"}"#, ""),
    ]
    private static let sounds: [(String, String)] = [
        (#""duck":true"#, #""duck":{"to":0.25,"attack":150,"release":400}"#), (#""duck":0.5"#, #""duck":{"to":"50%"}"#),
        (#""vol":1,"fi":0,"loop":false,"mute":"no""#, ""), (#""vol":"0dB""#, #""vol":"100%""#),
    ]

    @Test("what is written out as it would be anyway is no difference")
    func defaults() throws {
        for (draft, pairs) in [({ self.picture($0) }, Self.pictures), (text, Self.texts), (sound, Self.sounds)] {
            for (old, new) in pairs {
                #expect(try lines(draft(old), draft(new)) == [], "\(old) \(new)")
                #expect(try lines(draft(new), draft(old)) == [], "\(new) \(old)")
            }
        }
        #expect(try lines(#"{"t":[],"output":{"quality":"high"}}"#, #"{"t":[]}"#) == [])
    }

    @Test("without a length a transition takes all of a shorter segment")
    func shortTransition() throws {
        func draft(_ transition: String) -> String {
            #"{"t":[{"tt":0,"sg":[{"src":"a.jpg","d":2000},{"src":"b.jpg","d":300,"tr":\#(transition)}]}]}"#
        }
        #expect(try lines(draft(#""fade""#), draft(#"{"type":"fade","d":300}"#)) == [])
        #expect(
            try lines(draft(#""fade""#), draft(#"{"type":"fade","d":200}"#))
                == ["picture “b”: transition fade 0.3 s → fade 0.2 s"])
        let listed = draft("null").replacing(
            #"]}]}"#, with: #"]}],"transitions":[{"from":"t/0/sg/0","to":"t/0/sg/1","type":"fade"}]}"#)
        #expect(try lines(draft(#""fade""#), listed) == [])
    }

    private static let things: [(String, String, [String])] = [
        ("", #""style":{"size":96,"stroke":true}"#, ["text stroke none → color #000000, width 4 px"]),
        (
            #""style":{"stroke":{"color":"red","width":4}}"#, #""style":{"stroke":{"color":"red","width":8}}"#,
            ["text stroke width 4 px → 8 px"]
        ),
        (
            #""style":{"size":96,"stroke":true}"#, #""style":{"size":96,"stroke":"red"}"#,
            ["text stroke color #000000 → #ff0000"]
        ),
        ("", #""an":"fade""#, ["animation none → in fade, out fade"]),
        (#""an":{"in":"pop"}"#, "", ["animation in pop → none"]),
        (
            #""an":"fade""#, #""an":{"in":"pop","out":{"type":"fade","d":300}}"#,
            ["animation in type fade → pop", "animation out length 0.5 s → 0.3 s"]
        ),
        (#""style":{"size":48}"#, "", ["text size 48 px → 96 px"]),
    ]

    @Test("a thing that comes or goes is one line, and one that changes is told by its parts", arguments: things)
    func parts(_ old: String, _ new: String, _ expected: [String]) throws {
        #expect(try lines(text(old), text(new)) == expected.map { "title “Hi”: \($0)" })
    }

    @Test("ducking that is only said to be there is there") func ducking() throws {
        #expect(try lines(sound(""), sound(#""duck":true"#)) == ["sound “a”: ducking none → yes"])
        #expect(try lines(sound(""), sound(#""duck":"-20dB""#)) == ["sound “a”: ducking none → to -20 dB"])
    }

    @Test("effects are told with what they say") func effects() throws {
        #expect(
            try lines(
                picture(#""fx":"sepia""#), picture(#""fx":[{"type":"sepia","value":"50%"},{"type":"blur","radius":8}]"#)
            )
                == ["picture “b”: effects sepia → sepia (value 0.5), blur (radius 8 px)"])
    }
}
