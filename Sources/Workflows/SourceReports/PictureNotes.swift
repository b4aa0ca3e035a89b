import Diagnostics
import MediaBuffers
import MediaTiming
import RenderEngine
import TimelineModel

/// What is peculiar about a picture, whatever it is used for.
struct PictureNotes {
    let facts: AssetFacts
    let details: SourceDetails
    let cadence: FrameCadence?

    /// More frames than this from one key frame are worth knowing: what x264 does at most unless it is told to.
    private static let longWay = 250
    /// A clock that starts this far from 0 surprises whoever looks at the file in another program, in seconds.
    private static let clockTolerance = 0.1

    var notes: [SourceNote] {
        guard let picture = facts.picture, let details = details.picture else { return [] }
        let isFilm = facts.kind == .video
        var notes = shape(picture, details)
        if isFilm { notes += filmColor(details.color) + filmSamples(details) + times(details) }
        if facts.kind == .still { notes += stillColor(details.color) }
        if details.bitDepth > 8 {
            notes.append(SourceNote(.highBitDepth, "its samples have \(details.bitDepth) bits; they are rounded to 8"))
        }
        if details.hasAlpha {
            notes.append(
                SourceNote(.alpha, "its pixels may be transparent; what lies below shows through, blended as R'G'B'"))
        }
        if facts.kind == .animation {
            let count = picture.frameTimes.starts.count
            notes.append(
                SourceNote(
                    .animation,
                    "\(count) frames in \(short(picture.frameTimes.end.doubleValue)) s; they begin again until the "
                        + "segment ends"))
        }
        return notes
    }

    private func shape(_ picture: PictureFacts, _ details: PictureDetails) -> [SourceNote] {
        var notes: [SourceNote] = []
        let stored = "\(details.storedWidth)x\(details.storedHeight)"
        if details.turn.degrees != 0 {
            notes.append(
                SourceNote(
                    .rotated,
                    "stored as \(stored); it is turned \(details.turn.degrees)° clockwise and shown upright"))
        }
        if details.turn.isMirrored {
            notes.append(SourceNote(.mirrored, "stored mirrored left to right; it is mirrored back"))
        }
        if picture.sampleAspect != .one {
            let width = (Rational(Int64(picture.width)) * picture.sampleAspect).rounded
            notes.append(
                SourceNote(
                    .sourceSampleAspect,
                    "its samples are \(picture.sampleAspect.numerator):\(picture.sampleAspect.denominator) wide to high; "
                        + "\(picture.width)x\(picture.height) is shown as \(width)x\(picture.height)"))
        }
        return notes
    }

    private func filmColor(_ color: ColorDetails) -> [SourceNote] {
        var notes: [SourceNote] = []
        var isHDR = true
        switch color.tags.transfer {
        case .pq:
            notes.append(
                SourceNote(.hdrPQ, "HDR by PQ; it is tone mapped to SDR, with reference white at 203 nits"))
        case .hlg:
            notes.append(
                SourceNote(.hdrHLG, "HDR by HLG; it is tone mapped to SDR, with reference white at 203 nits"))
        default:
            isHDR = false
            let narrow: [ColorPrimaries] = [.bt709, .bt470BG, .smpte170M, .smpte240M]
            if let primaries = color.tags.primaries.name, !narrow.contains(color.tags.primaries) {
                notes.append(
                    SourceNote(
                        .widePrimaries,
                        "its primaries are \(primaries); they are taken for BT.709's, so colors come out paler"))
            }
        }
        if color.model != nil {
            notes.append(SourceNote(.rgbVideo, "coded in R'G'B'; it is converted to BT.709, limited range"))
            return notes
        }
        let matrix = color.applied?.matrix ?? .identity
        if color.taggedMatrix == nil {
            let reason = matrix == .bt709 ? "it has 720 lines or more" : "it has fewer than 720 lines"
            let range = color.tags.range == .unspecified ? ", and limited range" : ""
            notes.append(
                SourceNote(.untaggedColor, "its colors are not tagged; \(matrix) is taken\(range), because \(reason)"))
        } else if matrix != .bt709, !isHDR {
            notes.append(SourceNote(.sourceColorMatrix, "coded by the matrix of \(matrix); it is converted to BT.709"))
        }
        if color.tags.range == .full {
            notes.append(
                SourceNote(.fullRange, "its samples use their full range; they are brought to limited range"))
        }
        return notes
    }

