import CFFmpeg

/// How loud each channel of a source goes to the left and to the right.
enum StereoDownmix {
    /// The row of the left and the row of the right channel, or nil where the source is stereo or of no known layout.
    ///
    /// Mono goes to both at full level. Of others, left is L + 0.7071 C + 0.7071 Ls, right alike; the LFE channel is left
    /// out; nothing is normalized. What 5.1 does not have is treated as the nearest that it has: back and side channels
    /// as surrounds, a single one behind as both of them at half their power each.
    static func matrix(for layout: inout AVChannelLayout) -> [Double]? {
        let count = Int(layout.nb_channels)
        guard count != 2, count > 0, count <= 64 else { return nil }
        if count == 1 { return [1, 1] }
        if layout.order == AV_CHANNEL_ORDER_UNSPEC { av_channel_layout_default(&layout, Int32(count)) }
        var left = [Double](repeating: 0, count: count)
        var right = left
        for index in 0..<count {
            (left[index], right[index]) = gains(of: av_channel_layout_channel_from_index(&layout, UInt32(index)))
        }
        let isKnown = left.contains { $0 > 0 } && right.contains { $0 > 0 }
        return isKnown ? left + right : nil
    }

    private static func gains(of channel: AVChannel) -> (left: Double, right: Double) {
        let half = 0.5.squareRoot()
        switch channel {
        case AV_CHAN_FRONT_LEFT, AV_CHAN_STEREO_LEFT: return (1, 0)
        case AV_CHAN_FRONT_RIGHT, AV_CHAN_STEREO_RIGHT: return (0, 1)
        case AV_CHAN_FRONT_CENTER, AV_CHAN_TOP_FRONT_CENTER: return (half, half)
        case AV_CHAN_SIDE_LEFT, AV_CHAN_BACK_LEFT, AV_CHAN_FRONT_LEFT_OF_CENTER, AV_CHAN_TOP_FRONT_LEFT,
            AV_CHAN_TOP_BACK_LEFT, AV_CHAN_TOP_SIDE_LEFT, AV_CHAN_WIDE_LEFT:
            return (half, 0)
        case AV_CHAN_SIDE_RIGHT, AV_CHAN_BACK_RIGHT, AV_CHAN_FRONT_RIGHT_OF_CENTER, AV_CHAN_TOP_FRONT_RIGHT,
            AV_CHAN_TOP_BACK_RIGHT, AV_CHAN_TOP_SIDE_RIGHT, AV_CHAN_WIDE_RIGHT:
            return (0, half)
        case AV_CHAN_BACK_CENTER, AV_CHAN_TOP_CENTER, AV_CHAN_TOP_BACK_CENTER: return (0.5, 0.5)
        default: return (0, 0)
        }
    }
}
