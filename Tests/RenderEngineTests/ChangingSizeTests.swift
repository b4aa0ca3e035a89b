import DraftLoading
import Foundation
import MediaBuffers
import RenderEngine
import TestSupport
import Testing
import TimelineModel

/// A film whose size changes on the way, as of a phone that was turned: each frame fills its box by its own size.
@Suite("Films whose size changes") struct ChangingSizeTests {
    private static let shapes = [(320, 180), (640, 360), (180, 320)]

    /// A second of each size: white, with a black border of a tenth of the shorter side, so that what is cut away is seen.
    private func film(in folder: TemporaryFolder) throws -> String {
        var list = ""
        for (width, height) in Self.shapes {
            let name = "\(width)x\(height).mkv"
            let made = try Subprocess.run(
                "ffmpeg",
                [
                    "-v", "error", "-f", "lavfi", "-i", "color=white:s=\(width)x\(height):r=10:d=1", "-vf",
                    "drawbox=c=black:t=\(min(width, height) / 10)", "-c:v", "libx264", "-crf", "2", "-pix_fmt",
                    "yuv420p", folder.path(name),
                ])
            #expect(made.exitCode == 0, "\(made.errors)")
            list += "file \(name)\n"
        }
        let lists = try folder.write(list, to: "list.txt")
        let joined = folder.path("joined.mkv")
        let made = try Subprocess.run(
            "ffmpeg", ["-v", "error", "-f", "concat", "-safe", "0", "-i", lists, "-c", "copy", joined])
        #expect(made.exitCode == 0, "\(made.errors)")
        return joined
    }

    /// The rows and columns of a canvas of 360x640 that are white, seen along its middle lines, at half-way through each
    /// second of a draft.
    private func whiteExtent(_ segment: String, _ second: Int, more: String = "") throws -> (across: Int, down: Int) {
        let folder = try TemporaryFolder()
        let path = try film(in: folder)
        let text = """
            {"t":[\(more){"tt":0,"sg":[{"src":"\(path)"\(segment)}]}],
             "m":{"fps":10,"width":360,"height":640,"background":"#0000ff"}}
            """
        let draft = DraftLoader().load(Array(text.utf8), baseDirectory: folder.url.path)
        let timeline = try #require(draft.timeline, "\(draft.findings)")
        let painter = try FramePainter(timeline: timeline, settings: RenderSettings())
        let image = try painter.image(frame: 10 * second + 5)
        func isWhite(_ x: Int, _ y: Int) -> Bool {
            let pixel = image.samples.row(y) + 4 * x
            return pixel[0] > 200 && pixel[1] > 200 && pixel[2] > 200
        }
        return ((0..<360).filter { isWhite($0, 320) }.count, (0..<640).filter { isWhite(180, $0) }.count)
    }

    /// What a shape fills by its own size, for a scale that depends on the two quotients of sides.
    private func expected(_ shape: (Int, Int), scale: (Double, Double)) -> (Double, Double) {
        let border = Double(min(shape.0, shape.1)) / 10
        return (
            min(360, (Double(shape.0) - 2 * border) * scale.0), min(640, (Double(shape.1) - 2 * border) * scale.1)
        )
    }

    @Test("by its own size", arguments: ["cover", "contain", "stretch", "none", "blur"], 0...2)
    func fits(_ mode: String, _ second: Int) throws {
        let shape = Self.shapes[second]
        let (across, down) = (360 / Double(shape.0), 640 / Double(shape.1))
        let scale =
            switch mode {
            case "cover": (max(across, down), max(across, down))
            case "contain", "blur": (min(across, down), min(across, down))
            case "none": (1.0, 1.0)
            default: (across, down)
            }
        let found = try whiteExtent(#","fit":"\#(mode)""#, second)
        let wanted = expected(shape, scale: scale)
        // A blurred backdrop of black and white is gray at most places, and white amid.
        if mode != "blur" {
            #expect(abs(Double(found.across) - wanted.0) <= 3 && abs(Double(found.down) - wanted.1) <= 3)
        } else {
            #expect(Double(found.across) >= wanted.0 - 3 && Double(found.down) >= wanted.1 - 3)
        }
    }

    /// A portrait first frame fits the portrait canvas exactly, so nothing below seems to be seen; a landscape one that
    /// follows leaves room, where what lies below must show.
    @Test("and what lies below shows beside it") func below() throws {
        let folder = try TemporaryFolder()
        let path = try film(in: folder)
        let text = """
            {"t":[{"tt":0,"sg":[{"src":"#ff0000","d":3000}]},
                  {"tt":0,"sg":[{"src":"\(path)","fit":"contain"}]}],"m":{"fps":10,"width":320,"height":180}}
            """
        let draft = DraftLoader().load(Array(text.utf8), baseDirectory: folder.url.path)
        let timeline = try #require(draft.timeline, "\(draft.findings)")
        let painter = try FramePainter(timeline: timeline, settings: RenderSettings())
        for (frame, isRed) in [(5, false), (15, false), (25, true), (6, false)] {
            let pixel = try painter.image(frame: frame).samples.row(90) + 4 * 20
            #expect((pixel[0] > 200 && pixel[1] < 60) == isRed, "frame \(frame): \(pixel[0]) \(pixel[1]) \(pixel[2])")
        }
    }

    @Test("flipped, cropped and with effects too") func decorated() throws {
        // A fifth less on each side of a turned frame, which then fills the canvas's width.
        let found = try whiteExtent(
            #","fit":"contain","crop":[0.2,0.2,0.2,0.2],"flip":"hv","fx":"grayscale""#, 2)
        #expect(found.across >= 357 && found.down >= 637, "\(found)")
    }
}
