import DraftDocuments
import Foundation
import MediaTiming
import Testing

@Suite("A document that is changed")
struct EditingTests {
    private func document(_ text: String) throws -> DraftDocument { try DraftDocument(data: Data(text.utf8)) }

    @Test("reads short and foreign spellings, and keeps what they say") func shorthands() throws {
        var document = try document(
            ##"""
            {"t": [{"type": "Image", "muted": "yes", "sg": [
                {"src": "a.png", "d": "1000", "op": "50%", "x": "0.25", "tr": "crossfade", "fx": ["sepia"]}]},
              {"type": "caption", "sg": [{"tx": "a", "d": 900, "an": "fade"}]}]}
            """##)
        #expect(document.tracks.map(\.kind) == [.picture, .text])
        #expect(document.tracks[0].isMuted == true)
        let segment = document.tracks[0].segments[0]
        #expect(segment.duration == 1_000)
        #expect(segment.opacity == 0.5)
        #expect(segment.x == .fraction(0.25))
        #expect(segment.transition?.kind == .crossfade)
        #expect(segment.effects?.map(\.kind) == [.sepia])
        document.tracks[0].segments[0].transition?.duration = 250
        document.tracks[1].segments[0].animation?.exit?.duration = 300
        #expect(document.tracks[0].segments[0].transition?.value == ["type": "crossfade", "d": 250])
        #expect(
            document.tracks[1].segments[0].animation?.value == ["in": "fade", "out": ["type": "fade", "d": 300]])
    }

    @Test("keeps what it does not know, on every level") func unknownKeys() throws {
        var document = try document(
            ##"""
            {"future": {"a": [1, null]}, "t": [
              {"tt": 0, "hue": "x", "sg": [
                {"src": "a.png", "d": 1000, "x-id": 7, "m": {"author": "me", "op": 0.5},
                 "kf": {"sc": [{"time": 0, "value": 1, "note": "start"}, [500, 2, "ease-in"]], "z": [[0, 1]]},
                 "fx": [{"type": "glow", "power": 3}], "tr": {"type": "swirl", "d": 5, "turns": 2}},
                "no segment"]},
              {"tt": 42}]}
            """##)
        document.tracks[0].segments[0].opacity = 0.25
        document.tracks[0].segments[0].keyframes?.scale?[0].value = DraftScale(3)
        document.tracks[0].segments[0].effects?[0].amount = 1
        document.tracks[0].segments[0].transition?.duration = 250
        document.title = "New"
        #expect(
            document.root == [
                "future": ["a": [1, nil]],
                "t": [
                    [
                        "tt": 0, "hue": "x",
                        "sg": [
                            [
                                "src": "a.png", "d": 1000, "x-id": 7, "m": ["author": "me", "op": 0.25],
                                "kf": [
                                    "sc": [["time": 0, "value": 3, "note": "start"], [500, 2, "ease-in"]],
                                    "z": [[0, 1]],
                                ],
                                "fx": [["type": "glow", "power": 3, "value": 1]],
                                "tr": ["type": "swirl", "d": 250, "turns": 2],
                            ],
                            "no segment",
                        ],
                    ],
                    ["tt": 42],
                ],
                "m": ["title": "New"],
            ])
    }

    @Test("writes values where they stand, in the draft's own spelling") func spelling() throws {
        var document = try document(
            #"{"tracks":[{"type":"video","segments":[{"url":"a.mp4","length":"1.5s","metadata":{"playbackRate":2}}]}]}"#
        )
        document.tracks[0].segments[0].source = "b.mp4"
        document.tracks[0].segments[0].speed = 4
        document.tracks[0].segments[0].sourceStart = 200
        #expect(
            document.root == [
                "tracks": [
                    [
                        "type": "video",
                        "segments": [
                            ["url": "b.mp4", "length": "1.5s", "metadata": ["playbackRate": 4], "ss": 200]
                        ],
                    ]
                ]
            ])
    }

    @Test("does not touch what says the same already") func noChange() throws {
        let text = #"{"t": [{"tt": 1, "sg": [{"src": "a.m4a", "d": "1.5s", "vol": "35%", "sp": 1.0}]}]}"#
        var document = try document(text)
        document.tracks[0].segments[0].duration = 1_500
        document.tracks[0].segments[0].volume = .percent(35)
        document.tracks[0].segments[0].speed = 1
        document.tracks[0].kind = .sound
        #expect(document.text == text)
    }

    @Test("takes away every spelling of a key") func removal() throws {
        var document = try document(#"{"t":[{"tt":0,"sg":[{"op":1,"opacity":0.5,"m":{"op":0.2,"name":"n"}}]}]}"#)
        #expect(document.tracks[0].segments[0].opacity == 1)
        document.tracks[0].segments[0].opacity = nil
        #expect(document.root == ["t": [["tt": 0, "sg": [["m": ["name": "n"]]]]]])
    }

    @Test("may stand in a session state, whose neighbors stay") func sessionState() throws {
        var document = try document(#"{"data":{"state":{"draft":{"t":[{"tt":7,"sg":[]}]},"video_infos":[1]},"id":9}}"#)
        document.tracks[0].name = "Titles"
        document.duration = 2_000
        #expect(
            document.root == [
                "data": [
                    "state": [
                        "draft": ["t": [["tt": 7, "sg": [], "m": ["name": "Titles"]]], "d": 2000],
                        "video_infos": [1],
                    ],
                    "id": 9,
                ]
            ])
    }

    @Test("gets short spellings where it is new") func new() {
        var document = DraftDocument()
        var style = DraftTextStyle()
        style.size = 96
        style.stroke = DraftStroke()
        style.stroke?.color = "#000"
        var title = DraftSegment()
        title.text = "Hello"
        title.start = DraftTime(microseconds: 33_367)
        title.duration = DraftTime(nearestTo: MediaTime(seconds: Rational(1, 3)))
        title.style = style
        title.y = 0.75
        title.x = .pixels(540)
        title.keyframes = DraftKeyframes()
        title.keyframes?.opacity = [DraftKeyframe(0, 0), DraftKeyframe(500, 1, .easeOut)]
        document.tracks.append(DraftTrack(.text, name: "Titles", segments: [title]))
        document.frameRate = FrameRate(30_000, 1_001)
        document.output = DraftOutput()
        document.output?.quality = .draft
        #expect(
            document.root == [
                "v": 1,
                "t": [
                    [
                        "tt": 7, "m": ["name": "Titles"],
                        "sg": [
                            [
                                "tx": "Hello", "s": 33.367, "d": 333.333,
                                "style": ["size": 96, "stroke": ["color": "#000"]], "y": 0.75, "x": "540px",
                                "kf": ["op": [[0, 0], [500, 1, "ease-out"]]],
                            ]
                        ],
                    ]
                ],
                "m": ["fps": "30000/1001"], "output": ["quality": "draft"],
            ])
    }

    @Test(
        "reads every form of a value",
        arguments: [
            (#""1.5s""#, DraftTime(1_500)), (#""33.3670ms""#, DraftTime(33_367, decimalPlaces: 3)),
            ("1e3", DraftTime(1_000)), ("0.1000000004", DraftTime(1, decimalPlaces: 1)),
            ("33.333333333333336", DraftTime(33_333_333_333, decimalPlaces: 9)),
        ])
    func times(text: String, time: DraftTime) throws {
        let document = try document(#"{"t":[],"d":\#(text)}"#)
        #expect(document.duration == time)
    }

    @Test("times are exact") func exactTimes() {
        #expect(DraftTime(33_367, decimalPlaces: 3).mediaTime == MediaTime(microseconds: 33_367))
        #expect(DraftTime(microseconds: 33_000) == 33 && DraftTime(-1_500, decimalPlaces: 3).description == "-1.5 ms")
        #expect(DraftTime(5, decimalPlaces: 9).description == "0.000000005 ms")
    }

    @Test("gives words of other case styles as one") func words() throws {
        let document = try document(
            #"{"t":[{"tt":0,"sg":[{"blendMode":"softLight","fit":"FIT_ME","effects":[{"type":"chroma_key"}]}]}]}"#)
        let segment = document.tracks[0].segments[0]
        #expect(segment.blendMode == .softLight && segment.fit?.rawValue == "fit-me")
        #expect(segment.effects?[0].kind == .chromaKey)
    }
}
