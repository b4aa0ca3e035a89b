import CFFmpeg
import MediaBuffers

// FFmpeg's numbers are the code points of ITU-T H.273.
extension ColorDescription {
    /// What a container and a bitstream say together.
    init(_ parameters: AVCodecParameters) {
        self.init(
            parameters.color_primaries, parameters.color_trc, parameters.color_space, parameters.color_range)
    }

    /// What a decoded frame says.
    init(_ frame: AVFrame) {
        self.init(frame.color_primaries, frame.color_trc, frame.colorspace, frame.color_range)
    }

    private init(
        _ primaries: AVColorPrimaries, _ transfer: AVColorTransferCharacteristic, _ matrix: AVColorSpace,
        _ range: AVColorRange
    ) {
        self.init(
            primaries: ColorPrimaries(rawValue: Int(primaries.rawValue)),
            transfer: ColorTransfer(rawValue: Int(transfer.rawValue)),
            matrix: ColorMatrix(rawValue: Int(matrix.rawValue)),
            range: ColorRange(isFull: range == AVCOL_RANGE_UNSPECIFIED ? nil : range == AVCOL_RANGE_JPEG))
    }

    /// Tells an encoder.
    func apply(to context: inout AVCodecContext) {
        context.color_primaries = AVColorPrimaries(rawValue: UInt32(primaries.rawValue))
        context.color_trc = AVColorTransferCharacteristic(rawValue: UInt32(transfer.rawValue))
        context.colorspace = AVColorSpace(rawValue: UInt32(matrix.rawValue))
        context.color_range = rangeCode
    }

    /// Tells a muxer.
    func apply(to parameters: inout AVCodecParameters) {
        parameters.color_primaries = AVColorPrimaries(rawValue: UInt32(primaries.rawValue))
        parameters.color_trc = AVColorTransferCharacteristic(rawValue: UInt32(transfer.rawValue))
        parameters.color_space = AVColorSpace(rawValue: UInt32(matrix.rawValue))
        parameters.color_range = rangeCode
    }

    private var rangeCode: AVColorRange {
        switch range {
        case .unspecified: AVCOL_RANGE_UNSPECIFIED
        case .limited: AVCOL_RANGE_MPEG
        case .full: AVCOL_RANGE_JPEG
        }
    }
}
