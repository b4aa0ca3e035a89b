import DraftFormat
import MediaTiming
import RenderEngine
package import TimelineModel

/// `inspect --json`.
package enum InspectJSON {
    private struct Document: Encodable {
        struct Asset: Encodable {
            var path: String
            var kind: String
            var format: String
            var width: Int?
            var height: Int?
            var frames: Int?
            var pictureSeconds: Double?
            var soundSeconds: Double?
            var sampleRate: Int?
            var channels: Int?
        }
        struct Segment: Encodable {
            var id: String
            var pointer: String
            var name: String
            var startSeconds: Double
            var endSeconds: Double
            var firstFrame: Int
            var endFrame: Int
            var source: String
            var details: String
        }
        struct Track: Encodable {
            var id: String
            var kind: String
            var name: String?
            var hidden: Bool
            var muted: Bool
            var segments: [Segment]
        }

        var summary: String
        var title: String?
        var width: Int
        var height: Int
        var frameRate: String
        var seconds: Double
        var frames: Int
        var tracks: [Track]
        var assets: [Asset]
    }

    package static func text(of timeline: Timeline) throws -> String {
        let tracks = timeline.tracks.map { track in
            Document.Track(
                id: track.id, kind: track.kindName, name: track.name, hidden: track.isHidden, muted: track.isMuted,
                segments: track.segments.map { segment in
                    let words = SegmentDescription(segment, track: track, timeline: timeline)
                    let frames = timeline.frameRate.frames(in: segment.compositionRange)
                    return Document.Segment(
                        id: segment.id, pointer: segment.pointer, name: segment.name,
                        startSeconds: segment.compositionRange.start.doubleValue,
                        endSeconds: segment.compositionRange.end.doubleValue, firstFrame: frames.lowerBound,
                        endFrame: frames.upperBound, source: words.source, details: words.details)
                })
        }
        let assets = timeline.assets.map { asset in
            Document.Asset(
                path: asset.path, kind: asset.facts.kind.rawValue, format: asset.facts.format,
                width: asset.facts.picture?.width, height: asset.facts.picture?.height,
                frames: asset.facts.picture?.frameTimes.starts.count,
                pictureSeconds: asset.facts.picture?.frameTimes.end.doubleValue,
                soundSeconds: asset.facts.sound?.range.duration.doubleValue,
                sampleRate: asset.facts.sound?.sampleRate, channels: asset.facts.sound?.channelCount)
        }
        return try JSONText.of(
            Document(
                summary: TimelineSummary.line(for: timeline), title: timeline.title,
                width: timeline.canvasSize.width, height: timeline.canvasSize.height,
                frameRate: timeline.frameRate.framesPerSecond.description, seconds: timeline.duration.doubleValue,
                frames: timeline.frameCount, tracks: tracks, assets: assets))
    }
}