    private func filmSamples(_ details: PictureDetails) -> [SourceNote] {
        var notes: [SourceNote] = []
        let isSubsampled = details.pixelFormat.contains("420")
        if details.storedWidth % 2 != 0 || details.storedHeight % 2 != 0, isSubsampled {
            notes.append(
                SourceNote(
                    .oddSize,
                    "\(details.storedWidth)x\(details.storedHeight) cannot be halved for its colors; the edge is repeated "
                        + "for them and nothing is cut away"))
        }
        if details.isInterlaced {
            let first = details.isTopFieldFirst ? "top" : "bottom"
            notes.append(
                SourceNote(
                    .sourceInterlaced,
                    "each frame is two fields, the \(first) one first; one is kept and its missing lines are made from "
                        + "it, so the frame rate stays"))
        }
        if ["422", "444", "440"].contains(where: details.pixelFormat.contains), !details.hasAlpha {
            notes.append(
                SourceNote(
                    .chromaReduced, "\(details.pixelFormat) has more color than 4:2:0 holds; it is filtered down to it")
            )
        }
        return notes
    }

    private func times(_ details: PictureDetails) -> [SourceNote] {
        var notes: [SourceNote] = []
        if let cadence, !cadence.isConstant {
            notes.append(
                SourceNote(
                    .variableRate,
                    "\(short(cadence.leastRate))…\(short(cadence.largestRate)) fps, \(short(cadence.meanRate)) on the "
                        + "whole; each output frame shows the last one at or before its time, so sound stays in step"))
        }
        if let way = details.longestKeyframeDistance, way > Self.longWay {
            notes.append(
                SourceNote(
                    .longGOP,
                    "up to \(way) frames hang on one key frame; a jump into it decodes all that lie before, which is slow"
                )
            )
        }
        if details.isCounted {
            notes.append(
                SourceNote(
                    .countedFrames,
                    "its container has no usable times; frames are counted from the start, so a jump back is slow"))
        }
        if abs(self.details.clockStart.doubleValue) >= Self.clockTolerance {
            notes.append(
                SourceNote(
                    .clockOffset,
                    "its clock starts at \(short(self.details.clockStart.doubleValue)) s; that instant is source time 0"
                ))
        }
        return notes
    }

    private func stillColor(_ color: ColorDetails) -> [SourceNote] {
        var notes: [SourceNote] = []
        if color.model == "CMYK" {
            let way = color.isProfileUsed ? "by its profile" : "without a profile, by plain subtraction"
            notes.append(SourceNote(.cmyk, "stored in inks; they are converted to sRGB \(way)"))
        }
        if let count = color.profileBytes {
            notes.append(
                SourceNote(
                    .iccProfile,
                    color.isProfileUsed
                        ? "an ICC profile of \(count) bytes is embedded; colors are converted from it to sRGB"
                        : "its ICC profile of \(count) bytes is damaged or of another sort; it is passed over"))
        }
        // 0.45455 stands for sRGB's own curve.
        let isGammaOther = color.gamma.map { abs($0 - 0.454_55) >= 0.005 } ?? false
        if isGammaOther || color.hasChromaticities {
            let stated = [
                isGammaOther ? "gAMA \(color.gamma.map { "\($0)" } ?? "")" : nil,
                color.hasChromaticities ? "cHRM" : nil,
            ]
            notes.append(
                SourceNote(
                    .gamma,
                    "the file states \(stated.compactMap { $0 }.joined(separator: " and ")); colors are converted to sRGB"
                ))
        }
        return notes
    }
}
