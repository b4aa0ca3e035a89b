import MediaBuffers
import TimelineModel

extension PNGStructure: StillDecoder {
    static func recognizes(_ prefix: [UInt8]) -> Bool { prefix.starts(with: [0x89, 0x50, 0x4E, 0x47]) }

    static func identity(of file: borrowing SourceFile, head: FileBytes) throws(AssetProblem) -> StillIdentity {
        try isAnimated(file) ? .foreignAnimation(.png) : .still(.png)
    }

    func image(target: (width: Int, height: Int)?) throws(AssetProblem) -> RGBAImage { try PNGDecoder.decode(self) }
}
