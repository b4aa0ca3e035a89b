import MediaBuffers
import TimelineModel

extension WebPStructure: StillDecoder {
    static func recognizes(_ prefix: [UInt8]) -> Bool { prefix.has("RIFF", at: 0) && prefix.has("WEBP", at: 8) }

    static func identity(of file: borrowing SourceFile, head: FileBytes) throws(AssetProblem) -> StillIdentity {
        isMarkedAnimated(head) ? .animation(.webp) : .still(.webp)
    }

    func image(target: (width: Int, height: Int)?) throws(AssetProblem) -> RGBAImage { try WebPDecoder.decode(self) }

    func animation() throws(AssetProblem) -> (any StillAnimation)? { hasFrames ? try WebPAnimation(self) : nil }
}
