import Foundation
import TestSupport
import Testing

/// `inspect --sources` as it is typed.
@Suite struct SourcesCommandTests {
    @Test func aDraftWithGoodSources() throws {
        let folder = try TemporaryFolder()
        let draft = try folder.write(
            #"{"t":[{"tt":0,"sg":[{"src":"awkward/vfr.mp4","d":500}]}]}"#, to: "draft.json")
        let told = try Subprocess.workprint(["inspect", draft, "--sources", "--assets", TestMedia.folder.path])
        #expect(told.exitCode == 0 && told.errors.isEmpty, "\(told.errors)")
        for line in [
            "1  awkward/vfr.mp4", "h264 High, 640x360 yuv420p, 8 bit, opaque", "variable, ",
            "matrix untagged, primaries untagged, transfer untagged, range untagged", "used     /t/0/sg/0/src",
            "- variable-rate: ", "- upscaled at /t/0/sg/0: 640x360 is shown up to 5.33 times as large",
        ] {
            #expect(told.text.contains(line), "\(line) in\n\(told.text)")
        }
        let data = try Subprocess.workprint([
            "inspect", draft, "--sources", "--json", "--assets", TestMedia.folder.path,
        ])
        let root = try #require(try JSONSerialization.jsonObject(with: Data(data.text.utf8)) as? [String: Any])
        let source = try #require((root["sources"] as? [[String: Any]])?.first)
        let picture = try #require(source["picture"] as? [String: Any])
        #expect(source["isUsable"] as? Bool == true && picture["frames"] as? Int == 77)
        #expect((picture["rate"] as? [String: Any])?["isConstant"] as? Bool == false)
        let codes = (source["notes"] as? [[String: Any]])?.compactMap { $0["code"] as? String }
        #expect(
            codes == [
                "untagged-color", "variable-rate", "source-sound-long", "sound-resampled", "sound-mono", "upscaled",
            ])
    }

    @Test func aSourceThatCannotBeUsedIsExitCode2() throws {
        let folder = try TemporaryFolder()
        let draft = try folder.write(
            #"{"t":[{"tt":0,"sg":[{"src":"corrupt/badcrc.png","d":500},{"src":"photos/cat.png","d":500}]}]}"#,
            to: "draft.json")
        let told = try Subprocess.workprint(["inspect", draft, "--sources", "--assets", TestMedia.folder.path])
        #expect(told.exitCode == 2)
        #expect(told.text.contains("! asset-damaged: ") && told.text.contains("2  photos/cat.png"))
    }
}
