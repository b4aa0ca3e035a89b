import CFFmpeg
import Diagnostics
import TimelineModel

/// What MP4 and QuickTime files may ask for that no decoder here can give.
enum MovieRemarks {
    /// The remarks on a file; none on one of another format.
    static func of(_ file: MediaFile, video: FileIndex.Video?) -> [AssetRemark] {
        var remarks: [AssetRemark] = []
        if let video, let stream = file.stream(video.stream), isDolbyVisionAlone(stream) {
            remarks.append(
                AssetRemark(
                    .assetDolbyVision,
                    "its colors are Dolby Vision's own (profile 5), which only licensed decoders know; they come out green "
                        + "and violet. Export it as HLG, HDR10 or SDR"))
        }
        guard file.formatName == "mov", let boxes = MovieBoxes.read(path: file.path) else { return remarks }
        for (track, kind) in [("vide", "picture"), ("soun", "sound")] {
            if let gap = firstGap(ofTrack: track, in: boxes) {
                remarks.append(
                    AssetRemark(
                        .assetEditGap,
                        "its edit list wants no \(kind) from \(gap.start) s to \(gap.end) s; what is shown or heard there "
                            + "is uncertain, here and in other programs. Convert it anew"))
            }
        }
        return remarks
    }

    /// Whether a picture has no base layer in the colors of any other standard (Dolby Vision Profiles and Levels, profile 5;
    /// a signal compatibility ID of 0).
    private static func isDolbyVisionAlone(_ stream: UnsafeMutablePointer<AVStream>) -> Bool {
        var size = 0
        guard let data = av_stream_get_side_data(stream, AV_PKT_DATA_DOVI_CONF, &size),
            size >= MemoryLayout<AVDOVIDecoderConfigurationRecord>.size
        else { return false }
        return data.withMemoryRebound(to: AVDOVIDecoderConfigurationRecord.self, capacity: 1) {
            $0.pointee.dv_profile == 5 || $0.pointee.dv_bl_signal_compatibility_id == 0
        }
    }

    /// The first stretch amid a track in which its edit list shows nothing, in seconds.
    private static func firstGap(ofTrack handler: String, in boxes: MovieBoxes) -> (start: String, end: String)? {
        guard let scale = boxes.timescale, scale > 0,
            let edits = boxes.tracks.first(where: { $0.handler == handler })?.edits
        else { return nil }
        var time: Int64 = 0
        for (index, edit) in edits.enumerated() {
            let (end, isOver) = time.addingReportingOverflow(edit.duration)
            if isOver { return nil }
            // One at the start is a delay, one at the end shows nothing that is not over.
            if edit.mediaTime == -1, index > 0, index + 1 < edits.count, edit.duration > 0 {
                return (hundredths(time, scale), hundredths(end, scale))
            }
            time = end
        }
        return nil
    }

    private static func hundredths(_ ticks: Int64, _ scale: UInt32) -> String {
        let value = (Double(ticks) / Double(scale) * 100).rounded() / 100
        // A file may say anything; what is no time is told as it is.
        return Int(exactly: value).map { "\($0)" } ?? "\(value)"
    }
}
