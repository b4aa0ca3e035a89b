import MediaTiming
import RenderEngine
package import TimelineModel

/// What a draft's frames and sound are, to be held against those of another day, engine or machine.
package struct GoldenRecord: Hashable, Sendable {
    /// Size of the frames in pixels.
    package var size: CanvasSize
    /// Seconds of a frame as a fraction, such as `1/30`.
    package var frameDuration: String
    /// MD5 of each frame before encoding.
    package var hashes: [String]
    /// The frames in little; empty where they were not recorded.
    package var signatures: [FrameSignature]
    /// The sound second by second; nil where it was not recorded.
    package var sound: [GoldenSecond]?
    /// Engine that made the record; nil where it is not said.
    package var engine: String?
    /// Code values by which cells of a frame may differ; 0 asks for equal frames.
    package var tolerance = 0
    /// Whether the size is another one than the draft asks for.
    package var hasOwnSize = false
}

/// One second of a mixed sound.
package struct GoldenSecond: Hashable, Sendable {
    /// MD5 of its samples, 32 bit floats, left and right in turn.
    package var digest: String
    /// Level of the left channel, dBFS RMS in hundredths; −12000 for silence.
    package var left: Int
    /// Level of the right channel, the same.
    package var right: Int
}

extension GoldenRecord {
    /// The frames as FFmpeg's `framemd5` lists them, so that a lossless render can be held against the list:
    /// `ffmpeg -i out.mp4 -map 0:v -f framemd5 -`.
    package var frameList: String {
        let bytes = size.width * size.height * 3 / 2
        var lines = [
            "#format: frame checksums", "#version: 2", "#hash: MD5", "#tb 0: \(frameDuration)",
            "#media_type 0: video", "#codec_id 0: rawvideo", "#dimensions 0: \(size.width)x\(size.height)",
            "#sar 0: 1/1", "#stream#, dts,        pts, duration,     size, hash",
        ]
        for (index, hash) in hashes.enumerated() {
            let number = Self.pad("\(index)", 10)
            lines.append("0, \(number), \(number), \(Self.pad("1", 8)), \(Self.pad("\(bytes)", 8)), \(hash)")
        }
        return lines.joined(separator: "\n") + "\n"
    }

    /// All that is not in the list of frames: settings, sound, and the frames in little.
    ///
    /// A frame that equals the one before is written as `=`.
    package var details: String {
        var lines = ["#workprint golden 1"]
        if let engine { lines.append("engine \(engine)") }
        lines.append("size \(size.width)x\(size.height)\(hasOwnSize ? " asked" : "")")
        lines.append("tolerance \(tolerance)")
        for (second, sound) in (sound ?? []).enumerated() {
            lines.append("sound \(second) \(sound.digest) \(sound.left) \(sound.right)")
        }
        if sound != nil { lines.append("sound-end") }
        var last: FrameSignature?
        for (index, signature) in signatures.enumerated() {
            lines.append("frame \(index) \(signature == last ? "=" : signature.text)")
            last = signature
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private static func pad(_ text: String, _ width: Int) -> String {
        String(repeating: " ", count: max(0, width - text.count)) + text
    }
}

/// Why a record cannot be read.
package struct GoldenProblem: Error, Sendable, CustomStringConvertible {
    package let description: String

    /// A problem in words.
    package init(description: String) { self.description = description }
}

extension GoldenRecord {
    /// The most frames that a record may have; a draft of the longest kind has fewer.
    private static let frameLimit = 2_000_000

    /// Reads a list of frames, and the details where there are some.
    package init(frameList: String, details: String?) throws(GoldenProblem) {
        var size: CanvasSize?
        var duration: String?
        var hashes: [String] = []
        for line in frameList.split(whereSeparator: \.isNewline) {
            if line.hasPrefix("#dimensions 0: ") {
                size = Self.size(line.dropFirst("#dimensions 0: ".count))
            } else if line.hasPrefix("#tb 0: ") {
                duration = String(line.dropFirst("#tb 0: ".count))
            } else if !line.hasPrefix("#") {
                let cells = line.split(separator: ",").map { $0.filter { $0 != " " } }
                guard cells.count == 6, cells[1] == "\(hashes.count)", cells[5].count == 32,
                    cells[5].allSatisfy(\.isHexDigit), hashes.count < Self.frameLimit
                else { throw GoldenProblem(description: "the line “\(line.prefix(80))” is no frame \(hashes.count)") }
                hashes.append(cells[5])
            }
        }
        guard let size, let duration, !hashes.isEmpty else {
            throw GoldenProblem(description: "it is no list of frames with their size and rate")
        }
        self.init(size: size, frameDuration: duration, hashes: hashes, signatures: [], sound: nil)
        if let details { try read(details: details) }
    }

    private mutating func read(details: String) throws(GoldenProblem) {
        var seconds: [GoldenSecond] = []
        for line in details.split(whereSeparator: \.isNewline) where !line.hasPrefix("#") {
            let words = line.split(separator: " ").map(String.init)
            func fail() -> GoldenProblem { GoldenProblem(description: "the line “\(line.prefix(80))” makes no sense") }
            switch (words.first, words.count) {
            case ("engine", 2): engine = words[1]
            case ("size", 2...3):
                guard Self.size(words[1][...]) == size else { throw fail() }
                hasOwnSize = words.count == 3
            case ("tolerance", 2):
                guard let value = Int(words[1]), (0...255).contains(value) else { throw fail() }
                tolerance = value
            case ("sound", 5):
                guard Int(words[1]) == seconds.count, let left = Int(words[3]), let right = Int(words[4]),
                    (-20_000...20_000).contains(left), (-20_000...20_000).contains(right),
                    seconds.count < Self.frameLimit
                else { throw fail() }
                seconds.append(GoldenSecond(digest: words[2], left: left, right: right))
            case ("sound-end", 1): sound = seconds
            case ("frame", 3):
                guard Int(words[1]) == signatures.count, signatures.count < hashes.count else { throw fail() }
                let signature = words[2] == "=" ? signatures.last : FrameSignature(text: words[2])
                guard let signature else { throw fail() }
                signatures.append(signature)
            default: throw fail()
            }
        }
        guard signatures.count == hashes.count, sound != nil else {
            throw GoldenProblem(description: "the details end early; record it again")
        }
    }

    private static func size(_ text: Substring) -> CanvasSize? {
        let sides = text.split(separator: "x").compactMap { Int($0) }
        guard sides.count == 2, sides.allSatisfy({ (2...16_384).contains($0) }) else { return nil }
        return CanvasSize(width: sides[0], height: sides[1])
    }
}
