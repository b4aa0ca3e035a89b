import Foundation
import MediaBuffers

extension StereoSamples {
    /// The samples of raw 32-bit floats, left and right in turn.
    init(interleaved data: Data) {
        self.init()
        data.withUnsafeBytes { bytes in
            let values = bytes.bindMemory(to: Float.self)
            left = stride(from: 0, to: values.count - 1, by: 2).map { values[$0] }
            right = stride(from: 0, to: values.count - 1, by: 2).map { values[$0 + 1] }
        }
    }
}
