import Testing

@Suite("What a check finds in values")
struct ValueFindingTests {
    private let bench: DraftBench

    init() throws { bench = try DraftBench() }

    /// A property of an image and the code that it gives, or nothing where it is right.
    @Test(
        "of layers",
        arguments: [
            (#""x":20"#, ""), (#""x":20.1"#, "out-of-range /x"), (#""x":540"#, "out-of-range /x"),
            (#""x":-20"#, ""), (#""x":-20.1"#, "out-of-range /x"), (#""x":"50%""#, ""), (#""x":"540px""#, ""),
            (#""x":"2000%""#, ""), (#""x":"2001%""#, "out-of-range /x"), (#""x":"540""#, "out-of-range /x"),
            (#""x":"px""#, "out-of-range /x"), (#""x":true"#, "wrong-type /x"), (#""y":"38400px""#, ""),
            (#""y":"38401px""#, "out-of-range /y"), (#""w":0"#, ""), (#""w":-0.1"#, "out-of-range /w"),
            (#""h":"-1px""#, "out-of-range /h"), (#""position":[0.5,"10px"]"#, ""),
            (#""position":[0.5]"#, "out-of-range /position"), (#""position":0.5"#, "wrong-type /position"),
            (#""position":[0.5,500]"#, "out-of-range /position/1"), (#""anchor":[0,1]"#, ""),
            (#""anchor":["left",1]"#, "wrong-type /anchor/0"), (#""ax":11"#, "out-of-range /ax"),
            (#""sc":0"#, ""), (#""sc":-1"#, "out-of-range /sc"), (#""sc":[1,2]"#, ""),
            (#""sc":[1]"#, "out-of-range /sc"),
            (#""sc":[1,101]"#, "out-of-range /sc/1"), (#""sc":"big""#, "wrong-type /sc"),
            (#""ro":-36000"#, ""), (#""ro":36001"#, "out-of-range /ro"), (#""op":1"#, ""),
            (#""op":1.01"#, "out-of-range /op"),
            (#""op":-0.0"#, ""), (#""op":1e-400"#, ""), (#""op":1e999"#, "out-of-range /op"),
            (#""crop":[0.5,0,0.49,0]"#, ""), (#""crop":[0.5,0,0.5,0]"#, "out-of-range /crop"),
            (#""crop":[0,0,0]"#, "out-of-range /crop"), (#""crop":[0,0,0,1.1]"#, "out-of-range /crop/3"),
            (#""crop":0.1"#, "wrong-type /crop"), (#""flip":"hv""#, ""), (#""flip":"vh""#, "out-of-range /flip"),
            (#""radius":10000"#, ""), (#""radius":"12px""#, ""), (#""radius":10001"#, "out-of-range /radius"),
            (#""radius":-1"#, "out-of-range /radius"), (#""vol":4"#, ""), (#""vol":4.01"#, "out-of-range /vol"),
            (#""vol":"400%""#, ""), (#""vol":"401%""#, "out-of-range /vol"), (#""vol":"-6dB""#, ""),
            (#""vol":"+12 dB""#, ""), (#""vol":"13dB""#, "out-of-range /vol"), (#""vol":"loud""#, "out-of-range /vol"),
            (#""vol":-0.1"#, "out-of-range /vol"), (#""fi":-1"#, "out-of-range /fi"), (#""fo":"0.5s""#, ""),
            (#""mute":2"#, "wrong-type /mute"), (#""fit":7"#, "wrong-type /fit"), (#""rv":null"#, ""),
        ])
    func layer(property: String, expected: String) {
        let code = expected.isEmpty ? [] : ["error " + expected.replacing(" /", with: " /t/0/sg/0/")]
        #expect(bench.findings(image(property)) == code)
    }

    @Test(
        "of keyframes",
        arguments: [
            (#""kf":{"x":[[0,0]]}"#, ""), (#""kf":{"x":[]}"#, "out-of-range kf/x"),
            (#""kf":{"x":0.5}"#, "wrong-type kf/x"),
            (#""kf":[]"#, "wrong-type kf"), (#""x":[]"#, "out-of-range x"),
            (#""x":[[0,0],[100,1],[100,0]]"#, "keyframe-order x/2"),
            (#""kf":{"scale":[[100,1],[0,2]]}"#, "keyframe-order kf/scale/1"),
            (#""kf":{"x":[[0]]}"#, "out-of-range kf/x/0"), (#""kf":{"x":[[0,0,"linear",0]]}"#, "out-of-range kf/x/0"),
            (#""kf":{"x":[[-1,0]]}"#, "out-of-range kf/x/0/0"), (#""kf":{"x":[[0,"a"]]}"#, "out-of-range kf/x/0/1"),
            (#""kf":{"x":[[0,0,"bounce"]]}"#, "out-of-range kf/x/0/2"),
            (#""kf":{"x":[[0,0,7]]}"#, "wrong-type kf/x/0/2"),
            (#""kf":{"x":[[0,0,[0,0,1,1]]]}"#, ""), (#""kf":{"x":[[0,0,[0,9,1,-9]]]}"#, ""),
            (#""kf":{"x":[[0,0,[1.1,0,1,1]]]}"#, "out-of-range kf/x/0/2/0"),
            (#""kf":{"x":[[0,0,[0,0,1]]]}"#, "out-of-range kf/x/0/2"), (#""kf":{"x":[7]}"#, "wrong-type kf/x/0"),
            (#""kf":{"x":[{"time":0,"value":0,"easing":"easeIn"}]}"#, ""),
            (#""kf":{"x":[{"time":0}]}"#, "missing-key kf/x/0"), (#""kf":{"x":[{"value":0}]}"#, "missing-key kf/x/0"),
            (#""kf":{"x":[{"time":0,"value":"z"}]}"#, "out-of-range kf/x/0/value"),
            (#""kf":{"op":[[0,0],[9,1.5]]}"#, "out-of-range kf/op/1/1"), (#""kf":{"sc":[[0,[1,2]],[9,3]]}"#, ""),
            (#""kf":{"radius":[[0,1],[9,2]],"vol":[[0,"0%"],[9,"-3dB"]]}"#, ""),
        ])
    func keyframes(property: String, expected: String) {
        let code = expected.isEmpty ? [] : ["error " + expected.replacing(" ", with: " /t/0/sg/0/")]
        #expect(bench.findings(image(property)) == code)
    }

    @Test(
        "keyframes of what a segment has not",
        arguments: [
            (image(#""kf":{"size":[[0,9]]}"#), "/t/0/sg/0/kf/size"),
            (image(#""kf":{"fit":[[0,9]]}"#), "/t/0/sg/0/kf/fit"),
            (sounds(#"{"src":"lofi.m4a","kf":{"x":[[0,9]]}}"#), "/t/0/sg/0/kf/x"),
            (texts(#"{"tx":"","d":9,"kf":{"vol":[[0,1]]}}"#), "/t/0/sg/0/kf/vol"),
        ])
    func foreignKeyframes(json: String, pointer: String) {
        #expect(bench.findings(json) == ["warning unknown-key \(pointer)"])
    }

    @Test(
        "of text styles",
        arguments: [
            (
                #""size":96,"weight":400,"italic":true,"color":"teal","align":"left","lineHeight":1,"letterSpacing":-2"#,
                ""
            ),
            (
                ##""case":"upper","stroke":{"color":"#000","width":4},"shadow":{"color":"black","x":2,"y":2,"blur":4}"##,
                ""
            ),
            (##""box":{"color":"#00080","padding":12}"##, "error out-of-range /box/color"),
            (##""box":{"color":"#0008","padding":12}"##, ""),
            (##""box":{"color":"#00000080","padding":12,"radius":"8px"},"highlight":"gold""##, ""),
            (#""size":0"#, "error out-of-range /size"), (#""size":2001"#, "error out-of-range /size"),
            (#""weight":950"#, "error out-of-range /weight"), (#""weight":400.5"#, "error out-of-range /weight"),
            (#""weight":"fat""#, "error wrong-type /weight"), (#""align":"justify""#, "error out-of-range /align"),
            (#""case":"small""#, "error out-of-range /case"), (#""stroke":{"width":4}"#, "error missing-key /stroke"),
            (#""stroke":{"color":"red"}"#, "error missing-key /stroke"), (#""shadow":{}"#, "error missing-key /shadow"),
            (#""shadow":{"color":"red","blur":501}"#, "error out-of-range /shadow/blur"), (#""font":"Georgia""#, ""),
            (#""font":"Hand.ttf""#, ""), (#""font":"None.ttf""#, "warning font-missing /font"),
            (#""font":"fonts/None""#, "warning font-missing /font"), (#""font":"""#, "error out-of-range /font"),
            (#""colour":"red""#, "warning unknown-key /colour"), (#""color":"redd""#, "error out-of-range /color"),
            (#""size":[[0,50],[9,96]]"#, ""), (#""italic":"maybe""#, "error wrong-type /italic"),
        ])
    func style(members: String, expected: String) {
        let findings = bench.findings(texts(#"{"tx":"a","d":9,"st":{\#(members)}}"#))
        #expect(findings == (expected.isEmpty ? [] : [expected.replacing(" /", with: " /t/0/sg/0/st/")]))
    }

    @Test(
        "of the canvas",
        arguments: [
            (#"{"width":1080,"height":1920}"#, ""), (#"{"width":16,"height":16}"#, ""),
            (#"{"width":720,"height":1280}"#, ""),
            (#"{"width":1080,"height":1922}"#, "canvas-size /m/height"),
            (#"{"width":14,"height":16}"#, "canvas-size /m/width"),
            (#"{"width":1081,"height":1920}"#, "canvas-size /m/width"),
            (#"{"width":1920,"height":1082}"#, "canvas-size /m/height"),
            (#"{"width":1082,"height":1920}"#, "canvas-size /m/width"),
            (#"{"width":100.5,"height":100}"#, "canvas-size /m/width"),
            (#"{"width":"wide","height":1920}"#, "wrong-type /m/width"),
            (#"{"width":1080}"#, "missing-key /m/width"), (#"{"ratio":"4:5"}"#, ""),
            (#"{"ratio":"3:4"}"#, "out-of-range /m/ratio"),
            (#"{"fps":60}"#, ""), (#"{"fps":60.001}"#, "out-of-range /m/fps"),
            (#"{"fps":0.999}"#, "out-of-range /m/fps"),
            (#"{"fps":"30000/1001"}"#, ""), (#"{"fps":"240000/1001"}"#, "out-of-range /m/fps"),
            (#"{"fps":"30/0"}"#, "out-of-range /m/fps"), (#"{"fps":"30030/1002"}"#, "out-of-range /m/fps"),
            (#"{"fps":"30000/1001/1"}"#, "out-of-range /m/fps"), (#"{"fps":12.3456}"#, "out-of-range /m/fps"),
            (#"{"fps":true}"#, "wrong-type /m/fps"), (#"{"fps":1e300}"#, "out-of-range /m/fps"),
        ])
    func canvas(metadata: String, expected: String) {
        let findings = bench.findings(pictures(##"{"src":"#123","d":9}"##, #","m":\#(metadata)"#))
        #expect(findings == (expected.isEmpty ? [] : ["error " + expected]))
    }
}
