import Diagnostics
import MediaBuffers
import MediaTiming
package import SourceReports
import TimelineModel

/// `inspect --sources --json`.
package enum SourcesJSON {
    private struct Document: Encodable {
        var sources: [Source]
    }

    private struct Source: Encodable {
        var name: String
        var path: String?
        var pointers: [String]
        var isUsable: Bool
        var kind: String?
        var format: String?
        var bytes: Int?
        var clockStartSeconds: Double?
        var picture: Picture?
        var sound: Sound?
        var notes: [Note]
    }

    private struct Picture: Encodable {
        struct Rate: Encodable {
            var isConstant: Bool
            var least: Double
            var mean: Double
            var largest: Double
        }
        struct Color: Encodable {
            var model: String?
            var matrix: String?
            var primaries: String?
            var transfer: String?
            var range: String?
            var iccProfileBytes: Int?
            var gamma: Double?
            var hasChromaticities: Bool
            var isTaggedSRGB: Bool
        }

        var codec: String
        var profile: String?
        var pixelFormat: String
        var bitDepth: Int
        var hasAlpha: Bool
        var storedWidth: Int
        var storedHeight: Int
        var shownWidth: Int?
        var shownHeight: Int?
        var sampleAspect: String
        var clockwiseTurn: Int
        var isMirrored: Bool
        var isInterlaced: Bool
        var isTopFieldFirst: Bool?
        var frames: Int?
        var startSeconds: Double?
        var endSeconds: Double?
        var rate: Rate?
        var longestKeyframeDistance: Int?
        var color: Color
    }

    private struct Sound: Encodable {
        var codec: String
        var profile: String?
        var sampleRate: Int
        var channels: Int
        var layout: String?
        var startSeconds: Double?
        var endSeconds: Double?
        var streams: Int
        var hasCover: Bool
    }

    private struct Note: Encodable {
        var code: String
        var severity: String
        var pointer: String?
        var message: String
    }

    /// One object for each source.
    package static func text(of reports: [SourceReport]) throws -> String {
        try JSONText.of(Document(sources: reports.map(source)))
    }

    private static func source(_ report: SourceReport) -> Source {
        Source(
            name: report.name, path: report.path, pointers: report.pointers, isUsable: report.isUsable,
            kind: report.facts?.kind.rawValue, format: report.facts?.format, bytes: report.details?.byteCount,
            clockStartSeconds: report.details?.clockStart.doubleValue,
            picture: report.details?.picture.map { picture($0, report) },
            sound: report.details?.sound.map { sound($0, report) },
            notes: report.notes.map { note in
                Note(
                    code: note.code.rawValue, severity: note.isError ? "error" : "note", pointer: note.pointer,
                    message: note.message)
            })
    }

    private static func picture(_ picture: PictureDetails, _ report: SourceReport) -> Picture {
        let times = report.facts?.kind == .still ? nil : report.facts?.picture?.frameTimes
        let color = picture.color
        return Picture(
            codec: picture.codec, profile: picture.profile, pixelFormat: picture.pixelFormat,
            bitDepth: picture.bitDepth, hasAlpha: picture.hasAlpha, storedWidth: picture.storedWidth,
            storedHeight: picture.storedHeight, shownWidth: report.shownSize?.width,
            shownHeight: report.shownSize?.height, sampleAspect: picture.sampleAspect.description,
            clockwiseTurn: picture.turn.degrees, isMirrored: picture.turn.isMirrored,
            isInterlaced: picture.isInterlaced, isTopFieldFirst: picture.isInterlaced ? picture.isTopFieldFirst : nil,
            frames: times?.starts.count, startSeconds: times?.starts.first?.doubleValue,
            endSeconds: times?.end.doubleValue,
            rate: report.cadence.map {
                .init(isConstant: $0.isConstant, least: $0.leastRate, mean: $0.meanRate, largest: $0.largestRate)
            },
            longestKeyframeDistance: picture.longestKeyframeDistance,
            color: .init(
                model: color.model, matrix: color.taggedMatrix, primaries: color.tags.primaries.name,
                transfer: color.tags.transfer.name,
                range: color.tags.range.isFull.map { $0 ? "full" : "limited" }, iccProfileBytes: color.profileBytes,
                gamma: color.gamma, hasChromaticities: color.hasChromaticities, isTaggedSRGB: color.isTaggedSRGB))
    }

    private static func sound(_ sound: SoundDetails, _ report: SourceReport) -> Sound {
        Sound(
            codec: sound.codec, profile: sound.profile, sampleRate: sound.sampleRate, channels: sound.channelCount,
            layout: sound.layout, startSeconds: report.facts?.sound?.range.start.doubleValue,
            endSeconds: report.facts?.sound?.range.end.doubleValue, streams: report.details?.soundStreamCount ?? 0,
            hasCover: report.details?.hasCover ?? false)
    }
}
