import CFFmpeg

/// How loud each channel of a source goes to the left and to the right.
enum StereoDownmix {
    /// The row of the left and the row of the right channel, or nil where the source is plain stereo. The layout becomes one
    /// that the resampler takes for as many channels.
    ///
    /// Mono goes to both at full level. Of others, left is L + 0.7071 C + 0.7071 Ls, right alike; the LFE channel is left
    /// out; nothing is normalized. What 5.1 does not have is treated as the nearest that it has: back and side channels
    /// as surrounds, a single one behind as both of them at half their power each. Two channels that are no pair are left
    /// and right; of more that have no places each goes to both sides, all together as loud as one.
    static func matrix(for layout: inout AVChannelLayout) -> [Double]? {
        let count = Int(layout.nb_channels)
        guard count > 0, count <= 64 else { return nil }
        if count == 1 { return [1, 1] }
        if count == 2,
            layout.order == AV_CHANNEL_ORDER_UNSPEC || layout.order == AV_CHANNEL_ORDER_NATIVE && layout.u.mask == 3
        {
            return nil
        }
        if layout.order == AV_CHANNEL_ORDER_UNSPEC { av_channel_layout_default(&layout, Int32(count)) }
        let isPlain = count > 2 && layout.order == AV_CHANNEL_ORDER_NATIVE
        defer { if !isPlain { layout = Self.anyLayout(of: count) } }
        var left = [Double](repeating: 0, count: count)
        var right = left
        for index in 0..<count {
            (left[index], right[index]) = gains(of: av_channel_layout_channel_from_index(&layout, UInt32(index)))
        }
        let isKnown = left.contains { $0 > 0 } && right.contains { $0 > 0 }
        if isKnown { return left + right }
        if count == 2 { return [1, 0, 0, 1] }
        return [Double](repeating: 1 / Double(count), count: 2 * count)
    }

    /// A layout of a number of channels whose places mean nothing.
    private static func anyLayout(of count: Int) -> AVChannelLayout {
        var layout = AVChannelLayout()
        layout.order = AV_CHANNEL_ORDER_NATIVE
        layout.nb_channels = Int32(count)
        layout.u.mask = count == 64 ? .max : (1 << UInt64(count)) - 1
        return layout
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
