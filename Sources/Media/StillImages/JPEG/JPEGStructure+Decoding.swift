import MediaBuffers
import TimelineModel

extension JPEGStructure: StillDecoder {
    static func recognizes(_ prefix: [UInt8]) -> Bool { prefix.starts(with: [0xFF, 0xD8, 0xFF]) }

    static func identity(of file: borrowing SourceFile, head: FileBytes) throws(AssetProblem) -> StillIdentity {
        .still(.jpeg)
    }

    func image(target: (width: Int, height: Int)?) throws(AssetProblem) -> RGBAImage {
        try JPEGDecoder.decode(self, target: target)
    }

    func rows(
        target: (width: Int, height: Int)?, wanted: ((_ width: Int) -> Range<Int>)?
    ) throws(AssetProblem) -> (any StillRows)? { try JPEGRows(self, target: target, wanted: wanted) }
}
