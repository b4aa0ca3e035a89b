import Foundation

/// What x264 says about its settings in the streams that it makes. What it does not say is nil.
package struct X264Settings: Hashable, Sendable {
    /// How it spends bits.
    package enum RateControl: Hashable, Sendable {
        /// Constant rate factor.
        case crf(Double)
        /// Constant quantizer; 0 is lossless.
        case quantizer(Int)
        /// A mean bit rate in kbit/s, in one pass or two.
        case bitRate(Int)
    }

    /// Its version, such as `core 164 r3095 baee400`.
    package var version: String?
    /// How it spends bits.
    package var rateControl: RateControl?
    /// Frames from one key frame to the next at most; `Int.max` for no limit.
    package var keyframeInterval: Int?
    /// Whether groups of pictures are open.
    package var isOpenGOP: Bool?
    /// The preset that these settings look like, one of `VideoEncoderSettings.presets`.
    package var preset: String?
    /// All options in x264's own spelling.
    package var options: [String: String]

    /// Reads a message such as `x264 - core 164 r3095 baee400 - H.264/MPEG-4 AVC codec - … - options: cabac=1 ref=1 …`;
    /// nil where it is not x264's.
    package init?(message: String) {
        guard message.hasPrefix("x264 - ") else { return nil }
        let parts = message.components(separatedBy: " - ")
        version = parts.count > 1 ? String(parts[1].prefix(80)) : nil
        var options: [String: String] = [:]
        if let list = parts.first(where: { $0.hasPrefix("options: ") }) {
            for word in list.dropFirst("options: ".count).split(separator: " ").prefix(200) {
                let pair = word.split(separator: "=", maxSplits: 1)
                if pair.count == 2 { options[String(pair[0])] = String(pair[1]) }
            }
        }
        self.options = options
        rateControl = Self.rateControl(options)
        keyframeInterval = options["keyint"].flatMap { $0 == "infinite" ? .max : Int($0) }
        // Without B pictures groups cannot be open, and it does not say.
        isOpenGOP = options["open_gop"].map { $0 != "0" } ?? (options["bframes"] == "0" ? false : nil)
        // Each preset has a depth of search of its own; other options hardly change it, but for the deepest.
        let preset = options["subme"].flatMap(Int.init).flatMap { Self.presets[$0] }
        self.preset = preset == "slower" && options["bframes"] == "8" ? "veryslow" : preset
    }

    private static func rateControl(_ options: [String: String]) -> RateControl? {
        switch options["rc"] {
        case "crf": options["crf"].flatMap(Double.init).flatMap { (0...100).contains($0) ? .crf($0) : nil }
        case "cqp": options["qp"].flatMap(Int.init).flatMap { (0...100).contains($0) ? .quantizer($0) : nil }
        case "abr", "cbr", "2pass": options["bitrate"].flatMap(Int.init).map(RateControl.bitRate)
        default: nil
        }
    }

    /// Presets by `subme` (`x264 --fullhelp`).
    private static let presets = [
        0: "ultrafast", 1: "superfast", 2: "veryfast", 3: "veryfast", 4: "faster", 5: "faster", 6: "fast", 7: "medium",
        8: "slow", 9: "slower", 10: "veryslow", 11: "placebo",
    ]
}
