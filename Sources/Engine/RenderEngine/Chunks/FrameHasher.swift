import ContentIdentity
import Crypto
package import MediaBuffers

/// Digests of finished frames before encoding, as FFmpeg's `framemd5` computes them for yuv420p.
package enum FrameHasher {
    /// MD5 over the rows of luma, Cb and Cr without padding, in hexadecimal.
    package static func digest(of canvas: Canvas) -> String {
        var hasher = Insecure.MD5()
        for plane in [canvas.luma, canvas.cb, canvas.cr] {
            for y in 0..<plane.height {
                hasher.update(bufferPointer: UnsafeRawBufferPointer(start: plane.row(y), count: plane.width))
            }
        }
        return ContentDigest.hex(hasher.finalize())
    }
}
