import Foundation
import Synchronization
import TestSupport
import WorkprintKit

/// Drafts for the tests of the library.
enum KitDraft {
    static func small(_ name: String) throws -> Draft {
        try Draft(contentsOf: TestMedia.repositoryRoot.appending(path: "Fixtures/Drafts/small/\(name).json"))
    }

    /// One color, 320x240 at 30 fps.
    static func still(seconds: Int) -> Draft {
        Draft(data: Data(text("#204060", seconds: seconds).utf8), folder: URL(fileURLWithPath: "/"))
    }

    /// A square that moves over a color, 320x240 at 30 fps, so that each frame is another one.
    static func moving(seconds: Int, color: String = "#c04020") -> Draft {
        Draft(data: Data(movingText(seconds: seconds, color: color).utf8), folder: URL(fileURLWithPath: "/"))
    }

    static func movingText(seconds: Int, color: String = "#c04020") -> String {
        let length = seconds * 1_000
        return """
            {"t":[{"tt":0,"sg":[{"src":"#204060","d":\(length)}]},
                  {"tt":0,"sg":[{"src":"\(color)","d":\(length),"w":0.2,"h":0.2,"kf":{"x":[[0,0],[\(length),1]]}}]}],
             "m":{"width":320,"height":240,"fps":30}}
            """
    }

    private static func text(_ source: String, seconds: Int) -> String {
        """
        {"t":[{"tt":0,"sg":[{"src":"\(source)","d":\(seconds * 1_000)}]}],"m":{"width":320,"height":240,"fps":30}}
        """
    }
}

/// Values that several threads collect.
final class Collected<Value: Sendable>: Sendable {
    private let values = Mutex<[Value]>([])

    var all: [Value] { values.withLock { $0 } }

    func append(_ value: Value) { values.withLock { $0.append(value) } }
}
